"""Lots with the end of their diary, and areas, as a phone keeps them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_diary as store
from agrimarket.kit.access import Viewer
from agrimarket.lots.counting import unseen
from agrimarket.lots.event_photos import photo_address
from agrimarket.lots.models import Area, Lot, LotEvent, LotEventPhoto, LotState

GOING_ON = (LotState.OPEN, LotState.SEALED)  # the diary of others is read on their pages
THUMB = 320  # pixels


class Lots:
    """What is told of each of some lots, read at once."""

    def __init__(self, session: Session, viewer: Viewer, lots: Sequence[Lot]) -> None:
        written = [lot.id for lot in lots if lot.state in GOING_ON]
        self.lines = store.last_lines(session, viewer, written)
        every = [line for lines in self.lines.values() for line in lines]
        self.pictures = store.pictures(session, every)

    def as_kept(self, lot: Lot) -> dict[str, Any]:
        """One lot: {id, lot_code, product_id, area_id, unit, state, lines}, lines newest first."""
        every = self.lines[lot.id]
        mended = {one.id for one in unseen(every)}
        lines = [_line(one, self.pictures[one.id], one.id in mended) for one in every]
        names = ("id", "lot_code", "product_id", "area_id", "unit")
        told = {name: getattr(lot, name) for name in names}
        return told | {"state": str(lot.state), "lines": lines}


def area(row: Area) -> Mapping[str, Any]:
    """Where things grow or are made; its position stays here."""
    return {"id": row.id, "name": row.name, "kind": str(row.kind)}


def _line(row: LotEvent, pictures: Sequence[LotEventPhoto], mended: bool) -> Mapping[str, Any]:
    """`unseen`: corrected or taken back, and its waiting days still count (lots/counting.py)."""
    names = ("id", "kind", "place", "text", "facts", "corrects_id")
    told = {name: getattr(row, name) for name in names}
    return told | {
        "at": row.happened_at.isoformat(),
        "recorded_at": row.recorded_at.isoformat(),
        "photos": [photo_address(one, THUMB) for one in pictures],
        "unseen": mended,
    }
