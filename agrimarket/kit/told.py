"""How a list of the API is answered: what the caller may see is found, then told, a page of it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer, current_viewer
from agrimarket.kit.db import reading
from agrimarket.kit.paging import Page

Row = TypeVar("Row")
Told = TypeVar("Told")


def page_told(
    find: Callable[..., Page[Row]],
    tell: Callable[[Session, Viewer, Sequence[Row]], Sequence[Told]],
    **query: Any,
) -> Page[Told]:
    """The page that `find(session, viewer, **query)` gives, its rows as `tell` says them."""
    session, viewer = reading(), current_viewer()
    page = find(session, viewer, **query)
    return page.shown_as(tell(session, viewer, page.items))
