"""What was printed, to be read again: a print's file, and the list of codes."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.issuing import frozen, read
from agrimarket.issuing.again import has_file
from agrimarket.issuing.drawing import CSV, PACKAGE, SUFFIXES, path_of
from agrimarket.issuing.ends import serials
from agrimarket.issuing.listing import CSV_HEAD, csv_lines
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.print_refusals import (
    NotPrinted,
    NotReady,
    PrintFailed,
    PrintStopped,
    SheetExpired,
    SheetGone,
)
from agrimarket.issuing.print_states import CANCELLED, COUNTED, EXPIRED, FAILED, QUEUED
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from stamps import KeyRing, Span, ranges

LISTS = (CSV, PACKAGE)


def sheet_path(row: StampPrint) -> Path:
    """The file of a print; NotReady, PrintStopped, PrintFailed, SheetExpired, SheetGone."""
    if row.state == QUEUED:
        raise NotReady
    if row.state == CANCELLED:
        raise PrintStopped
    if row.state == FAILED or row.sha256 is None:
        raise PrintFailed
    if row.state == EXPIRED or (row.file_until is not None and row.file_until <= clock.now()):
        raise SheetExpired
    if not has_file(row):
        raise SheetGone
    return path_of(row.sha256, row.format)


def taken(
    session: Session, *, viewer: Viewer, order_id: str, print_id: str
) -> tuple[Path, StampPrint, str]:
    """The file somebody takes away, its print and what it is called; raises as `sheet_path`.

    Taking bare codes is noted in the trail: any printer could make stamps of them.
    """
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    row = read.print_of(session, viewer=viewer, order_id=order_id, print_id=print_id)
    path = sheet_path(row)
    if row.format in LISTS:
        told = {"print": row.id, "format": row.format, "handed_to": row.handed_to}
        _note_taken(session, viewer, order, Span(row.first, row.last), told)
    return path, row, sheet_name(order, row)


def sheet_name(order: StampOrder, row: StampPrint) -> str:
    """What a saved sheet is called: tem-A0001-1-5000.pdf."""
    return f"tem-{order.label}-{row.first}-{row.last}{SUFFIXES[row.format]}"


def listed_codes(
    session: Session, *, viewer: Viewer, order_id: str, ring: KeyRing, host: str
) -> Iterator[str]:
    """Lines of the codes whose list was printed, heading first, each position once.

    An address has the form of the newest list that holds it. NotPrinted (raised before the first
    line) where no print with format csv was recorded.
    """
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    listed = [
        row for row in read.prints_of(session, order) if row.format == CSV and row.state in COUNTED
    ]
    if not listed:
        raise NotPrinted
    for span in ranges.merge(Span(row.first, row.last) for row in listed):
        _note_taken(session, viewer, order, span, {"format": CSV})
    return _lines(order, ring, host, _formed(listed))


def _formed(newest_first: Sequence[StampPrint]) -> list[tuple[Span, str | None]]:
    """Positions of lists in order, each once, with the trade item number of their addresses."""
    formed: list[tuple[Span, str | None]] = []
    taken: list[Span] = []
    for row in newest_first:
        whole = Span(row.first, row.last)
        formed += [(part, frozen.gtin_of(row)) for part in ranges.gaps(taken, whole)]
        taken.append(whole)
    return sorted(formed, key=lambda one: one[0])


def _lines(
    order: StampOrder, ring: KeyRing, host: str, formed: list[tuple[Span, str | None]]
) -> Iterator[str]:
    yield CSV_HEAD
    for places, gtin in formed:
        span = serials(order, *places)
        yield from csv_lines(
            ring, serials=range(span.first, span.last + 1), version=order.key_version,
            first=places.first, host=host, gtin=gtin,
        )  # fmt: skip


def _note_taken(
    session: Session, viewer: Viewer, order: StampOrder, places: Span, told: Mapping[str, object]
) -> None:
    audit.record(
        session, viewer, "stamp_codes_taken", kind="stamp_order", id=order.id,
        after={"first": places.first, "last": places.last, **told}, person=order.household_id,
    )  # fmt: skip
