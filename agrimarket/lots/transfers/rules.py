"""Handing some of a lot over: proposed, sent, received, disputed, cancelled.

What is handed over counts as used from the proposal on. It comes back to the lot when a proposal
is cancelled before it is sent, or when the sender takes a disputed delivery back. A dispute alone
gives nothing back (the goods are not in the yard), nor does what is missing at the receiver's.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.ids import take_id
from agrimarket.kit.seen import seen
from agrimarket.kit.web.filters import vn_date
from agrimarket.lots import store as store_lots
from agrimarket.lots.amounts import amount_text, free
from agrimarket.lots.becoming.refusals import AmountUntold, InputSuspended, NotEnough
from agrimarket.lots.becoming.take import whole_grains
from agrimarket.lots.diary import tell_step
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.late_hold import check_looked_at
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.refusals import LotExpired, LotNotReleased, LotRecalledNow
from agrimarket.lots.status import lot_status
from agrimarket.lots.transfers import store
from agrimarket.lots.transfers.kinds import (
    ANSWERED_FROM,
    CANCELLED_FROM,
    DISPUTED_FROM,
    SENT_FROM,
    STATE_WORDS,
    State,
)
from agrimarket.lots.transfers.refusals import (
    AmountNeeded,
    DisputeReasonMissing,
    MoreThanSent,
    OnTheRoad,
    PartnerGone,
    PartnerMissing,
    ReceiverAnswers,
    ReceiverMissing,
    ReceiverNeeded,
    SenderDecides,
    StepOutOfTurn,
    ToOneself,
)


def transfer_of(session: Session, *, viewer: Viewer, transfer_id: str) -> LotTransfer:
    """A hand-over on whose one or other side the viewer stands; NotFound."""
    found = store.by_id(session, viewer, transfer_id)
    if found is None:
        raise NotFound
    return found


def propose(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    quantity: Decimal,
    partner_id: str | None = None,
    to_household_id: str | None = None,
    pack_count: int | None = None,
    id: str | None = None,
) -> LotTransfer:
    """Reserve some of a released lot for a partner or a registered producer, in the lot's unit.

    A partner that is a registered producer answers as one. ReceiverNeeded, PartnerMissing,
    PartnerGone, ReceiverMissing, ToOneself, AmountNeeded, AmountUntold, NotEnough, TooFine,
    IdTaken, and refuses as `_check_may_leave`.
    """
    lot = store.hold_lot(session, lot.id)
    owner = store_lots.product(session, lot).household_id
    to = _receiver(session, viewer, owner, partner_id, to_household_id)
    _check_may_leave(session, lot)
    _reserve(lot, quantity)
    transfer = LotTransfer(
        lot_id=lot.id, partner_id=partner_id, to_household_id=to, quantity=quantity,
        pack_count=pack_count, state=State.PROPOSED.value, proposed_at=clock.now(),
    )  # fmt: skip
    if id is not None:
        take_id(session, transfer, id)
    session.add(transfer)
    return _tell(session, viewer, lot, transfer, "lot_transfer_proposed")


def send(session: Session, *, viewer: Viewer, transfer: LotTransfer) -> LotTransfer:
    """The goods leave. SenderDecides, StepOutOfTurn, and refuses as `_check_may_leave`."""
    lot, transfer = _held(session, transfer, SENT_FROM)
    _check_sender(session, viewer, transfer)
    _check_may_leave(session, lot)
    transfer.sent_at = clock.now()
    transfer.state = State.IN_TRANSIT.value
    return _tell(session, viewer, lot, transfer, "lot_transfer_sent")


def receive(
    session: Session, *, viewer: Viewer, transfer: LotTransfer, quantity: Decimal | None = None
) -> LotTransfer:
    """The goods arrived: all of them, or less, which is told. Also of what was disputed first.

    Whatever the lot has become since: what is there is there. ReceiverAnswers, StepOutOfTurn,
    AmountNeeded, MoreThanSent, TooFine.
    """
    lot, transfer = _held(session, transfer, ANSWERED_FROM)
    _check_answers(session, viewer, transfer)
    came = transfer.quantity if quantity is None else whole_grains(quantity, lot.unit, "quantity")
    if came <= 0:
        raise AmountNeeded(fields={"quantity": [AmountNeeded.sentence]})
    if came > transfer.quantity:
        sent = amount_text(transfer.quantity, lot.unit)
        said = MoreThanSent.sentence.format(sent=sent)
        raise MoreThanSent(fields={"quantity": [said]}, sent=sent)
    transfer.received_quantity, transfer.answered_at = came, clock.now()
    transfer.state = State.RECEIVED.value
    return _tell(session, viewer, lot, transfer, "lot_transfer_received")


def dispute(session: Session, *, viewer: Viewer, transfer: LotTransfer, reason: str) -> LotTransfer:
    """The receiver says no, and why. ReceiverAnswers, StepOutOfTurn, DisputeReasonMissing."""
    lot, transfer = _held(session, transfer, DISPUTED_FROM)
    _check_answers(session, viewer, transfer)
    why = seen(reason)
    if not why:
        raise DisputeReasonMissing(fields={"reason": [DisputeReasonMissing.sentence]})
    transfer.reason, transfer.answered_at = why, clock.now()
    transfer.state = State.DISPUTED.value
    return _tell(session, viewer, lot, transfer, "lot_transfer_disputed", why)


def cancel(session: Session, *, viewer: Viewer, transfer: LotTransfer) -> LotTransfer:
    """Not sent after all, or a disputed delivery taken back: the lot has its quantity again.

    SenderDecides, OnTheRoad, StepOutOfTurn.
    """
    if store.hold_lot(session, transfer.lot_id) and _on_the_road(session, transfer):
        raise OnTheRoad
    lot, transfer = _held(session, transfer, CANCELLED_FROM)
    _check_sender(session, viewer, transfer)
    lot.used = lot.used - transfer.quantity
    transfer.state = State.CANCELLED.value
    return _tell(session, viewer, lot, transfer, "lot_transfer_cancelled")


def _on_the_road(session: Session, transfer: LotTransfer) -> bool:
    return store.hold(session, transfer.id).state == State.IN_TRANSIT


def _held(
    session: Session, transfer: LotTransfer, allowed: Sequence[State]
) -> tuple[Lot, LotTransfer]:
    """Lot and hand-over, locked in this order, in a state the step may be taken from."""
    lot = store.hold_lot(session, transfer.lot_id)
    transfer = store.hold(session, transfer.id)
    if transfer.state not in allowed:
        raise StepOutOfTurn(state=STATE_WORDS[transfer.state][0].lower())
    return lot, transfer


def _check_may_leave(session: Session, lot: Lot) -> None:
    """LotRecalledNow, InputSuspended, LotNotReleased, LotExpired, LateInputs, LateSource."""
    why: Refusal | None = None
    if lot.state == LotState.RECALLED:
        why = LotRecalledNow()
    elif lot.suspended_at is not None:
        why = InputSuspended(lot_code=lot.lot_code)
    elif lot.state != LotState.RELEASED:
        why = LotNotReleased()
    elif lot_status(lot, clock.today()) == "expired":
        why = LotExpired(day=vn_date(lot.use_by))
    if why is not None:
        raise why
    check_looked_at(session, lot)


def _reserve(lot: Lot, quantity: Decimal) -> None:
    """Take it from what is left of a locked lot."""
    if whole_grains(quantity, lot.unit, "quantity") <= 0:
        raise AmountNeeded(fields={"quantity": [AmountNeeded.sentence]})
    if lot.quantity is None:
        said = AmountUntold.sentence.format(lot_code=lot.lot_code)
        raise AmountUntold(fields={"quantity": [said]}, lot_code=lot.lot_code)
    left = free(lot)
    if quantity > left:
        facts = {"lot_code": lot.lot_code, "left": amount_text(left, lot.unit),
                 "wanted": amount_text(quantity, lot.unit)}  # fmt: skip
        raise NotEnough(fields={"quantity": [NotEnough.sentence.format_map(facts)]}, **facts)
    lot.used = lot.used + quantity


def _receiver(
    session: Session, viewer: Viewer, owner: str, partner_id: str | None, to: str | None
) -> str | None:
    """The registered producer it goes to; None for a partner who is none."""
    if bool(partner_id) == bool(to):
        raise ReceiverNeeded(fields={"partner_id": [ReceiverNeeded.sentence]})
    field = "to_household_id"
    if partner_id:
        field, partner = "partner_id", store.partner_of(session, owner, partner_id)
        if partner is None:
            raise PartnerMissing(fields={field: [PartnerMissing.sentence]})
        if partner.ended_at is not None:
            raise PartnerGone(fields={field: [PartnerGone.sentence]})
        to = partner.linked_id
    if to is None:
        return None
    if to == owner:
        raise ToOneself(fields={field: [ToOneself.sentence]})
    if store.receiver(session, viewer, owner, to) is None:
        if partner_id:
            return None  # linked once, gone since: nobody is there to answer
        raise ReceiverMissing(fields={field: [ReceiverMissing.sentence]})
    return to


def _check_sender(session: Session, viewer: Viewer, transfer: LotTransfer) -> None:
    if not store.is_outgoing(session, viewer, transfer.id):
        raise SenderDecides


def _check_answers(session: Session, viewer: Viewer, transfer: LotTransfer) -> None:
    """A registered receiver answers; for any other one the sender says what came of it."""
    if transfer.to_household_id and not store.is_incoming(session, viewer, transfer.id):
        raise ReceiverAnswers


def _tell(
    session: Session, viewer: Viewer, lot: Lot, transfer: LotTransfer, act: str,
    reason: str | None = None,
) -> LotTransfer:  # fmt: skip
    """The step in the lot's diary and in its trail; names stand in neither."""
    session.flush()
    facts: dict[str, Any] = {"transfer_id": transfer.id, "state": transfer.state,
                             "quantity": float(transfer.quantity)}  # fmt: skip
    if transfer.received_quantity is not None and transfer.state == State.RECEIVED:
        facts["received_quantity"] = float(transfer.received_quantity)
    tell_step(session, viewer=viewer, lot=lot, facts=facts)
    after = {"transfer": transfer.id, "quantity": str(transfer.quantity)}
    if "received_quantity" in facts:
        after["received_quantity"] = str(transfer.received_quantity)
    audit.record(
        session, viewer, act, kind="lot", id=lot.id, after=after, reason=reason,
        person=store_lots.product(session, lot).household_id,
    )  # fmt: skip
    return transfer
