"""Rolls of stamps from a phone that was offline: activated once, refused in words, told of."""

from dataclasses import dataclass
from typing import Any

import pytest

from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import Role
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot
from tests.builders.fieldwork import all_pulled, answered, op, result, results
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_activation, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import NGA_AN, People, Person

COUNT = 60
PACKS = 40  # and five percent: 42


@dataclass
class Roll:
    """Bà Hoa with a printed roll and a released lot; a neighbour with the same."""

    hoa: Person
    household: Any
    lot: Lot
    order: StampOrder
    foreign: StampOrder
    foreign_lot: Lot


@pytest.fixture
def roll(people: People) -> Roll:
    made = []
    for name, phone in (("Nguyễn Thị Hoa", "0912000001"), ("Lê Văn Bảy", "0912000002")):
        household = a_household(people, head_name=name, phone=phone)
        product = a_product(people, household)
        lot = a_lot(people, product, pack_count=PACKS)
        order = an_order(people, product_id=product.id, count=COUNT)
        a_print(people, order)
        made.append((household, lot, order))
    (household, lot, order), (_, foreign_lot, foreign) = made
    return Roll(people.producer(household.id), household, lot, order, foreign, foreign_lot)


def ends(roll: Roll, at: int = 1, to: int = 30, **over: Any) -> dict[str, Any]:
    """An activation as the phone keeps it, by the codes at both ends."""
    fields = {
        "household_id": roll.household.id, "lot_id": roll.lot.id,
        "first_code": code_of(roll.order, at), "last_code": code_of(roll.order, to),
    }  # fmt: skip
    return op("stamps.activate", fields=fields | over)


def told_of(person: Person) -> Any:
    """The rolls of the one producer that this phone holds."""
    items, _ = all_pulled(person)
    (found,) = [one for one in items if one["kind"] == "household" and not one["gone"]]
    return found["data"]["rolls"]


def runs(person: Person) -> list[list[Any]]:
    found: list[list[Any]] = told_of(person)["orders"][0]["runs"]
    return found


def test_a_roll_is_activated_once_by_codes_or_positions(people: People, roll: Roll) -> None:
    """Sent again it is answered as before; a worker of the commune does it too."""
    sent = ends(roll, 30, 1)  # from either end
    first = answered(roll.hoa, sent)
    assert first.get_json()["results"][0]["status"] == "applied"
    assert answered(roll.hoa, sent).data == first.data
    assert runs(roll.hoa) == [[1, 30, "active"], [31, 60, "printed"]]
    (event,) = roll.hoa.get("/api/v1/stamp-activations").get_json()["items"]
    assert event["id"] == sent["object_id"]
    again = result(roll.hoa, ends(roll))
    assert (again["status"], again["code"]) == ("refused", "range_blocked")
    assert "1–30" in again["detail"]
    by_place = {"first_code": None, "last_code": None, "order_id": roll.order.id}
    assert result(roll.hoa, ends(roll, first=31, last=34, **by_place))["status"] == "applied"
    typed = code_of(roll.order, 35).lower().replace("0", "o")
    by_worker = ends(roll, first_code=typed, last_code=f" {code_of(roll.order, 42)[:8]}-"
                     f"{code_of(roll.order, 42)[8:]}")  # fmt: skip
    assert result(people.nam, by_worker)["status"] == "applied"
    assert runs(roll.hoa)[0] == [1, 42, "active"]


def test_what_the_rules_refuse_is_a_sentence_and_nothing_else(people: People, roll: Roll) -> None:
    an_activation(people, roll.order, 5, 8, lot_id=roll.lot.id)
    over = result(roll.hoa, ends(roll, 9, 50))
    assert (over["code"], over["status"]) == ("too_many_for_lot", "refused")
    assert "thừa 4" in over["detail"]
    assert result(roll.hoa, ends(roll, 9, 42))["status"] == "applied"
    blocked = result(roll.hoa, ends(roll, 1, 60))
    assert blocked["code"] == "range_blocked"
    assert "5–42" in blocked["detail"]
    code = code_of(roll.order, 50)
    other = "Z" if code[3] != "Z" else "Y"
    slip = result(roll.hoa, ends(roll, first_code=code[:3] + other + code[4:]))
    assert (slip["code"], list(slip["fields"])) == ("code_typo", ["first_code"])
    assert result(roll.hoa, ends(roll, lot_id=None))["code"] == "invalid_fields"
    nothing = ends(roll, first_code=None, last_code=None)
    assert result(roll.hoa, nothing)["code"] == "range_not_named"
    assert runs(roll.hoa) == [[1, 4, "printed"], [5, 42, "active"], [43, 60, "printed"]]
    mended = ends(roll, 1, 4) | {"object_id": blocked["object_id"]}  # and a new id of its own
    assert result(roll.hoa, mended)["status"] == "applied"
    assert runs(roll.hoa)[0] == [1, 42, "active"]


def test_stamps_and_lots_of_others_are_none(people: People, roll: Roll) -> None:
    """The same words as for a code that never was; the other commune's worker sees neither."""
    theirs = {"first_code": code_of(roll.foreign, 1), "last_code": code_of(roll.foreign, 5)}
    taken = result(roll.hoa, ends(roll, **theirs))
    assert taken["code"] == "code_not_ours"
    assert result(roll.hoa, ends(roll, lot_id=roll.foreign_lot.id))["code"] == "not_found"
    assert result(people.lan, ends(roll))["code"] == "code_not_ours"
    by_place = {"first_code": None, "last_code": None, "first": 1, "last": 5}
    there = result(roll.hoa, ends(roll, order_id=roll.foreign.id, **by_place))
    never = result(roll.hoa, ends(roll, order_id=new_id(), **by_place))
    assert (there["code"], there["detail"]) == (never["code"], never["detail"])
    assert runs(roll.hoa) == [[1, 60, "printed"]]


def test_spoilt_ones_are_void_with_a_reason(people: People, roll: Roll) -> None:
    """In the order they were kept: spoilt ones first, then the rest of the roll."""
    own = an_order(people, product_id=roll.order.product_id, count=10, by=roll.hoa)
    a_print(people, own)
    gone = {"first_code": code_of(own, 3), "last_code": code_of(own, 3)}
    rest = {"first_code": code_of(own, 4), "last_code": code_of(own, 10)}
    fields = {"household_id": roll.household.id, **gone}
    told = results(
        roll.hoa, op("stamps.void", fields=fields | {"reason": "Tem bị ướt"}), ends(roll, **rest),
        op("stamps.void", fields=fields), op("stamps.void", fields=fields | {"reason": " "}),
    )  # fmt: skip
    assert [one["code"] for one in told] == [None, None, "invalid_fields", "reason_needed"]
    assert runs(roll.hoa) == [[1, 2, "printed"], [3, 3, "void"], [4, 10, "active"]]


def test_a_phone_hears_of_lots_and_runs_and_of_their_changes(people: People, roll: Roll) -> None:
    told = told_of(roll.hoa)
    assert told["lots"] == [{
        "id": roll.lot.id, "lot_code": roll.lot.lot_code, "product_id": roll.lot.product_id,
        "packs": PACKS, "most": 42, "bound": 0,
    }]  # fmt: skip
    (order,) = told["orders"]
    assert (order["label"], order["count"]) == (roll.order.label, COUNT)
    _, cursor = all_pulled(roll.hoa)
    an_activation(people, roll.order, 1, 7, lot_id=roll.lot.id)
    items, _ = all_pulled(roll.hoa, cursor)
    (heard,) = [one["data"]["rolls"] for one in items if one["kind"] == "household"]
    assert heard["lots"][0]["bound"] == 7


def test_nobody_hears_of_stamps_here_who_may_not_read_them(people: People, roll: Roll) -> None:
    def rolls(person: Person) -> list[Any]:
        return [one["data"]["rolls"] for one in all_pulled(person)[0] if one["kind"] == "household"]

    team = people.person(Role.COMMUNITY_TEAM, "Tổ 1", communes=(NGA_AN,))
    assert rolls(team) == [None, None]
    assert all(rolls(people.nam))
    assert result(team, ends(roll))["code"] == "not_allowed"
