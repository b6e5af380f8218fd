"""One page of a list with its exact total, out of one scan of the narrow rows where that can be."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.households.finding.filters import Filters
from agrimarket.households.finding.models import HouseholdFind as Find
from agrimarket.households.finding.store import ORDERS, asked_words, conditions, count, rows_of
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page

FEW = 1000  # rows read beyond a page: who finds no more than these needs no count
SHALLOW = 1000  # places from the top of a sorted list that are reached without counting first
WALKED = 1 / 3  # the part of a sorted list that SQLite walks by index sooner than it sorts
_SORTED_BY: dict[str, InstrumentedAttribute[Any]] = {
    "name": Find.sort_name,
    "changed": Find.updated_at,
}
Found = tuple[Sequence[str], int]  # the ids of a page, and how many there are in all


def page_of(
    session: Session, viewer: Viewer, filters: Filters, *, page: int, page_size: int
) -> Page[Household]:
    """One page of the producers found, with their exact number."""
    first = (page - 1) * page_size
    if filters.sort not in _SORTED_BY:
        way = _by_id
    elif first <= SHALLOW and asked_words(viewer, filters):
        way = _gathered
    else:
        way = _counted
    ids, total = way(session, viewer, filters, first, page_size)
    return Page(rows_of(session, viewer, ids), total, page, page_size)


def _by_id(session: Session, viewer: Viewer, filters: Filters, first: int, size: int) -> Found:
    """The page and some more, then the count from where reading ended: together they are one scan.

    Whoever finds few is counted by reading on: PostgreSQL reads few by one scan and a sort, and
    would need another to count.
    """
    where, oldest = conditions(viewer, filters), filters.sort == "oldest"
    query = select(Find.household_id.label("id")).where(*where)
    query = query.order_by(*ORDERS[filters.sort or "newest"]).offset(first).limit(size + FEW)
    part = query.cte().prefix_with("MATERIALIZED")
    along = part.c.id.asc() if oldest else part.c.id.desc()
    against = part.c.id.desc() if oldest else part.c.id.asc()
    read = select(func.count()).select_from(part).scalar_subquery()
    last = select(part.c.id).order_by(against).limit(1).scalar_subquery()
    rows = session.execute(select(part.c.id, read, last).order_by(along).limit(size)).all()
    if not rows:
        return [], count(session, where) if first else 0
    ids, (_, number, end) = [row[0] for row in rows], rows[0]
    if number < size + FEW:
        return ids, first + number  # the list ends here: nothing is left to count
    rest = Find.household_id > end if oldest else Find.household_id < end
    # asked first: where it leaves a row out, no word is sought in that row
    return ids, first + number + count(session, [rest, *where])


def _gathered(session: Session, viewer: Viewer, filters: Filters, first: int, size: int) -> Found:
    """What words find is gathered by one scan, then counted and sorted.

    An index in the order asked for would be walked in vain: words leave out most, and names that
    begin alike stand together, perhaps at its far end.
    """
    where, column = conditions(viewer, filters), _SORTED_BY[filters.sort or ""]
    found = select(Find.household_id.label("id"), column.label("key")).where(*where)
    rows = found.cte().prefix_with("MATERIALIZED")
    total = select(func.count()).select_from(rows).scalar_subquery()
    query = select(rows.c.id, total).order_by(*_order(filters, rows.c.key, rows.c.id))
    page = session.execute(query.offset(first).limit(size)).all()
    if not page:
        return [], count(session, where) if first else 0
    return [row[0] for row in page], page[0][1]


def _counted(session: Session, viewer: Viewer, filters: Filters, first: int, size: int) -> Found:
    """The count first: it says from which end the page is nearer."""
    where = conditions(viewer, filters)
    total = count(session, where)
    size = min(size, total - first)
    if size <= 0:
        return [], total
    from_end = first > total - first - size
    skipped = total - first - size if from_end else first
    column: ColumnElement[Any] = _SORTED_BY[filters.sort or ""].expression
    if _sorts(session, viewer, filters, (skipped + size) / total):
        column = func.coalesce(column, column)  # the same values, and no index has them
    order = _order(filters, column, Find.household_id, turned=from_end)
    query = select(Find.household_id).where(*where).order_by(*order)
    ids = session.scalars(query.offset(skipped).limit(size)).all()
    return ids[::-1] if from_end else ids, total


def _sorts(session: Session, viewer: Viewer, filters: Filters, part: float) -> bool:
    """Whether one scan and a sort beat looking up each row of an index; PostgreSQL knows itself."""
    if session.get_bind().dialect.name != "sqlite" or not filters.asked():
        return False
    return part > WALKED or bool(asked_words(viewer, filters))


def _order(filters: Filters, *keys: Any, turned: bool = False) -> list[Any]:
    down = (filters.sort == "changed") != turned
    return [key.desc() if down else key.asc() for key in keys]
