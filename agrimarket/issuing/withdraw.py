"""Taking stamps out of use: suspended for a while, or void for ever."""

from sqlalchemy.orm import Session

from agrimarket.issuing.change import Judge, change, unless_in
from agrimarket.issuing.ends import Ends, resolve
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.issuing.refusals import BelowIssuer, ReasonNeeded
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.words import RECALLED
from agrimarket.kit.access import Role, Viewer
from agrimarket.lots import read as lots
from agrimarket.lots.models import LotState
from stamps import KeyRing

NOT_VOID = tuple(state for state in StampState if state is not StampState.VOID)
LEVELS = {
    Role.PRODUCER.value: 0,
    Role.API_CLIENT.value: 0,
    Role.EXTENSION_WORKER.value: 1,
    Role.COMMUNE_OFFICER.value: 2,
    Role.PROVINCE_OFFICER.value: 3,
    Role.SYSTEM.value: 3,
}


def void(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    reason: str | None,
    id: str | None = None,
) -> StampEvent:
    """Lost, spoiled or leaked stamps, never to come back; the issuer's level or above.

    Raises BelowIssuer, ReasonNeeded, RangeBlocked (void already, or of a recalled lot).
    """
    said = _reason(reason)
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    if LEVELS.get(viewer.role.value, -1) < LEVELS[order.issuer_role]:
        raise BelowIssuer
    judge = _unless_voidable(session, viewer, order)
    return change(
        session, viewer=viewer, order=order, span=span, kind="void", states=NOT_VOID,
        to_state=StampState.VOID, reason=said, id=id, judge=judge,
    )  # fmt: skip


def _unless_voidable(session: Session, viewer: Viewer, order: StampOrder) -> Judge:
    """Void stamps stay void, and those of a recalled lot must keep saying so."""
    recalled: dict[str, bool] = {}

    def of_recalled_lot(lot_id: str | None) -> bool:
        if lot_id is None:
            return False
        if lot_id not in recalled:
            lot = lots.lot_of(session, viewer=viewer, lot_id=lot_id)
            recalled[lot_id] = lot.state == LotState.RECALLED
        return recalled[lot_id]

    def judge(segment: Segment) -> str | None:
        if segment.state == StampState.VOID:
            return segment.state
        return RECALLED if of_recalled_lot(segment.lot_id or order.lot_id) else None

    return judge


def suspend(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    reason: str | None,
    id: str | None = None,
) -> StampEvent:
    """Lock active stamps for a while; RangeBlocked where any is not active, ReasonNeeded."""
    said = _reason(reason)
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    active = (StampState.ACTIVE,)
    return change(
        session, viewer=viewer, order=order, span=span, kind="suspend", states=active,
        to_state=StampState.SUSPENDED, reason=said, id=id, judge=unless_in(active),
    )  # fmt: skip


def resume(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    ends: Ends,
    reason: str | None,
    id: str | None = None,
) -> StampEvent:
    """Unlock suspended stamps, which stay with their lot; RangeBlocked, ReasonNeeded."""
    said = _reason(reason)
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    locked = (StampState.SUSPENDED,)
    return change(
        session, viewer=viewer, order=order, span=span, kind="resume", states=locked,
        to_state=StampState.ACTIVE, reason=said, id=id, judge=unless_in(locked),
    )  # fmt: skip


def _reason(text: str | None) -> str:
    said = (text or "").strip()
    if not said:
        raise ReasonNeeded(fields={"reason": [ReasonNeeded.sentence]})
    return said
