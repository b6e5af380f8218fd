"""The SQL of `agrimarket verify`: orders, segments and events of everybody, whoever asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from agrimarket.issuing.models import StampEvent, StampOrder, StampSegment, order_label
from agrimarket.issuing.segments import Segment
from agrimarket.issuing.words import span_words
from stamps import Span


@dataclass(frozen=True, slots=True)
class OrderSpan:
    """An order and the serials that it owns."""

    id: str
    label: str
    span: Span

    def said(self, span: Span) -> str:
        """Serials as positions of this order, as people read them."""
        before = self.span.first - 1
        return span_words(span.first - before, span.last - before)


@dataclass(frozen=True, slots=True)
class Event:
    """A range command as it was written down."""

    id: str
    kind: str
    span: Span
    from_states: frozenset[str]
    to_state: str
    lot_id: str | None
    at: datetime
    level: int = 0


def order_spans(session: Session) -> dict[str, OrderSpan]:
    """Every order by id, in order of serials."""
    query = select(
        StampOrder.id, StampOrder.number, StampOrder.first_serial, StampOrder.count
    ).order_by(StampOrder.first_serial)
    return {
        order_id: OrderSpan(order_id, order_label(number), Span(first, first + count - 1))
        for order_id, number, first, count in session.execute(query)
    }


def segment_spans(session: Session) -> Iterator[tuple[Span, str]]:
    """Every segment's serials and order, in order of serials, streamed."""
    query = select(
        StampSegment.first_serial, StampSegment.last_serial, StampSegment.order_id
    ).order_by(StampSegment.first_serial)
    for first, last, order_id in session.execute(query.execution_options(yield_per=10_000)):
        yield Span(first, last), order_id


def segments_of(session: Session, order_ids: Sequence[str]) -> dict[str, list[Segment]]:
    """The segments of each of these orders, in order of serials."""
    query = select(
        StampSegment.order_id, StampSegment.first_serial, StampSegment.last_serial,
        StampSegment.state, StampSegment.lot_id, StampSegment.since, StampSegment.event_id,
    ).where(StampSegment.order_id.in_(order_ids)).order_by(StampSegment.first_serial)  # fmt: skip
    found: dict[str, list[Segment]] = {order_id: [] for order_id in order_ids}
    for order_id, first, last, state, lot_id, since, event_id in session.execute(query):
        found[order_id].append(Segment(Span(first, last), state, lot_id, since, event_id))
    return found


def events_of(session: Session, order_ids: Sequence[str]) -> dict[str, list[Event]]:
    """The range commands of each of these orders, oldest first; an order begins with its issue."""
    query = (
        select(
            StampEvent.order_id, StampEvent.id, StampEvent.kind, StampEvent.first_serial,
            StampEvent.last_serial, StampEvent.from_states, StampEvent.to_state,
            StampEvent.lot_id, StampEvent.at, StampEvent.level,
        )
        .where(StampEvent.order_id.in_(order_ids))
        .order_by(case((StampEvent.kind == "issue", 0), else_=1), StampEvent.at, StampEvent.id)
    )  # fmt: skip
    found: dict[str, list[Event]] = {order_id: [] for order_id in order_ids}
    for order_id, id, kind, first, last, states, to_state, *rest in session.execute(query):
        before = frozenset(states.split(",")) - {""}
        found[order_id].append(Event(id, kind, Span(first, last), before, to_state, *rest))
    return found
