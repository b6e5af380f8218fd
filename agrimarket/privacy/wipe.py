"""After an erasure stands: files are removed, and no byte of the old rows stays in SQLite's."""

from collections.abc import Sequence

from sqlalchemy import Engine

from agrimarket.kit import dropped

LARGEST_VACUUM = 2 << 30  # bytes; above that the free pages, overwritten with zeros, must do


class JournalBusy(RuntimeError):
    """Somebody reads an older view of the data; the job comes again."""


def wipe(engine: Engine, files: Sequence[str]) -> int:
    """Remove the noted files and empty SQLite's journal; how many files went. JournalBusy.

    PostgreSQL: dead rows go with autovacuum and old write-ahead segments with the archive's own
    term (docs/operations.md); a plain VACUUM is asked for here.
    """
    removed = dropped.remove(list(files))
    if engine.dialect.name == "sqlite":
        _empty_journal(engine)
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
    return removed


def _empty_journal(engine: Engine) -> None:
    """Rebuild the file where that is quick, then move the journal into it and cut it off.

    secure_delete (kit/db.py) overwrites what is deleted; rebuilding also drops what was left in
    pages that were split before.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        size = cursor.execute("PRAGMA page_size").fetchone()[0]
        if pages * size <= LARGEST_VACUUM:
            cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.close()
    finally:
        raw.close()
    if busy:
        raise JournalBusy
