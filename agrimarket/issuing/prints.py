"""Prints: what may be printed, and the record of it; drawing.py makes the file in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.issuing import read
from agrimarket.issuing.change import change, check
from agrimarket.issuing.drawing import CSV, Drawn, Plan
from agrimarket.issuing.ends import serials
from agrimarket.issuing.labels import facts_of
from agrimarket.issuing.models import StampOrder, StampPrint, StampState
from agrimarket.issuing.refusals import (
    OnePageOnly,
    PrintReasonNeeded,
    PrintTooLarge,
    ProducerErased,
    SheetRefused,
)
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.words import span_words
from agrimarket.kit import audit
from agrimarket.kit.access import Viewer
from agrimarket.kit.jobs import enqueue
from stamps import STOCKS, Span, StampRefusal, check_sheet, ranges

QUEUED, READY, FAILED = "queued", "ready", "failed"
FORMATS = ("pdf", "svg", "png", "zpl", CSV)
ONE_PAGE = ("png", "svg")
AT_ONCE = 10_000  # labels drawn while the caller waits: half a second as PDF, five as ZPL
MOST_LABELS = 1_000_000
NO_STOCK = "none"  # a list of codes has no paper
JOB = "issuing.print"


@dataclass(frozen=True)
class PrintWish:
    """What somebody asks to print; positions count from 1, `last` None means the order's end."""

    stock: str = "a4-40"
    format: str = "pdf"
    first: int = 1
    last: int | None = None
    skip: int = 0
    copies: int = 1
    offset_mm: tuple[float, float] = (0.0, 0.0)
    reason: str | None = None


def plan(session: Session, *, viewer: Viewer, order_id: str, wish: PrintWish, host: str) -> Plan:
    """Check a wish without writing anything; all that can be refused is refused here.

    Raises NotFound, RangeReversed, RangeOutsideOrder, RangeBlocked (void stamps are not printed),
    PrintReasonNeeded, PrintTooLarge, OnePageOnly, SheetRefused, ProducerErased.
    """
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    if read.is_erased(session, order):
        raise ProducerErased
    made = planned(session, viewer=viewer, order=order, wish=wish, host=host)
    _check_paper(made)
    _check_range(session, order, made)
    return made


def planned(
    session: Session, *, viewer: Viewer, order: StampOrder, wish: PrintWish, host: str
) -> Plan:
    """The plan of a wish, unchecked but for its range; jobs use it for a recorded print."""
    last = order.count if wish.last is None else wish.last
    serials(order, wish.first, last)
    listed = wish.format == CSV
    return Plan(
        order_id=order.id,
        order_label=order.label,
        first_serial=order.first_serial,
        key_version=order.key_version,
        facts=facts_of(session, viewer=viewer, order=order),
        host=host,
        first=wish.first,
        last=last,
        stock=NO_STOCK if listed else wish.stock,
        format=wish.format,
        skip=0 if listed else wish.skip,
        copies=1 if listed else wish.copies,
        offset_mm=wish.offset_mm,
        reason=(wish.reason or "").strip() or None,
    )


def _check_paper(plan: Plan) -> None:
    if plan.labels > MOST_LABELS:
        raise PrintTooLarge(most=f"{MOST_LABELS:,}".replace(",", "."))
    if plan.format == CSV:
        return
    try:
        check_sheet(host=plan.host, stock=plan.stock, format=plan.format)
    except StampRefusal as refusal:
        raise SheetRefused(why=refusal.detail, cause=refusal.code) from None
    page = STOCKS[plan.stock].per_page
    if plan.format in ONE_PAGE and plan.labels + plan.skip > page:
        raise OnePageOnly(format=plan.format.upper(), most=page - min(plan.skip, page))


def _check_range(session: Session, order: StampOrder, plan: Plan) -> None:
    span = serials(order, plan.first, plan.last)
    check(session, order, span, _unless_void)
    again = ranges.common(_printed(read.prints_of(session, order)), Span(plan.first, plan.last))
    if again and plan.reason is None:
        said = ", ".join(span_words(*run) for run in again)
        raise PrintReasonNeeded(
            span=said, fields={"reason": [PrintReasonNeeded.sentence.format(span=said)]}
        )


def _unless_void(segment: Segment) -> str | None:
    return segment.state if segment.state == StampState.VOID else None


def _printed(prints: Sequence[StampPrint]) -> list[Span]:
    return [Span(row.first, row.last) for row in prints if row.state != FAILED]


def record(
    session: Session, *, viewer: Viewer, plan: Plan, drawn: Drawn | None, id: str | None = None
) -> StampPrint:
    """Keep a print and move its issued stamps to printed; mints nothing.

    Without a drawn file a job makes it. The checks of `plan` are made again under the order's
    lock, so that two first prints of one range cannot both be free.
    """
    order = read.order_of(session, viewer=viewer, order_id=plan.order_id, lock=True)
    _check_range(session, order, plan)
    row = StampPrint(
        id=read.own_id(session, StampPrint, id),
        order_id=order.id,
        first=plan.first,
        last=plan.last,
        stock=plan.stock,
        format=plan.format,
        skip=plan.skip,
        copies=plan.copies,
        offset_x_mm=plan.offset_mm[0],
        offset_y_mm=plan.offset_mm[1],
        reason=plan.reason,
        state=QUEUED,
        who=viewer.caller,
    )
    session.add(row)
    session.flush()
    if drawn is None:
        job = enqueue(session, JOB, {"print_id": row.id}, account_id=viewer.asker)
        row.job_id = job.id
    else:
        settle(row, drawn)
    session.flush()
    _mark_printed(session, viewer, order, plan)
    _note(session, viewer, order, row)
    return row


def settle(row: StampPrint, drawn: Drawn) -> None:
    """The file is there: its hash and size are part of the record."""
    row.state, row.sha256, row.bytes = READY, drawn.sha256, drawn.bytes


def _mark_printed(session: Session, viewer: Viewer, order: StampOrder, plan: Plan) -> None:
    span = serials(order, plan.first, plan.last)
    issued = (StampState.ISSUED,)
    if not any(segment.state in issued for segment in read.segments_in(session, order, span)):
        return  # a second print changes no state
    change(
        session, viewer=viewer, order=order, span=span, kind="print", states=issued,
        to_state=StampState.PRINTED, reason=plan.reason,
    )  # fmt: skip


def _note(session: Session, viewer: Viewer, order: StampOrder, row: StampPrint) -> None:
    audit.record(
        session,
        viewer,
        "stamp_print",
        kind="stamp_order",
        id=order.id,
        after={
            "print": row.id, "first": row.first, "last": row.last, "stock": row.stock,
            "format": row.format, "copies": row.copies, "sha256": row.sha256,
        },
        reason=row.reason,
        person=order.household_id,
    )  # fmt: skip
