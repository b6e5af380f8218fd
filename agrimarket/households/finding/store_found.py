"""Keeps the searched rows in step with producers, in the commit of whoever changes one."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, case, delete, event, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from agrimarket.households.finding.found import found_row, stands
from agrimarket.households.finding.models import HouseholdFind
from agrimarket.households.models import Household
from agrimarket.kit.bulk import insert_many

PIECE = 1000
APART = "; "
_household: Any = Household.__table__
_find: Any = HouseholdFind.__table__
_COLUMNS = tuple(_household.columns.keys())
QUIET = {"synchronize_session": False}


@event.listens_for(Household, "after_insert")
@event.listens_for(Household, "after_update")
def _follow(_mapper: Any, connection: Connection, household: Household) -> None:
    """Every writer who changes a producer as an object is followed, whoever it is."""
    columns = {name: getattr(household, name) for name in _COLUMNS}
    if not stands(columns):
        connection.execute(delete(_find).where(_find.c.household_id == household.id))
        return
    row = found_row(columns)
    postgres = connection.dialect.name == "postgresql"
    adding = (postgres_insert if postgres else sqlite_insert)(_find).values(row | {"products": ""})
    changed: dict[str, Any] = {
        name: adding.excluded[name] for name in row if name != "household_id"
    }
    named = _find.c.products != ""
    sold = adding.excluded.words + APART + _find.c.products
    changed["words"] = case((named, sold), else_=adding.excluded.words)
    connection.execute(adding.on_conflict_do_update(index_elements=["household_id"], set_=changed))


def inserted(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """The same for producers that were inserted in bulk; `rows` are their columns."""
    insert_many(session, _find, [found_row(row) | {"products": ""} for row in rows])


def copied(session: Session, ids: Iterable[str]) -> None:
    """The same for producers that a statement changed without making objects of them."""
    wanted = iter(ids)
    while piece := list(islice(wanted, PIECE)):
        names = _names(session, piece)
        session.execute(delete(_find).where(_find.c.household_id.in_(piece)))
        rows = select(_household).where(_household.c.id.in_(piece))
        _write(session, [dict(row) for row in session.execute(rows).mappings()], names)


def set_products(session: Session, household_id: str, names: str) -> None:
    """The names of a producer's products, without tone marks."""
    own = select(Household.search_text).where(Household.id == household_id).scalar_subquery()
    session.execute(
        update(HouseholdFind)
        .where(HouseholdFind.household_id == household_id)
        .values(products=names, words=own + APART + names if names else own),
        execution_options=QUIET,
    )


def rebuild(session: Session) -> tuple[int, int]:
    """Make every row anew, product names as they were; rows now, and how many were not right."""
    old = {row["household_id"]: dict(row) for row in session.execute(select(_find)).mappings()}
    session.execute(delete(_find))
    count = wrong = 0
    for piece in _all(session):
        names = {id: row["products"] for id, row in old.items()}
        rows = _write(session, piece, names)
        count += len(rows)
        wrong += sum(old.pop(row["household_id"], None) != row for row in rows)
    return count, wrong + len(old)


def _all(session: Session) -> Iterator[list[dict[str, Any]]]:
    """Every producer's columns, in pieces, by id."""
    last: str | None = None
    while True:
        query = select(_household).order_by(_household.c.id).limit(PIECE)
        if last is not None:
            query = query.where(_household.c.id > last)
        piece = [dict(row) for row in session.execute(query).mappings()]
        if not piece:
            return
        yield piece
        last = piece[-1]["id"]


def _write(
    session: Session, columns: list[dict[str, Any]], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    rows = [
        _with_products(found_row(one), names.get(one["id"], "")) for one in columns if stands(one)
    ]
    if rows:
        session.execute(insert(_find), rows)
    return rows


def _with_products(row: dict[str, Any], names: str) -> dict[str, Any]:
    words = row["words"] + APART + names if names else row["words"]
    return row | {"products": names, "words": words}


def _names(session: Session, ids: list[str]) -> dict[str, str]:
    query = select(_find.c.household_id, _find.c.products).where(_find.c.household_id.in_(ids))
    return {row.household_id: row.products for row in session.execute(query)}
