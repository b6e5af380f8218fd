"""Which tables the database has, in the order of who points to whom, and which are copied."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from agrimarket.kit import outbox
from agrimarket.system.backup.shape import Column, Table

VERSION_TABLE = "alembic_version"

# Secrets that live for minutes, and sign-ins: after a restore everybody signs in again, and a
# code, link or phone that was withdrawn since the backup does not come back to life.
LEFT_OUT: Mapping[str, str] = {
    VERSION_TABLE: "named in the manifest",
    "account_session": "sign-ins end with a restore",
    "field_device": "so do phones behind a PIN",
    "one_time_code": "stale after ten minutes",
    "account_link": "invitations and resets are sent again",
    "tries": "locks last minutes",
}

# Rows that are left out of tables that are copied.
ONLY: Mapping[str, ColumnElement[bool]] = {
    "job": sa.column("kind") != outbox.JOB,  # a message that left must not leave again
    # a phone that was taken away must not get its key back with an older state of things
    "field_vault": sa.column("kind") == "export",
    "kept_answer": sa.column("status").is_not(None),  # its request ran on after the snapshot
}

KINDS: Sequence[tuple[type, str]] = (
    (sa.Uuid, "uuid"),
    (sa.Boolean, "bool"),
    (sa.DateTime, "moment"),
    (sa.Date, "date"),
    (sa.JSON, "json"),
    (sa.LargeBinary, "bytes"),
    (sa.Float, "real"),
    (sa.Numeric, "decimal"),
    (sa.Integer, "int"),
    (sa.String, "text"),
)
UUID_LETTERS = 32  # SQLite has no type for ids: CHAR(32)
CHUNK = 2000


class UnknownKind(TypeError):
    """A column of a type that no backup has held yet: add it to KINDS and cells.py."""


def tables_of(connection: sa.Connection) -> list[Table]:
    """Every table that is copied; one that points to another comes after it."""
    inspector = sa.inspect(connection)
    columns = inspector.get_multi_columns()
    ordered = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name]
    return [
        Table(name, tuple(_column(name, about) for about in columns[None, name]))
        for name in ordered
        if name not in LEFT_OUT
    ]


def _column(table: str, about: Any) -> Column:
    type_ = about["type"]
    if isinstance(type_, sa.CHAR) and type_.length == UUID_LETTERS:
        return Column(about["name"], "uuid")
    for known, kind in KINDS:
        if isinstance(type_, known):
            return Column(about["name"], kind, getattr(type_, "scale", None))
    raise UnknownKind(f"{table}.{about['name']}: {type_!r}")


def revision_of(connection: sa.Connection) -> str | None:
    """The newest migration that was run; None in a database without tables."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    column: sa.ColumnClause[str] = sa.column("version_num")
    found: str | None = connection.scalar(sa.select(column).select_from(sa.table(VERSION_TABLE)))
    return found


def rows_of(connection: sa.Connection, table: Table) -> Iterator[Sequence[Any]]:
    """Chunks of a table's rows, raw as the driver gives them; JSON as text."""
    picked: sa.Select[Any] = sa.select(*(_picked(connection, one) for one in table.columns))
    query = picked.select_from(sa.table(table.name))
    if table.name in ONLY:
        query = query.where(ONLY[table.name])
    yield from connection.execute(query, execution_options={"yield_per": CHUNK}).partitions()


def _picked(connection: sa.Connection, column: Column) -> ColumnElement[Any]:
    named: ColumnElement[Any] = sa.column(column.name)
    if column.kind == "json" and connection.dialect.name == "postgresql":
        return sa.cast(named, sa.Text)
    return named
