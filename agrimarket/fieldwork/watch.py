"""Notes what every commit changes of producers, products and lots, and numbers it in their order.

A number taken when a row is written would be seen out of order: a slow transaction commits a
small number after a fast one committed a larger, and a phone that read the larger never asks
back. So the one row of `field_counter` is taken just before each commit and held to its end:
who reads a number has read every smaller one. See docs/decisions/0020.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, event
from sqlalchemy.orm import ORMExecuteState, Session

from agrimarket.fieldwork import store_feed as store
from agrimarket.fieldwork.store_feed import HOUSEHOLD, LINE, LOT, PRODUCT, ROLL
from agrimarket.households.cards.models import HouseholdCard
from agrimarket.households.field_models import HouseholdPhoto
from agrimarket.households.models import Household
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.models import StampEvent, StampOrder
from agrimarket.kit.bulk import Rows, on_insert_many
from agrimarket.kit.db import Base, before_commit
from agrimarket.lots.models import Area, Lot, LotEvent, LotEventPhoto
from agrimarket.products.models import Product

KEY = "field_feed"  # session.info: what this transaction touched, by kind
# Which rows are watched, and the column that names the thing whose line moves.
WATCHED: Mapping[type[Base], tuple[str, str]] = {
    Household: (HOUSEHOLD, "id"),
    HouseholdPhoto: (HOUSEHOLD, "household_id"),
    HouseholdCard: (HOUSEHOLD, "household_id"),
    Product: (PRODUCT, "id"),
    Lot: (LOT, "id"),
    LotEvent: (LOT, "lot_id"),
    LotEventPhoto: (LINE, "event_id"),
    Area: (HOUSEHOLD, "household_id"),
    StampOrder: (HOUSEHOLD, "household_id"),
    StampApproval: (HOUSEHOLD, "household_id"),
    StampEvent: (ROLL, "order_id"),
}
TABLES: Mapping[str, tuple[str, str]] = {
    model.__tablename__: about for model, about in WATCHED.items()
}


@event.listens_for(Session, "after_flush")
def _rows(session: Session, _context: Any) -> None:
    """What was written row by row."""
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*session.new, *changed, *session.deleted):
        about = WATCHED.get(type(row))
        if about is not None:
            _touch(session, about[0], [getattr(row, about[1])])


@event.listens_for(Session, "do_orm_execute")
def _statements(state: ORMExecuteState) -> None:
    """What is written by one statement for many rows: imports, merges, taking an import back."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    statement: Any = state.statement
    about = TABLES.get(getattr(statement.table, "name", ""))
    if about is None:
        return
    kind, column = about
    if state.is_insert:
        _touch(state.session, kind, _inserted(state, column))
    else:
        found = store.matching(state.session, statement.table, column, statement.whereclause)
        _touch(state.session, kind, found)


@on_insert_many
def _many(session: Session, table: Table, rows: Rows) -> None:
    """What was inserted by the thousand."""
    about = TABLES.get(table.name)
    if about is not None:
        _touch(session, about[0], [row[about[1]] for row in rows])


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(KEY, None)


@before_commit
def _number(session: Session) -> None:
    """Give everything this commit changed its place in the feed."""
    session.flush()
    touched: dict[str, set[str]] = session.info.pop(KEY, {})
    if touched:
        store.move(session, touched)


def _touch(session: Session, kind: str, ids: Iterable[str]) -> None:
    session.info.setdefault(KEY, {}).setdefault(kind, set()).update(str(one) for one in ids)


def _inserted(state: ORMExecuteState, column: str) -> list[str]:
    """The ids of rows of an INSERT, as its parameters tell them."""
    given: Any = state.parameters or {}
    rows = given if isinstance(given, list | tuple) else [given]
    return [row[column] for row in rows if column in row]
