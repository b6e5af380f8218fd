"""Sizes a product is sold in: added, changed, moved, taken out; one number for one thing."""

import threading
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.products.packs.rules import MOST_PACKS, amount_words
from agrimarket.products.read import product_of_gtin
from tests.builders.households import a_household
from tests.builders.products import a_product, to_state
from tests.people import NGA_AN, People, Person

FIRST, SECOND, THIRD = "8936000000011", "8936000000028", "8936000000035"


def path(product_id: str, pack_id: str = "") -> str:
    return f"/api/v1/products/{product_id}/packs{'/' if pack_id else ''}{pack_id}"


def add(person: Person, product_id: str, **over: Any) -> Any:
    return person.post(path(product_id), {"amount": 500, "unit": "g", **over})


def change(person: Person, product_id: str, pack_id: str, **body: Any) -> Any:
    url = path(product_id, pack_id)
    return person.patch(url, body, person.get(url).headers["ETag"])


def test_added_changed_moved_and_taken_out(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id)
    half = add(hoa, product.id, price_vnd=25_000)
    assert (half.status_code, half.json["label"], half.json["position"]) == (201, "500 g", 1)
    box = add(hoa, product.id, label="Thùng 10 kg", amount="10", unit="kí", gtin=f" {FIRST} ")
    assert (box.json["unit"], box.json["gtin"], box.json["amount"]) == ("kg", FIRST, 10.0)
    assert [one["id"] for one in hoa.get(path(product.id)).json] == [
        half.json["id"],
        box.json["id"],
    ]
    assert hoa.patch(path(product.id, box.json["id"]), {"position": 1}).status_code == 428
    moved = change(hoa, product.id, box.json["id"], position=1, price_vnd=400_000)
    assert (moved.json["position"], moved.json["price_vnd"]) == (1, 400_000)
    whole = hoa.get(f"/api/v1/products/{product.id}").json
    assert [one["label"] for one in whole["packs"]] == ["Thùng 10 kg", "500 g"]
    assert hoa.call("DELETE", path(product.id, half.json["id"])).status_code == 204
    assert hoa.get(path(product.id, half.json["id"])).status_code == 404
    acts = [row.action for row in audit.history(reading(), kind="product", id=product.id)]
    assert acts[:4] == ["pack_removed", "pack_edited", "pack_added", "pack_added"]


UNFIT: list[tuple[dict[str, Any], str, str]] = [
    ({"amount": 0}, "amount", "pack_amount_invalid"),
    ({"amount": "0,0001"}, "amount", "pack_amount_invalid"),
    ({"amount": "nhiều"}, "amount", "invalid_fields"),
    ({"unit": "nắm"}, "unit", "pack_unit_unknown"),
    ({"unit": "bo"}, "unit", "pack_unit_unknown"),  # bó or bộ
    ({"price_vnd": 12.5}, "price_vnd", "invalid_fields"),
    ({"price_vnd": -1}, "price_vnd", "invalid_fields"),
    ({"gtin": "8936000000014"}, "gtin", "gtin_invalid"),
    ({"gtin": "893600000001"}, "gtin", "gtin_invalid"),
    ({"state": "approved"}, "state", "invalid_fields"),
]


def test_what_does_not_fit_is_refused_with_field_and_sentence(people: People) -> None:
    product = a_product(people, state="draft", basis=False)
    for sent, field, code in UNFIT:
        answer = add(people.nam, product.id, **sent)
        assert (answer.status_code, answer.json["code"]) == (422, code), answer.json
        assert answer.json["fields"][field][0].endswith(".")
    assert people.nam.get(path(product.id)).json == []


def test_a_name_stands_once(people: People) -> None:
    product = a_product(people)
    add(people.nam, product.id)
    again = add(people.nam, product.id, label="500 G")
    assert (again.status_code, again.json["code"]) == (409, "pack_twice")
    assert "label" in again.json["fields"]
    assert add(people.nam, product.id, label="Túi 500 g").status_code == 201


def test_one_number_stands_for_one_thing_among_products_and_sizes(people: People) -> None:
    mine = a_product(people, gtin=FIRST)
    other = a_product(people, name="Bưởi Diễn")
    own = add(people.nam, mine.id, gtin=FIRST)
    assert (own.status_code, own.json["code"]) == (409, "gtin_taken")
    kept = add(people.nam, mine.id, gtin=SECOND).json
    longer = add(people.nam, other.id, gtin=f"0{SECOND}")
    assert (longer.status_code, "gtin" in longer.json["fields"]) == (409, True)
    as_product = people.nam.post(
        "/api/v1/products",
        {"household_id": other.household_id, "name": "Mứt", "category": "food", "gtin": SECOND},
    )
    assert (as_product.status_code, as_product.json["code"]) == (409, "gtin_taken")
    assert change(people.nam, mine.id, kept["id"], gtin=SECOND, price_vnd=1).status_code == 200
    found = product_of_gtin(reading(), f"0{SECOND}")
    assert found is not None
    assert found.id == mine.id


def test_a_withdrawn_product_gives_its_numbers_free_and_must_ask_for_them_again(
    people: People,
) -> None:
    gone = a_product(people, state="draft")
    add(people.nam, gone.id, gtin=FIRST)
    to_state(people, gone, "withdrawn")
    assert product_of_gtin(reading(), FIRST) is None
    other = a_product(people, name="Bưởi Diễn")
    assert add(people.nam, other.id, gtin=FIRST).status_code == 201
    back = people.nam.post(f"/api/v1/products/{gone.id}/submit")
    assert (back.status_code, back.json["code"]) == (409, "gtin_taken")


def test_a_number_on_an_approved_product_asks_for_approval_anew(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id)
    pack = add(hoa, product.id).json
    assert hoa.get(f"/api/v1/products/{product.id}").json["state"] == "approved"
    assert change(hoa, product.id, pack["id"], price_vnd=5, label="Túi").status_code == 200
    assert hoa.get(f"/api/v1/products/{product.id}").json["state"] == "approved"
    assert change(people.huong, product.id, pack["id"], gtin=FIRST).status_code == 200
    assert hoa.get(f"/api/v1/products/{product.id}").json["state"] == "approved"
    assert change(hoa, product.id, pack["id"], gtin=SECOND).status_code == 200
    told = hoa.get(f"/api/v1/products/{product.id}").json
    assert (told["state"], bool(told["answer_due"])) == ("submitted", True)
    reason = hoa.get(f"/api/v1/products/{product.id}/steps").json[0]["reason"]
    assert reason == "Đã đổi mã vạch của cỡ gói."


def test_own_id_foreign_and_full(people: People) -> None:
    product = a_product(people, state="draft")
    mine = new_id()
    assert add(people.nam, product.id, id=mine).json["id"] == mine
    other = a_product(people, a_household(people), name="Ổi")
    taken = add(people.nam, other.id, id=mine)
    assert taken.json["code"] == "id_taken"
    assert people.nam.get(path(other.id, mine)).status_code == 404
    assert add(people.lan, product.id).status_code == 404
    for number in range(1, MOST_PACKS):
        assert add(people.nam, product.id, amount=number, unit="kg").status_code == 201
    full = add(people.nam, product.id, amount=90, unit="kg")
    assert (full.status_code, full.json["code"]) == (409, "packs_full")


def test_a_community_team_touches_drafts_alone(people: People) -> None:
    team = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(NGA_AN,))
    draft = a_product(people, state="draft")
    pack = add(team, draft.id)
    assert pack.status_code == 201
    to_state(people, draft, "approved")
    assert add(team, draft.id, amount=1).json["code"] == "product_not_a_draft"
    gone = team.call("DELETE", path(draft.id, pack.json["id"]))
    assert gone.json["code"] == "product_not_a_draft"
    page, kept = team.browser(), f"/san-pham/{draft.id}/goi/{pack.json['id']}"
    for verb in ("bo", "chuyen"):
        answer = page.post(f"{kept}/{verb}", data={"den": "1"})
        assert answer.status_code == 422
        assert "không còn là bản nháp" in answer.text


def test_on_pages_without_script(people: People) -> None:
    product = a_product(people, state="draft")
    browser = people.producer(product.household_id).browser()
    page = f"/san-pham/{product.id}/goi"
    wrong = browser.post(page, data={"amount": "", "unit": "kg", "price_vnd": "rẻ"})
    assert wrong.status_code == 422
    assert 'value="rẻ"' in wrong.text
    assert "Có ô cần sửa" in wrong.text
    sent = {"amount": "0,125", "unit": "kg", "price_vnd": "12.000", "label": "", "gtin": ""}
    assert browser.post(page, data=sent).status_code == 303
    assert browser.post(page, data={**sent, "amount": "2", "label": "Túi"}).status_code == 303
    shown = browser.get(page).text
    assert "0,125 kg" in shown
    assert "12.000" in shown
    first, second = people.nam.get(path(product.id)).json
    assert browser.post(f"{page}/{second['id']}/chuyen", data={"den": "1"}).status_code == 303
    assert [one["label"] for one in people.nam.get(path(product.id)).json] == ["Túi", "0,125 kg"]
    assert browser.post(f"{page}/{second['id']}/chuyen", data={"den": "x"}).status_code == 303
    assert 'value="0,125"' in browser.get(f"{page}/{first['id']}").text
    saved = browser.post(f"{page}/{first['id']}", data={**sent, "price_vnd": "13.000"})
    assert saved.status_code == 303
    assert browser.post(f"{page}/{second['id']}/bo").status_code == 303
    assert [one["price_vnd"] for one in people.nam.get(path(product.id)).json] == [13_000]


@pytest.mark.parametrize(
    ("amount", "words"),
    [("500", "500 g"), ("500.000", "500 g"), ("0.125", "0,125 g"), ("12500.5", "12.500,5 g")],
)
def test_amounts_in_words(amount: str, words: str) -> None:
    assert amount_words(Decimal(amount), "g") == words


def test_four_at_once_give_out_a_number_once(app: Flask, people: People) -> None:
    gates = threading.Barrier(4, timeout=20)
    products = [a_product(people, name=f"Bưởi {n}", state="draft", basis=False) for n in range(4)]
    codes: list[int] = []

    def one(product_id: str) -> None:
        with app.app_context():
            gates.wait()
            codes.append(add(people.nam, product_id, gtin=THIRD).status_code)

    threads = [threading.Thread(target=one, args=(product.id,)) for product in products]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [201, 409, 409, 409]
    with one_commit() as session:
        assert product_of_gtin(session, THIRD) is not None
