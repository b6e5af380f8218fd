"""A recorded print as a plan: to draw it the first time, or to make its lost file again."""

from dataclasses import replace

from sqlalchemy.orm import Session

from agrimarket.issuing import frozen, read
from agrimarket.issuing.drawing import Plan, path_of
from agrimarket.issuing.labels import stars_of
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import (
    NotReady,
    PrintFailed,
    PrintStopped,
    ProducerErased,
    SheetGone,
    StarsEnded,
)
from agrimarket.issuing.print_states import CANCELLED, EXPIRED, FAILED, QUEUED, READY
from agrimarket.issuing.prints import check_void
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from stamps import Span


def plan_of(session: Session, *, viewer: Viewer, row: StampPrint) -> Plan:
    """The plan of a print as it was asked for, with the words and host of then.

    Stars are looked at anew: labels that wait past the end of a rating leave them out, and a file
    that had them is not made again. Raises ProducerErased, RangeBlocked (stamps made void since),
    SheetGone (a print of a release that kept no words), StarsEnded.
    """
    order = read.order_of(session, viewer=viewer, order_id=row.order_id)
    if read.is_erased(session, order):
        raise ProducerErased
    check_void(session, order, Span(row.first, row.last))
    if row.drawn_from is None:
        raise SheetGone
    made = _as_kept(order, row, row.drawn_from)
    if made.facts.stars is None or made.facts.stars == stars_of(session, viewer, order):
        return made
    if row.sha256 is not None:
        raise StarsEnded
    return replace(made, facts=replace(made.facts, stars=None), stars_ended=True)


def _as_kept(order: StampOrder, row: StampPrint, kept: dict[str, object]) -> Plan:
    return Plan(
        print_id=row.id,
        asked_at=row.created_at,
        order_id=order.id,
        order_label=order.label,
        first_serial=order.first_serial,
        key_version=order.key_version,
        facts=frozen.facts_kept(kept),
        host=str(kept[frozen.HOST]),
        first=row.first,
        last=row.last,
        stock=row.stock,
        format=row.format,
        skip=row.skip,
        copies=row.copies,
        offset_mm=(row.offset_x_mm, row.offset_y_mm),
        scale_percent=(row.scale_x_percent, row.scale_y_percent),
        dpi=row.dpi,
        cut_marks=row.cut_marks,
        handed_to=row.handed_to,
        with_pin=order.with_pin,
        reason=row.reason,
        sha256=row.sha256,
    )


HAD_FILE = (READY, EXPIRED)


def has_file(row: StampPrint) -> bool:
    """Whether the file may be had now: drawn, not past its time, and there."""
    return (
        row.state == READY
        and row.sha256 is not None
        and (row.file_until is None or clock.now() < row.file_until)
        and path_of(row.sha256, row.format).exists()
    )


def refuse_unless_lost(row: StampPrint) -> None:
    """What is made again had a file and has it no more. NotReady, PrintStopped, PrintFailed."""
    if row.state == QUEUED:
        raise NotReady
    if row.state == CANCELLED:
        raise PrintStopped
    if row.state == FAILED or row.sha256 is None or row.state not in HAD_FILE:
        raise PrintFailed
