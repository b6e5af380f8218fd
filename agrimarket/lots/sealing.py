"""Closing what is told of a lot before release, and opening it again while nothing hangs on it."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit, events
from agrimarket.kit.access import Viewer
from agrimarket.lots import store
from agrimarket.lots.events import LotReopened
from agrimarket.lots.harvested import date_missing
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls.suspend import check_usable
from agrimarket.lots.refusals import LotClosed, LotLeft, LotRecalledNow, LotTakenFrom
from agrimarket.lots.status import made_on


def seal_lot(session: Session, *, viewer: Viewer, lot: Lot) -> Lot:
    """Close what is told, before release; it is edited no more, unless it is opened again.

    What its release would ask of a closed lot is asked here. LotClosed, LotDateMissing.
    """
    if lot.state == LotState.SEALED:
        return lot
    if lot.state != LotState.OPEN:
        raise LotClosed
    if made_on(lot) is None:
        raise date_missing(session, lot)
    lot.state = LotState.SEALED
    session.flush()
    audit.record(
        session, viewer, "lot_sealed", kind="lot", id=lot.id,
        before={"state": LotState.OPEN.value}, after={"state": LotState.SEALED.value},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    return lot


def reopen_lot(session: Session, *, viewer: Viewer, lot: Lot) -> Lot:
    """Open a sealed lot again, to mend what is told; an open one stays as it is.

    LotRecalledNow, LotLeft, LotIsSuspended, LotTakenFrom, and what rooms above say of a lot that
    something of theirs hangs on (LotReopened).
    """
    if lot.state == LotState.OPEN:
        return lot
    if lot.state == LotState.RECALLED:
        raise LotRecalledNow
    if lot.state == LotState.RELEASED:
        raise LotLeft
    check_usable(lot)
    if lot.used:
        raise LotTakenFrom
    events.publish(session, LotReopened(lot.id))
    lot.state = LotState.OPEN
    session.flush()
    audit.record(
        session, viewer, "lot_reopened", kind="lot", id=lot.id,
        before={"state": LotState.SEALED.value}, after={"state": LotState.OPEN.value},
        person=store.product(session, lot).household_id,
    )  # fmt: skip
    return lot
