"""Which stamps are meant: positions of an order, or the first and last code of a roll."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.issuing import find
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.read import order_of
from agrimarket.issuing.refusals import (
    CodeNotOurs,
    CodesOfTwoOrders,
    CodeTypo,
    RangeNotNamed,
    RangeOutsideOrder,
    RangeReversed,
)
from agrimarket.issuing.words import span_words
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from stamps import KeyRing, NotOpened, Span, ranges


@dataclass(frozen=True)
class Ends:
    """Both ends of a range, in one of two ways; positions count from 1 inside the order."""

    order_id: str | None = None
    first: int | None = None
    last: int | None = None
    first_code: str | None = None
    last_code: str | None = None


def resolve(
    session: Session, *, viewer: Viewer, ring: KeyRing, ends: Ends
) -> tuple[StampOrder, Span]:
    """The order, locked until the commit, and the serials meant. One of the refusals above."""
    if ends.first_code and ends.last_code:
        return _by_codes(session, viewer, ring, ends)
    if ends.order_id is None or ends.first is None or ends.last is None:
        raise RangeNotNamed
    order = order_of(session, viewer=viewer, order_id=ends.order_id, lock=True)
    return order, serials(order, ends.first, ends.last)


def serials(order: StampOrder, first: int, last: int) -> Span:
    """Positions of an order as serials; RangeReversed, RangeOutsideOrder."""
    if first > last:
        raise RangeReversed(first=first, last=last)
    outside = ranges.subtract([Span(first, last)], Span(1, order.count))
    if outside:
        said = ", ".join(span_words(*span) for span in outside)
        runs = [{"first": span.first, "last": span.last} for span in outside]
        raise RangeOutsideOrder(order=order.label, count=order.count, outside=said, blocks=runs)
    return Span(order.first_serial + first - 1, order.first_serial + last - 1)


def _by_codes(
    session: Session, viewer: Viewer, ring: KeyRing, ends: Ends
) -> tuple[StampOrder, Span]:
    first = _serial(ring, "first_code", ends.first_code or "")
    last = _serial(ring, "last_code", ends.last_code or "")
    orders = [_order_id(session, viewer, *one) for one in (first, last)]
    if orders[0] != orders[1]:
        raise CodesOfTwoOrders
    if ends.order_id is not None and ends.order_id != orders[0]:
        raise CodesOfTwoOrders
    order = order_of(session, viewer=viewer, order_id=orders[0], lock=True)
    low, high = sorted((first[1], last[1]))  # a roll is scanned from either end
    return order, Span(low, high)


def _serial(ring: KeyRing, name: str, text: str) -> tuple[str, int, str]:
    """The field, the serial and the key version of a typed code."""
    opened = ring.open(text)
    if not isinstance(opened, NotOpened):
        return name, opened.serial, opened.version
    cause = CodeNotOurs if opened.reason == "not_ours" else CodeTypo
    raise _at(cause, name, opened.code or text[:40])


def _at(cause: type[CodeNotOurs | CodeTypo], name: str, code: str) -> CodeNotOurs | CodeTypo:
    return cause(code=code, fields={name: [cause.sentence.format(code=code)]})


def _order_id(session: Session, viewer: Viewer, name: str, serial: int, version: str) -> str:
    """A stamp of another's order answers as one that does not exist."""
    found = find.find(session, serial, version=version)
    try:
        if found is None:
            raise NotFound
        return order_of(session, viewer=viewer, order_id=found.order.id).id
    except NotFound:
        raise _at(CodeNotOurs, name, "này") from None
