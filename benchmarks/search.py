"""Searching and paging through 100,000 producers, on both databases, by rule and over HTTP.

`python -m benchmarks.search each` prints each question's median too.
Time by the clock.
"""

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from agrimarket.households import rules
from agrimarket.households.columns import columns
from agrimarket.households.details import Details
from agrimarket.households.identity import nothing_to_seal
from agrimarket.households.lists import store as store_imports
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.ids import new_id
from agrimarket.places import communes, former_districts_of
from tests import databases
from tests.people import People

PRODUCERS = 100_000
ROUNDS = 6  # of every question
DATABASES = ("sqlite", "postgres")
HEAD = "| database | what | median | p95 | slowest |\n|---|---|---:|---:|---:|"
FAMILIES = ("Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Lê", "Lê", "Trần", "Phạm", "Hoàng", "Vũ", "Lò")
MIDDLES = ("Thị", "Văn", "Đức", "Xuân", "Hữu", "Quang", "Minh", "Ngọc", "Hồng", "Công", "Đình")
GIVEN = ("Hoa", "Nam", "Lan", "Minh", "Phúc", "Hương", "Bình", "Mai", "Dũng", "Tuấn", "Hải", "Yến")
CROPS = ("Bưởi", "Cam", "Lúa", "Cói", "Mía tím", "Nước mắm", "Chè", "Lạc", "Vịt Cổ Lũng", "Gà đồi")

# As people type them: parts of names, phones, places, goods, several together, nobody at all.
QUESTIONS: tuple[dict[str, Any], ...] = (
    {}, {"page": 2500}, {"page": 5000}, {"sort": "name"}, {"sort": "name", "page": 5000},
    {"sort": "changed"}, {"q": "nguyen"}, {"q": "nguyễn thị hoa"}, {"q": "hoa"}, {"q": "an"},
    {"q": "ng"}, {"q": "phuc dinh"}, {"q": "0912"}, {"q": "345678"}, {"q": "mía tím"},
    {"q": "thôn 7 lò"}, {"q": "nga an bưởi"}, {"q": "khong co ai"}, {"q": "le van nam cam thon 3"},
    {"q": "uye", "page": 400}, {"q": "nguyen", "page": 300}, {"q": "nguyen", "sort": "name"},
    {"crop": "cói"}, {"gap": "phone_missing"}, {"has_phone": "no", "state": "draft"},
    {"kind": "cooperative"}, {"q": "lan", "gap": "phone_missing"}, {"since": clock.today()},
    {"q": "0987"}, {"q": "hàm rồng"}, {"q": "lê thị hương", "sort": "name"},
    {"q": "nguyen", "sort": "name", "page": 1000}, {"commune": "16144", "q": "hoa"},
    {"state": "registered", "sort": "name"}, {"has_phone": "yes", "sort": "changed", "page": 1000},
)  # fmt: skip


@dataclass(frozen=True)
class Times:
    """Seconds of each call of one way, in order."""

    database: str
    way: str
    seconds: list[float]

    def p95(self) -> float:
        """Milliseconds that 95 of 100 calls keep within."""
        return sorted(self.seconds)[int(len(self.seconds) * 0.95)] * 1e3

    def each(self) -> list[str]:
        """The median of each question, the slowest first."""
        found = [
            (statistics.median(self.seconds[number :: len(QUESTIONS)]) * 1e3, str(asked))
            for number, asked in enumerate(QUESTIONS)
        ]
        return [f"{self.database}  {ms:6.1f} ms  {asked}" for ms, asked in sorted(found)[::-1]]

    def line(self) -> str:
        median = statistics.median(self.seconds) * 1e3
        slowest = max(self.seconds) * 1e3
        return (
            f"| {self.database} | {self.way} | {median:.1f} ms | {self.p95():.1f} ms "
            f"| {slowest:.1f} ms |"
        )


def figures(producers: int = PRODUCERS) -> list[Times]:
    """Both ways on both databases."""
    return [times for kind in DATABASES for times in _of_database(kind, producers)]


def lines() -> list[str]:
    """The table of the figures."""
    return [HEAD, *(times.line() for times in figures())]


def _of_database(kind: str, producers: int) -> Iterator[Times]:
    with _a_book(kind, producers) as people:
        viewer, session = people.phuc.viewer, db.session

        def by_rule(asked: dict[str, Any]) -> None:
            rules.search(session(), viewer=viewer, page_size=20, **(asked))
            session.remove()

        def over_http(asked: dict[str, Any]) -> None:
            answer = people.phuc.get("/api/v1/households", query_string={"page_size": 20} | asked)
            assert answer.status_code == 200

        yield Times(kind, f"rule, {len(QUESTIONS)} questions", _times(by_rule))
        yield Times(kind, "GET /api/v1/households", _times(over_http))


def _times(ask: Callable[[dict[str, Any]], None]) -> list[float]:
    ask({})  # the first call compiles
    found = []
    for _, asked in itertools.product(range(ROUNDS), QUESTIONS):
        started = time.perf_counter()
        ask(asked)
        found.append(time.perf_counter() - started)
    return found


@contextmanager
def _a_book(kind: str, producers: int) -> Iterator[People]:
    """A service with so many invented producers, written as an imported list is."""
    with tempfile.TemporaryDirectory() as folder, databases.fresh(kind, Path(folder)) as url:
        app = databases.an_app(url, Path(folder))
        with app.app_context():
            with one_commit() as session:
                store_imports.insert_households(session, _rows(producers))
                store_imports.tell_planner(session)
            yield People(app)
            db.session.remove()
            db.engine.dispose()


def _rows(producers: int) -> Iterator[dict[str, Any]]:
    dice, places, now = random.Random(20261122), communes(), clock.now()
    for number in range(producers):
        code, id = places[number % len(places)].code, new_id()
        agreed = dice.random() < 0.7
        details = Details(
            head_name=" ".join(dice.choice(part) for part in (FAMILIES, MIDDLES, GIVEN)),
            commune_code=code,
            former_district=former_districts_of(code)[0],
            hamlet=f"Thôn {dice.randint(1, 14)}",
            phone=f"09{dice.randint(0, 9)}{number:07d}" if dice.random() < 0.8 else None,
            birth_date=date(1950, 1, 1) + timedelta(days=number % 20_000),
            crops=tuple(dice.sample(CROPS, dice.randint(1, 3))),
        )
        yield columns(details, id=id, seal=nothing_to_seal) | {
            "id": id, "state": "registered" if agreed else "draft", "purposes": [],
            "import_id": None, "is_demo": False, "created_at": now, "updated_at": now,
            "revision": 1,
        }  # fmt: skip


if __name__ == "__main__":
    measured = figures()
    if sys.argv[1:] == ["each"]:
        print(*(line for times in measured for line in times.each()), sep="\n")
    print(HEAD, *(times.line() for times in measured), sep="\n")
