"""Background work of issuing: large sheets, and files whose time is over."""

from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing import read, store_prints
from agrimarket.issuing.again import plan_of
from agrimarket.issuing.drawing import Drawn, Plan, draw
from agrimarket.issuing.models import StampPrint
from agrimarket.issuing.print_states import EXPIRED, FAILED, QUEUED, READY
from agrimarket.issuing.prints import JOB
from agrimarket.issuing.redraw import expire
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.settle import settle
from agrimarket.kit import dropped
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import Handler, JobContext, set_progress

TELL_EVERY = 5_000  # labels between two looks whether somebody stopped it
LAST_TRY = 5  # kit/jobs/queue.py gives up then; the print must not wait for ever
EXPIRE = "issuing.expire_prints"


class Stopped(Exception):
    """The print was stopped while it was drawn."""


def draw_recorded(job: JobContext) -> dict[str, Any] | None:
    """Draw the file of a recorded print; a job that runs twice finds it ready or stopped."""
    session = reading()
    row = session.get_one(StampPrint, job.payload["print_id"])
    if row.state != QUEUED:
        return None
    order_id, print_id = row.order_id, row.id
    try:
        plan = plan_of(session, viewer=SYSTEM, row=row)
        session.rollback()  # drawing takes minutes; no view of the data is held open meanwhile
        drawn = draw(plan, ring=the_ring(), progress=_watch(job.id, plan))
    except Stopped:
        return {"stopped": True}
    except Refusal as refusal:
        _fail(order_id, print_id)
        return {"refused": refusal.detail}
    except Exception:  # raised again: only that nobody waits for a file that never comes
        if job.tries >= LAST_TRY:
            _fail(order_id, print_id)
        raise
    return _finish(plan, drawn)


def _watch(job_id: str, plan: Plan) -> Any:
    """Tells how far it is, and raises Stopped when the print was stopped meanwhile."""
    told = 0
    set_progress(job_id, 0, plan.labels)

    def tell(done: int) -> None:
        nonlocal told
        if done - told < TELL_EVERY:
            return
        told = done
        if store_prints.state_of(reading(), plan.print_id) != QUEUED:
            raise Stopped
        set_progress(job_id, done, plan.labels)

    return tell


def _finish(plan: Plan, drawn: Drawn) -> dict[str, Any]:
    with one_commit() as session:
        order = read.order_of(session, viewer=SYSTEM, order_id=plan.order_id, lock=True)
        row = _fresh(session, plan.print_id)
        if row.state == QUEUED:
            settle(
                session, viewer=SYSTEM, order=order, row=row, drawn=drawn,
                stars_ended=plan.stars_ended,
            )  # fmt: skip
            return {"sha256": drawn.sha256}
        if not store_prints.has_file(session, drawn.sha256, READY):
            drawn.path.unlink(missing_ok=True)  # stopped at the last moment: it leaves no file
    return {"stopped": True}


def _fail(order_id: str, print_id: str) -> None:
    reading().rollback()
    with one_commit() as session:
        read.order_of(session, viewer=SYSTEM, order_id=order_id, lock=True)
        row = _fresh(session, print_id)
        if row.state == QUEUED:
            row.state = EXPIRED if row.sha256 else FAILED


def _fresh(session: Session, print_id: str) -> StampPrint:
    return session.get_one(StampPrint, print_id, populate_existing=True)


def expire_prints(job: JobContext) -> dict[str, Any] | None:
    """Remove the files of prints whose time is over."""
    with one_commit() as session:
        count = expire(session)
        names = dropped.take_noted(session)
    dropped.remove(names)
    return {"expired": count}


HANDLERS: dict[str, Handler] = {JOB: draw_recorded, EXPIRE: expire_prints}
