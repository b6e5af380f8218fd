"""Fills a freshly migrated database with a backup's rows, as its kind takes them fastest."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from agrimarket.system.backup.cells import turned, turns_in
from agrimarket.system.backup.reader import Archive
from agrimarket.system.backup.refusals import BackupDamaged, RowsRefused
from agrimarket.system.backup.shape import Column, Progress, Table, TablePart
from agrimarket.system.backup.tables import CHUNK, tables_of

# What may not come back as it was: a new stamp ends every sign-in of the account.
RENEWED: Mapping[tuple[str, str], Callable[[], str]] = {
    ("account", "session_stamp"): lambda: secrets.token_urlsafe(32),
}


def load(engine: sa.Engine, archive: Archive, tell: Progress) -> None:
    """Put every row of the backup into the database, in one transaction.

    What migrations planted goes first, for the backup has it too. Guards against changes
    (triggers) are off meanwhile: this database is nobody's yet. Raises RowsRefused, BackupDamaged.
    """
    with engine.connect() as connection:
        known = {table.name: table for table in tables_of(connection)}
        parts = {part.table: part for part in archive.manifest.tables}
        if known.keys() != parts.keys():
            raise BackupDamaged(part=", ".join(sorted(known.keys() ^ parts.keys())))
        ordered = [(known[name], parts[name]) for name in known]
        connection.rollback()
        fill = _fill_sqlite if engine.dialect.name == "sqlite" else _fill_postgres
        fill(connection, archive, ordered, tell)


Ordered = list[tuple[Table, TablePart]]


def _rows(archive: Archive, table: Table, part: TablePart, dialect: str) -> Iterator[list[Any]]:
    """Rows in the backup's order of columns, as the driver takes them."""
    kinds = {column.name: column for column in table.columns}
    columns = tuple(kinds[name] for name, _ in part.columns if name in kinds)
    if [(one.name, one.kind) for one in columns] != list(part.columns) or len(kinds) != len(
        columns
    ):
        raise BackupDamaged(part=part.member.name)
    turns = turns_in(columns, dialect)
    renewed = _renewed(table, columns)
    for row in archive.rows(part):
        values = turned(row, turns)
        for place, renew in renewed:
            values[place] = renew()
        yield values


def _renewed(table: Table, columns: tuple[Column, ...]) -> list[tuple[int, Callable[[], str]]]:
    return [
        (place, RENEWED[table.name, column.name])
        for place, column in enumerate(columns)
        if (table.name, column.name) in RENEWED
    ]


def _fill_sqlite(
    connection: sa.Connection, archive: Archive, ordered: Ordered, tell: Progress
) -> None:
    cursor = connection.connection.cursor()
    quote = connection.dialect.identifier_preparer.quote
    # verify looks at every reference afterwards; the file is nobody's until it is on disk
    for pragma in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-65536"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = list(cursor.fetchall())
    for name, _ in triggers:
        cursor.execute(f"DROP TRIGGER {quote(name)}")
    for table, _ in reversed(ordered):
        cursor.execute(str(sa.delete(sa.table(table.name)).compile(dialect=connection.dialect)))
    for table, part in ordered:
        columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name, _ in part.columns]
        insert = sa.insert(sa.table(table.name, *columns)).compile(dialect=connection.dialect)
        rows, done = _rows(archive, table, part, "sqlite"), 0
        while chunk := list(islice(rows, CHUNK)):
            try:
                cursor.executemany(str(insert), chunk)
            except (connection.dialect.dbapi.Error, OverflowError):  # type: ignore[union-attr]  # a dialect in use has its driver
                raise RowsRefused(table=table.name) from None
            done += len(chunk)
            tell(table.name, done)
    for _, statement in triggers:
        cursor.execute(statement)
    cursor.execute("COMMIT")
    cursor.close()


def _fill_postgres(
    connection: sa.Connection, archive: Archive, ordered: Ordered, tell: Progress
) -> None:
    with connection.begin():
        driver: Any = connection.connection.driver_connection
        cursor: psycopg.Cursor[Any] = driver.cursor()
        names = [sql.Identifier(table.name) for table, _ in ordered]
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
        # with CASCADE also the tables that a backup leaves out, which are empty
        cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(names)))
        for table, part in ordered:
            try:
                _copy(cursor, archive, table, part, tell)
            except psycopg.Error:
                raise RowsRefused(table=table.name) from None
            _set_counters(cursor, table)
        for name in names:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))
        cursor.close()


def _copy(
    cursor: "psycopg.Cursor[Any]", archive: Archive, table: Table, part: TablePart, tell: Progress
) -> None:
    columns = sql.SQL(", ").join(sql.Identifier(name) for name, _ in part.columns)
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), columns)
    with cursor.copy(into) as copy:
        for done, row in enumerate(_rows(archive, table, part, "postgresql"), 1):
            copy.write_row(row)
            if done % CHUNK == 0 or done == part.rows:
                tell(table.name, done)


SEQUENCE = "SELECT pg_get_serial_sequence(%s, %s)"
ADVANCE = "SELECT setval({}::regclass, max({})) FROM {} HAVING max({}) IS NOT NULL"


def _set_counters(cursor: "psycopg.Cursor[Any]", table: Table) -> None:
    """Let columns that count by themselves go on after the highest number."""
    for column in (column for column in table.columns if column.kind == "int"):
        cursor.execute(SEQUENCE, (_quoted(table.name), column.name))
        (sequence,) = cursor.fetchone() or (None,)
        if sequence:
            name = sql.Identifier(column.name)
            advance = sql.SQL(ADVANCE).format(
                sql.Literal(sequence), name, sql.Identifier(table.name), name
            )
            cursor.execute(advance)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
