"""What stands ready in a new line: what this producer wrote the last time the work was done."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.lots import diary_store, store
from agrimarket.lots.facts.tell import told
from agrimarket.lots.facts.typed import boxes_of
from agrimarket.lots.kinds import EVENT_KINDS, WAITING_KINDS
from agrimarket.lots.models import Lot, LotEvent

MOST_AGAIN = 3

# What is likely the same the next time. What was counted or found (a harvest, a result) is not.
USUAL: Mapping[str, tuple[str, ...]] = {
    "sowing": ("variety", "unit", "source"),
    "fertiliser": ("product", "dose", "dose_unit"),
    "feed": ("product", "quantity", "unit"),
    "pesticide": ("product", "dose", "dose_unit", "target", "waiting_days"),
    "vet_drug": ("product", "dose", "dose_unit", "target", "waiting_days"),
    "irrigation": ("method", "source"),
    "harvest": ("unit",),
    "processing": ("method", "unit", "temperature"),
    "packing": ("size", "size_unit", "material"),
    "test": ("what", "laboratory"),
    "transfer": ("to", "unit"),
    "storage": ("temperature", "humidity"),
    "sale": ("to", "unit"),
}


class Again(NamedTuple):
    """Work that may be told once more in one tap: the line it is copied from, in words."""

    line: LotEvent
    label: str
    icon: str
    text: str


def usual_facts(line: LotEvent) -> dict[str, Any]:
    """Of a line's facts those that are likely the same the next time."""
    facts = line.facts or {}
    return {name: facts[name] for name in USUAL.get(line.kind, ()) if name in facts}


def usual_boxes(
    session: Session, viewer: Viewer, lot: Lot, kind: str, again: str = ""
) -> tuple[dict[str, str], LotEvent | None]:
    """What the boxes of a new line hold, and the line it was taken from.

    A drug is repeated only where its own line `again` (an id) was chosen: the waiting days of
    another drug must not stand ready for this one.
    """
    lines = diary_store.last_lines(
        session, viewer, store.product(session, lot).household_id, kind=kind
    )
    if again:
        line = next((one for one in lines if one.id == again), None)
    else:
        line = None if kind in WAITING_KINDS else _nearest(lines, lot)
    return (boxes_of(kind, usual_facts(line)), line) if line else ({}, None)


def _nearest(lines: Sequence[LotEvent], lot: Lot) -> LotEvent | None:
    """The last one of this very lot, else of any of the producer's."""
    return next((one for one in lines if one.lot_id == lot.id), lines[0] if lines else None)


def again_of(session: Session, viewer: Viewer, lot: Lot) -> list[Again]:
    """The last different works on this product's lots that say something, newest first."""
    owner = store.product(session, lot).household_id
    found: dict[tuple[str, str], Again] = {}
    for line in diary_store.last_lines(session, viewer, owner, product_id=lot.product_id):
        kind = EVENT_KINDS[line.kind]
        words = "; ".join(one.text for one in told(line.kind, usual_facts(line)))
        if words:
            found.setdefault((line.kind, words), Again(line, kind.label, kind.icon, words))
        if len(found) == MOST_AGAIN:
            break
    return list(found.values())
