"""The proof that every serial belongs to one order and one segment, which says what was done."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from agrimarket.issuing import store, store_verify
from agrimarket.issuing.replay import replay_faults
from agrimarket.issuing.store_verify import OrderSpan
from agrimarket.issuing.words import span_words
from stamps import Span


def verify(session: Session) -> list[str]:
    """Every fault of orders, segments, history and counter, one Vietnamese sentence each.

    Empty when sound. The segments must tile their orders and be what the append-only events make
    when they are played again.
    """
    orders = store_verify.order_spans(session)
    return [
        *_order_faults(orders.values()),
        *_segment_faults(session, orders),
        *replay_faults(session, list(orders.values())),
        *_counter_faults(session, orders.values()),
    ]


def _order_faults(orders: Iterable[OrderSpan]) -> Iterator[str]:
    furthest: OrderSpan | None = None
    for order in orders:
        if furthest is not None and order.span.first <= furthest.span.last:
            shared = Span(order.span.first, min(order.span.last, furthest.span.last))
            yield (
                f"Đợt tem {order.label}: tem {order.said(shared)} "
                f"cũng thuộc đợt tem {furthest.label}."
            )
        if furthest is None or order.span.last > furthest.span.last:
            furthest = order


def _segment_faults(session: Session, orders: Mapping[str, OrderSpan]) -> Iterator[str]:
    """Segments in order of serials must tile each order without overlap, gap or overhang."""
    expected = {order.id: order.span.first for order in orders.values()}
    reach = 0
    for span, order_id in store_verify.segment_spans(session):
        order = orders.get(order_id)
        if order is None:
            yield f"Đoạn số sê-ri {span_words(*span)} thuộc một đợt tem không có."
            continue
        yield from _misplaced(order, span, reach)
        reach = max(reach, span.last)
        if span.first > expected[order_id]:
            yield _gap(order, expected[order_id], span.first - 1)
        expected[order_id] = max(expected[order_id], span.last + 1)
    for order in orders.values():
        if expected[order.id] <= order.span.last:
            yield _gap(order, expected[order.id], order.span.last)


def _misplaced(order: OrderSpan, span: Span, reach: int) -> Iterator[str]:
    if span.first <= reach:
        shared = Span(span.first, min(span.last, reach))
        yield f"Đợt tem {order.label}: tem {order.said(shared)} nằm trong hai đoạn trạng thái."
    if span.first < order.span.first or span.last > order.span.last:
        yield f"Đợt tem {order.label}: đoạn số sê-ri {span_words(*span)} nằm ngoài đợt."


def _gap(order: OrderSpan, first: int, last: int) -> str:
    missing = order.said(Span(first, min(last, order.span.last)))
    return f"Đợt tem {order.label}: tem {missing} không có trạng thái nào."


def _counter_faults(session: Session, orders: Iterable[OrderSpan]) -> Iterator[str]:
    following = store.next_serial(session)
    highest = max((order.span.last for order in orders), default=0)
    if highest >= following:
        yield (
            f"Bộ đếm sắp cấp lại số sê-ri {span_words(following, following)}, "
            f"trong khi đã cấp đến số {span_words(highest, highest)}."
        )
