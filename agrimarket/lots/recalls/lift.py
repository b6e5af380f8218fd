"""Lifting a recall by two people: one asks with a reason, another confirms."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import PROVINCE, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound
from agrimarket.lots.events import LotRecallLifted
from agrimarket.lots.hand_over_models import Recall, RecallLot
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls import store, texts
from agrimarket.lots.recalls.begin import hold_back, read_reason
from agrimarket.lots.recalls.refusals import LiftAtOrigin, LiftNeedsAnother, RecallLifted
from agrimarket.lots.refusals import NotRecalled


def lift_lot(session: Session, *, viewer: Viewer, lot: Lot, reason: str) -> Recall:
    """The newest recall that began at this lot, as `lift`; NotRecalled, LiftAtOrigin."""
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed
    begun = store.begun_at(session, lot.id)
    if begun:  # its row is locked before its lots, as in `lift`
        return lift(session, viewer=viewer, recall_id=begun[0].id, reason=reason)
    others = store.holding(session, [lot.id])
    if others:
        origin = session.get_one(Lot, others[lot.id][0][1].lot_id)
        raise LiftAtOrigin(lot_code=origin.lot_code)
    held = store.hold(session, [lot.id])[lot.id]
    if held.state != LotState.RECALLED:
        raise NotRecalled
    return lift(session, viewer=viewer, recall_id=_adopted(session, held).id, reason=reason)


def lift(session: Session, *, viewer: Viewer, recall_id: str, reason: str) -> Recall:
    """The first call asks; the second, by another person, lifts. What was, holds again.

    A token counts as the account behind it. A lot that another recall holds stays recalled.
    Raises NotAllowed, NotFound, ReasonMissing, RecallLifted, LiftNeedsAnother.
    """
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed
    said = read_reason(reason)
    recall = store.by_id(session, viewer, recall_id, lock=True)
    if recall is None:
        raise NotFound
    if recall.lifted_at is not None:
        raise RecallLifted
    if recall.lift_asked_by is None:
        return _ask(session, viewer, recall, said)
    if recall.lift_asked_by == viewer.person:
        raise LiftNeedsAnother
    return _confirm(session, viewer, recall, said)


def _ask(session: Session, viewer: Viewer, recall: Recall, said: str) -> Recall:
    recall.lift_asked_at, recall.lift_asked_by, recall.lift_reason = (
        clock.now(),
        viewer.person,
        said,
    )
    session.flush()
    _noted(session, viewer, recall, "recall_lift_asked", said)
    return recall


def _confirm(session: Session, viewer: Viewer, recall: Recall, said: str) -> Recall:
    recall.lifted_at, recall.lifted_by = clock.now(), viewer.person
    session.flush()
    rows = store.lots_of(session, recall.id)
    lots = store.hold(session, rows)
    others = store.holding(session, rows)
    products = store.products(session, lots.values())
    for id, lot in lots.items():
        if id in others:
            hold_back(lot, others[id][0][1])
            continue
        _restore(lot, rows[id])
        audit.record(
            session, viewer, "lot_recall_lifted", kind="lot", id=id, reason=said,
            before={"state": LotState.RECALLED.value},
            after={"state": lot.state, "recall": recall.id},
            person=products[lot.product_id].household_id,
        )  # fmt: skip
    session.flush()
    for lot in lots.values():
        events.publish(session, LotRecallLifted(lot.id, lot.product_id))
    _noted(session, viewer, recall, "recall_lifted", said)
    return recall


def _restore(lot: Lot, row: RecallLot) -> None:
    lot.state, lot.recalled_at, lot.recalled_by = LotState(row.before), None, None
    lot.recall_reason, lot.recall_phone = None, None


def _noted(session: Session, viewer: Viewer, recall: Recall, action: str, said: str) -> None:
    lot = session.get_one(Lot, recall.lot_id)
    owner = store.products(session, [lot])[lot.product_id].household_id
    audit.record(
        session, viewer, action, kind="recall", id=recall.id, reason=said, person=owner,
    )  # fmt: skip


def _adopted(session: Session, lot: Lot) -> Recall:
    """A row for a lot that was recalled before recalls were rows; it had been released."""
    product = store.products(session, [lot])[lot.product_id]
    reason, phone = lot.recall_reason or "", lot.recall_phone or ""
    words = texts.public(product, lot, reason=reason, phone=phone, with_made=False)
    recall = Recall(
        lot_id=lot.id, with_made=False, reason=reason, phone=phone, text_vi=words.vi,
        text_en=words.en, begun_at=lot.recalled_at or lot.updated_at,
        begun_by=lot.recalled_by or "",
    )  # fmt: skip
    session.add(recall)
    session.flush()
    session.add(RecallLot(recall_id=recall.id, lot_id=lot.id, before=str(LotState.RELEASED)))
    session.flush()
    return recall
