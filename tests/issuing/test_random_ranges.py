"""Random range commands against a naive model that keeps one state per stamp."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from agrimarket.issuing.models import StampState
from agrimarket.issuing.replay import compare
from agrimarket.issuing.segments import Segment, cut
from agrimarket.issuing.store_verify import Event, OrderSpan
from agrimarket.kit import clock
from stamps import Span, ranges

COUNT = 60
LOTS = (None, "lot-a", "lot-b")
ORDER = OrderSpan("o", "A0001", Span(1, COUNT))
START = Segment(Span(1, COUNT), StampState.ISSUED, None, clock.now(), "e0")

commands = st.lists(
    st.tuples(
        st.integers(1, COUNT),
        st.integers(1, COUNT),
        st.sets(st.sampled_from(list(StampState)), min_size=1),
        st.sampled_from(list(StampState)),
        st.sampled_from(LOTS),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(commands)
def test_segments_agree_with_a_row_a_stamp(
    commands: list[tuple[int, int, set[StampState], StampState, str | None]],
) -> None:
    segments = [START]
    events = [Event("e0", "issue", ORDER.span, frozenset(), START.state, None, START.since)]
    model: dict[int, tuple[str, str | None]] = dict.fromkeys(
        range(1, COUNT + 1), (START.state, None)
    )
    for number, (one, other, states, to_state, lot_id) in enumerate(commands, start=1):
        span = Span(min(one, other), max(one, other))
        before = len(segments)
        made = Segment(span, to_state, lot_id, clock.now(), f"e{number}")
        known = frozenset(
            {model[at][0] for at in range(span.first, span.last + 1)} & {str(one) for one in states}
        )
        events.append(Event(made.event_id, "change", span, known, to_state, lot_id, made.since))
        touched = [each for each in segments if ranges.intersect(each.span, span)]
        rest = [each for each in segments if not ranges.intersect(each.span, span)]
        segments = sorted([*rest, *cut(touched, span, states, made)], key=lambda each: each.span)
        for place in range(span.first, span.last + 1):
            state, lot = model[place]
            if state in states:
                model[place] = (to_state, lot_id or lot)
        spans = [each.span for each in segments]
        assert ranges.gaps(spans, Span(1, COUNT)) == []
        assert ranges.overlaps(spans) == []
        assert sum(each.size for each in spans) == COUNT
        assert len(segments) <= before + 2
        assert compare(ORDER, events, segments) == []
    shown = {
        place: (each.state, each.lot_id)
        for each in segments
        for place in range(each.span.first, each.span.last + 1)
    }
    assert shown == model
    _each_planted_change_is_found(segments, events)


def _each_planted_change_is_found(segments: list[Segment], events: list[Event]) -> None:
    for number, each in enumerate(segments):
        against = "active" if each.state == "void" else "void"
        for planted in (replace(each, state=against), replace(each, lot_id="lot-x")):
            changed = [*segments[:number], planted, *segments[number + 1 :]]
            where = f"tem {ORDER.said(each.span)} "
            assert [where in fault for fault in compare(ORDER, events, changed)] == [True]
