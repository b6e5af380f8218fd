"""Arithmetic of closed ranges of whole numbers, for orders and segments of stamp serials."""

from collections.abc import Iterable
from typing import NamedTuple

from stamps.refusals import BadSpan


class Span(NamedTuple):
    """The whole numbers first, first+1, …, last; both ends belong to it."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many numbers it holds."""
        return self.last - self.first + 1


def span(first: int, last: int) -> Span:
    """A checked range; raises BadSpan when the ends are the wrong way round."""
    if first > last:
        raise BadSpan(first=first, last=last)
    return Span(first, last)


def _in_order(spans: Iterable[Span]) -> list[Span]:
    return sorted(span(first, last) for first, last in spans)


def intersect(a: Span, b: Span) -> Span | None:
    """What two ranges share, or None."""
    first, last = max(a.first, b.first), min(a.last, b.last)
    return Span(first, last) if first <= last else None


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same numbers in the fewest ranges, in order; neighbours and overlaps become one."""
    merged: list[Span] = []
    for each in _in_order(spans):
        if merged and each.first <= merged[-1].last + 1:
            merged[-1] = Span(merged[-1].first, max(merged[-1].last, each.last))
        else:
            merged.append(each)
    return merged


def common(spans: Iterable[Span], wanted: Span) -> list[Span]:
    """The parts of `wanted` that lie in any of `spans`, merged and in order."""
    parts = (intersect(each, span(*wanted)) for each in merge(spans))
    return [part for part in parts if part is not None]


def gaps(spans: Iterable[Span], whole: Span) -> list[Span]:
    """The parts of `whole` that lie in none of `spans`, in order."""
    missing: list[Span] = []
    start = span(*whole).first
    for each in common(spans, whole):
        if each.first > start:
            missing.append(Span(start, each.first - 1))
        start = each.last + 1
    if start <= whole.last:
        missing.append(Span(start, whole.last))
    return missing


def subtract(spans: Iterable[Span], cut: Span) -> list[Span]:
    """`spans` without the numbers of `cut`, merged and in order."""
    span(*cut)
    left: list[Span] = []
    for each in merge(spans):
        left.extend(gaps([cut], each))
    return left


def covers(spans: Iterable[Span], wanted: Span) -> bool:
    """Whether every number of `wanted` lies in one of `spans`."""
    return not gaps(spans, wanted)


def overlaps(spans: Iterable[Span]) -> list[Span]:
    """The numbers that lie in two or more of `spans`, merged and in order."""
    twice: list[Span] = []
    reach: int | None = None
    for each in _in_order(spans):
        if reach is not None and each.first <= reach:
            twice.append(Span(each.first, min(each.last, reach)))
        reach = each.last if reach is None else max(reach, each.last)
    return merge(twice)


def split(whole: Span, at: int) -> tuple[Span, Span]:
    """Two ranges, the second beginning at `at`; raises BadSpan unless both hold something."""
    return span(whole.first, at - 1), span(at, span(*whole).last)
