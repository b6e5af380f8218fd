"""Counts figures: whole, split by place, channel or month, and opened to their rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.paging import Page
from agrimarket.places.catalogue import commune, former_districts_of
from agrimarket.reports import group_store
from agrimarket.reports.figures import BY_KEY, FIGURES, Figure, Source, Span
from agrimarket.reports.group_store import Filter

WAYS = ("commune", "district", "channel", "month")


@dataclass(frozen=True)
class Group:
    """A part of a figure."""

    key: str
    name: str
    value: int
    share: float | None = None  # of the same part of the figure it belongs to, 0 to 1


@dataclass(frozen=True)
class Counted:
    """A figure with its value, its parts, and when channels were last looked at."""

    figure: Figure
    value: int
    groups: tuple[Group, ...]
    seen_at: datetime | None
    share: float | None = None


def span_of(as_of: date | None) -> Span:
    """Up to the end of a Vietnamese day; without one, or today: everything known now."""
    today = clock.today()
    if as_of is None or as_of == today:
        return Span(today, None)
    if as_of > today:
        raise InvalidFields(fields={"as_of": ["Ngày tính không được sau hôm nay."]})
    return Span(as_of, clock.start_of_day(as_of + timedelta(days=1)))


def progress(
    session: Session, *, viewer: Viewer, as_of: date | None = None, by: str | None = None
) -> list[Counted]:
    """Every figure of the viewer's places; one read for each, split or not."""
    span = span_of(as_of)
    seen = group_store.last_looks(session, viewer)
    return with_shares([_count(session, viewer, figure, span, by, seen) for figure in FIGURES])


def one(session: Session, *, viewer: Viewer, key: str, as_of: date | None = None) -> Counted:
    """One figure; NotFound."""
    seen, figure = group_store.last_looks(session, viewer), figure_of(key)
    wanted = [figure, *([BY_KEY[figure.share_of]] if figure.share_of else [])]
    span = span_of(as_of)
    return with_shares([_count(session, viewer, each, span, None, seen) for each in wanted])[0]


def with_shares(figures: Sequence[Counted]) -> list[Counted]:
    """The same, with the share of each part of another figure; None of nothing."""
    wholes = {one.figure.key: one for one in figures}
    return [
        _shared(one, wholes[one.figure.share_of]) if one.figure.share_of in wholes else one
        for one in figures
    ]


def _shared(one: Counted, whole: Counted) -> Counted:
    values = {group.key: group.value for group in whole.groups}
    mine = {group.key: group for group in one.groups}
    # a commune where no answer was in time has a share too: none of them
    groups = [
        replace(
            mine.get(group.key, replace(group, value=0)),
            share=_part(mine[group.key].value if group.key in mine else 0, values[group.key]),
        )
        for group in whole.groups
    ]
    return replace(one, share=_part(one.value, whole.value), groups=tuple(groups))


def _part(value: int, whole: int) -> float | None:
    return value / whole if whole else None


def rows(
    session: Session,
    *,
    viewer: Viewer,
    key: str,
    page: int,
    page_size: int,
    as_of: date | None = None,
    **places: str,
) -> Page[Any]:
    """The rows a figure counts, newest first; `places`: commune, district, channel, month."""
    figure = figure_of(key)
    found = figure.rows(viewer, span_of(as_of))
    wanted = Filter(**{name: value for name, value in places.items() if value})
    return group_store.page(session, found, wanted, page=page, page_size=page_size)


def figure_of(key: str) -> Figure:
    """A figure by its key; NotFound."""
    if key not in BY_KEY:
        raise NotFound
    return BY_KEY[key]


def _count(
    session: Session,
    viewer: Viewer,
    figure: Figure,
    span: Span,
    by: str | None,
    seen: Mapping[str, datetime],
) -> Counted:
    found = figure.rows(viewer, span)
    seen_at = _seen_at(figure, seen)
    if by is None or by not in figure.by:
        return Counted(figure, group_store.total(session, found), (), seen_at)
    parts: dict[str, int] = defaultdict(int)
    for key, value in group_store.parts(session, found, by):
        parts[_key(by, key)] += value
    groups = sorted((Group(key, _name(by, key), value) for key, value in parts.items()), key=_order)
    return Counted(figure, sum(parts.values()), tuple(groups), seen_at)


def _seen_at(figure: Figure, seen: Mapping[str, datetime]) -> datetime | None:
    """Since when an observed figure may be out of date: the last look at its channels."""
    if figure.source is not Source.OBSERVED:
        return None
    if figure.channel is not None:
        return seen.get(figure.channel)
    return max(seen.values(), default=None)


def _key(by: str, key: tuple[str | None, ...]) -> str:
    if by == "district":
        commune_code, district = key
        return district or district_of(str(commune_code))
    return key[0] or ""


def district_of(commune_code: str) -> str:
    """The former district most of a commune came from, for producers whose own is unknown."""
    return next(iter(former_districts_of(commune_code)), "")


def _name(by: str, key: str) -> str:
    if by == "commune":
        return commune(key).name
    if by == "district":
        return key or "Chưa rõ huyện cũ"
    if by == "channel":
        return group_store.CHANNEL_NAMES.get(key, key)
    if by == "month":
        return f"{key[5:]}/{key[:4]}" if key else "Chưa rõ tháng"
    return key


def _order(group: Group) -> tuple[str, str]:
    return (group.name, group.key)
