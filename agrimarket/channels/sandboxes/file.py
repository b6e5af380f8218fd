"""The stand-ins' own SQLite file, which server, worker and command line use at once."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    ref TEXT NOT NULL,
    payload TEXT NOT NULL,
    status TEXT NOT NULL,
    since TEXT NOT NULL,
    version INTEGER NOT NULL,
    next_status TEXT,
    next_at TEXT
);
CREATE INDEX IF NOT EXISTS item_ref ON item (channel, ref);
CREATE INDEX IF NOT EXISTS item_next ON item (channel, next_at);
CREATE TABLE IF NOT EXISTS answered (
    channel TEXT NOT NULL,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (channel, key)
);
"""
WAIT_SECONDS = 60
TRIES = 100


@contextmanager
def transaction(path: Path) -> Iterator[sqlite3.Connection]:
    """One write: begun as a write, so that it waits its turn instead of failing half-way."""
    with closing(_open(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def empty_journal(path: Path) -> None:
    """Move the journal into the file and cut it off, so that no older copy of a row stays."""
    with closing(_open(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _open(path: Path) -> sqlite3.Connection:
    fresh = not path.exists()
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        if fresh or connection.execute("PRAGMA user_version").fetchone()[0] == 0:
            _prepare(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")  # what a seller had deleted is overwritten
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables once; two processes may try at the same moment."""
    for number in range(TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError:
            # changing the journal mode does not wait for others, so we do
            if number == TRIES - 1:
                raise
            time.sleep(0.05)
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute("PRAGMA user_version=1")
    connection.execute("COMMIT")
