"""Reasons that nobody can read, names of more than one line, guesses at true and false."""

from typing import Any

import pytest

from agrimarket.issuing.models import StampOrder
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot
from tests.people import People

INVISIBLE = ["\u200b\u2060", "\u202e", "\u3164", "\u2800", "\u0301", " \u00a0 "]


@pytest.fixture
def order(people: People) -> StampOrder:
    """Ten printed stamps."""
    made = an_order(people)
    a_print(people, made)
    return made


@pytest.mark.parametrize("reason", INVISIBLE)
def test_a_reason_of_invisible_letters_is_none(
    people: People, order: StampOrder, reason: str
) -> None:
    """Hurt"""
    sent = {"order_id": order.id, "first": 1, "last": 2, "reason": reason}
    for verb in ("voids", "suspensions"):
        answer = people.phuc.post(f"/api/v1/stamp-{verb}", json=sent)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "reason_needed"), verb
    path = f"/api/v1/stamp-orders/{order.id}/prints"
    again = people.phuc.post(path, json={"reason": reason})
    assert again.get_json()["code"] == "print_reason_needed"
    leak = {"version": "1", "reason": reason}
    told = people.phuc.post("/api/v1/stamp-key-leaks", json=leak).get_json()
    assert told["code"] == "reason_needed"


def test_a_lots_recall_with_an_invisible_reason(people: People) -> None:
    lot = a_lot(people)
    sent = {"reason": "\u3164", "phone": "02373852246"}
    answer = people.phuc.post(f"/api/v1/lots/{lot.id}/recall", json=sent)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "recall_reason_missing")


@pytest.mark.parametrize(
    "name", ["Xưởng\nNgày ký: 1/1/2020", "Xưởng\rIn", "Xưởng \u202eiàm", "Xưởng\u2028In", "\x1b[2J"]
)
def test_a_print_house_writes_no_lines_of_its_own(
    people: People, order: StampOrder, name: str
) -> None:
    """Hurt: line breaks in the name went into the signed DOC-TRUOC.txt."""
    sent = {"format": "zip", "handed_to": name, "reason": "Thử"}
    answer = people.phuc.post(f"/api/v1/stamp-orders/{order.id}/prints", json=sent)
    said = answer.get_json()
    assert (answer.status_code, said["code"]) == (422, "handed_to_one_line")
    assert "handed_to" in said["fields"]


@pytest.mark.parametrize("guess", ["yes", "true", "on", 1, 0, None, []])
def test_true_is_true_and_nothing_else(people: People, order: StampOrder, guess: Any) -> None:
    asked = {"product_id": order.product_id, "count": 5, "with_pin": guess}
    answer = people.phuc.post("/api/v1/stamp-orders", json=asked)
    assert (answer.status_code, list(answer.get_json()["fields"])) == (422, ["with_pin"])
    for name in ("cut_marks", "gs1"):
        path = f"/api/v1/stamp-orders/{order.id}/prints"
        answer = people.phuc.post(path, json={name: guess, "reason": "Thử"})
        assert answer.status_code == 422, name


def test_a_products_name_steers_nothing(people: People) -> None:
    sent = {"household_id": a_household(people).id, "category": "food",
            "name": "Bưởi\u202e \x1bDiễn\nngon\u2066 "}  # fmt: skip
    answer = people.phuc.post("/api/v1/products", json=sent)
    assert answer.get_json()["name"] == "Bưởi Diễn ngon"
