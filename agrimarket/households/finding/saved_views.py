"""Saved views: filters somebody comes back to, under a name; pinned ones stand above the list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.finding import store as store_find
from agrimarket.households.finding import store_saved as store
from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.models import SavedView
from agrimarket.kit import clock
from agrimarket.kit.access import REGISTRARS, Role, Viewer
from agrimarket.kit.errors import Kind, NotFound, Refusal
from agrimarket.kit.ids import IdTaken, accept_id, is_id, new_id
from agrimarket.kit.paging import Page
from agrimarket.places import tidy

SAVERS = (*REGISTRARS, Role.AUDITOR)  # a producer has one producer to look at
MOST, MOST_PINNED = 50, 6


class ViewNameMissing(Refusal):
    """A view without a name."""

    code = "view_name_missing"
    sentence = "Bộ lọc này chưa có tên. Hãy đặt một tên ngắn, ví dụ: Hộ chưa có điện thoại."


class TooManyViews(Refusal):
    """More views than somebody finds their way in."""

    code = "too_many_views"
    kind = Kind.CONFLICT
    sentence = "Bạn đã lưu {most} bộ lọc. Hãy xóa bớt bộ lọc không dùng nữa rồi lưu lại."


class TooManyPinned(Refusal):
    """More pinned views than fit above a list."""

    code = "too_many_pinned_views"
    kind = Kind.CONFLICT
    sentence = "Bạn đã ghim {most} bộ lọc. Hãy bỏ ghim một bộ lọc khác trước."


def views_of(session: Session, viewer: Viewer) -> Sequence[SavedView]:
    """This person's views, pinned ones first, then by name."""
    return store.views_of(session, viewer.caller)


def pinned_with_counts(session: Session, viewer: Viewer) -> list[tuple[SavedView, int]]:
    """The pinned ones, each with how many producers it finds now."""
    pinned = [view for view in views_of(session, viewer) if view.pinned]
    return [
        (view, store_find.count(session, store_find.conditions(viewer, read(view))))
        for view in pinned
    ]


def read(view: SavedView) -> Filters:
    """A view's filters; days are kept as text."""
    days = {
        name: date.fromisoformat(view.filters[name])
        for name in ("since", "until")
        if name in view.filters
    }
    return Filters.of(view.filters | days)


def page_of(session: Session, *, viewer: Viewer, page: int, page_size: int) -> Page[SavedView]:
    """The same, a page of them."""
    found = views_of(session, viewer)
    first = (page - 1) * page_size
    return Page(found[first : first + page_size], len(found), page, page_size)


def get(session: Session, *, viewer: Viewer, view_id: str) -> SavedView:
    """One's own view; NotFound."""
    view = store.one(session, viewer.caller, view_id) if is_id(view_id) else None
    if view is None:
        raise NotFound
    return view


def save(
    session: Session,
    *,
    viewer: Viewer,
    name: str,
    filters: Filters,
    pinned: bool = False,
    id: str | None = None,
) -> SavedView:
    """Keep the filters under this name; a view of the same name is replaced.

    ViewNameMissing, TooManyViews, TooManyPinned, IdTaken.
    """
    called = _name(name)
    mine = views_of(session, viewer)
    known = next((one for one in mine if one.name.casefold() == called.casefold()), None)
    if known is None:
        if len(mine) >= MOST:
            raise TooManyViews(most=MOST)
        known = SavedView(id=_id(session, id), who=viewer.caller, filters={})
        session.add(known)
    known.name, known.filters = called, filters.address()
    known.pinned = _may_pin(mine, known, pinned)
    session.flush()
    return known


def change(
    session: Session, *, viewer: Viewer, view: SavedView, changes: Mapping[str, Any]
) -> None:
    """Another name, other filters, pinned or not. ViewNameMissing, TooManyPinned."""
    if "name" in changes:
        view.name = _name(changes["name"])
    if "filters" in changes:
        view.filters = Filters.of(changes["filters"]).address()
    if "pinned" in changes:
        view.pinned = _may_pin(views_of(session, viewer), view, changes["pinned"])
    view.updated_at = clock.now()
    session.flush()


def remove(session: Session, *, view: SavedView) -> None:
    """Forget the view; no producer is touched."""
    session.delete(view)
    session.flush()


def _name(text: str) -> str:
    called = tidy(text)[:80]
    if not called:
        raise ViewNameMissing(fields={"name": [ViewNameMissing.sentence]})
    return called


def _id(session: Session, id: str | None) -> str:
    if id is None:
        return new_id()
    wanted = accept_id(id)
    if store.is_taken(session, wanted):
        raise IdTaken
    return wanted


def _may_pin(mine: Sequence[SavedView], view: SavedView, pinned: bool) -> bool:
    others = [one for one in mine if one.pinned and one is not view]
    if pinned and len(others) >= MOST_PINNED:
        raise TooManyPinned(most=MOST_PINNED)
    return pinned
