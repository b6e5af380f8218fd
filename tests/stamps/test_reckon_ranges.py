"""Serial ranges against plain sets of numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps import Span, StampRefusal, ranges

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1]))
LISTS = st.lists(SPANS, max_size=8)


def numbers(spans: list[Span]) -> set[int]:
    return {n for span in spans for n in range(span.first, span.last + 1)}


def is_tidy(spans: list[Span]) -> bool:
    """In order, apart, and not even touching."""
    return all(a.last + 1 < b.first for a, b in pairwise(spans))


@given(SPANS, SPANS)
def test_intersect(a: Span, b: Span) -> None:
    shared = ranges.intersect(a, b)
    assert numbers([shared] if shared else []) == numbers([a]) & numbers([b])


@given(LISTS, SPANS)
def test_subtract_common_gaps_and_covers(spans: list[Span], other: Span) -> None:
    have, one = numbers(spans), numbers([other])
    expected = {
        "subtract": (ranges.subtract(spans, other), have - one),
        "common": (ranges.common(spans, other), have & one),
        "gaps": (ranges.gaps(spans, other), one - have),
        "merge": (ranges.merge(spans), have),
    }
    for verb, (got, wanted) in expected.items():
        assert numbers(got) == wanted, verb
        assert is_tidy(got), verb
    assert ranges.covers(spans, other) == (one <= have)


@given(LISTS)
def test_overlaps(spans: list[Span]) -> None:
    twice = {n for n in numbers(spans) if sum(s.first <= n <= s.last for s in spans) > 1}
    assert numbers(ranges.overlaps(spans)) == twice
    assert is_tidy(ranges.overlaps(spans))


@given(SPANS, st.integers(-5, 60))
def test_split(span: Span, at: int) -> None:
    if span.first < at <= span.last:
        left, right = ranges.split(span, at)
        assert (left.first, right.first, right.last) == (span.first, at, span.last)
        assert left.size + right.size == span.size
    else:
        with pytest.raises(StampRefusal):
            ranges.split(span, at)


def test_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(StampRefusal) as refused:
        ranges.span(5, 4)
    assert refused.value.code == "bad_span"
    with pytest.raises(StampRefusal):
        ranges.merge([Span(5, 4)])
