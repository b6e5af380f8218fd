"""A recall drill (diễn tập) among 10,000 lots, a third of them handed over, on both databases.

Time by the clock.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert, update

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.recalls import drill
from benchmarks.search import DATABASES, HEAD, Times
from benchmarks.traces import LOTS
from tests import databases
from tests.builders.households import a_household
from tests.builders.lot_graph import grown
from tests.builders.products import a_product
from tests.people import People

HELD = 40


def lines() -> list[str]:
    """The table of the figures."""
    return [HEAD, *(times.line() for kind in DATABASES for times in _of_database(kind))]


def _of_database(kind: str) -> Iterator[Times]:
    folder = Path(tempfile.mkdtemp())
    with databases.fresh(kind, folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            people = People(app)
            _, ids = grown(a_product(people).id, LOTS, seed=5)
            _hand_over(a_household(people).id, ids)
            dice = random.Random(3).randrange
            by_rule = [_rule(people, dice) for _ in range(HELD)]
            by_http = [_http(people) for _ in range(HELD)]
            yield Times(kind, "drawn, traced both ways, notices written; rule", by_rule)
            yield Times(kind, "the same with its record kept; HTTP", by_http)
            db.session.remove()
            db.engine.dispose()


def _hand_over(receiver: str, ids: list[str]) -> None:
    now = clock.now()
    rows = [
        {"id": new_id(), "lot_id": id, "to_household_id": receiver, "quantity": Decimal(1),
         "state": "received", "proposed_at": now, "sent_at": now, "answered_at": now}
        for id in ids[::3]
    ]  # fmt: skip
    with one_commit() as session:
        session.execute(update(Lot).values(state=LotState.RELEASED))
        session.execute(insert(LotTransfer), rows)


def _rule(people: People, dice: drill.Dice) -> float:
    db.session.expunge_all()
    started = time.perf_counter()
    held = drill.hold(reading(), viewer=people.phuc.viewer, dice=dice)
    taken = time.perf_counter() - started
    assert held.counts["notices"] == held.counts["receivers"]
    return taken


def _http(people: People) -> float:
    started = time.perf_counter()
    answer = people.phuc.post("/api/v1/recall-drills")
    taken = time.perf_counter() - started
    assert answer.status_code == 201, answer.text
    return taken
