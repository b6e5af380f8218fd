"""The history of stamps played again: do the segments say what the events made of them?"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from agrimarket.issuing import store_verify
from agrimarket.issuing.anchors import anchor_faults
from agrimarket.issuing.models import StampState
from agrimarket.issuing.segments import Segment, cut
from agrimarket.issuing.store_verify import Event, OrderSpan
from agrimarket.issuing.words import EVENT_WORDS, STATE_WORDS
from stamps import Span, ranges

AT_ONCE = 500  # orders whose events and segments are in memory together


@dataclass(frozen=True, slots=True)
class _Played:
    """What the events of an order made of it, and what in them cannot be so."""

    segments: list[Segment]
    faults: list[str]


def replay_faults(session: Session, orders: Sequence[OrderSpan]) -> Iterator[str]:
    """A Vietnamese sentence for each run of stamps that is not what its events made of it.

    Segments that leave the order or a gap are for verify.py; here only what they say is looked
    at, so that one planted change is told once.
    """
    for start in range(0, len(orders), AT_ONCE):
        some = orders[start : start + AT_ONCE]
        ids = [order.id for order in some]
        events = store_verify.events_of(session, ids)
        stored = store_verify.segments_of(session, ids)
        for order in some:
            yield from compare(order, events[order.id], stored[order.id])
        yield from anchor_faults(session, some, events)


def compare(order: OrderSpan, events: Sequence[Event], stored: Sequence[Segment]) -> list[str]:
    """Faults of one order; `events` oldest first, `stored` in order of serials."""
    begun = [event for event in events if event.kind == "issue"]
    if [event.span for event in begun] != [order.span]:
        return [f"Đợt tem {order.label}: lịch sử không có đúng một lần cấp cho cả đợt."]
    played = _play(order, begun[0], [event for event in events if event.kind != "issue"])
    return [*played.faults, *_differences(order, played.segments, stored)]


def _play(order: OrderSpan, begun: Event, events: Iterable[Event]) -> _Played:
    # The first event names the lot that is printed; stamps are bound when they are activated.
    whole = Segment(order.span, StampState.ISSUED, None, begun.at, begun.id)
    played = _Played([whole], [])
    for event in events:
        if ranges.intersect(event.span, order.span) != event.span:
            played.faults.append(f"{_said(order, event)} ra ngoài đợt.")
            continue
        _apply(order, event, played)
    return played


def _apply(order: OrderSpan, event: Event, played: _Played) -> None:
    """One command again, on the stretch it touched alone: orders may have many segments."""
    segments, span = played.segments, event.span
    low = bisect_right(segments, span.first, key=_first) - 1
    high = bisect_right(segments, span.last, key=_first)
    old = segments[low:high]
    missing = event.from_states - {one.state for one in old}
    if missing:
        words = ", ".join(sorted(STATE_WORDS.get(state, state) for state in missing))
        played.faults.append(
            f"{_said(order, event)} khi tem {words}, nhưng lịch sử trước đó không có tem như vậy."
        )
    made = Segment(span, event.to_state, event.lot_id, event.at, event.id)
    segments[low:high] = cut(old, span, event.from_states, made)


def _differences(
    order: OrderSpan, played: Sequence[Segment], stored: Iterable[Segment]
) -> list[str]:
    """Sentences for the runs where stored and played segments differ, neighbours as one."""
    wanted = _joined(played)
    found: list[tuple[Span, str]] = []
    for segment in _joined(stored):
        at = max(0, bisect_right(wanted, segment.span.first, key=_first) - 1)
        for other in wanted[at : bisect_right(wanted, segment.span.last, key=_first)]:
            shared = ranges.intersect(segment.span, other.span)
            if shared is not None and (word := _difference(segment, other)):
                found.append((shared, word))
    return [f"Đợt tem {order.label}: tem {order.said(span)} {word}" for span, word in found]


def _difference(stored: Segment, played: Segment) -> str | None:
    if stored.state != played.state:
        said, made = (STATE_WORDS.get(one.state, one.state) for one in (stored, played))
        return f"ghi là {said}, nhưng theo lịch sử là {made}."
    if stored.lot_id != played.lot_id:
        return "gắn với lô khác với lô trong lịch sử."
    return None


def _joined(segments: Iterable[Segment]) -> list[Segment]:
    """Neighbours that say the same as one: commands leave them apart."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and (last.state, last.lot_id) == (segment.state, segment.lot_id)
            and last.span.last + 1 == segment.span.first
        ):
            joined[-1] = replace(last, span=Span(last.span.first, segment.span.last))
        else:
            joined.append(segment)
    return joined


def _said(order: OrderSpan, event: Event) -> str:
    kind = EVENT_WORDS.get(event.kind, event.kind)
    return f"Đợt tem {order.label}: lịch sử ghi “{kind}” tem {order.said(event.span)}"


def _first(segment: Segment) -> int:
    return segment.span.first
