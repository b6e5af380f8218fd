"""Prints: what may be printed, and the record of it; drawing.py makes the file in between."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.issuing import frozen, leaks, read
from agrimarket.issuing.change import check
from agrimarket.issuing.drawing import CSV, PACKAGE, Drawn, Plan
from agrimarket.issuing.ends import serials
from agrimarket.issuing.labels import facts_of
from agrimarket.issuing.limits import limit_of
from agrimarket.issuing.models import StampOrder, StampPrint, StampState
from agrimarket.issuing.paper import refusal_of, trial_label
from agrimarket.issuing.print_refusals import (
    HandedToNeeded,
    HandedToOneLine,
    OnePageOnly,
    PrintReasonNeeded,
    PrintTooLarge,
    ProducerErased,
)
from agrimarket.issuing.print_states import COUNTED, QUEUED
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.settle import settle
from agrimarket.issuing.waiting import check_waiting
from agrimarket.issuing.words import span_words
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.jobs import enqueue
from agrimarket.kit.seen import is_one_line, seen
from stamps import STOCKS, Correction, Span, StampRefusal, check_sheet, ranges

LISTS = (CSV, PACKAGE)
FORMATS = ("pdf", "svg", "png", "zpl", "tspl", *LISTS)
ONE_PAGE = ("png", "svg")
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
    scale_percent: tuple[float, float] = (100.0, 100.0)
    dpi: int | None = None
    cut_marks: bool = False
    handed_to: str | None = None
    reason: str | None = None
    gs1: bool = False  # the address carries the product's GTIN, for tills


def plan(
    session: Session,
    *,
    viewer: Viewer,
    order_id: str,
    wish: PrintWish,
    host: str,
    id: str | None = None,
) -> Plan:
    """Check a wish without writing anything; all that can be refused is refused here.

    Raises NotFound, RangeReversed, RangeOutsideOrder, RangeBlocked (void stamps are not printed),
    PrintReasonNeeded, PrintTooLarge, OnePageOnly, PinNoRoom, SheetRefused, HandedToNeeded,
    HandedToOneLine, ProducerErased, NoVouchedGtin, KeyVersionLeaked, IdTaken.
    """
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    if read.is_erased(session, order):
        raise ProducerErased
    leaks.check_issuing(session, order.key_version)
    made = _planned(session, viewer=viewer, order=order, wish=wish, host=host, id=id)
    _check_paper(made)
    _check_range(session, order, made)
    return made


def _planned(
    session: Session,
    *,
    viewer: Viewer,
    order: StampOrder,
    wish: PrintWish,
    host: str,
    id: str | None,
) -> Plan:
    last = order.count if wish.last is None else wish.last
    serials(order, wish.first, last)
    listed = wish.format in LISTS
    return Plan(
        print_id=read.own_id(session, StampPrint, id),
        asked_at=clock.now(),
        order_id=order.id,
        order_label=order.label,
        first_serial=order.first_serial,
        key_version=order.key_version,
        facts=facts_of(session, viewer=viewer, order=order, with_gtin=wish.gs1),
        host=host,
        first=wish.first,
        last=last,
        stock=NO_STOCK if listed else wish.stock,
        format=wish.format,
        skip=0 if listed else wish.skip,
        copies=1 if listed else wish.copies,
        offset_mm=wish.offset_mm,
        scale_percent=wish.scale_percent,
        dpi=None if listed else wish.dpi,
        cut_marks=wish.cut_marks and not listed,
        handed_to=seen(wish.handed_to) or None,
        with_pin=order.with_pin,
        reason=seen(wish.reason) or None,
    )


def _check_paper(plan: Plan) -> None:
    limit = limit_of(plan.format)
    if plan.labels > limit.most:
        most = f"{limit.most:,}".replace(",", ".")
        raise PrintTooLarge(format=plan.format.upper(), most=most, instead=limit.instead)
    if not is_one_line(plan.handed_to or ""):
        raise HandedToOneLine(fields={"handed_to": [HandedToOneLine.sentence]})
    if plan.format == PACKAGE and plan.handed_to is None:
        raise HandedToNeeded(fields={"handed_to": [HandedToNeeded.sentence]})
    if plan.format in LISTS:
        return
    try:
        _check_sheet(plan)
    except StampRefusal as refusal:
        raise refusal_of(refusal, facts=plan.facts, host=plan.host) from None
    page = STOCKS[plan.stock].per_page
    if plan.format in ONE_PAGE and plan.labels + plan.skip > page:
        raise OnePageOnly(format=plan.format.upper(), most=page - min(plan.skip, page))


def _check_sheet(plan: Plan) -> None:
    label = trial_label(
        plan.facts, order_label=plan.order_label, place=plan.last, with_pin=plan.with_pin
    )
    check_sheet(
        host=plan.host, stock=plan.stock, format=plan.format, dpi=plan.dpi,
        gtin=plan.facts.gtin, correction=Correction(plan.offset_mm, plan.scale_percent),
        skip=plan.skip, copies=plan.copies, label=label,
    )  # fmt: skip


def _check_range(session: Session, order: StampOrder, plan: Plan) -> None:
    check_void(session, order, Span(plan.first, plan.last))
    again = ranges.common(_printed(read.prints_of(session, order)), Span(plan.first, plan.last))
    if again and plan.reason is None:
        said = ", ".join(span_words(*run) for run in again)
        raise PrintReasonNeeded(
            span=said, fields={"reason": [PrintReasonNeeded.sentence.format(span=said)]}
        )


def check_void(session: Session, order: StampOrder, places: Span) -> None:
    """RangeBlocked where a stamp of these positions is void: it is not put on paper."""
    check(session, order, serials(order, *places), _unless_void)


def _unless_void(segment: Segment) -> str | None:
    return segment.state if segment.state == StampState.VOID else None


def _printed(prints: Sequence[StampPrint]) -> list[Span]:
    return [Span(row.first, row.last) for row in prints if row.state in COUNTED]


def record(session: Session, *, viewer: Viewer, plan: Plan, drawn: Drawn | None) -> StampPrint:
    """Keep a print; mints nothing. With its file it moves its issued stamps to printed.

    Without a drawn file a job makes it, and marks the stamps when it is there (decision 0040).
    The checks of `plan` are made again under the order's lock, so that two first prints of one
    range cannot both be free. PrintsWaiting, PrintsKept for what a job would draw.
    """
    order = read.order_of(session, viewer=viewer, order_id=plan.order_id, lock=True)
    _check_range(session, order, plan)
    if drawn is None:
        check_waiting(session, viewer=viewer, order=order, labels=plan.labels)
    row = _row(session, viewer, plan)
    if drawn is None:
        row.job_id = enqueue(session, JOB, {"print_id": row.id}, account_id=viewer.asker).id
    else:
        settle(session, viewer=viewer, order=order, row=row, drawn=drawn)
    session.flush()
    _note(session, viewer, order, row)
    return row


def _row(session: Session, viewer: Viewer, plan: Plan) -> StampPrint:
    row = StampPrint(
        id=read.own_id(session, StampPrint, plan.print_id),
        created_at=plan.asked_at,
        order_id=plan.order_id,
        first=plan.first,
        last=plan.last,
        stock=plan.stock,
        format=plan.format,
        skip=plan.skip,
        copies=plan.copies,
        offset_x_mm=plan.offset_mm[0],
        offset_y_mm=plan.offset_mm[1],
        scale_x_percent=plan.scale_percent[0],
        scale_y_percent=plan.scale_percent[1],
        dpi=plan.dpi,
        cut_marks=plan.cut_marks,
        handed_to=plan.handed_to,
        reason=plan.reason,
        drawn_from=frozen.keep(plan.facts, host=plan.host),
        state=QUEUED,
        who=viewer.caller,
    )
    session.add(row)
    session.flush()
    return row


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
            **({"handed_to": row.handed_to} if row.handed_to else {}),
            **({"gtin": frozen.gtin_of(row)} if frozen.gtin_of(row) else {}),
        },
        reason=row.reason,
        person=order.household_id,
    )  # fmt: skip
