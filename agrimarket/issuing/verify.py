"""The proof that every serial belongs to one order and one segment; for `agrimarket verify`."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.issuing.models import SerialCounter, StampOrder, StampSegment
from stamps import Span


def verify(session: Session) -> list[str]:
    """Every fault of orders, segments and counter, one English sentence each; empty when sound."""
    orders = {
        order_id: (number, Span(first, first + count - 1))
        for order_id, number, first, count in session.execute(
            select(StampOrder.id, StampOrder.number, StampOrder.first_serial, StampOrder.count)
            .order_by(StampOrder.first_serial)
        )
    }  # fmt: skip
    return [
        *_order_faults(list(orders.values())),
        *_segment_faults(session, orders),
        *_counter_faults(session, [span for _, span in orders.values()]),
    ]


def _order_faults(orders: list[tuple[int, Span]]) -> Iterator[str]:
    reach, before = 0, 0
    for number, span in orders:
        if span.first <= reach:
            yield f"orders {before} and {number} share serials {span.first}-{reach}"
        if span.last > reach:
            reach, before = span.last, number


def _segment_faults(session: Session, orders: dict[str, tuple[int, Span]]) -> Iterator[str]:
    """Segments in order of serials must tile each order without overlap, gap or overhang."""
    expected = {order_id: span.first for order_id, (_, span) in orders.items()}
    reach = 0
    query = select(
        StampSegment.first_serial, StampSegment.last_serial, StampSegment.order_id
    ).order_by(StampSegment.first_serial)
    for first, last, order_id in session.execute(query.execution_options(yield_per=10_000)):
        if first <= reach:
            yield f"segments overlap at serials {first}-{min(last, reach)}"
        reach = max(reach, last)
        number, whole = orders[order_id]
        if first < whole.first or last > whole.last:
            yield f"order {number}: segment {first}-{last} lies outside its order"
        if first > expected[order_id]:
            yield f"order {number}: no segment covers serials {expected[order_id]}-{first - 1}"
        expected[order_id] = max(expected[order_id], last + 1)
    for order_id, (number, whole) in orders.items():
        if expected[order_id] <= whole.last:
            yield f"order {number}: no segment covers serials {expected[order_id]}-{whole.last}"


def _counter_faults(session: Session, spans: list[Span]) -> Iterator[str]:
    counter = session.scalar(select(SerialCounter))
    following = counter.next_serial if counter else 1
    highest = max((span.last for span in spans), default=0)
    if highest >= following:
        yield f"the counter would hand out serial {following} again; {highest} is issued already"
