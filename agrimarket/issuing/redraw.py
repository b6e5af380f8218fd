"""What may become of a recorded print: stopped while it is drawn, or its file made again."""

from sqlalchemy.orm import Session

from agrimarket.issuing import read, store_prints
from agrimarket.issuing.again import refuse_unless_lost
from agrimarket.issuing.drawing import Drawn, Plan, path_of
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import NotDrawing
from agrimarket.issuing.print_states import CANCELLED, EXPIRED, QUEUED, READY
from agrimarket.issuing.prints import JOB
from agrimarket.issuing.settle import settle
from agrimarket.issuing.waiting import check_waiting
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.dropped import drop_later
from agrimarket.kit.jobs import enqueue


def cancel(session: Session, *, viewer: Viewer, order_id: str, print_id: str) -> StampPrint:
    """Stop a print that waits or is being drawn: it leaves no file and counts as no print.

    Its stamps were not marked, because none can lie on paper. A file that was being made again is
    as gone as before. Raises NotFound, NotDrawing.
    """
    order, row = _locked(session, viewer, order_id, print_id)
    if row.state != QUEUED:
        raise NotDrawing
    row.state = EXPIRED if row.sha256 else CANCELLED
    _note(session, viewer, order, row, "stamp_print_stop")
    return row


def record_redraw(
    session: Session, *, viewer: Viewer, plan: Plan, drawn: Drawn | None
) -> StampPrint:
    """Keep that the file of a print was made again; without it a job makes it.

    Raises what refuse_unless_lost raises, PrintsWaiting, PrintsKept.
    """
    order, row = _locked(session, viewer, plan.order_id, plan.print_id)
    refuse_unless_lost(row)
    if drawn is None:
        check_waiting(session, viewer=viewer, order=order, labels=plan.labels)
        row.state = QUEUED
        row.job_id = enqueue(session, JOB, {"print_id": row.id}, account_id=viewer.asker).id
    else:
        settle(session, viewer=viewer, order=order, row=row, drawn=drawn)
    _note(session, viewer, order, row, "stamp_print_again")
    return row


def expire(session: Session) -> int:
    """Remove the files whose time is over; the record with the hash stays. Returns how many."""
    past = store_prints.past(session, clock.now())
    for row in past:
        row.state = EXPIRED
    session.flush()
    for row in past:
        if row.sha256 and not store_prints.has_file(session, row.sha256, READY):
            drop_later(session, path_of(row.sha256, row.format))
    return len(past)


def _locked(
    session: Session, viewer: Viewer, order_id: str, print_id: str
) -> tuple[StampOrder, StampPrint]:
    """The order, locked, and its print as it stands now."""
    order = read.order_of(session, viewer=viewer, order_id=order_id, lock=True)
    row = read.print_of(session, viewer=viewer, order_id=order_id, print_id=print_id)
    session.refresh(row)
    return order, row


def _note(
    session: Session, viewer: Viewer, order: StampOrder, row: StampPrint, action: str
) -> None:
    audit.record(
        session, viewer, action, kind="stamp_order", id=order.id,
        after={"print": row.id, "first": row.first, "last": row.last, "state": row.state},
        person=order.household_id,
    )  # fmt: skip
