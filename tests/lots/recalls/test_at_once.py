"""People who act at the same moment: a recall beside releases and splits, a lift by many."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.lots.becoming.rules import split_lot
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from tests.builders.lots import a_lot
from tests.builders.steps import a_split
from tests.lots.recalls.steps import API, WHY, another_officer, recall, state_of
from tests.people import People, Person

PARTS = 6


def post(app: Flask, by: Person, path: str, body: object) -> tuple[int, str]:
    with app.app_context():
        answer = by.post(f"{API}{path}", body)
        db.session.remove()
    return answer.status_code, str(answer.json.get("code", ""))


def test_many_confirm_at_once_and_it_is_lifted_once(people: People, app: Flask) -> None:
    lot = a_lot(people)
    id = recall(people, lot)
    why = {"reason": "Kiểm nghiệm lại đạt"}
    assert people.phuc.post(f"{API}/recalls/{id}/lift", why).status_code == 200
    others = [another_officer(people, f"Cán bộ {n}") for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = [pool.submit(post, app, one, f"/recalls/{id}/lift", why) for one in others]
        answers = Counter(one.result() for one in done)
    assert answers == {(200, ""): 1, (409, "recall_lifted"): 3}
    lifted = select(func.count()).where(AuditRow.action == "lot_recall_lifted")
    reading().rollback()
    assert (reading().scalar(lifted), state_of(people, lot)) == (1, "released")


def test_a_recall_beside_releases_holds_or_refuses(people: People, app: Flask) -> None:
    lots = [a_lot(people, state="sealed") for _ in range(PARTS)]
    with ThreadPoolExecutor(4) as pool:
        for lot in lots:
            pool.submit(post, app, people.nam, f"/lots/{lot.id}/release", {})
            pool.submit(post, app, people.phuc, f"/lots/{lot.id}/recall", WHY)
    db.session.rollback()
    for lot in lots:
        told = people.phuc.get(f"{API}/lots/{lot.id}").json
        assert (told["state"], len(told["recall_ids"])) in {("recalled", 1), ("released", 0)}


def test_what_is_parted_off_meanwhile_is_held_too(people: People, app: Flask) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000)
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(
                post, app, people.nam, f"/lots/{lot.id}/splits",
                {"outputs": [{"lot_code": f"P{n}", "quantity": 10}]},
            )
            for n in range(PARTS)
        ]  # fmt: skip
        held = pool.submit(
            post, app, people.phuc, f"/lots/{lot.id}/recall", {**WHY, "with_made": True}
        )
        answers = {one.result() for one in jobs}
    assert held.result() == (200, "")
    assert answers <= {(201, ""), (409, "lot_input_recalled")}
    db.session.rollback()
    parts = reading().scalars(select(Lot).where(Lot.lot_code.like("P%"))).all()
    assert {one.state for one in parts} <= {"recalled"}


def test_a_split_that_began_first_does_not_escape(people: People, app: Flask) -> None:
    """A part of a part, not yet committed when the recall asks what was made from the lot."""
    lot = a_lot(people, pack_count=None, quantity=1000)
    (part,) = a_split(people, lot, 500, state="released")
    begun, go_on = threading.Event(), threading.Event()

    def splits() -> list[str]:
        with app.app_context():
            with one_commit() as session:
                row = lot_of(session, viewer=people.phuc.viewer, lot_id=part.id)
                outputs = [{"lot_code": "CHAU-1", "quantity": Decimal(5)}]
                made = split_lot(session, viewer=people.phuc.viewer, lot=row, outputs=outputs).made
                ids = [one.id for one in made]
                begun.set()
                go_on.wait(20)
            db.session.remove()
        return ids

    db.session.rollback()
    with ThreadPoolExecutor(2) as pool:
        split = pool.submit(splits)
        assert begun.wait(20)
        everything = {**WHY, "with_made": True}
        held = pool.submit(post, app, people.phuc, f"/lots/{lot.id}/recall", everything)
        time.sleep(0.5)  # the recall has asked and waits for the part by now
        assert not held.done()
        go_on.set()
        (escaped,) = split.result()
        assert held.result() == (200, "")
    db.session.rollback()
    assert reading().get_one(Lot, escaped).state == "recalled"
    assert len(people.phuc.get(f"{API}/lots/{escaped}").json["recall_ids"]) == 1
