"""What the page of a lot says of the lots it was made from, and what a held one of them stops."""

import pytest
from flask.testing import FlaskClient

from agrimarket.kit.db import db, one_commit
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product
from tests.builders.households import a_household
from tests.builders.issuing import a_print, active_order, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform
from tests.lots.recalls.steps import API, lift, recall
from tests.people import HAM_RONG, People

STOPS = {"reason": "Kiểm tra lại bao bì"}


def a_chain(people: People, state: str = "released") -> list[Lot]:
    """A lot, a part of it, and baskets made of the part: two steps from the first to the last."""
    first = a_lot(people, pack_count=None, quantity=1000)
    (part,) = a_split(people, first, 500, state="released")
    gift = a_product(people, name="Giỏ quà Tết")
    return [first, part, a_transform(people, gift, (part, 100), state=state)]


def told(client: FlaskClient, code: str) -> dict[str, object]:
    db.session.rollback()
    answer = client.get(f"/{code}?format=json")
    assert answer.status_code == 200
    found: dict[str, object] = answer.json
    return found


def test_a_basket_tells_all_its_inputs_as_the_public_may(
    people: People, client: FlaskClient
) -> None:
    shy = a_household(people, head_name="Lê Thị Kín", commune=HAM_RONG)
    pomelo, rice = a_lot(people), a_lot(people, a_product(people, shy, name="Gạo nếp"))
    gift = a_product(people, name="Giỏ quà Tết")
    basket = a_transform(people, gift, (pomelo, 5), (rice, 6), state="released")
    withdrawn = people.phuc.post(f"{API}/households/{shy.id}/consents/withdraw", {})
    assert withdrawn.status_code in {200, 201}, withdrawn.text
    db.session.rollback()
    told = client.get(f"/lot/{basket.id}?format=json").json
    inputs = {one["lot_code"]: one for one in told["made_from"]}
    assert set(inputs) == {pomelo.lot_code, rice.lot_code}
    assert inputs[pomelo.lot_code]["producer"]
    assert inputs[rice.lot_code]["producer"] is None
    assert inputs[rice.lot_code]["product"] == "Gạo nếp"
    page = client.get(f"/lot/{basket.id}").text
    assert all(word in page for word in ("Làm từ", pomelo.lot_code, "Gạo nếp"))
    assert "Lê Thị Kín" not in page
    assert client.get(f"/lot/{pomelo.id}?format=json").json["made_from"] == []


def test_a_recalled_source_is_told_at_any_depth(people: People, client: FlaskClient) -> None:
    first, _, basket = a_chain(people)
    code = code_of(active_order(people, basket), 1)
    assert told(client, code)["verdict"] == "valid_first"
    id = recall(people, first)  # the lot alone, two steps back
    now = told(client, code)
    assert (now["verdict"], now["panel"]) == ("source_recalled", "look")
    assert now["held_source"]["lot_code"] == first.lot_code  # type: ignore[index]
    for page in (client.get(f"/{code}").text, client.get(f"/lot/{basket.id}").text):
        assert "Làm từ lô đang bị thu hồi." in page
        assert f"Hàng này làm từ lô {first.lot_code}, bị thu hồi ngày" in page
        assert 'href="tel:02373852246"' in page
        assert "Mua ở đâu" not in page
    assert "Made from a lot that is recalled." in client.get(f"/{code}?lang=en").text
    lift(people, id)
    assert told(client, code)["verdict"] == "valid_first"


def test_the_own_recall_stays_above_that_of_a_source(people: People, client: FlaskClient) -> None:
    first, _, basket = a_chain(people)
    code = code_of(active_order(people, basket), 1)
    recall(people, first, with_made=True)
    now = told(client, code)
    assert (now["verdict"], now["also"]) == ("recalled", ["source_recalled"])


def test_a_suspended_source_is_told_without_its_reason(people: People, client: FlaskClient) -> None:
    first, _, basket = a_chain(people)
    code = code_of(active_order(people, basket), 1)
    assert people.nam.post(f"{API}/lots/{first.id}/suspend", STOPS).status_code == 200
    now = told(client, code)
    assert (now["verdict"], now["panel"]) == ("source_suspended", "look")
    page = client.get(f"/{code}").text
    assert "Làm từ lô đang tạm dừng." in page
    assert STOPS["reason"] not in page


@pytest.mark.parametrize("held", ["recalled", "suspended"])
def test_nothing_made_from_a_held_lot_is_let_go(people: People, held: str) -> None:
    first, _, sealed = a_chain(people, state="sealed")
    other = a_chain(people)[2]
    _hold(people, first, held)
    refused = people.nam.post(f"{API}/lots/{sealed.id}/release", {})
    assert (refused.status_code, refused.json["code"]) == (409, f"source_{held}")
    assert first.lot_code in refused.json["detail"]
    checks = people.nam.get(f"{API}/lots/{sealed.id}").json["readiness"]
    assert [one["code"] for one in checks if not one["done"]] == [f"source_{held}"]
    override = {"override_reason": "Cán bộ cho phép"}
    assert people.phuc.post(f"{API}/lots/{sealed.id}/release", override).status_code == 409
    active_order(people, other)  # another chain is free


@pytest.mark.parametrize("held", ["recalled", "suspended"])
def test_no_stamp_of_what_was_made_from_it_is_activated(people: People, held: str) -> None:
    first, _, basket = a_chain(people)
    order = an_order(people, basket)
    a_print(people, order)
    _hold(people, first, held)
    assert _activated(people, order.id, basket) == (409, f"source_{held}")


def _hold(people: People, lot: Lot, held: str) -> None:
    if held == "recalled":
        recall(people, lot)
    else:
        assert people.nam.post(f"{API}/lots/{lot.id}/suspend", STOPS).status_code == 200


def _activated(people: People, order_id: str, lot: Lot) -> tuple[int, str]:
    answer = people.phuc.post(
        f"{API}/stamp-activations",
        {"order_id": order_id, "first": 1, "last": 2, "lot_id": lot.id},
    )
    return answer.status_code, str(answer.json.get("code", ""))


def test_the_shelf_life_is_told_in_its_own_measure(people: People, client: FlaskClient) -> None:
    product = a_product(people)
    for facts, said in (
        ({"shelf_life_days": 30}, "30 ngày kể từ ngày sản xuất hoặc thu hoạch"),
        (
            {"shelf_life_days": None, "shelf_life_months": 12, "shelf_life_from": "packing"},
            "12 tháng kể từ ngày đóng gói",
        ),
    ):
        with one_commit() as session:
            row = session.get_one(Product, product.id)
            for name, value in facts.items():
                setattr(row, name, value)
        lot = a_lot(people, product, use_by=None)
        with one_commit() as session:
            session.get_one(Lot, lot.id).use_by = None
        page = client.get(f"/lot/{lot.id}").text
        assert said in page
        assert "Chưa cập nhật" not in page or "hạn dùng" not in page.split("Chưa cập nhật")[1][:80]
