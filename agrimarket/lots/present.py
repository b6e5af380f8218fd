"""Lots and their diary as JSON and pages tell them, with what is derived today."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.shown import Shown
from agrimarket.lots import store
from agrimarket.lots.diary import corrections
from agrimarket.lots.kinds import EVENT_KINDS
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.release import readiness
from agrimarket.lots.status import lot_status
from agrimarket.lots.tracing import Trace
from agrimarket.places import commune


def listed(session: Session, lots: Sequence[Lot]) -> list[Shown]:
    """A list's lots with product, producer and status, in two reads."""
    products = store.products(session, lots)
    owners = store.households(session, list(products.values()))
    today = clock.today()
    shown = []
    for lot in lots:
        product = products[lot.product_id]
        owner = owners[product.household_id]
        beside = {
            "product": product,
            "household": owner,
            "product_name": product.name,
            "household_id": owner.id,
            "household_name": owner.name,
            "status": lot_status(lot, today),
        }
        shown.append(Shown(lot, **beside))
    return shown


def whole(session: Session, lot: Lot) -> Shown:
    """One lot with what its release still needs."""
    (shown,) = listed(session, [lot])
    shown.beside["readiness"] = readiness(session, lot)
    return shown


def diary(events: Sequence[LotEvent]) -> list[Shown]:
    """Diary lines with their names and what corrects them."""
    mended = corrections(events)
    return [
        Shown(
            line,
            label=EVENT_KINDS[line.kind].label,
            icon=EVENT_KINDS[line.kind].icon,
            corrected_by_id=mended[line.id].id if line.id in mended else None,
        )
        for line in events
    ]


def traced(session: Session, found: Trace) -> dict[str, Any]:
    """A trace for JSON: lot, product, producer with commune, area, diary."""
    (lot,) = listed(session, [found.lot])
    place = commune(found.household.commune_code).name
    return {
        "lot": lot,
        "product": found.product,
        "producer": Shown(found.household, commune_name=place),
        "area": found.area,
        "events": diary(found.events),
    }
