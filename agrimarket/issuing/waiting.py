"""How many prints may wait for their file, and how much is kept of them: disks and queues end.

Looked at behind the lock of one order: askers at the same moment may pass a limit by one each.
"""

from typing import Final

from sqlalchemy.orm import Session

from agrimarket.issuing import store_prints
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.print_refusals import PrintsKept, PrintsWaiting
from agrimarket.issuing.words import dotted
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer

MOST_OF_PRODUCER: Final = 10
MOST_OF_ACCOUNT: Final = 30  # officers print for many producers
MOST_LABELS: Final = 3_000_000  # of a producer or an account: two minutes, 2 GB as PDF
MOST_KEPT: int = 8 << 30  # bytes of a producer's files that are not past their time


def check_waiting(session: Session, *, viewer: Viewer, order: StampOrder, labels: int) -> None:
    """Whether one more print of so many labels may wait. PrintsWaiting, PrintsKept."""
    for found, most in (
        (store_prints.waiting_of(session, household_id=order.household_id), MOST_OF_PRODUCER),
        (store_prints.waiting_of(session, who=viewer.caller), MOST_OF_ACCOUNT),
    ):
        if found.prints >= most or (found.prints and found.labels + labels > MOST_LABELS):
            raise PrintsWaiting(
                prints=found.prints, labels=dotted(found.labels), most=most,
                most_labels=dotted(MOST_LABELS), seconds=60,
            )  # fmt: skip
    kept = store_prints.kept_of(session, order.household_id)
    if kept.bytes >= MOST_KEPT and kept.until is not None:
        raise PrintsKept(day=clock.vietnam_day(kept.until).strftime("%d/%m/%Y"))
