"""One print from wish to file, in the order that holds no lock while it draws."""

from agrimarket.issuing import read
from agrimarket.issuing.again import has_file, plan_of, refuse_unless_lost
from agrimarket.issuing.drawing import Drawn, Plan, Progress, draw
from agrimarket.issuing.limits import limit_of
from agrimarket.issuing.models import StampPrint
from agrimarket.issuing.prints import PrintWish, plan, record
from agrimarket.issuing.redraw import record_redraw
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import one_commit, reading


def make_print(
    *,
    viewer: Viewer,
    order_id: str,
    wish: PrintWish,
    id: str | None = None,
    at_once: int | None = None,
    progress: Progress | None = None,
) -> StampPrint:
    """Check, draw, then record in one commit; a job draws more than `at_once` labels (limits.py).

    Drawing comes before the commit, so that no writer waits for it; a sheet whose recording is
    refused is a file nobody can reach. For edges only. Raises what `plan` and `record` raise.
    """
    session = reading()
    made = plan(session, viewer=viewer, order_id=order_id, wish=wish, host=public_host(), id=id)
    drawn = _drawn(made, at_once, progress)
    with one_commit() as write:
        return record(write, viewer=viewer, plan=made, drawn=drawn)


def make_again(
    *, viewer: Viewer, order_id: str, print_id: str, at_once: int | None = None
) -> StampPrint:
    """The file of a print once more, the very same bytes: no second print, nothing minted.

    A file that is there is left as it is. Raises NotFound, what `plan_of` raises, NotReady,
    PrintStopped, PrintFailed, SheetChanged.
    """
    session = reading()
    row = read.print_of(session, viewer=viewer, order_id=order_id, print_id=print_id)
    if has_file(row):
        return row
    refuse_unless_lost(row)
    made = plan_of(session, viewer=viewer, row=row)
    drawn = _drawn(made, at_once, None)
    with one_commit() as write:
        return record_redraw(write, viewer=viewer, plan=made, drawn=drawn)


def _drawn(made: Plan, at_once: int | None, progress: Progress | None) -> Drawn | None:
    if made.labels > (limit_of(made.format).at_once if at_once is None else at_once):
        return None
    reading().rollback()
    return draw(made, ring=the_ring(), progress=progress)
