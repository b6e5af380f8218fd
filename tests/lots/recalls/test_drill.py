"""A drill draws fairly, measures, and changes nothing but its own record.

AGRIMARKET_LOTS=all holds one over a million lots; the suite over a fiftieth of them.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert

from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot, LotFlow, LotStep
from agrimarket.lots.recalls import drill
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import a_split, handed_over
from tests.lots.recalls.steps import API, everything
from tests.people import People

WHOLE = os.environ.get("AGRIMARKET_LOTS") == "all"
MANY, TOGETHER = (1_000_000 if WHOLE else 20_000), 20_000
OWN = {"recall_drill", "audit_row", "audit_head", "person_key"}


def test_a_drill_changes_no_row_but_its_own(people: People) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000)
    (part,) = a_split(people, lot, 100, state="released")
    handed_over(people, part, people.nam.get(f"{API}/lots/{lot.id}").json["household_id"], 10)
    before = everything()
    answer = people.nam.post(f"{API}/recall-drills")
    assert answer.status_code == 201, answer.text
    after = everything()
    assert {name for name in after if after[name] != before[name]} <= OWN
    assert len(after["recall_drill"]) == 1
    told = answer.json
    assert told["lot_id"] in {lot.id, part.id}
    assert told["counts"]["lots"] + told["counts"]["lots_behind"] == 2
    assert (told["counts"]["notices"], told["counts"]["receivers"]) == (1, 1)
    assert 0 <= told["seconds"] < 60


def test_the_record_is_kept_by_year(people: People) -> None:
    a_lot(people)
    made = people.nam.post(f"{API}/recall-drills").json
    year = clock.today().year
    for asked, total in ((year, 1), (year - 1, 0)):
        listed = people.nam.get(f"{API}/recall-drills", query_string={"year": asked}).json
        assert listed["total"] == total
    assert people.nam.get(f"{API}/recall-drills/{made['id']}").json == made
    assert people.lan.get(f"{API}/recall-drills/{made['id']}").status_code == 404
    assert people.lan.get(f"{API}/recall-drills").json["total"] == 0


def test_only_released_lots_of_the_viewer_are_drawn(people: People) -> None:
    for state in ("open", "sealed", "recalled"):
        a_lot(people, state=state)
    refused = people.phuc.post(f"{API}/recall-drills")
    assert (refused.status_code, refused.json["code"]) == (409, "no_lot_to_drill")
    lot = a_lot(people)
    assert people.phuc.post(f"{API}/recall-drills").json["lot_id"] == lot.id
    assert people.lan.post(f"{API}/recall-drills").json["code"] == "no_lot_to_drill"


@pytest.mark.parametrize("who", ["phuc", "nam"])
def test_each_lot_is_as_likely(people: People, who: str) -> None:
    """Among four released lots between twelve others; the province draws by place in the index."""
    product = a_product(people)
    states = ("open", "released", "open", "open") * 4
    _add(product.id, states)
    dice, seen = random.Random(3), Counter[str]()
    viewer = getattr(people, who).viewer
    for _ in range(400):
        seen[drill.draw(reading(), viewer, dice.randrange).id] += 1
    assert len(seen) == 4
    assert all(65 <= count <= 135 for count in seen.values())  # 100 ± 4 standard deviations


def _add(product_id: str, states: tuple[str, ...] | list[str]) -> list[str]:
    ids = [new_id() for _ in states]
    rows = [
        {"id": id, "product_id": product_id, "lot_code": f"D{id[-12:]}", "state": state,
         "quantity": Decimal(100), "unit": "kg", "used": Decimal(0), "is_demo": False}
        for id, state in zip(ids, states, strict=True)
    ]  # fmt: skip
    with one_commit() as session:
        session.execute(insert(Lot), rows)
    return ids


def test_a_drill_over_very_many_lots(
    people: People, record_property: Callable[[str, Any], None]
) -> None:
    product = a_product(people)
    for _ in range(MANY // TOGETHER):
        ids = _add(product.id, ["released"] * TOGETHER)
        step = {"kind": "split", "happened_at": clock.now(), "recorded_at": clock.now(), "who": "x"}
        steps = [{"id": new_id(), **step} for _ in range(TOGETHER // 5)]
        flows = [
            {"id": new_id(), "step_id": one["id"], "lot_id": id, "quantity": Decimal(1),
             "way": "out" if place else "in"}
            for number, one in enumerate(steps)
            for place, id in enumerate(ids[number * 5 : number * 5 + 5])
        ]  # fmt: skip
        with one_commit() as session:
            session.execute(insert(LotStep), steps)
            session.execute(insert(LotFlow), flows)
    times = []
    for who in (people.phuc, people.nam, people.phuc):
        db.session.expunge_all()
        started = time.perf_counter()
        answer = who.post(f"{API}/recall-drills")
        times.append(round(time.perf_counter() - started, 3))
        assert answer.status_code == 201
        print(who.viewer.name, times[-1], answer.json["seconds"], answer.json["counts"])
    record_property("Recall drill", {"lots": MANY, "seconds": max(times)})
    assert max(times) < 60
