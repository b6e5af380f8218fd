"""The place of a SQLite database: built in a folder aside, then renamed over the old name."""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from agrimarket.system.backup.refusals import ServiceRunning, TargetFilled

COMPANIONS = ("-wal", "-shm")
WAIT_SECONDS = 2


@dataclass(frozen=True)
class Embedded:
    """`final` is where the service looks for its database, `folder` where it is built."""

    final: Path
    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'restored.sqlite3'}"

    def refuse(self, *, force: bool) -> None:
        """TargetFilled; ServiceRunning where what is there is to be moved but still in use."""
        if not self._filled():
            return
        if not force:
            raise TargetFilled
        _alone(self.final).close()

    def prepare(self) -> None:
        """Nothing: SQLite makes the file."""

    def put_in_place(self, stamp: str) -> str | None:
        """Make the built database the live one; the name under which an older one is kept."""
        built = self.folder / "restored.sqlite3"
        with closing(sqlite3.connect(built)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _sync(built)
        aside = self.final.with_name(f"{self.final.name}.before-{stamp}")
        if not self._filled():
            self._clear(aside)
            built.replace(self.final)
            _sync(self.final.parent)
            return None
        with closing(_alone(self.final)):
            self._clear(aside)
            os.link(self.final, aside)
            built.replace(self.final)
        _sync(self.final.parent)
        return str(aside)

    def throw_away(self) -> None:
        """Nothing: the folder goes."""

    def _filled(self) -> bool:
        if not self.final.exists() or not self.final.stat().st_size:
            return False
        with closing(sqlite3.connect(self.final, timeout=WAIT_SECONDS)) as connection:
            try:
                found = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.DatabaseError:
                return True  # whatever it is, it is not ours to overwrite
        return bool(found[0])

    def _clear(self, aside: Path) -> None:
        """A journal left by another database must never be played into this one."""
        for companion in COMPANIONS:
            with suppress(FileNotFoundError):
                left = self.final.with_name(self.final.name + companion)
                left.replace(aside.with_name(aside.name + companion))


def _alone(path: Path) -> sqlite3.Connection:
    """A connection that nobody shares; a mode other than WAL can be set by the last one alone."""
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        raise ServiceRunning from None
    except sqlite3.DatabaseError:
        pass  # no database at all: nobody can be using it
    return connection


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
