"""A thing one may not see takes as long to be refused as a thing that never was."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import databases
from tests.matrix import world as worlds
from tests.matrix.cells import Cell, ask
from tests.matrix.rows import Row, rows
from tests.matrix.world import World

CALLS = 150  # of each kind, in turns
# SQLite works in this thread, whose own time other processes do not stretch.
CLOCKS = {"sqlite": time.thread_time, "postgresql": time.perf_counter}
HEAD = "| database | route | as | foreign | missing | ratio |\n|---|---|---|---:|---:|---:|"


@dataclass(frozen=True)
class Pair:
    """Median seconds of both refusals of one route."""

    database: str
    row: Row
    actor: str
    foreign_s: float
    missing_s: float

    @property
    def ratio(self) -> float:
        return self.foreign_s / self.missing_s

    def line(self) -> str:
        return (
            f"| {self.database} | {self.row.method} {self.row.path} | {self.actor} "
            f"| {self.foreign_s * 1e3:.2f} ms | {self.missing_s * 1e3:.2f} ms | {self.ratio:.2f} |"
        )


def pairs() -> Iterator[Pair]:
    """Every route that reads one thing over the API, on both databases, as worker and producer."""
    for database in ("sqlite", "postgres"):
        with (
            tempfile.TemporaryDirectory() as folder,
            databases.fresh(database, Path(folder)) as url,
        ):
            app = databases.an_app(url, Path(folder))
            with app.app_context():
                built = worlds.build(app)
                worlds.close()
            yield from _of_one(database, built)
            with app.app_context():
                worlds.close()


def lines() -> list[str]:
    """The table, and the worst of it."""
    found = list(pairs())
    worst = max(found, key=lambda pair: abs(pair.ratio - 1))
    said = f"Worst of {len(found)}: {worst.ratio:.2f} ({worst.row.path}, {worst.database}). "
    said += f"Medians of {CALLS} calls each, in turns, in one process."
    return [HEAD, *(pair.line() for pair in found), "", said]


def _of_one(database: str, built: World) -> Iterator[Pair]:
    for row in rows():
        if row.is_api and row.method == "GET" and row.things and not row.about.endswith("*"):
            for actor, situation in _foreign(row):
                foreign = Cell(row, built.actors[actor], situation)
                if foreign.expected == "missing":
                    missing = Cell(row, built.actors[actor], "missing")
                    yield Pair(database, row, actor, *_medians(built, foreign, missing))


def _foreign(row: Row) -> tuple[tuple[str, str], ...]:
    """Below one's own thing, somebody else's; else somebody else's thing itself."""
    if len(row.things) > 1:
        return (("worker", "crossed"), ("producer", "crossed"))
    return (("worker", "sibling"), ("producer", "other"))


def _medians(built: World, *cells: Cell) -> tuple[float, float]:
    """In turns, so that a busy machine slows both alike."""
    clock = CLOCKS[built.app.config["SQLALCHEMY_DATABASE_URI"].partition(":")[0].partition("+")[0]]
    took: tuple[list[float], list[float]] = ([], [])
    for turn in range(CALLS):
        for one in (0, 1) if turn % 2 else (1, 0):
            begun = clock()
            assert ask(built, cells[one], {}).status_code == 404
            took[one].append(clock() - begun)
    return statistics.median(took[0]), statistics.median(took[1])
