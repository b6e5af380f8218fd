"""Tracing a lot twelve levels back and forward among 10,000 lots, on both databases.

Time by the clock.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from agrimarket.kit.db import db, reading
from agrimarket.lots.graph import graph_of
from agrimarket.lots.models import Lot
from benchmarks.search import DATABASES, HEAD, Times
from tests import databases
from tests.builders.lot_graph import grown
from tests.builders.products import a_product
from tests.people import People

LOTS, LEVELS, ASKED = 10_000, 12, 60


def figures(lots: int = LOTS) -> list[Times]:
    """By rule and over HTTP, on both databases."""
    return [times for kind in DATABASES for times in _of_database(kind, lots)]


def lines() -> list[str]:
    """The table of the figures."""
    return [HEAD, *(times.line() for times in figures())]


def _of_database(kind: str, lots: int) -> Iterator[Times]:
    folder = Path(tempfile.mkdtemp())
    with databases.fresh(kind, folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            people = People(app)
            _, ids = grown(a_product(people).id, lots, seed=5)
            roots = random.Random(3).sample(ids[lots // 2 :], ASKED)
            by_rule = [_rule(people, root) for root in roots]
            by_http = [_http(people, root) for root in roots]
            yield Times(kind, f"{LEVELS} levels both ways, rule", by_rule)
            yield Times(kind, f"{LEVELS} levels both ways, HTTP", by_http)
            db.session.remove()
            db.engine.dispose()


def _rule(people: People, root: str) -> float:
    db.session.expunge_all()
    started = time.perf_counter()
    lot = reading().get_one(Lot, root)
    graph_of(reading(), viewer=people.phuc.viewer, lot=lot, depth=LEVELS)
    return time.perf_counter() - started


def _http(people: People, root: str) -> float:
    started = time.perf_counter()
    answer = people.phuc.get(f"/api/v1/lots/{root}/trace?depth={LEVELS}")
    taken = time.perf_counter() - started
    assert answer.status_code == 200
    return taken
