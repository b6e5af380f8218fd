"""Changing the state of a range of stamps: one locked order, one event, at most two cuts."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy.orm import Session

from agrimarket.issuing import store
from agrimarket.issuing.anchors import anchor
from agrimarket.issuing.levels import level_of
from agrimarket.issuing.models import StampEvent, StampOrder
from agrimarket.issuing.read import own_id, positions
from agrimarket.issuing.refusals import blocked
from agrimarket.issuing.segments import Segment, cut
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from stamps import Span, ranges

Judge = Callable[[Segment], str | None]


class SegmentsBroken(RuntimeError):
    """Segments do not cover their order; `agrimarket verify` tells where."""


def standing_in_way(
    session: Session, order: StampOrder, span: Span, judge: Judge
) -> list[tuple[Span, str]]:
    """Positions of `span` whose segment is judged unfit, with the word of the judge."""
    found: list[tuple[Span, str]] = []
    for segment in touched(session, order, span):
        word = judge(segment)
        shared = ranges.intersect(segment.span, span)
        if word is not None and shared is not None:
            found.append((positions(order, shared), word))
    return _merged(found)


def _merged(found: list[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Neighbours with one word as one run, so that the answer names the fewest runs."""
    runs: list[tuple[Span, str]] = []
    for span, word in found:
        if runs and runs[-1][1] == word and runs[-1][0].last + 1 == span.first:
            runs[-1] = (Span(runs[-1][0].first, span.last), word)
        else:
            runs.append((span, word))
    return runs


def check(session: Session, order: StampOrder, span: Span, judge: Judge | None) -> None:
    """RangeBlocked when a judge finds any stamp of the span unfit."""
    blocks = standing_in_way(session, order, span, judge) if judge else []
    if blocks:
        raise blocked(blocks)


def unless_in(states: Collection[str]) -> Judge:
    """Judges a segment by its state alone."""
    return lambda segment: None if segment.state in states else segment.state


def touched(session: Session, order: StampOrder, span: Span) -> list[Segment]:
    """The segments that hold the span, whole; SegmentsBroken when they leave a gap."""
    segments = store.segments(session, order.id, span)
    if not ranges.covers([segment.span for segment in segments], span):
        raise SegmentsBroken(order.id)
    return segments


def change(
    session: Session,
    *,
    viewer: Viewer,
    order: StampOrder,
    span: Span,
    kind: str,
    states: Collection[str],
    to_state: str,
    lot_id: str | None = None,
    reason: str | None = None,
    judge: Judge | None = None,
    id: str | None = None,
) -> StampEvent:
    """Turn every stamp of `span` (serials) that is in `states` into `to_state`.

    `order` is locked by the caller. With a judge any stamp it finds unfit refuses the whole
    command (RangeBlocked, with positions); without one the others simply stay as they are.
    """
    check(session, order, span, judge)
    old = touched(session, order, span)
    event = StampEvent(
        id=own_id(session, StampEvent, id),
        order_id=order.id,
        kind=kind,
        first_serial=span.first,
        last_serial=span.last,
        from_states=",".join(sorted({one.state for one in old} & {str(s) for s in states})),
        to_state=to_state,
        lot_id=lot_id,
        at=clock.now(),
        who=viewer.caller,
        level=level_of(viewer),
        reason=reason,
    )
    session.add(event)
    session.flush()
    _redraw(session, order, event, old, states)
    _note(session, viewer, order, event)
    return event


def _redraw(
    session: Session,
    order: StampOrder,
    event: StampEvent,
    old: Sequence[Segment],
    states: Collection[str],
) -> None:
    """The segments after a command, in the place of those it touched."""
    span = Span(event.first_serial, event.last_serial)
    made = Segment(span, event.to_state, event.lot_id, event.at, event.id)
    store.replace_segments(session, order.id, old, cut(old, span, states, made))


def _note(session: Session, viewer: Viewer, order: StampOrder, event: StampEvent) -> None:
    audit.record(
        session,
        viewer,
        f"stamps_{event.kind}",
        kind="stamp_order",
        id=order.id,
        reason=event.reason,
        person=order.household_id,
        kept=anchor(order, event),
    )
