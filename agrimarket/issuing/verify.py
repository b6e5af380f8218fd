"""The proof that every serial belongs to one order and one segment; for `agrimarket verify`."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from agrimarket.issuing import store
from stamps import Span


def verify(session: Session) -> list[str]:
    """Every fault of orders, segments and counter, one English sentence each; empty when sound."""
    orders = store.order_spans(session)
    return [
        *_order_faults(orders.values()),
        *_segment_faults(session, orders),
        *_counter_faults(session, [span for _, span in orders.values()]),
    ]


def _order_faults(orders: Iterable[tuple[int, Span]]) -> Iterator[str]:
    reach, before = 0, 0
    for number, span in orders:
        if span.first <= reach:
            yield f"orders {before} and {number} share serials {span.first}-{reach}"
        if span.last > reach:
            reach, before = span.last, number


def _segment_faults(session: Session, orders: Mapping[str, tuple[int, Span]]) -> Iterator[str]:
    """Segments in order of serials must tile each order without overlap, gap or overhang."""
    expected = {order_id: span.first for order_id, (_, span) in orders.items()}
    reach = 0
    for span, order_id in store.segment_spans(session):
        if span.first <= reach:
            yield f"segments overlap at serials {span.first}-{min(span.last, reach)}"
        reach = max(reach, span.last)
        number, whole = orders[order_id]
        if span.first < whole.first or span.last > whole.last:
            yield f"order {number}: segment {span.first}-{span.last} lies outside its order"
        if span.first > expected[order_id]:
            yield f"order {number}: no segment covers serials {expected[order_id]}-{span.first - 1}"
        expected[order_id] = max(expected[order_id], span.last + 1)
    for order_id, (number, whole) in orders.items():
        if expected[order_id] <= whole.last:
            yield f"order {number}: no segment covers serials {expected[order_id]}-{whole.last}"


def _counter_faults(session: Session, spans: list[Span]) -> Iterator[str]:
    following = store.next_serial(session)
    highest = max((span.last for span in spans), default=0)
    if highest >= following:
        yield f"the counter would hand out serial {following} again; {highest} is issued already"
