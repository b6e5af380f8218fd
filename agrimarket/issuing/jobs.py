"""Background work of issuing: large sheets."""

from typing import Any

from agrimarket.issuing import read
from agrimarket.issuing.drawing import draw
from agrimarket.issuing.models import StampPrint
from agrimarket.issuing.prints import FAILED, JOB, QUEUED, PrintWish, planned, settle
from agrimarket.issuing.refusals import SheetRefused
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import Handler, JobContext, set_progress

TELL_EVERY = 10_000


def draw_recorded(job: JobContext) -> dict[str, Any] | None:
    """Draw the file of a recorded print; a job that runs twice finds it ready."""
    session = reading()
    row = session.get_one(StampPrint, job.payload["print_id"])
    if row.state != QUEUED:
        return None
    plan = planned(
        session,
        viewer=SYSTEM,
        order=read.order_of(session, viewer=SYSTEM, order_id=row.order_id),
        wish=_wish(row),
        host=public_host(),
    )
    print_id, told = row.id, 0
    session.rollback()  # drawing takes minutes; no view of the data is held open meanwhile

    def tell(done: int) -> None:
        nonlocal told
        if done - told >= TELL_EVERY:
            told = done
            set_progress(job.id, done, plan.labels)

    try:
        drawn = draw(plan, ring=the_ring(), progress=tell)
    except SheetRefused as refusal:
        with one_commit() as write:
            write.get_one(StampPrint, print_id).state = FAILED
        return {"refused": refusal.detail}
    with one_commit() as write:
        settle(write.get_one(StampPrint, print_id), drawn)
    return {"sha256": drawn.sha256}


def _wish(row: StampPrint) -> PrintWish:
    return PrintWish(
        stock=row.stock,
        format=row.format,
        first=row.first,
        last=row.last,
        skip=row.skip,
        copies=row.copies,
        offset_mm=(row.offset_x_mm, row.offset_y_mm),
        reason=row.reason,
    )


HANDLERS: dict[str, Handler] = {JOB: draw_recorded}
