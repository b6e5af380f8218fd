"""Backup and restore beside SQLite's own online copy, which has one format and no proof."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from agrimarket.config import Settings
from agrimarket.households import rules
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.system import backup, restore, setup, verify
from benchmarks.measure import Figure

PRODUCERS = 2000


def figures() -> list[Figure]:
    """A row backed up, and a row restored and verified, each beside a copy of the same file."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            data=Path(folder, "data"), key_file=Path(folder, "keys", "keys.json"),
            database_url=f"sqlite:///{folder}/data/agrimarket.sqlite3",
            public_host="tem.example.vn",
        )  # fmt: skip
        return list(_measured(settings, Path(folder)))


def _measured(settings: Settings, folder: Path) -> Iterator[Figure]:
    app, _ = setup.initialise(settings)
    with app.app_context():
        _register()
        keys, kept = app.extensions["agrimarket.keys"], folder / "kept.tar"
        rows = backup.make(db.engine, settings, keys, kept).manifest.rows
        ours = _best(lambda: backup.make(db.engine, settings, keys, kept, force=True))
        peer = _best(lambda: _copied(folder))
        yield Figure("a row backed up", "sqlite3 backup", ours / rows, peer / rows)
        peer += _best(lambda: list(verify.faults(reading(), keys, settings.data)))
    other = replace(
        settings, data=folder / "other", database_url=f"sqlite:///{folder}/other/new.sqlite3"
    )
    back = _best(lambda: restore.restore(other, kept, force=True))
    yield Figure("a row restored and verified", "sqlite3 backup, verify", back / rows, peer / rows)


def _register() -> None:
    for start in range(0, PRODUCERS, 500):
        with one_commit() as session:
            for number in range(start, start + 500):
                rules.register(
                    session, viewer=SYSTEM, head_name="Nguyễn Thị Hoa", commune_code="16144",
                    phone=f"09{number:08d}",
                )  # fmt: skip
        db.session.remove()


def _copied(folder: Path) -> None:
    source, target = folder / "data" / "agrimarket.sqlite3", folder / "copy.sqlite3"
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


def _best(work: Callable[[], object]) -> float:
    """CPU seconds, best of three."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best
