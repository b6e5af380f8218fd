"""`agrimarket backup`: one snapshot of the database, then the files, while the service goes on."""

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from agrimarket.config import Settings
from agrimarket.kit import clock
from agrimarket.kit.keyfile import Keys
from agrimarket.system.backup import files, signing
from agrimarket.system.backup.cells import turned, turns_out
from agrimarket.system.backup.draft import draft
from agrimarket.system.backup.refusals import NothingToBackUp, RowUnreadable
from agrimarket.system.backup.shape import (
    MANIFEST,
    SIGNATURE,
    Column,
    Manifest,
    Progress,
    Table,
    TablePart,
)
from agrimarket.system.backup.tables import LEFT_OUT, revision_of, rows_of, tables_of
from agrimarket.system.backup.writer import Writer

LEVEL = 4  # of gzip: half the time of the usual 6, one tenth larger
SEALED = ("sealed", "wrapped")  # how names of columns end whose first byte is a key's version


@dataclass(frozen=True)
class Made:
    """A finished backup: bytes of the file, rows, kept files, seconds it took."""

    path: Path
    size: int
    seconds: float
    manifest: Manifest
    signature: str


@dataclass
class _Taken:
    """What was read from the snapshot."""

    revision: str
    at: datetime
    tables: list[TablePart] = field(default_factory=list)
    field_keys: set[int] = field(default_factory=set)


def make(
    engine: sa.Engine,
    settings: Settings,
    keys: Keys,
    path: Path,
    *,
    force: bool = False,
    tell: Progress = lambda part, done: None,
) -> Made:
    """Write a backup of everything acknowledged so far into a new file `path`.

    Raises NothingToBackUp, RowUnreadable and the refusals of draft.py. Nothing stands under
    `path` before the whole backup is on disk.
    """
    started = time.monotonic()
    with draft(path, force=force) as file:
        with snapshot(engine) as (connection, taken):
            writer = Writer(file, taken.at)
            for table in tables_of(connection):
                taken.tables.append(_copy_table(writer, connection, table, taken, tell))
        copied = files.copy_files(writer, settings, tell)
        files.copy_sandboxes(writer, settings)
        manifest = _manifest(settings, keys, engine, taken, copied, writer)
        content = manifest.content()
        writer.add(MANIFEST, content)
        signature = signing.signature(keys, content)
        writer.add(SIGNATURE, signature.encode())
        writer.close()
        size = file.tell()
    return Made(path, size, time.monotonic() - started, manifest, signature)


@contextmanager
def snapshot(engine: sa.Engine) -> Iterator[tuple[sa.Connection, _Taken]]:
    """A connection that sees the database as it is now and goes on seeing it so.

    SQLite in WAL mode keeps a reader's view without holding writers up; PostgreSQL does at
    REPEATABLE READ. Raises NothingToBackUp.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            at = clock.now()  # before the first read, which fixes the view
            revision = revision_of(connection)
            if revision is None:
                raise NothingToBackUp
            yield connection, _Taken(revision, at)


def _copy_table(
    writer: Writer, connection: sa.Connection, table: Table, taken: _Taken, tell: Progress
) -> TablePart:
    turns = turns_out(table.columns, connection.dialect.name)
    sealed = [i for i, column in enumerate(table.columns) if _is_sealed(column)]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    rows = size = 0
    with (
        writer.member(f"tables/{table.name}.jsonl.gz") as member,
        gzip.GzipFile(fileobj=member, mode="wb", compresslevel=LEVEL, mtime=0, filename="") as out,
    ):
        for chunk in rows_of(connection, table):
            try:
                lines = [encode(turned(row, turns)) for row in chunk]
            except (TypeError, ValueError, ArithmeticError):
                raise RowUnreadable(table=table.name) from None
            taken.field_keys |= {row[i][0] for row in chunk for i in sealed if row[i]}
            content = ("\n".join(lines) + "\n").encode()
            rows, size = rows + len(chunk), size + out.write(content)
            tell(table.name, rows)
    columns = tuple((column.name, column.kind) for column in table.columns)
    return TablePart(table.name, columns, rows, size, writer.written.pop())


def _is_sealed(column: Column) -> bool:
    return column.kind == "bytes" and column.name.endswith(SEALED)


def _manifest(
    settings: Settings, keys: Keys, engine: sa.Engine, taken: _Taken, copied: files.Copied,
    writer: Writer,
) -> Manifest:  # fmt: skip
    return Manifest(
        revision=taken.revision,
        made_at=taken.at.isoformat(timespec="microseconds"),
        host=settings.public_host,
        database=engine.dialect.name,
        key_id=signing.key_id(keys),
        # 0 stands for a person's own key, which the key file's keys wrap
        field_keys=tuple(sorted(taken.field_keys - {0})),
        blind_index=keys.newest_blind_index,
        tables=tuple(taken.tables),
        left_out=tuple(sorted(LEFT_OUT)),
        files=copied.count,
        file_bytes=copied.bytes,
        missing=tuple(copied.missing),
        extras=tuple(writer.written),
        marks=files.marks(settings),
    )
