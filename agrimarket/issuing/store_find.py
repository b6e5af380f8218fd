"""Whose a serial is, by the shortest way to the database: every scan of every stamp comes here."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from agrimarket.issuing.models import order_label


class Granted(NamedTuple):
    """What is asked of a stamp's order, without the row of it."""

    id: str
    number: int
    first_serial: int
    key_version: str
    product_id: str
    household_id: str
    lot_id: str | None
    is_demo: bool
    with_pin: bool

    @property
    def label(self) -> str:
        """A0123"""
        return order_label(self.number)


class Place(NamedTuple):
    """The segment of a stamp, and its order."""

    last_serial: int
    state: str
    lot_id: str | None
    since: datetime
    order: Granted


def place_of(session: Session, serial: int) -> Place | None:
    """The segment that begins nearest below a serial, with its order; None below the first.

    Spoken to the driver directly, in the session's own transaction: the mapper alone costs many
    times what the database does. What the session has not flushed is not seen.
    """
    connection = session.connection()
    statement, read = _BY_DIALECT[connection.dialect.name]
    driver: Any = connection.connection.dbapi_connection
    row = driver.execute(statement, (serial,)).fetchone()
    return read(row) if row is not None else None


def _of_sqlite(row: Any) -> Place:
    """SQLite keeps ids as 32 hex letters, moments as text in UTC, truth as 0 and 1."""
    last, state, lot, since, order, number, first, version, product, owner, own, demo, pin = row
    granted = Granted(
        _id(order), number, first, version, _id(product), _id(owner), own and _id(own),
        bool(demo), bool(pin),
    )  # fmt: skip
    moment = datetime.fromisoformat(since).replace(tzinfo=UTC)
    return Place(last, state, lot and _id(lot), moment, granted)


def _of_postgresql(row: Any) -> Place:
    last, state, lot, since, *order = row
    return Place(last, state, lot, since, Granted(*order))


def _id(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


# Both pick the one segment before the order is joined; with statistics SQLite would rather walk all
# orders, were CROSS JOIN not a promise to keep to the order of the tables (sqlite.org/optoverview).
_SQLITE = """
SELECT s.last_serial, s.state, s.lot_id, s.since, o.id, o.number, o.first_serial, o.key_version,
       o.product_id, o.household_id, o.lot_id, o.is_demo, o.with_pin
FROM stamp_segment s CROSS JOIN stamp_order o
WHERE s.first_serial <= ? AND o.id = s.order_id ORDER BY s.first_serial DESC LIMIT 1
"""
_POSTGRESQL = """
SELECT s.last_serial, s.state, s.lot_id::text, s.since, o.id::text, o.number, o.first_serial,
       o.key_version, o.product_id::text, o.household_id::text, o.lot_id::text, o.is_demo,
       o.with_pin
FROM (SELECT * FROM stamp_segment WHERE first_serial <= %s ORDER BY first_serial DESC LIMIT 1) s
JOIN stamp_order o ON o.id = s.order_id
"""
_BY_DIALECT: dict[str, tuple[str, Callable[[Any], Place]]] = {
    "sqlite": (_SQLITE, _of_sqlite),
    "postgresql": (_POSTGRESQL, _of_postgresql),
}
