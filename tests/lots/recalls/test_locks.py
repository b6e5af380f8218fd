"""One order of locks: what is held of a product never stands in the way of a recall."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from agrimarket.households.models import Household
from agrimarket.kit.db import db, reading
from agrimarket.lots import api as lots_api
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product
from tests.builders.channels import a_listing, a_sellable
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.trade import put_in
from tests.lots.recalls.steps import API, WHY, state_of
from tests.people import People, Person

ROUNDS, PARTS = 5, 6
Job = tuple[Person, str, dict[str, Any]]


def sent(app: Flask, by: Person, path: str, body: dict[str, Any]) -> tuple[int, str]:
    with app.app_context():
        answer = by.post(f"{API}{path}", body)
        db.session.remove()
    return answer.status_code, str(answer.json.get("code", ""))


def beside(app: Flask, people: People, lot: Lot, jobs: list[Job]) -> tuple[Any, Counter[int]]:
    """What a recall and these jobs answer when they are sent together."""
    everything = {**WHY, "with_made": True}
    with ThreadPoolExecutor(1 + len(jobs)) as pool:
        recall = pool.submit(sent, app, people.phuc, f"/lots/{lot.id}/recall", everything)
        others = [pool.submit(sent, app, *job) for job in jobs]
        return recall.result(), Counter(one.result()[0] for one in others)


def owner_of(lot: Lot) -> Household:
    product = reading().get_one(Product, lot.product_id)
    return reading().get_one(Household, product.household_id)


def splits(people: People, lot: Lot, round_: int) -> list[Job]:
    bodies = [{"outputs": [{"lot_code": f"T{round_}-{n}", "quantity": 3}]} for n in range(PARTS)]
    return [(people.nam, f"/lots/{lot.id}/splits", body) for body in bodies]


def transforms(people: People, lot: Lot, round_: int) -> list[Job]:
    other = a_product(people, owner_of(lot)).id
    return [
        (people.nam, "/lot-transformations", {
            "inputs": [{"lot_id": lot.id, "quantity": 3}],
            "outputs": [{"lot_code": f"C{round_}-{n}", "quantity": 2, "unit": "kg",
                         "product_id": other}],
        })
        for n in range(PARTS)
    ]  # fmt: skip


def hand_overs(people: People, lot: Lot, round_: int) -> list[Job]:
    told = {"household_id": owner_of(lot).id, "kind": "buyer", "name": f"Cửa hàng {round_}"}
    body = {"partner_id": put_in(people.nam, "/partners", told)["id"], "quantity": 2}
    return [(people.nam, f"/lots/{lot.id}/transfers", body)] * PARTS


def activations(people: People, lot: Lot, _round: int) -> list[Job]:
    order = an_order(people, lot, count=PARTS)
    a_print(people, order)
    return [
        (people.nam, "/stamp-activations", {"order_id": order.id, "first": n, "last": n})
        for n in range(1, PARTS + 1)
    ]


def suspensions(people: People, lot: Lot, _round: int) -> list[Job]:
    said = {"reason": "Chờ kiểm nghiệm lại"}
    return [(people.nam, f"/lots/{lot.id}/{act}", said) for act in ("suspend", "resume") * 3]


Work = Callable[[People, Lot, int], list[Job]]


@pytest.mark.parametrize("work", [splits, transforms, hand_overs, activations, suspensions])
def test_a_recall_succeeds_beside_whatever_is_done(people: People, app: Flask, work: Work) -> None:
    product = a_sellable(people, photos=0)
    a_listing(people, product)
    for round_ in range(ROUNDS):
        lot = a_lot(people, product, pack_count=None, quantity=1000)
        jobs = work(people, lot, round_)
        db.session.rollback()
        held, others = beside(app, people, lot, jobs)
        assert held == (200, "")
        assert set(others) <= {200, 201, 409, 422}
        db.session.rollback()
        assert state_of(people, lot) == "recalled"


class Circle(Exception):
    """What PostgreSQL says of two who wait for each other."""

    sqlstate = "40P01"


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (Circle("deadlock detected"), 503, "busy"),
        (Exception("database is locked"), 503, "busy"),
        (Exception("no such column"), 500, "internal"),
    ],
)
def test_who_waited_in_a_circle_is_told_to_come_again(
    people: People, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, code: str
) -> None:
    lot = a_lot(people)

    def fails(*_: object, **__: object) -> None:
        raise OperationalError("SELECT", {}, fault)

    monkeypatch.setattr(lots_api, "recall_lot", fails)
    answer = people.phuc.post(f"{API}/lots/{lot.id}/recall", WHY)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert ("Retry-After" in answer.headers) == (status == 503)
    assert "Chưa có gì được lưu" in answer.json["detail"]
    assert state_of(people, lot) == "released"
