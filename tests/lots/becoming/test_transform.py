"""Making something else: of several producers' lots, and of lots that were handed over."""

from typing import Any

from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import handed_over
from tests.people import HAM_RONG, People

URL = "/api/v1/lot-transformations"


def basket(product: Any, *taken: tuple[Any, Any], **over: Any) -> dict[str, Any]:
    out = {"product_id": product.id, "lot_code": "GIO-1", "quantity": 10, "unit": "giỏ",
           "pack_count": 10, **over}  # fmt: skip
    inputs = [{"lot_id": lot.id, "quantity": quantity} for lot, quantity in taken]
    return {"inputs": inputs, "outputs": [out]}


def test_a_basket_of_several_producers_shows_all(people: People) -> None:
    """Anh Nam sees both producers of his commune; the maker's trace names them publicly."""
    pomelo, rice, gift = a_lot(people), a_lot(people), a_product(people, name="Giỏ quà Tết")
    answer = people.nam.post(URL, basket(gift, (pomelo, 20), (rice, 30)))
    assert answer.status_code == 201, answer.json
    new = answer.json["outputs"][0]["lot_id"]
    assert {one["lot_code"] for one in answer.json["inputs"]} == {pomelo.lot_code, rice.lot_code}
    maker = people.producer(gift.household_id)
    graph = maker.get(f"/api/v1/lots/{new}/trace?direction=back").json["graph"]
    assert {node["id"]: node["depth"] for node in graph["nodes"]} == {
        new: 0, pomelo.id: -1, rice.id: -1
    }  # fmt: skip
    assert graph["sources"] == sorted([pomelo.id, rice.id])
    assert {(e["source"], e["quantity_in"]) for e in graph["edges"]} == {
        (pomelo.id, 20.0), (rice.id, 30.0)
    }  # fmt: skip
    foreign = next(node for node in graph["nodes"] if node["id"] == rice.id)
    assert (foreign["own"], foreign["quantity"], foreign["state"]) == (False, None, None)
    assert foreign["producer_name"]  # who agreed to be named
    assert maker.get(f"/api/v1/lots/{rice.id}").status_code == 404
    made = maker.get(f"/api/v1/lots/{new}").json
    assert made["produced_on"] == answer.json["happened_at"][:10] or made["produced_on"]
    ahead = people.nam.get(f"/api/v1/lots/{rice.id}/trace?direction=forward&depth=1").json["graph"]
    assert [node["depth"] for node in ahead["nodes"]] == [0, 1]


def test_the_name_goes_with_the_consent(people: People) -> None:
    shy = a_household(people, head_name="Lê Thị Kín")
    lot, gift = a_lot(people, a_product(people, shy)), a_product(people)
    new = people.nam.post(URL, basket(gift, (lot, 1))).json["outputs"][0]["lot_id"]
    answer = people.nam.post(f"/api/v1/households/{shy.id}/consents/withdraw", {})
    assert answer.status_code in {200, 201}, answer.json
    maker = people.producer(gift.household_id)
    nodes = maker.get(f"/api/v1/lots/{new}/trace").json["graph"]["nodes"]
    (told,) = [node for node in nodes if node["id"] == lot.id]
    assert (told["producer_name"], told["commune_name"]) == (None, "Xã Nga An")
    assert shy.name not in maker.get(f"/api/v1/lots/{new}/steps").text


def test_what_was_received_is_used_up_once(people: People) -> None:
    """A producer of another commune makes baskets of what bà Hoa handed over, and no more."""
    lot = a_lot(people)
    gift = a_product(people, a_household(people, commune_code=HAM_RONG))
    maker = people.producer(gift.household_id)
    body = basket(gift, (lot, 60))
    for state in ("proposed", "in_transit", "disputed"):
        handed_over(people, lot, gift.household_id, 10, state)
        assert maker.post(URL, body).json["code"] == "lot_input_not_found"
    handed_over(people, lot, gift.household_id, 100)
    used = people.nam.get(f"/api/v1/lots/{lot.id}").json["used"]
    assert maker.post(URL, body).status_code == 201
    again = basket(gift, (lot, 41), lot_code="GIO-2")
    answer = people.lan.post(URL, again)  # for the maker, in whose commune she works
    assert (answer.status_code, answer.json["code"]) == (409, "lot_not_enough")
    assert "40" in answer.json["fields"]["inputs.0.quantity"][0]
    assert maker.post(URL, basket(gift, (lot, 40), lot_code="GIO-2")).status_code == 201
    assert people.nam.get(f"/api/v1/lots/{lot.id}").json["used"] == used


def test_what_cannot_be_made(people: People) -> None:
    lot, gift, other = a_lot(people), a_product(people), a_product(people)
    two = basket(gift, (lot, 1))
    two["outputs"].append({**two["outputs"][0], "product_id": other.id})
    same = a_product(people, gift.household_id, name="Muối")
    gone = a_product(people, gift.household_id, state="withdrawn")
    for body, status, code, field in (
        (two, 422, "lot_makers_differ", "outputs.1.product_id"),
        (basket(same, (lot, 1), product_id=lot.product_id), 422, "lot_transform_same_product",
         "outputs.0.product_id"),
        (basket(same, (lot, 1), product_id=same.id[:-4] + "0000"), 422, "product_not_found",
         "outputs.0.product_id"),
        (basket(same, (lot, 1), unit=""), 422, "lot_output_amount_needed",
         "outputs.0.quantity"),
        (basket(gone, (lot, 1)), 409, "product_withdrawn", "outputs.0.lot_code"),
        (basket(same, (lot, 2000)), 409, "lot_not_enough", "inputs.0.quantity"),
        (basket(same, (a_lot(people, state="recalled"), 1)), 409, "lot_input_recalled",
         "inputs.0.lot_id"),
        (basket(same, (lot, 1), produced_on="2099-01-01"), 422, "lot_date_in_future",
         "outputs.0.produced_on"),
        (basket(same), 422, "invalid_fields", "inputs"),
    ):  # fmt: skip
        answer = people.nam.post(URL, body)
        assert (answer.status_code, answer.json["code"]) == (status, code), (code, answer.json)
        assert answer.json["fields"][field], answer.json
    assert people.lan.post(URL, basket(gift, (lot, 1))).json["code"] == "product_not_found"
    assert people.nam.get(f"/api/v1/lots/{lot.id}").json["used"] == 0
