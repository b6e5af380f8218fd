"""Recalls and drills as JSON and pages tell them; others' lots as the public may know them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.shown import Shown
from agrimarket.lots.graph import store as graph_store
from agrimarket.lots.hand_over_models import Recall, RecallDrill, RecallLot
from agrimarket.lots.models import LotState
from agrimarket.lots.recalls import store
from agrimarket.places import commune

# State of a recall > its words and the badge's kind.
STATES: Mapping[str, tuple[str, str]] = {
    "open": ("Đang thu hồi", "stop"),
    "lift_asked": ("Chờ người thứ hai gỡ", "look"),
    "lifted": ("Đã gỡ", "good"),
}


@dataclass(frozen=True)
class HeldLot:
    """A lot of a recall. `recalled` now; `before` and `own` for whoever sees the lot itself."""

    lot_id: str
    lot_code: str
    product_name: str
    producer_name: str | None
    commune_name: str
    before: str | None
    recalled: bool
    own: bool


def state_of(recall: Recall) -> str:
    """open, lift_asked or lifted."""
    if recall.lifted_at is not None:
        return "lifted"
    return "lift_asked" if recall.lift_asked_at is not None else "open"


def recalls(session: Session, viewer: Viewer, rows: Sequence[Recall]) -> list[Shown]:
    """A list's recalls with the lot they began with and their counts."""
    facts = graph_store.facts(session, viewer, {row.lot_id for row in rows})
    counts = store.counts(session, [row.id for row in rows])
    shown = []
    for row in rows:
        fact, (lots, notices, sent) = facts[row.lot_id], counts[row.id]
        beside = {
            "lot_code": fact.lot_code, "product_name": fact.product_name, "own": fact.own,
            "state": state_of(row), "lots": lots, "notices": notices, "notices_sent": sent,
        }  # fmt: skip
        shown.append(Shown(row, **beside))
    return shown


def one(session: Session, viewer: Viewer, row: Recall) -> Shown:
    """One recall with every lot it holds or held."""
    (shown,) = recalls(session, viewer, [row])
    shown.beside["held"] = held_lots(session, viewer, row)
    return shown


def held_lots(session: Session, viewer: Viewer, row: Recall) -> list[HeldLot]:
    """The lot it began with first, then by product and code."""
    rows = store.lots_of(session, row.id)
    facts = graph_store.facts(session, viewer, rows)
    found = [_held(rows[id], fact) for id, fact in facts.items()]
    return sorted(found, key=lambda one: (one.lot_id != row.lot_id, one.product_name, one.lot_code))


def _held(row: RecallLot, fact: graph_store.Fact) -> HeldLot:
    told = fact.own or fact.named
    return HeldLot(
        lot_id=row.lot_id,
        lot_code=fact.lot_code,
        product_name=fact.product_name,
        producer_name=fact.household_name if told else None,
        commune_name=commune(fact.commune_code).name,
        before=row.before if fact.own else None,
        recalled=fact.state == LotState.RECALLED,
        own=fact.own,
    )


def drills(session: Session, viewer: Viewer, rows: Sequence[RecallDrill]) -> list[Shown]:
    """Drills with their lots."""
    facts = graph_store.facts(session, viewer, {row.lot_id for row in rows})
    shown = []
    for row in rows:
        fact = facts[row.lot_id]
        beside: dict[str, Any] = {
            "lot_code": fact.lot_code,
            "product_name": fact.product_name,
            "producer_name": fact.household_name,
            "commune_name": commune(fact.commune_code).name,
        }
        shown.append(Shown(row, **beside))
    return shown
