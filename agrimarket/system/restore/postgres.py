"""The place of a PostgreSQL database: built in a schema aside, then moved over in one commit."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import make_url

from agrimarket.system.backup.refusals import DatabaseRefused, RestoreRunning, TargetFilled
from agrimarket.system.restore.written import as_written

ASIDE = "agrimarket_restore"
LOCK = 0x61677269  # "agri": one restore at a time into one database

TABLES = """SELECT count(*) FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')"""
# Statements that the server writes itself, one for each thing of a schema (the second parameter)
# that goes into another (the first). What belongs to an extension stays; a table takes its
# indexes and counters along, so each kind is asked for anew after each statement.
MINE = " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
CLASS = (
    " oid::regclass, %s::text) FROM pg_class c WHERE relnamespace = %s::regnamespace AND relkind"
)
ROUTINE = (
    " oid::regprocedure, %s::text) FROM pg_proc c"
    " WHERE pronamespace = %s::regnamespace AND prokind IN ('f', 'p')"
)
TYPE = (
    " oid::regtype, %s::text) FROM pg_type c"
    " WHERE typnamespace = %s::regnamespace AND typtype IN ('e', 'd')"
)
MOVES = (
    "SELECT format('ALTER TABLE %%s SET SCHEMA %%I'," + CLASS + " IN ('r', 'p')" + MINE,
    "SELECT format('ALTER SEQUENCE %%s SET SCHEMA %%I'," + CLASS + " = 'S'" + MINE,
    "SELECT format('ALTER VIEW %%s SET SCHEMA %%I'," + CLASS + " = 'v'" + MINE,
    "SELECT format('ALTER MATERIALIZED VIEW %%s SET SCHEMA %%I'," + CLASS + " = 'm'" + MINE,
    "SELECT format('ALTER ROUTINE %%s SET SCHEMA %%I'," + ROUTINE + MINE,
    "SELECT format('ALTER TYPE %%s SET SCHEMA %%I'," + TYPE + MINE,
)
NEW_SCHEMA = "SELECT format('CREATE SCHEMA %%I', %s::text)"
DROP_ASIDE = "DROP SCHEMA IF EXISTS agrimarket_restore CASCADE"
MAKE_ASIDE = "CREATE SCHEMA agrimarket_restore"


@dataclass
class Postgres:
    """`target` is the address of the service's database; built in a schema of its own there."""

    target: str
    _connection: "psycopg.Connection[Any] | None" = field(default=None, init=False)
    _locked: bool = field(default=False, init=False)

    @property
    def url(self) -> str:
        url = make_url(self.target)
        options = " ".join(filter(None, (_text(url.query.get("options")), _path(ASIDE))))
        return url.update_query_dict({"options": options}).render_as_string(hide_password=False)

    def refuse(self, *, force: bool) -> None:
        """TargetFilled, DatabaseRefused."""
        if self._tables() and not force:
            raise TargetFilled

    def prepare(self) -> None:
        """An empty schema aside; one that a killed restore left goes. RestoreRunning."""
        try:
            with self._open().cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))
                self._locked = cursor.fetchone() == (True,)
                if not self._locked:
                    raise RestoreRunning
                cursor.execute(DROP_ASIDE)
                cursor.execute(MAKE_ASIDE)
        except psycopg.Error:
            raise DatabaseRefused from None

    def put_in_place(self, stamp: str) -> str | None:
        """Move everything built over at once; the schema in which older tables are kept."""
        filled = self._tables() > 0
        kept = "before_" + "".join(letter for letter in stamp if letter.isalnum()).lower()
        with self._open().transaction(), self._open().cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (live,) = cursor.fetchone() or ("public",)
            if filled:
                as_written(cursor, NEW_SCHEMA, (kept,))
                _move(cursor, live, kept)
            _move(cursor, ASIDE, live)
            cursor.execute(DROP_ASIDE)
        return kept if filled else None

    def throw_away(self) -> None:
        """Leave no schema and no connection behind."""
        if self._connection is None:
            return
        with suppress(psycopg.Error):  # the next restore drops it
            if self._locked:  # else the schema is another restore's
                self._connection.execute(DROP_ASIDE)
        self._connection.close()
        self._connection, self._locked = None, False

    def _tables(self) -> int:
        try:
            (found,) = self._open().execute(TABLES).fetchone() or (0,)
        except psycopg.Error:
            raise DatabaseRefused from None
        return int(found)

    def _open(self) -> "psycopg.Connection[Any]":
        if self._connection is None:
            url = make_url(self.target).set(drivername="postgresql")
            self._connection = psycopg.connect(
                url.render_as_string(hide_password=False), autocommit=True
            )
        return self._connection


def _move(cursor: "psycopg.Cursor[Any]", source: str, target: str) -> None:
    """Every thing of a schema into another; without a path the server tells names in full."""
    cursor.execute("SELECT set_config('search_path', '', true)")
    for query in MOVES:
        while as_written(cursor, query, (target, f'"{source}"')):
            pass


def _path(schema: str) -> str:
    return f"-csearch_path={schema}"


def _text(value: str | tuple[str, ...] | None) -> str:
    return value if isinstance(value, str) else " ".join(value or ())
