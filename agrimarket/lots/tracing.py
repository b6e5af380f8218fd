"""One step back and forward from a lot: who made what, where, and what happened to it."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.lots.diary import corrections, events_of
from agrimarket.lots.models import Area, Lot, LotEvent
from agrimarket.lots.read import area_of, product_of_lot
from agrimarket.products.models import Product
from agrimarket.products.read import household_of


class Trace(NamedTuple):
    """A lot with its origin and its diary; `corrections` maps a corrected line to its mending."""

    lot: Lot
    product: Product
    household: Household
    area: Area | None
    events: list[LotEvent]
    corrections: dict[str, LotEvent]


def trace(session: Session, lot: Lot) -> Trace:
    """The trace of a lot that the viewer has seen already."""
    product = product_of_lot(session, lot)
    events = events_of(session, lot)
    return Trace(
        lot,
        product,
        household_of(session, product),
        area_of(session, lot),
        events,
        corrections(events),
    )
