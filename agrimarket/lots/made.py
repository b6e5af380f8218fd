"""What a lot that was split off, mixed or made from others takes from them, and may not change."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit.web.filters import vn_date
from agrimarket.lots import store_made
from agrimarket.lots.amount_refusals import MadeFromOthers, UseByAfterSource
from agrimarket.lots.models import Lot

AMOUNT = ("quantity", "unit")  # written down with the step, so that nothing appears from nothing
DAYS = ("harvested_on", "produced_on")


class Behind(NamedTuple):
    """The kind of step a lot came out of ("" for none), and until when it may be used at most."""

    kind: str
    last_use: date | None


def behind(session: Session, lot: Lot) -> Behind:
    """What stands behind a lot; nothing for one that is not kept yet."""
    step = store_made.step_behind(session, lot.id) if lot.id else None
    if step is None:
        return Behind("", None)
    if step.kind == "transform":
        return Behind(step.kind, None)
    return Behind(step.kind, store_made.earliest_use(session, step.id))


def check(lot: Lot, clean: Mapping[str, Any], behind: Behind) -> None:
    """MadeFromOthers, UseByAfterSource: what the lots behind it decide."""
    if not behind.kind:
        return
    fixed = AMOUNT if behind.kind == "transform" else (*AMOUNT, *DAYS)
    moved = [name for name in fixed if name in clean and clean[name] != getattr(lot, name)]
    if moved:
        raise MadeFromOthers(fields={name: [MadeFromOthers.sentence] for name in moved})
    check_last_use(clean.get("use_by"), behind.last_use)


def check_last_use(day: date | None, latest: date | None, field: str = "use_by") -> None:
    """UseByAfterSource where a day is later than the earliest of the lots behind."""
    if day and latest and day > latest:
        said = UseByAfterSource.sentence.format(day=vn_date(latest))
        raise UseByAfterSource(fields={field: [said]}, day=vn_date(latest))
