"""Pages of a list: `page` and `page_size` in, items with their total out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import marshmallow as ma
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

LARGEST_PAGE = 200
LIST_PAGE = 20  # rows of a list page: what a thumb scrolls through
Row = TypeVar("Row")
Shown = TypeVar("Shown")


class PageQuery(ma.Schema):
    """The query of every list; rooms add their filters."""

    class Meta:
        unknown = ma.EXCLUDE

    page = ma.fields.Integer(
        load_default=1,
        validate=ma.validate.Range(min=1, max=1_000_000, error="Hãy chọn trang từ 1 trở lên."),
        error_messages={"invalid": "Hãy ghi số trang, ví dụ 2."},
    )
    page_size = ma.fields.Integer(
        load_default=50,
        validate=ma.validate.Range(
            min=1, max=LARGEST_PAGE, error=f"Hãy chọn từ 1 đến {LARGEST_PAGE} dòng một trang."
        ),
        error_messages={"invalid": "Hãy ghi số dòng một trang, ví dụ 50."},
    )


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list and where they stand in it; page counts from 1."""

    items: Sequence[Row]
    total: int
    page: int
    page_size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.page_size))

    def shown_as(self, items: Sequence[Shown]) -> "Page[Shown]":
        """The same page with what is told of its rows."""
        return Page(items, self.total, self.page, self.page_size)


def paged(session: Session, query: Select[Row], *, page: int, page_size: int) -> Page[Row]:
    """One page of an ordered query of single entities."""
    part = query.offset((page - 1) * page_size).limit(page_size)
    rows = session.scalars(part).unique().all()
    return Page(rows, _total(session, query), page, page_size)


def paged_rows(
    session: Session, query: Select[*tuple[Any, ...]], *, page: int, page_size: int
) -> Page[Any]:
    """The same for a query of several columns: its items are rows."""
    rows = session.execute(query.offset((page - 1) * page_size).limit(page_size)).all()
    return Page(rows, _total(session, query), page, page_size)


def _total(session: Session, query: Select[*tuple[Any, ...]]) -> int:
    counted = select(func.count()).select_from(query.order_by(None).subquery())
    return session.scalar(counted) or 0


def page_schema(item: type[ma.Schema]) -> type[ma.Schema]:
    """The answer's schema for a page of `item`."""
    name = item.__name__.removesuffix("Out") + "Page"
    fields: dict[str, Any] = {
        "items": ma.fields.List(ma.fields.Nested(item), required=True),
        "total": ma.fields.Integer(required=True),
        "page": ma.fields.Integer(required=True),
        "page_size": ma.fields.Integer(required=True),
    }
    return ma.Schema.from_dict(fields, name=name)
