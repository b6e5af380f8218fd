"""A run of serials as a value, and how a command cuts and joins runs (no database here)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from stamps import Span, ranges


@dataclass(frozen=True, slots=True)
class Segment:
    """Serials of one order in one state; `span` is closed."""

    span: Span
    state: str
    lot_id: str | None
    since: datetime
    event_id: str


def cut(
    segments: Sequence[Segment], wanted: Span, states: Collection[str], made: Segment
) -> list[Segment]:
    """`segments` with the parts of `wanted` that are in `states` turned into `made`.

    `made.lot_id` None keeps each part's own lot. Changed neighbours with one lot become one; what
    lies outside stays as it was, cut at most at the two ends of `wanted`.
    """
    result: list[Segment] = []
    for segment in segments:
        shared = ranges.intersect(segment.span, wanted)
        if shared is None or segment.state not in states:
            result.append(segment)
            continue
        outside = ranges.subtract([segment.span], shared)
        parts = [replace(segment, span=span) for span in outside]
        parts.append(replace(made, span=shared, lot_id=made.lot_id or segment.lot_id))
        result.extend(parts)
    return _joined(sorted(result, key=lambda one: one.span), made.event_id)


def _joined(segments: Iterable[Segment], event_id: str) -> list[Segment]:
    """Neighbours that one event made alike, as one."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.event_id == segment.event_id == event_id
            and last.lot_id == segment.lot_id
            and last.span.last + 1 == segment.span.first
        ):
            joined[-1] = replace(last, span=Span(last.span.first, segment.span.last))
        else:
            joined.append(segment)
    return joined
