"""Lots and their diary as JSON and pages tell them, with what is derived today."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.shown import Shown
from agrimarket.lots import store
from agrimarket.lots.beside import beside_breaches
from agrimarket.lots.diary import corrections, events_of, of_hand_over
from agrimarket.lots.event_photos import photo_addresses, photos_of
from agrimarket.lots.facts.tell import owed, told, unknown
from agrimarket.lots.kinds import EVENT_KINDS, WITHDRAWN
from agrimarket.lots.late_sources import late_sources
from agrimarket.lots.models import Lot, LotEvent, LotEventPhoto
from agrimarket.lots.recalls.read import recall_ids
from agrimarket.lots.recalls.suspend import state_holder
from agrimarket.lots.release import readiness
from agrimarket.lots.status import lot_status
from agrimarket.lots.tracing import Trace
from agrimarket.lots.waiting import (
    late_breaches,
    late_inputs,
    not_before,
    source_breaches,
    waiting_breaches,
)
from agrimarket.places import commune

Photos = Mapping[str, Sequence[LotEventPhoto]]  # of each line


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
    shown.beside["recall_ids"] = recall_ids(session, lot)
    shown.beside["stopped_by"] = state_holder(session, lot)
    shown.beside["waiting"] = waiting_breaches(session, lot)
    shown.beside["source_waiting"] = source_breaches(session, lot)
    shown.beside["beside_waiting"] = beside_breaches(session, lot)
    lines = events_of(session, lot)
    shown.beside["not_before"] = not_before(lot, lines)
    shown.beside["late_breaches"] = late_breaches(lot, lines)
    shown.beside["late_inputs"] = late_inputs(session, lot)
    shown.beside["late_sources"] = late_sources(session, lot)
    return shown


def diary(
    events: Sequence[LotEvent],
    photos: Photos | None = None,
    by: Mapping[str, str] | None = None,
) -> list[Shown]:
    """Diary lines with their names, facts in words, pictures, what corrects them, and by whom."""
    mended = corrections(events)
    return [
        _line(line, mended.get(line.id), (photos or {}).get(line.id, ()), (by or {}).get(line.id))
        for line in events
    ]


def _line(
    line: LotEvent, newer: LotEvent | None, photos: Sequence[LotEventPhoto], by: str | None
) -> Shown:
    return Shown(
        line,
        recorded_by=by,
        label=EVENT_KINDS[line.kind].label,
        icon=EVENT_KINDS[line.kind].icon,
        corrected_by_id=newer.id if newer else None,
        withdrawn=bool(newer and newer.kind == WITHDRAWN),
        told=told(line.kind, line.facts),
        free_facts=unknown(line.kind, line.facts),
        missing_facts=[] if newer else owed(line.kind, line.facts, line.place),
        recorded_later=abs(line.recorded_at - line.happened_at) > timedelta(days=1),
        transfer_id=(line.facts or {}).get("transfer_id") if of_hand_over(line) else None,
        photos=[photo_shown(photo) for photo in photos],
    )


def photo_shown(photo: LotEventPhoto) -> Shown:
    """A picture of a line with the addresses of its widths."""
    return Shown(photo, urls=photo_addresses(photo))


def traced(session: Session, found: Trace) -> dict[str, Any]:
    """A trace for JSON: lot, product, producer with commune, area, diary."""
    (lot,) = listed(session, [found.lot])
    place = commune(found.household.commune_code).name
    return {
        "lot": lot,
        "product": found.product,
        "producer": Shown(found.household, commune_name=place),
        "area": found.area,
        "events": diary(found.events, photos_of(session, found.lot)),
    }
