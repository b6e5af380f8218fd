"""A buyer says a pack opened with the hidden PIN: five tries, one row a tried stamp, undone."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from agrimarket.issuing import consume
from agrimarket.issuing.consume import Consumption, Tried
from agrimarket.issuing.life_models import StampMark
from agrimarket.issuing.life_refusals import (
    ConsumedAlready,
    PinLocked,
    PinMalformed,
    PinWrong,
    StampNotInUse,
    StampWithoutPin,
)
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.refusals import CodeNotOurs, CodeTypo, ReasonNeeded
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.errors import NotAllowed, NotFound
from tests.builders.issuing import active_order, an_order, code_of
from tests.builders.lots import a_lot, to_state
from tests.people import People, Person


def pin_of(order: StampOrder, position: int) -> str:
    return the_ring().pin(order.first_serial + position - 1, order.key_version)


def wrong_of(order: StampOrder, position: int) -> str:
    return f"{(int(pin_of(order, position)) + 1) % 1_000_000:06d}"


def tried(code: str, pin: str) -> Consumption:
    with one_commit() as session:
        return consume.consume(session, ring=the_ring(), code=code, pin=pin)


def rows() -> int:
    reading().rollback()
    return reading().scalar(select(func.count()).select_from(StampMark)) or 0


def undo(by: Person, order: StampOrder, position: int, reason: str = "Đúng là tem này") -> None:
    with one_commit() as session:
        consume.undo(session, viewer=by.viewer, order_id=order.id, position=position, reason=reason)


def test_the_right_pin_opens_once_and_the_page_says_when(people: People) -> None:
    order = active_order(people, with_pin=True)
    assert rows() == 0
    spaced = f"{pin_of(order, 3)[:3]} {pin_of(order, 3)[3:]}"
    assert tried(code_of(order, 3), spaced).tried is Tried.OPENED
    assert rows() == 1
    shown = people.minh.get(f"/{code_of(order, 3)}").text
    assert "Gói này đã được báo mở ngày" in shown
    assert "Tem hợp lệ" in people.minh.get(f"/{code_of(order, 4)}").text
    again = tried(code_of(order, 3), pin_of(order, 3))
    assert isinstance(again.refusal(), ConsumedAlready)


def test_five_wrong_tries_lock_and_an_officer_undoes(people: People) -> None:
    order = active_order(people, with_pin=True)
    code, wrong = code_of(order, 1), wrong_of(order, 1)
    lefts = [tried(code, wrong).left for _ in range(4)]
    assert lefts == [4, 3, 2, 1]
    assert isinstance(tried(code, wrong).refusal(), PinLocked)
    locked = tried(code, pin_of(order, 1))  # the right one comes too late
    assert locked.tried is Tried.LOCKED
    assert "nhờ cán bộ xã mở lại" in PinLocked().detail
    with pytest.raises(NotAllowed):
        undo(people.nam, order, 1)
    with pytest.raises(NotFound):
        undo(people.huong, order, 2)
    with pytest.raises(ReasonNeeded):
        undo(people.huong, order, 1, " ")
    undo(people.huong, order, 1)
    assert tried(code, pin_of(order, 1)).tried is Tried.OPENED
    undo(people.phuc, order, 1)
    assert "Tem hợp lệ" in people.minh.get(f"/{code}").text


def test_a_slip_of_form_is_no_try(people: People) -> None:
    order = active_order(people, with_pin=True)
    for slip in ("", "12345", "1234567", "12345a", "١٢٣٤٥٦"):
        with pytest.raises(PinMalformed):
            tried(code_of(order, 1), slip)
    assert rows() == 0
    assert isinstance(tried(code_of(order, 1), wrong_of(order, 1)).refusal(), PinWrong)


def test_only_stamps_with_a_pin_that_are_in_use(people: People) -> None:
    plain, waiting = active_order(people), an_order(people, with_pin=True)
    with pytest.raises(StampWithoutPin):
        tried(code_of(plain, 1), "123456")
    with pytest.raises(StampNotInUse):
        tried(code_of(waiting, 1), pin_of(waiting, 1))
    lot = a_lot(people, pack_count=None)
    recalled = active_order(people, lot, with_pin=True)
    to_state(people, lot, "recalled")
    with pytest.raises(StampNotInUse):
        tried(code_of(recalled, 1), pin_of(recalled, 1))
    with pytest.raises(CodeNotOurs):
        tried(the_ring().seal(4_000_000_000), "123456")
    with pytest.raises(CodeTypo):
        tried(code_of(plain, 1)[:-1], "123456")
    assert rows() == 0


def test_tries_at_once_are_all_counted(people: People, app: Flask) -> None:
    order = active_order(people, with_pin=True)
    code, wrong = code_of(order, 1), wrong_of(order, 1)

    def act(_number: int) -> Tried:
        with app.app_context():
            try:
                return tried(code, wrong).tried
            finally:
                db.session.remove()

    with ThreadPoolExecutor(5) as pool:
        told = list(pool.map(act, range(12)))
    assert sorted(told) == [*[Tried.LOCKED] * 8, *[Tried.WRONG] * 4]
    assert rows() == 1


def test_the_pin_is_kept_nowhere(people: People) -> None:
    order = active_order(people, with_pin=True)
    tried(code_of(order, 1), pin_of(order, 1))
    shown = people.phuc.get(f"/api/v1/stamp-orders/{order.id}/marks").get_json()
    assert [one["position"] for one in shown["items"]] == [1]
    assert pin_of(order, 1) not in str(shown)
    assert "pin" not in {column.name for column in StampMark.__table__.columns}


def test_an_officer_opens_a_locked_pin_on_the_orders_page(people: People) -> None:
    order, phuc = active_order(people, with_pin=True), people.phuc.browser()
    assert "Chưa ai gõ số PIN" in phuc.get(f"/tem/{order.id}/ma-pin").text
    for _ in range(5):
        tried(code_of(order, 2), wrong_of(order, 2))
    assert "số PIN bị khóa" in phuc.get(f"/tem/{order.id}/ma-pin").text
    undone = phuc.post(f"/tem/{order.id}/ma-pin/2", data={"reason-2": "Đúng tem này"})
    assert undone.status_code == 303
    assert tried(code_of(order, 2), pin_of(order, 2)).tried is Tried.OPENED


def test_a_stamp_nobody_tried_is_missing_before_a_reason_is_asked_for(people: People) -> None:
    order, phuc = active_order(people, with_pin=True), people.phuc.browser()
    tried(code_of(order, 2), wrong_of(order, 2))
    assert phuc.post(f"/tem/{order.id}/ma-pin/1").status_code == 404
    assert phuc.post(f"/tem/{order.id}/ma-pin/2").status_code == 422
