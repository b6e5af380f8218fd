"""Asking an officer for more stamps than a limit gives, and the officer's word."""

from typing import Literal

from sqlalchemy.orm import Session

from agrimarket.issuing import ends as ranges
from agrimarket.issuing import read
from agrimarket.issuing import store_approvals as store
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.life_refusals import (
    ApprovalDecided,
    ApprovalNeedsAnother,
    ApprovalNotNeeded,
    ApprovalWaiting,
    TooManyGranted,
)
from agrimarket.issuing.refusals import LotOfOtherProduct, ReasonNeeded
from agrimarket.issuing.room import room_of
from agrimarket.kit import audit, clock
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound
from agrimarket.kit.ids import is_id
from agrimarket.kit.seen import seen
from agrimarket.lots import read as lots
from agrimarket.products import read as products

Kind = Literal["packs", "quota"]


def ask_for_lot(
    session: Session,
    *,
    viewer: Viewer,
    lot_id: str,
    reason: str | None,
    count: int | None = None,
    order_id: str | None = None,
    first: int | None = None,
    last: int | None = None,
    id: str | None = None,
) -> StampApproval:
    """Ask for stamps beyond a lot's packs: `count`, or what the positions are too many by.

    Raises ReasonNeeded, ApprovalWaiting, ApprovalNotNeeded (they fit, or the lot has no number
    of packs), LotOfOtherProduct, and the refusals of `ends.serials`.
    """
    said = _reason(reason)
    lot = lots.lot_of(session, viewer=viewer, lot_id=lot_id, lock=True)
    owner = lots.product_of_lot(session, lot).household_id
    if order_id is not None:
        order = read.order_of(session, viewer=viewer, order_id=order_id)
        if order.product_id != lot.product_id:
            raise LotOfOtherProduct(lot_code=lot.lot_code)
        first, last = first or 1, last or order.count
        wanted = ranges.serials(order, first, last).size
        count = count or room_of(session, lot).over(wanted)
    else:
        first = last = None
    if not count:
        raise ApprovalNotNeeded(lot_code=lot.lot_code)
    row = StampApproval(
        id=read.own_id(session, StampApproval, id), kind="packs", household_id=owner,
        lot_id=lot.id, order_id=order_id, first=first, last=last, count=count, reason=said,
        asked_by=viewer.person,
    )  # fmt: skip
    return _asked(session, viewer, row)


def ask_for_year(
    session: Session,
    *,
    viewer: Viewer,
    product_id: str,
    count: int,
    reason: str | None,
    id: str | None = None,
) -> StampApproval:
    """Ask for `count` stamps beyond this year's quota of a product's producer.

    Raises ReasonNeeded, ApprovalWaiting.
    """
    said = _reason(reason)
    product = products.product_of(session, viewer=viewer, product_id=product_id)
    row = StampApproval(
        id=read.own_id(session, StampApproval, id), kind="quota", year=clock.today().year,
        household_id=product.household_id, count=count, reason=said, asked_by=viewer.person,
    )  # fmt: skip
    return _asked(session, viewer, row)


def _asked(session: Session, viewer: Viewer, row: StampApproval) -> StampApproval:
    if store.waiting(
        session, row.kind, lot_id=row.lot_id, household_id=row.household_id, year=row.year
    ):
        raise ApprovalWaiting
    row.state = store.ASKED
    session.add(row)
    session.flush()
    _note(session, viewer, "stamp_approval_asked", row, row.reason)
    return row


def approval_of(
    session: Session, *, viewer: Viewer, approval_id: str, lock: bool = False
) -> StampApproval:
    """One request; NotFound for whoever does not see its producer."""
    found = is_id(approval_id) and store.approval(session, viewer, approval_id, lock=lock)
    if not found:
        raise NotFound
    return found


def grant(
    session: Session,
    *,
    viewer: Viewer,
    approval_id: str,
    count: int | None = None,
    answer: str | None = None,
) -> StampApproval:
    """Say yes, to all that was asked or to `count` of it; the limit is raised at once.

    Raises NotAllowed, NotFound, ApprovalDecided, ApprovalNeedsAnother, TooManyGranted.
    """
    row = _open(session, viewer, approval_id)
    if count is not None and count > row.count:
        raise TooManyGranted(asked=row.count)
    row.count = count or row.count
    return _decided(session, viewer, row, store.GRANTED, seen(answer) or None)


def deny(
    session: Session, *, viewer: Viewer, approval_id: str, answer: str | None
) -> StampApproval:
    """Say no, with why: the producer reads it. The refusals of `grant`, and ReasonNeeded."""
    said = _reason(answer, "answer")
    return _decided(session, viewer, _open(session, viewer, approval_id), store.DENIED, said)


def take_back(session: Session, *, viewer: Viewer, approval_id: str) -> StampApproval:
    """The asking side needs it no more. NotFound, ApprovalDecided."""
    row = approval_of(session, viewer=viewer, approval_id=approval_id, lock=True)
    _unless_decided(row)
    return _decided(session, viewer, row, store.WITHDRAWN, None)


def _open(session: Session, viewer: Viewer, approval_id: str) -> StampApproval:
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    row = approval_of(session, viewer=viewer, approval_id=approval_id, lock=True)
    _unless_decided(row)
    if row.asked_by == viewer.person:
        raise ApprovalNeedsAnother
    return row


def _unless_decided(row: StampApproval) -> None:
    if row.state != store.ASKED:
        raise ApprovalDecided


def _decided(
    session: Session, viewer: Viewer, row: StampApproval, state: str, answer: str | None
) -> StampApproval:
    row.state, row.answer = state, answer
    row.decided_at, row.decided_by = clock.now(), viewer.person
    session.flush()
    _note(
        session, viewer,
        "stamp_approval_granted" if state == store.GRANTED
        else "stamp_approval_denied" if state == store.DENIED
        else "stamp_approval_withdrawn",
        row, answer,
    )  # fmt: skip
    return row


def _note(
    session: Session, viewer: Viewer, action: str, row: StampApproval, said: str | None
) -> None:
    """On the order's page of history where one was named, else on the lot's or the producer's."""
    about = (
        ("stamp_order", row.order_id)
        if row.order_id
        else ("lot", row.lot_id)
        if row.lot_id
        else ("household", row.household_id)
    )
    audit.record(
        session, viewer, action, kind=about[0], id=str(about[1]), reason=said,
        after={"count": row.count, "lot_id": row.lot_id}, person=row.household_id,
    )  # fmt: skip


def _reason(text: str | None, field: str = "reason") -> str:
    said = seen(text)
    if not said:
        raise ReasonNeeded(fields={field: [ReasonNeeded.sentence]})
    return said
