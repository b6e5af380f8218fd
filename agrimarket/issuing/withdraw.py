"""Taking stamps out of use: suspended for a while, or void for ever."""

from sqlalchemy.orm import Session

from agrimarket.issuing import store
from agrimarket.issuing.change import Judge, change, touched
from agrimarket.issuing.ends import Ends, resolve
from agrimarket.issuing.levels import LEVELS, level_of
from agrimarket.issuing.models import StampEvent, StampOrder, StampState
from agrimarket.issuing.refusals import BelowIssuer, ReasonNeeded
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.words import HELD_ABOVE, RECALLED
from agrimarket.kit.access import Viewer
from agrimarket.kit.seen import seen
from agrimarket.lots import read as lots
from agrimarket.lots.models import LotState
from stamps import KeyRing, Span

NOT_VOID = tuple(state for state in StampState if state is not StampState.VOID)
LOCKABLE = (StampState.ACTIVE, StampState.SUSPENDED)


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
    if level_of(viewer) < LEVELS[order.issuer_role]:
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
    """Lock active stamps for a while; a higher level makes a lower one's lock its own.

    RangeBlocked where any is neither active nor locked by a lower level, ReasonNeeded.
    """
    said = _reason(reason)
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    below, _ = _locked_by(session, viewer, order, span)

    def judge(segment: Segment) -> str | None:
        return None if segment.state == StampState.ACTIVE or segment in below else segment.state

    return change(
        session, viewer=viewer, order=order, span=span, kind="suspend", states=LOCKABLE,
        to_state=StampState.SUSPENDED, reason=said, id=id, judge=judge,
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
    """Unlock suspended stamps, which stay with their lot; not what a higher level locked.

    RangeBlocked with the exact positions in the way, ReasonNeeded.
    """
    said = _reason(reason)
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    _, above = _locked_by(session, viewer, order, span)
    locked = (StampState.SUSPENDED,)

    def judge(segment: Segment) -> str | None:
        if segment in above:
            return HELD_ABOVE
        return None if segment.state in locked else segment.state

    return change(
        session, viewer=viewer, order=order, span=span, kind="resume", states=locked,
        to_state=StampState.ACTIVE, reason=said, id=id, judge=judge,
    )  # fmt: skip


def _locked_by(
    session: Session, viewer: Viewer, order: StampOrder, span: Span
) -> tuple[list[Segment], list[Segment]]:
    """Locked segments of the span: those a lower level locked, and those a higher one did."""
    locked = [
        segment
        for segment in touched(session, order, span)
        if segment.state == StampState.SUSPENDED
    ]
    levels = store.locking_levels(session, order.id, span)
    mine = level_of(viewer)
    below = [segment for segment in locked if levels[segment.event_id] < mine]
    return below, [segment for segment in locked if levels[segment.event_id] > mine]


def _reason(text: str | None) -> str:
    said = seen(text)
    if not said:
        raise ReasonNeeded(fields={"reason": [ReasonNeeded.sentence]})
    return said
