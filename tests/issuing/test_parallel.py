"""Fifty people activate one roll at once: it takes effect once, and all others hear why."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from agrimarket.issuing.models import StampEvent
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import db, reading
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.people import People

CALLERS = 50


def test_one_of_fifty_activations_takes_effect(people: People, app: Flask) -> None:
    order = an_order(people, count=500)
    a_print(people, order)
    order_id = order.id

    def post(_number: int) -> tuple[int, str]:
        with app.app_context():
            answer = people.nam.post(
                "/api/v1/stamp-activations", {"order_id": order_id, "first": 1, "last": 500}
            )
            db.session.remove()
        return answer.status_code, answer.json.get("code", "")

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(CALLERS)))
    assert sorted(answers) == [(201, ""), *[(409, "range_blocked")] * (CALLERS - 1)]
    activations = select(func.count()).where(StampEvent.kind == "activate")
    assert reading().scalar(activations) == 1
    assert verify(reading()) == []


def test_orders_taken_at_once_share_no_serial(people: People, app: Flask) -> None:
    lot_id = a_lot(people).id

    def post(count: int) -> int:
        with app.app_context():
            answer = people.phuc.post("/api/v1/stamp-orders", {"lot_id": lot_id, "count": count})
            db.session.remove()
        return answer.status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, range(1, 25))) == {201}
    assert verify(reading()) == []
