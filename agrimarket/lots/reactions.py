"""What lots do when their producer is forgotten: kinds, dates and codes stay, words go."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.households.forgetting.erased import scrubbed
from agrimarket.lots import store_forget as store
from agrimarket.lots.kinds import AREA_KINDS
from agrimarket.lots.models import Lot, LotEvent

# What a diary owes the law (Decision 25/QĐ-BNNMT 2026): which input, and its waiting days.
KEPT_FACTS = ("product", "waiting_days")


def forget_person(session: Session, event: PersonErased) -> None:
    """Empty names of areas and free words of diaries; a recall keeps its reason for buyers."""
    for number, area in enumerate(store.areas(session, event.household_id), start=1):
        area.name = f"{AREA_KINDS.get(area.kind, 'Nơi sản xuất')} {number}"
        area.code = scrubbed(area.code, event.words) or None
    lots = store.lots(session, event.household_id)
    for lot in lots:
        _empty_lot(lot, event.words)
    for line in store.events(session, [lot.id for lot in lots]):
        _empty_line(line, event.words)
    session.flush()


def _empty_lot(lot: Lot, words: Sequence[str]) -> None:
    lot.release_override = None
    lot.unit = scrubbed(lot.unit, words)
    lot.recall_reason = scrubbed(lot.recall_reason, words, "Lô hàng bị thu hồi.")
    if lot.recall_phone and any(word in lot.recall_phone for word in words):
        lot.recall_phone = None


def _empty_line(line: LotEvent, words: Sequence[str]) -> None:
    facts: dict[str, Any] = {
        name: scrubbed(value, words) if isinstance(value, str) else value
        for name, value in (line.facts or {}).items()
        if name in KEPT_FACTS and isinstance(value, str | int | float)
    }
    line.place = line.text = None
    line.facts = facts or None
