"""The day of harvest that holds a lot inside waiting days is moved by the office alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from agrimarket.kit.access import WORKERS, Viewer
from agrimarket.lots.diary import events_of
from agrimarket.lots.diary_refusals import HarvestDayHeld
from agrimarket.lots.models import Lot
from agrimarket.lots.waiting import breaches_told

DAYS = ("harvested_on", "produced_on")


@contextmanager
def held_day(session: Session, *, viewer: Viewer, lot: Lot) -> Iterator[None]:
    """Around an edit: HarvestDayHeld where it makes a breach go and the viewer is no worker."""
    if viewer.is_one_of(WORKERS):
        yield
        return
    diary = events_of(session, lot)
    held = {(one.product, one.until) for one in breaches_told(lot, diary)}
    before = {name: getattr(lot, name) for name in DAYS}
    yield
    if held <= {(one.product, one.until) for one in breaches_told(lot, diary)}:
        return
    moved = [name for name in DAYS if before[name] != getattr(lot, name)] or ["harvested_on"]
    raise HarvestDayHeld(fields={name: [HarvestDayHeld.sentence] for name in moved})
