"""The file of a print is there: its hash stands in the record and its stamps are printed."""

from dataclasses import replace

from sqlalchemy.orm import Session

from agrimarket.issuing import frozen, read
from agrimarket.issuing.change import change
from agrimarket.issuing.drawing import CSV, PACKAGE, Drawn
from agrimarket.issuing.ends import serials
from agrimarket.issuing.models import StampOrder, StampPrint, StampState
from agrimarket.issuing.print_states import KEPT_FOR, LISTED_FOR, READY
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer


def settle(
    session: Session,
    *,
    viewer: Viewer,
    order: StampOrder,
    row: StampPrint,
    drawn: Drawn,
    stars_ended: bool = False,
) -> None:
    """`order` is locked by the caller; a file made again changes no stamp."""
    row.state, row.sha256, row.bytes = READY, drawn.sha256, drawn.bytes
    row.file_until = clock.now() + (LISTED_FOR if row.format in (CSV, PACKAGE) else KEPT_FOR)
    if stars_ended and row.drawn_from:
        facts = frozen.facts_kept(row.drawn_from)
        row.drawn_from = frozen.keep(
            replace(facts, stars=None), host=row.drawn_from[frozen.HOST], stars_ended=True
        )
    session.flush()
    _mark_printed(session, viewer, order, row)


def _mark_printed(session: Session, viewer: Viewer, order: StampOrder, row: StampPrint) -> None:
    span = serials(order, row.first, row.last)
    issued = (StampState.ISSUED,)
    if not any(segment.state in issued for segment in read.segments_in(session, order, span)):
        return  # a second print changes no state
    change(
        session, viewer=viewer, order=order, span=span, kind="print", states=issued,
        to_state=StampState.PRINTED, reason=row.reason,
    )  # fmt: skip
