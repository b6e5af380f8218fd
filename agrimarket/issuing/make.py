"""One print from wish to file, in the order that holds no lock while it draws."""

from agrimarket.issuing.drawing import Progress, draw
from agrimarket.issuing.models import StampPrint
from agrimarket.issuing.prints import AT_ONCE, PrintWish, plan, record
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import one_commit, reading


def make_print(
    *,
    viewer: Viewer,
    order_id: str,
    wish: PrintWish,
    id: str | None = None,
    at_once: int = AT_ONCE,
    progress: Progress | None = None,
) -> StampPrint:
    """Check, draw, then record in one commit; more than `at_once` labels are left to a job.

    Drawing comes before the commit, so that no writer waits for it; a sheet whose recording is
    refused is a file nobody can reach. For edges only. Raises what `plan` and `record` raise.
    """
    made = plan(reading(), viewer=viewer, order_id=order_id, wish=wish, host=public_host())
    drawn = None
    if made.labels <= at_once:
        reading().rollback()
        drawn = draw(made, ring=the_ring(), progress=progress)
    with one_commit() as session:
        return record(session, viewer=viewer, plan=made, drawn=drawn, id=id)
