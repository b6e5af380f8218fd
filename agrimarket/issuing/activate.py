"""Stamps go on packs: a range is bound once, to one released lot."""

from sqlalchemy.orm import Session

from agrimarket.issuing.change import change, check, unless_in
from agrimarket.issuing.ends import Ends, resolve
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.issuing.refusals import (
    LotNeeded,
    LotOfOtherProduct,
    OfficerApprovalOnly,
    PrintedForOtherLot,
    TooManyForLot,
)
from agrimarket.issuing.room import room_of
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.seen import seen
from agrimarket.lots import read as lots
from agrimarket.lots.late_hold import check_looked_at
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls.suspend import check_sources, check_usable
from agrimarket.lots.refusals import LotNotReleased, LotRecalledNow
from stamps import KeyRing, Span

FROM = (StampState.PRINTED, StampState.DELIVERED)


def activate(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    lot_id: str | None = None,
    override_reason: str | None = None,
    id: str | None = None,
) -> StampEvent:
    """Make printed or delivered stamps valid and bind them to a lot.

    Without `lot_id` the order's lot is meant. Raises RangeBlocked with the exact positions that
    are not printed, active already, suspended or void; LotNeeded, LotOfOtherProduct,
    PrintedForOtherLot, LotNotReleased, LotRecalledNow, LotIsSuspended, LateInputs, LateSource,
    TooManyForLot (approvals raise the limit; an officer may pass it with an `override_reason`),
    and the refusals of `ends.resolve`.
    """
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    lot = _lot(session, viewer, order, lot_id)
    # The range before the lot's room: who sends one range twice must hear that it is active.
    check(session, order, span, unless_in(FROM))
    reason = seen(override_reason) or None
    _check_room(session, viewer, lot, span, reason)
    return change(
        session,
        viewer=viewer,
        order=order,
        span=span,
        kind="activate",
        states=FROM,
        to_state=StampState.ACTIVE,
        lot_id=lot.id,
        reason=reason,
        id=id,
    )


def _lot(session: Session, viewer: Viewer, order: StampOrder, lot_id: str | None) -> Lot:
    """The lot, locked so that a recall or a second order cannot slip in between."""
    wanted = lot_id or order.lot_id
    if wanted is None:
        raise LotNeeded
    lot = lots.lot_of(session, viewer=viewer, lot_id=wanted, lock=True)
    if lot.product_id != order.product_id:
        raise LotOfOtherProduct(lot_code=lot.lot_code)
    if order.lot_id is not None and order.lot_id != lot.id:
        printed = lots.lot_of(session, viewer=viewer, lot_id=order.lot_id)
        raise PrintedForOtherLot(order=order.label, lot_code=printed.lot_code)
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow(lot_code=lot.lot_code)
    if lot.state != LotState.RELEASED:
        raise LotNotReleased(lot_code=lot.lot_code)
    check_usable(lot)
    check_sources(session, lot)
    check_looked_at(session, lot)
    return lot


def _check_room(session: Session, viewer: Viewer, lot: Lot, span: Span, reason: str | None) -> None:
    room = room_of(session, lot)
    over = room.over(span.size)
    if not over:
        return
    if reason is None:
        raise TooManyForLot(
            lot_code=lot.lot_code, packs=room.packs, most=room.most, bound=room.bound,
            count=span.size, left=room.left, over=over, lot_id=lot.id,
        )  # fmt: skip
    if not viewer.is_one_of(OFFICERS):
        raise OfficerApprovalOnly
