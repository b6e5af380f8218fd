"""A lot is held back at once, by its producer or by the state, and let go by whoever may."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import ROLE_LABELS, WORKERS, Role, Viewer
from agrimarket.kit.seen import seen
from agrimarket.lots import store
from agrimarket.lots.events import LotResumed, LotSuspended
from agrimarket.lots.graph import held_source
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls import tell
from agrimarket.lots.recalls.refusals import (
    LotIsSuspended,
    NotSuspended,
    SourceRecalled,
    SourceSuspended,
    StateHolds,
    SuspendReasonMissing,
)
from agrimarket.lots.refusals import LotRecalledNow


def suspend_lot(session: Session, *, viewer: Viewer, lot: Lot, reason: str) -> Lot:
    """From this commit on stamps say "do not use yet"; nothing of it is activated or released.

    The lot is one the viewer has seen and locked. LotRecalledNow, LotIsSuspended,
    SuspendReasonMissing. The reason is for workers, not for buyers. What its producer holds back
    the state may hold back too: then the producer lets it go no more.
    """
    said = _reason(reason)
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow
    if not viewer.is_one_of(WORKERS) or state_holder(session, lot):
        check_usable(lot)
    lot.suspended_at, lot.suspended_by, lot.suspend_reason = clock.now(), viewer.person, said
    session.flush()
    _note(session, viewer, lot, "lot_suspended", said, tell.SUSPENDED)
    events.publish(session, LotSuspended(lot.id, lot.product_id))
    return lot


def resume_lot(session: Session, *, viewer: Viewer, lot: Lot, reason: str) -> Lot:
    """What was, holds again; a recall stays a recall.

    What somebody of the state stopped, somebody of the state lets go. NotSuspended, StateHolds,
    SuspendReasonMissing.
    """
    said = _reason(reason)
    if lot.suspended_at is None:
        raise NotSuspended
    holder = state_holder(session, lot)
    if holder and not viewer.is_one_of(WORKERS):
        raise StateHolds(lot_code=lot.lot_code, who=holder)
    lot.suspended_at = lot.suspended_by = lot.suspend_reason = None
    session.flush()
    _note(session, viewer, lot, "lot_resumed", said, tell.RESUMED)
    events.publish(session, LotResumed(lot.id, lot.product_id))
    return lot


def state_holder(session: Session, lot: Lot) -> str | None:
    """Who of the state holds it back now, name and role; None where nobody or its producer does.

    Read from the trail, which tells the role at the act and which nobody can edit.
    """
    if lot.suspended_at is None:
        return None
    acts = audit.kept_of(session, kind="lot", ids=[lot.id], prefix="lot_suspended")[lot.id]
    if not acts or acts[-1].role not in WORKERS:
        return None
    return _signed(acts[-1].who_name, Role(acts[-1].role))


def holder(viewer: Viewer) -> str | None:
    """The same of somebody who stops a lot now: the trail is written with the commit."""
    return _signed(viewer.signature, viewer.role) if viewer.role in WORKERS else None


def _signed(name: str, role: Role) -> str:
    return f"{name}, {ROLE_LABELS[role]}" if name else ROLE_LABELS[role]


def check_usable(lot: Lot) -> None:
    """LotIsSuspended while it is held back."""
    if lot.suspended_at is not None:
        raise LotIsSuspended(lot_code=lot.lot_code)


def source_fault(session: Session, lot: Lot) -> SourceRecalled | SourceSuspended | None:
    """Why nothing made from a recalled or suspended lot is let go: the gravest one behind it."""
    held = held_source(session, lot)
    if held is None:
        return None
    if held.status == "recalled":
        return SourceRecalled(lot_code=held.lot_code)
    return SourceSuspended(lot_code=held.lot_code)


def check_sources(session: Session, lot: Lot) -> None:
    """SourceRecalled, SourceSuspended: what stands behind the lot, over any depth."""
    fault = source_fault(session, lot)
    if fault is not None:
        raise fault


def _note(session: Session, viewer: Viewer, lot: Lot, action: str, said: str, words: str) -> None:
    product = store.product(session, lot)
    audit.record(
        session, viewer, action, kind="lot", id=lot.id, reason=said, person=product.household_id
    )
    tell.workers(session, lot, product, words)


def _reason(text: str) -> str:
    said = seen(text)
    if not said:
        raise SuspendReasonMissing(fields={"reason": [SuspendReasonMissing.sentence]})
    return said
