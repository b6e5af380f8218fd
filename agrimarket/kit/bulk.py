"""Writes thousands of rows of one table at once: bound column by column, equal values once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Dialect, Table, insert
from sqlalchemy.orm import Session

Rows = Sequence[Mapping[str, Any]]
Binder = Callable[[Any], Any]
Watcher = Callable[[Session, Table, Rows], None]
_watchers: list[Watcher] = []


def on_insert_many(watcher: Watcher) -> Watcher:
    """Register who wants to know of rows that no event of the session tells of."""
    _watchers.append(watcher)
    return watcher


def insert_many(session: Session, table: Table, rows: Rows) -> None:
    """Insert the rows, which all name the same columns; the others get the model's defaults.

    What SQLAlchemy's own `insert` does value by value costs more than the database itself where
    most columns say the same in every row. JSON columns may be given tuples, which are bound
    once for all rows that say the same. IntegrityError as from any insert.
    """
    if not rows:
        return
    session.flush()  # what waits in the session is what these rows may point to
    for watcher in _watchers:
        watcher(session, table, rows)
    connection = session.connection()
    dialect = connection.dialect
    columns = _written(table, rows[0])
    names = [column.key for column in columns]
    statement = dialect.statement_compiler(dialect, insert(table).inline(), column_keys=names)
    values = [_bound(column, dialect, rows) for column in columns]
    lines = list(zip(*values, strict=True))
    if statement.positional:
        connection.exec_driver_sql(str(statement), lines)
    else:
        named = [dict(zip(names, line, strict=True)) for line in lines]
        connection.exec_driver_sql(str(statement), named)


def _written(table: Table, row: Mapping[str, Any]) -> list[Column[Any]]:
    """In the table's order, as the statement names them."""
    return [one for one in table.columns if one.key in row or one.default is not None]


def _bound(column: Column[Any], dialect: Dialect, rows: Rows) -> Sequence[Any]:
    values = _values(column, rows)
    bind = _binder(column, dialect)
    if bind is None:
        return values
    first = values[0]
    if values.count(first) == len(values):
        return [bind(first)] * len(values)
    return [*map(bind, values)] if column.primary_key else _each_once(bind, values)


def _values(column: Column[Any], rows: Rows) -> list[Any]:
    name, default = column.key, column.default
    if name in rows[0]:
        return [row[name] for row in rows]
    made: Any = getattr(default, "arg", None)
    return [made(None) for _ in rows] if callable(made) else [made] * len(rows)


def _binder(column: Column[Any], dialect: Dialect) -> Binder | None:
    found: Binder | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return found


def _each_once(bind: Binder, values: Sequence[Any]) -> list[Any]:
    known: dict[Any, Any] = {}
    bound: list[Any] = []
    for value in values:
        try:
            bound.append(known[value])
        except KeyError:
            bound.append(known.setdefault(value, bind(value)))
        except TypeError:  # a list or a dict has no hash
            bound.append(bind(value))
    return bound
