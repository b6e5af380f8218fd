"""What lots do when their producer is forgotten: kinds, dates and codes stay, words go."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.households.forgetting.erased import scrubbed
from agrimarket.kit import files
from agrimarket.kit.dropped import drop_later
from agrimarket.lots import store_forget as store
from agrimarket.lots.kinds import AREA_KINDS
from agrimarket.lots.models import Lot, LotEvent, Partner

# What a diary owes the law (Decision 25/QĐ-BNNMT 2026): which input, and its waiting days.
KEPT_FACTS = ("product", "waiting_days")
RECALLED = "Lô hàng bị thu hồi."


def forget_person(session: Session, event: PersonErased) -> None:
    """Empty names of areas and free words of diaries; a recall keeps its reason for buyers."""
    for number, area in enumerate(store.areas(session, event.household_id), start=1):
        area.name = f"{AREA_KINDS.get(area.kind, 'Nơi sản xuất')} {number}"
        area.code = scrubbed(area.code, event.words) or None
        area.address = area.latitude = area.longitude = None
    for number, partner in enumerate(store.partners(session, event.household_id), start=1):
        _empty_partner(partner, number)
    lots = store.lots(session, event.household_id)
    for lot in lots:
        _empty_lot(lot, event.words)
    ids = [lot.id for lot in lots]
    for line in store.events(session, ids):
        _empty_line(line, event.words)
    _empty_ways(session, ids, event.words)
    for photo in store.drop_event_photos(session, ids):
        if not store.pictured_elsewhere(session, photo.sha256):
            for width in photo.widths:
                drop_later(session, files.path_of(photo.sha256, f"-{width}.webp"))
    session.flush()


def _empty_lot(lot: Lot, words: Sequence[str]) -> None:
    lot.release_override = None
    lot.unit = scrubbed(lot.unit, words)
    lot.recall_reason = scrubbed(lot.recall_reason, words, RECALLED)
    lot.suspend_reason = None
    if lot.recall_phone and any(word in lot.recall_phone for word in words):
        lot.recall_phone = None


def _empty_partner(partner: Partner, number: int) -> None:
    partner.name = f"Đối tác {number}"
    partner.phone = partner.email = partner.address = partner.tax_code = None


def _empty_ways(session: Session, ids: Sequence[str], words: Sequence[str]) -> None:
    """Hand-overs, splits and recalls: what went where stays, what was said of people goes."""
    for transfer in store.transfers(session, ids):
        transfer.reason = None
    for step in store.steps(session, ids):
        step.place, step.note = None, scrubbed(step.note, words) or None
    for recall in store.recalls(session, ids):
        for name in ("reason", "text_vi", "text_en"):
            setattr(recall, name, scrubbed(getattr(recall, name), words, RECALLED) or RECALLED)
        recall.lift_reason = scrubbed(recall.lift_reason, words)
    for lot in store.held_with(session, ids):
        lot.recall_reason = scrubbed(lot.recall_reason, words, RECALLED)
    for notice in store.notices(session, ids):
        notice.text = scrubbed(notice.text, words, RECALLED) or RECALLED


def _empty_line(line: LotEvent, words: Sequence[str]) -> None:
    facts: dict[str, Any] = {
        name: scrubbed(value, words) if isinstance(value, str) else value
        for name, value in (line.facts or {}).items()
        if name in KEPT_FACTS and isinstance(value, str | int | float)
    }
    line.place = line.text = None
    line.facts = facts or None
