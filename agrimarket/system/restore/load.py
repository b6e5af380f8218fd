"""Fills a freshly migrated database with a backup's rows, as its kind takes them fastest."""

import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import psycopg
import sqlalchemy as sa

from agrimarket.system.backup.cells import turned, turns_in
from agrimarket.system.backup.reader import Archive
from agrimarket.system.backup.refusals import BackupDamaged, RowsRefused
from agrimarket.system.backup.shape import Column, Progress, Table, TablePart
from agrimarket.system.backup.tables import CHUNK, tables_of
from agrimarket.system.restore.written import (
    ADVANCE,
    COPY,
    DISABLE,
    EMPTY,
    ENABLE,
    as_written,
    written,
)

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


# verify looks at every reference afterwards; the file is nobody's until it is on disk
LOOSE = ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-65536")
TRIGGERS = """SELECT sql, printf('DROP TRIGGER "%w"', name) FROM sqlite_master
WHERE type = 'trigger'"""


def _fill_sqlite(
    connection: sa.Connection, archive: Archive, ordered: Ordered, tell: Progress
) -> None:
    cursor: sqlite3.Cursor = connection.connection.cursor()  # type: ignore[assignment]  # the driver's own
    for pragma in LOOSE:
        cursor.execute(pragma)
    cursor.execute("BEGIN IMMEDIATE")
    triggers = list(cursor.execute(TRIGGERS))
    for _, drop in triggers:
        cursor.execute(drop)
    for table, _ in reversed(ordered):
        cursor.execute(_words(connection, sa.delete(sa.table(table.name))))
    for table, part in ordered:
        columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name, _ in part.columns]
        insert = _words(connection, sa.insert(sa.table(table.name, *columns)))
        rows, done = _rows(archive, table, part, "sqlite"), 0
        while chunk := list(islice(rows, CHUNK)):
            try:
                cursor.executemany(insert, chunk)
            except (sqlite3.Error, OverflowError):
                raise RowsRefused(table=table.name) from None
            done += len(chunk)
            tell(table.name, done)
    for statement, _ in triggers:
        cursor.execute(statement)
    cursor.execute("COMMIT")
    cursor.close()


def _words(connection: sa.Connection, statement: sa.Insert | sa.Delete) -> str:
    """The statement as its driver takes it, for thousands of plain rows at once."""
    return str(connection.dialect.statement_compiler(connection.dialect, statement))


def _fill_postgres(
    connection: sa.Connection, archive: Archive, ordered: Ordered, tell: Progress
) -> None:
    with connection.begin():
        driver: Any = connection.connection.driver_connection
        cursor: psycopg.Cursor[Any] = driver.cursor()
        for table, _ in ordered:
            as_written(cursor, DISABLE, (table.name,))
        as_written(cursor, EMPTY, ([table.name for table, _ in ordered],))
        for table, part in ordered:
            try:
                _copy(cursor, archive, table, part, tell)
            except psycopg.Error:
                raise RowsRefused(table=table.name) from None
            for column in table.columns:
                if column.kind == "int":  # may count by itself: it goes on after the highest
                    as_written(cursor, ADVANCE, (table.name, column.name))
        for table, _ in ordered:
            as_written(cursor, ENABLE, (table.name,))
        cursor.close()


def _copy(
    cursor: "psycopg.Cursor[Any]", archive: Archive, table: Table, part: TablePart, tell: Progress
) -> None:
    names = [name for name, _ in part.columns]
    into = written(cursor, COPY, (table.name, names)) or ""
    with cursor.copy(into) as copy:
        for done, row in enumerate(_rows(archive, table, part, "postgresql"), 1):
            copy.write_row(row)
            if done % CHUNK == 0 or done == part.rows:
                tell(table.name, done)
