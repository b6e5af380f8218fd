"""A roll is received by both its ends; samples are for photos; who locked decides who unlocks."""

from typing import Any

import pytest

from agrimarket.issuing import withdraw
from agrimarket.issuing.deliver import deliver, sample
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.life_refusals import BothEndsNeeded
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.refusals import RangeBlocked
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import reading
from agrimarket.kit.errors import NotAllowed
from tests.builders.households import a_household
from tests.builders.issuing import a_print, active_order, an_activation, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.issuing.test_ranges import command, states, void
from tests.people import People, Person


def printed(people: People, count: int = 20) -> StampOrder:
    order = an_order(people, count=count)
    a_print(people, order)
    return order


def hoas(people: People, count: int = 20) -> tuple[Person, StampOrder]:
    """Bà Hoa and an order of hers that is wholly active."""
    household = a_household(people)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    return people.producer(household.id), active_order(people, lot, count=count)


def test_a_roll_is_received_by_the_codes_of_both_ends(people: People) -> None:
    order = printed(people)
    ends = Ends(first_code=code_of(order, 20), last_code=code_of(order, 1))
    event = command(people.nam, deliver, ends)
    assert (event.kind, event.from_states, event.to_state) == ("deliver", "printed", "delivered")
    assert states(order) == [(1, 20, "delivered")]
    an_activation(people, order, 1, 5)
    assert states(order) == [(1, 5, "active"), (6, 20, "delivered")]
    assert verify(reading()) == []


def test_the_producer_receives_by_positions(people: People) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    order = an_order(people, lot, count=20)
    a_print(people, order, first=1, last=15)
    hoa = people.producer(household.id)
    with pytest.raises(RangeBlocked) as no:
        command(hoa, deliver, Ends(order.id, 1, 20))
    assert no.value.facts["blocks"] == [{"first": 16, "last": 20, "state": "issued"}]
    command(hoa, deliver, Ends(order.id, 1, 15))
    with pytest.raises(RangeBlocked):
        command(hoa, deliver, Ends(order.id, 15, 15))


def test_one_end_alone_is_no_roll(people: People) -> None:
    order = printed(people)
    with pytest.raises(BothEndsNeeded) as no:
        command(people.nam, deliver, Ends(first_code=code_of(order, 1)))
    assert list(no.value.fields) == ["last_code"]


def test_samples_say_so_and_stay_samples(people: People) -> None:
    order = printed(people)
    with pytest.raises(NotAllowed):
        command(people.nam, sample, Ends(order.id, 1, 3))
    command(people.huong, sample, Ends(order.id, 1, 3), reason="Hội chợ")
    shown = people.minh.get(f"/{code_of(order, 2)}").text
    assert "Tem mẫu." in shown
    assert "Tem hợp lệ" not in shown
    with pytest.raises(RangeBlocked):
        an_activation(people, order, 1, 5)
    an_activation(people, order, 4, 5)
    assert verify(reading()) == []


def test_what_the_province_locked_a_producer_does_not_unlock(people: People) -> None:
    hoa, order = hoas(people)
    command(people.phuc, withdraw.suspend, Ends(order.id, 5, 9), reason="Nghi sao chép")
    for lower in (hoa, people.huong):
        with pytest.raises(RangeBlocked) as no:
            command(lower, withdraw.resume, Ends(order.id, 5, 9), reason="Ổn rồi")
        assert no.value.facts["blocks"] == [{"first": 5, "last": 9, "state": "suspended_above"}]
        assert "do cấp trên tạm khóa" in no.value.detail
    command(people.phuc, withdraw.resume, Ends(order.id, 5, 9), reason="Đạt")
    assert {run[2] for run in states(order)} == {"active"}


def test_a_higher_level_takes_a_lock_over_and_opens_a_lower_ones(people: People) -> None:
    hoa, order = hoas(people)
    command(hoa, withdraw.suspend, Ends(order.id, 1, 10), reason="Đếm lại")
    with pytest.raises(RangeBlocked):
        command(hoa, withdraw.suspend, Ends(order.id, 1, 10), reason="Đếm lại")
    command(people.huong, withdraw.suspend, Ends(order.id, 6, 12), reason="Xã kiểm tra")
    with pytest.raises(RangeBlocked) as no:
        command(hoa, withdraw.resume, Ends(order.id, 1, 10), reason="Xong")
    assert no.value.facts["blocks"] == [{"first": 6, "last": 10, "state": "suspended_above"}]
    command(hoa, withdraw.resume, Ends(order.id, 1, 5), reason="Xong")
    command(people.huong, withdraw.resume, Ends(order.id, 6, 12), reason="Xong")
    assert {run[2] for run in states(order)} == {"active"}
    assert verify(reading()) == []


def test_void_is_not_undone_by_any_verb(people: People) -> None:
    order = printed(people)
    void(people.phuc, order, 1, 20)
    again = {"reason": "nhầm"}
    tries: list[tuple[Any, dict[str, str]]] = [
        (deliver, {}), (sample, {}), (withdraw.resume, again), (withdraw.suspend, again),
        (withdraw.void, again),
    ]  # fmt: skip
    for act, why in tries:
        with pytest.raises(RangeBlocked) as no:
            command(people.phuc, act, Ends(order.id, 1, 20), **why)
        assert no.value.facts["blocks"] == [{"first": 1, "last": 20, "state": "void"}]
    with pytest.raises(RangeBlocked):
        an_activation(people, order)
    with pytest.raises(RangeBlocked):
        a_print(people, order, reason="Rách")
    assert states(order) == [(1, 20, "void")]
