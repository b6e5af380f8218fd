"""What was printed, to be read again: a print's file, and the list of codes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.issuing import read
from agrimarket.issuing.drawing import CSV, CSV_HEAD, Plan, csv_lines, path_of
from agrimarket.issuing.models import StampOrder, StampPrint
from agrimarket.issuing.prints import FAILED, QUEUED, PrintWish, planned
from agrimarket.issuing.refusals import NotPrinted, NotReady, PrintFailed, SheetGone
from agrimarket.kit.access import Viewer
from stamps import KeyRing, Span, ranges


def sheet_path(row: StampPrint) -> Path:
    """The file of a print; NotReady, PrintFailed, SheetGone."""
    if row.state == QUEUED:
        raise NotReady
    if row.state == FAILED or row.sha256 is None:
        raise PrintFailed
    path = path_of(row.sha256, row.format)
    if not path.exists():
        raise SheetGone
    return path


def sheet_name(order: StampOrder, row: StampPrint) -> str:
    """What a saved sheet is called: tem-A0001-1-5000.pdf."""
    return f"tem-{order.label}-{row.first}-{row.last}.{row.format}"


def listed_codes(
    session: Session, *, viewer: Viewer, order_id: str, ring: KeyRing, host: str
) -> Iterator[str]:
    """Lines of the codes whose list was printed, heading first, each position once.

    NotPrinted (raised before the first line) where no print with format csv was recorded.
    """
    order = read.order_of(session, viewer=viewer, order_id=order_id)
    listed = [
        Span(row.first, row.last)
        for row in read.prints_of(session, order)
        if row.format == CSV and row.state != FAILED
    ]
    if not listed:
        raise NotPrinted
    wish = PrintWish(format=CSV)
    whole = planned(session, viewer=viewer, order=order, wish=wish, host=host)
    return _lines(whole, ring, ranges.merge(listed))


def _lines(whole: Plan, ring: KeyRing, spans: list[Span]) -> Iterator[str]:
    yield CSV_HEAD
    for span in spans:
        yield from csv_lines(replace(whole, first=span.first, last=span.last), ring)
