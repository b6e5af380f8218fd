"""The place of a PostgreSQL database: built in a schema aside, then moved over in one commit."""

from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from agrimarket.system.backup.refusals import DatabaseRefused, RestoreRunning, TargetFilled

ASIDE = "agrimarket_restore"
LOCK = 0x61677269  # "agri": one restore at a time into one database

FILLED = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
TABLES_ONLY = " AND relkind IN ('r', 'p')"
# Kinds of things in the order they are moved, each with its own word in ALTER; what belongs to
# an extension stays, and a table takes its indexes and counters along.
THINGS = (
    ("TABLE", "SELECT oid::regclass::text FROM pg_class c WHERE relnamespace = %s::regnamespace"
     " AND relkind IN ('r', 'p') AND {mine}"),
    ("SEQUENCE", "SELECT oid::regclass::text FROM pg_class c WHERE relnamespace = %s::regnamespace"
     " AND relkind = 'S' AND {mine}"),
    ("VIEW", "SELECT oid::regclass::text FROM pg_class c WHERE relnamespace = %s::regnamespace"
     " AND relkind = 'v' AND {mine}"),
    ("MATERIALIZED VIEW", "SELECT oid::regclass::text FROM pg_class c"
     " WHERE relnamespace = %s::regnamespace AND relkind = 'm' AND {mine}"),
    ("ROUTINE", "SELECT oid::regprocedure::text FROM pg_proc c"
     " WHERE pronamespace = %s::regnamespace AND prokind IN ('f', 'p') AND {mine}"),
    ("TYPE", "SELECT oid::regtype::text FROM pg_type c WHERE typnamespace = %s::regnamespace"
     " AND typtype IN ('e', 'd') AND {mine}"),
)  # fmt: skip
MINE = "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"


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
                cursor.execute(_drop())
                cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(ASIDE)))
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
                cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(kept)))
                _move(cursor, live, kept)
            _move(cursor, ASIDE, live)
            cursor.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(ASIDE)))
        return kept if filled else None

    def throw_away(self) -> None:
        """Leave no schema and no connection behind."""
        if self._connection is None:
            return
        with suppress(psycopg.Error):  # the next restore drops it
            if self._locked:  # else the schema is another restore's
                self._connection.execute(_drop())
        self._connection.close()
        self._connection, self._locked = None, False

    def _tables(self) -> int:
        try:
            (found,) = self._open().execute(FILLED + TABLES_ONLY).fetchone() or (0,)
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
    """Every thing of a schema into another; the server tells names with schema and quotes."""
    cursor.execute("SELECT set_config('search_path', '', true)")
    for word, query in THINGS:
        while names := cursor.execute(query.format(mine=MINE), (f'"{source}"',)).fetchall():
            name = names[0][0]
            move = f"ALTER {word} {name} SET SCHEMA {{}}"
            cursor.execute(sql.SQL(move).format(sql.Identifier(target)))


def _drop() -> sql.Composed:
    return sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(ASIDE))


def _path(schema: str) -> str:
    return f"-csearch_path={schema}"


def _text(value: str | tuple[str, ...] | None) -> str:
    return value if isinstance(value, str) else " ".join(value or ())
