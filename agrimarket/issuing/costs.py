"""What stamps cost and who pays: recorded on the order, added up by commune and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import read
from agrimarket.issuing import store_costs as store
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.words import PAYERS
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.places.catalogue import commune

NAMES = ("unit_cost_vnd", "paid_by", "cost_note")


@dataclass(frozen=True)
class CostLine:
    """Stamps of one commune in one year, paid by one side.

    `unpriced` of the `stamps` have no cost recorded; `cost_vnd` is of the others.
    """

    commune_code: str
    commune: str
    year: int
    paid_by: str | None
    orders: int
    stamps: int
    unpriced: int
    cost_vnd: int

    @property
    def payer(self) -> str:
        return PAYERS.get(self.paid_by or "", "Chưa ghi")


def record_cost(
    session: Session, *, viewer: Viewer, order: StampOrder, given: Mapping[str, Any]
) -> StampOrder:
    """Write down one stamp's cost (VND), who pays and a note, of those that are `given`."""
    order = read.order_of(session, viewer=viewer, order_id=order.id, lock=True)
    wanted = {name: _clean(given[name]) for name in NAMES if name in given}
    before = {name: _told(getattr(order, name)) for name in wanted}
    for name, value in wanted.items():
        setattr(order, name, value)
    after = {name: _told(getattr(order, name)) for name in wanted}
    if before == after:
        return order
    session.flush()
    audit.record(
        session, viewer, "stamp_order_cost", kind="stamp_order", id=order.id,
        before=before, after=after, person=order.household_id,
    )  # fmt: skip
    return order


def sums(session: Session, *, viewer: Viewer, year: int | None = None) -> list[CostLine]:
    """Costs by commune, year and payer, as far as the viewer sees producers; newest year first."""
    begun = store.first_at(session, viewer)
    if begun is None:
        return []
    years = range(clock.vietnam_day(begun).year, clock.today().year + 1)
    return [
        line
        for each in reversed(years)
        if year in (None, each)
        for line in _of_year(session, viewer, each)
    ]


def _of_year(session: Session, viewer: Viewer, year: int) -> list[CostLine]:
    since, until = (clock.start_of_day(date(one, 1, 1)) for one in (year, year + 1))
    lines = [
        CostLine(
            commune_code=row.commune_code,
            commune=commune(row.commune_code).name,
            year=year,
            paid_by=row.paid_by,
            orders=row.orders,
            stamps=int(row.stamps),
            unpriced=int(row.unpriced),
            cost_vnd=round(row.cost_vnd or 0),
        )
        for row in store.sums(session, viewer, since=since, until=until)
    ]
    return sorted(lines, key=lambda line: (line.commune, line.payer))


def _clean(value: Any) -> Any:
    return (value.strip() or None) if isinstance(value, str) else value


def _told(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
