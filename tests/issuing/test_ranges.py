"""Ranges are activated, voided and locked whole or not at all, and say what stands in the way."""

from typing import Any

import pytest

from agrimarket.issuing import find, read, withdraw
from agrimarket.issuing.activate import activate
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampEvent, StampOrder
from agrimarket.issuing.refusals import (
    BelowIssuer,
    CodeNotOurs,
    CodesOfTwoOrders,
    CodeTypo,
    LotNeeded,
    LotOfOtherProduct,
    OfficerApprovalOnly,
    PrintedForOtherLot,
    RangeBlocked,
    RangeNotNamed,
    RangeOutsideOrder,
    RangeReversed,
    ReasonNeeded,
    TooManyForLot,
)
from agrimarket.issuing.ring import the_ring
from agrimarket.issuing.verify import verify
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound
from agrimarket.lots.refusals import LotNotReleased, LotRecalledNow
from tests.builders.households import a_household
from tests.builders.issuing import a_print, active_order, an_activation, an_order, code_of
from tests.builders.lots import a_lot, to_state
from tests.builders.products import a_product
from tests.people import People, Person


def printed(people: People, count: int = 3_000, **over: Any) -> StampOrder:
    order = an_order(people, count=count, **over)
    a_print(people, order)
    return order


def command(by: Person, act: Any, ends: Ends, **over: Any) -> StampEvent:
    with one_commit() as session:
        event: StampEvent = act(session, viewer=by.viewer, ring=the_ring(), ends=ends, **over)
        return event


def void(by: Person, order: StampOrder, first: int, last: int, reason: str = "Rách") -> StampEvent:
    return command(by, withdraw.void, Ends(order.id, first, last), reason=reason)


def states(order: StampOrder) -> list[tuple[int, int, str]]:
    reading().rollback()  # requests write through sessions of their own
    return [(run.first, run.last, run.state) for run in read.runs_of(reading(), order)]


def state_at(order: StampOrder, position: int) -> str:
    found = find.find(reading(), order.first_serial + position - 1)
    assert found is not None
    assert found.position == position
    return found.state


def test_the_story_of_a_roll(people: People) -> None:
    order = printed(people)
    an_activation(people, order, 1, 2_000)
    void(people.phuc, order, 100, 199)
    told = {at: state_at(order, at) for at in (1, 99, 100, 199, 200, 2_000, 2_001, 3_000)}
    assert told == {
        1: "active", 99: "active", 100: "void", 199: "void", 200: "active", 2_000: "active",
        2_001: "printed", 3_000: "printed",
    }  # fmt: skip
    assert len(states(order)) == 4
    assert verify(reading()) == []


def test_the_serial_before_and_after_is_nobodys(people: People) -> None:
    order = printed(people)
    assert find.find(reading(), order.first_serial - 1) is None
    assert find.find(reading(), order.last_serial + 1) is None


def test_activation_by_the_first_and_last_code_in_either_order(people: People) -> None:
    order = printed(people, 50)
    shown = code_of(order, 40).lower()
    ends = Ends(first_code=f"{shown[:4]}-{shown[4:]}", last_code=code_of(order, 11))
    command(people.nam, activate, ends)
    assert states(order) == [(1, 10, "printed"), (11, 40, "active"), (41, 50, "printed")]


def test_what_stands_in_the_way_is_named_exactly(people: People) -> None:
    order = an_order(people, count=1_000)
    a_print(people, order, first=1, last=800)
    an_activation(people, order, 101, 200)
    void(people.phuc, order, 301, 301)
    with pytest.raises(RangeBlocked) as no:
        an_activation(people, order, 1, 900)
    assert no.value.facts["blocks"] == [
        {"first": 101, "last": 200, "state": "active"},
        {"first": 301, "last": 301, "state": "void"},
        {"first": 801, "last": 900, "state": "issued"},
    ]
    assert "tem 101–200 đã kích hoạt; tem 301 đã hủy; tem 801–900 chưa in" in no.value.detail
    assert states(order)[0] == (1, 100, "printed")  # all or nothing


def test_a_range_is_bound_once(people: People) -> None:
    order = printed(people, 10)
    an_activation(people, order)
    with pytest.raises(RangeBlocked):
        an_activation(people, order)
    void(people.phuc, order, 3, 4)
    with pytest.raises(RangeBlocked):
        an_activation(people, order, 3, 4)


def test_void_never_comes_back_and_is_not_voided_twice(people: People) -> None:
    order = active_order(people, count=10)
    void(people.phuc, order, 1, 5)
    with pytest.raises(RangeBlocked) as no:
        void(people.phuc, order, 5, 6)
    assert no.value.facts["blocks"] == [{"first": 5, "last": 5, "state": "void"}]
    with pytest.raises(RangeBlocked):
        command(people.phuc, withdraw.resume, Ends(order.id, 1, 1), reason="nhầm")


def test_suspended_stamps_come_back_to_their_lot(people: People) -> None:
    order = active_order(people, count=10)
    held = command(people.huong, withdraw.suspend, Ends(order.id, 4, 6), reason="Kiểm tra lại")
    assert held.from_states == "active"
    assert states(order) == [(1, 3, "active"), (4, 6, "suspended"), (7, 10, "active")]
    command(people.huong, withdraw.resume, Ends(order.id, 4, 6), reason="Đạt")
    runs = read.runs_of(reading(), order)
    assert {run.state for run in runs} == {"active"}
    assert {run.lot_id for run in runs} == {order.lot_id}


def test_the_ends_must_make_sense(people: People) -> None:
    order, other = printed(people, 10), printed(people, 10)
    with pytest.raises(RangeReversed):
        an_activation(people, order, 5, 4)
    with pytest.raises(RangeOutsideOrder) as no:
        an_activation(people, order, 8, 12)
    assert "tem 11–12" in no.value.detail
    with pytest.raises(RangeNotNamed):
        command(people.phuc, activate, Ends(order.id, 1))
    with pytest.raises(CodesOfTwoOrders):
        command(people.phuc, activate, Ends(None, None, None, code_of(order, 1), code_of(other, 1)))


def test_codes_that_are_not_stamps(people: People) -> None:
    order = printed(people, 10)
    good = code_of(order, 1)
    slip = good[:-1] + ("2" if good[-1] == "3" else "3")
    with pytest.raises(CodeTypo) as no:
        command(people.phuc, activate, Ends(None, None, None, good, slip))
    assert "last_code" in no.value.fields
    unissued = the_ring().seal(4_000_000_000)
    with pytest.raises(CodeNotOurs):
        command(people.phuc, activate, Ends(None, None, None, unissued, good))


def test_stamps_of_others_are_not_there(people: People) -> None:
    order = printed(people, 10)
    with pytest.raises(NotFound):
        an_activation(people, order, by=people.lan)
    codes = Ends(None, None, None, code_of(order, 1), code_of(order, 2))
    with pytest.raises(CodeNotOurs):
        command(people.lan, activate, codes)


def test_the_lot_must_be_released_and_the_products(people: People) -> None:
    product = a_product(people)
    order = an_order(people, product_id=product.id)
    a_print(people, order)
    with pytest.raises(LotNeeded):
        an_activation(people, order)
    with pytest.raises(LotOfOtherProduct):
        an_activation(people, order, lot_id=a_lot(people).id)
    with pytest.raises(LotNotReleased):
        an_activation(people, order, lot_id=a_lot(people, product, state="open").id)
    with pytest.raises(LotRecalledNow):
        an_activation(people, order, lot_id=a_lot(people, product, state="recalled").id)
    lot = a_lot(people, product)
    assert an_activation(people, order, lot_id=lot.id).lot_id == lot.id


def test_labels_printed_with_a_lot_serve_that_lot_alone(people: People) -> None:
    order = printed(people, 10)
    other = a_lot(people, order.product_id)
    with pytest.raises(PrintedForOtherLot):
        an_activation(people, order, lot_id=other.id)


def test_no_more_stamps_than_packs_and_five_percent(people: People) -> None:
    lot = a_lot(people, pack_count=100)
    first, second = an_order(people, lot, count=100), an_order(people, lot, count=100)
    a_print(people, first)
    a_print(people, second)
    an_activation(people, first)
    an_activation(people, second, 1, 5, by=people.nam)
    with pytest.raises(TooManyForLot) as no:
        an_activation(people, second, 6, 6)
    assert no.value.facts["most"] == 105
    void(people.phuc, first, 1, 1)  # a spoiled stamp left its pack
    an_activation(people, second, 6, 6)
    with pytest.raises(OfficerApprovalOnly):
        an_activation(people, second, 7, 9, by=people.nam, override_reason="thêm gói nhỏ")
    an_activation(people, second, 7, 9, by=people.huong, override_reason="Đếm lại: 103 gói")


def test_voiding_is_for_the_issuers_level_or_above(people: People) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    hoa = people.producer(household.id)
    hers, theirs = an_order(people, lot, by=hoa), an_order(people, lot, by=people.huong)
    void(hoa, hers, 1, 1, "Ướt")
    void(people.huong, hers, 2, 2, "Ướt")
    void(people.phuc, theirs, 1, 1, "Mất")
    for too_low in (hoa, people.nam):
        with pytest.raises(BelowIssuer):
            void(too_low, theirs, 2, 2)


@pytest.mark.parametrize("reason", ["", "   "])
def test_taking_out_of_use_needs_a_reason(people: People, reason: str) -> None:
    order = active_order(people)
    for act in (withdraw.void, withdraw.suspend, withdraw.resume):
        with pytest.raises(ReasonNeeded):
            command(people.phuc, act, Ends(order.id, 1, 1), reason=reason)


def test_stamps_of_a_recalled_lot_keep_saying_so(people: People) -> None:
    lot = a_lot(people, pack_count=None)
    order = active_order(people, lot)
    to_state(people, lot, "recalled")
    with pytest.raises(RangeBlocked) as no:
        void(people.phuc, order, 1, 2)
    assert "thuộc lô bị thu hồi" in no.value.detail
