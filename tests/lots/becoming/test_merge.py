"""Mixing lots of one product: dates of the earliest, sums that must agree."""

from typing import Any

from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.people import People

URL = "/api/v1/lot-merges"


def test_two_lots_in_different_units_become_one(people: People) -> None:
    product = a_product(people)
    one = a_lot(people, product, harvested_on=days_ago(5), use_by=days_ago(-9))
    other = a_lot(people, product, harvested_on=days_ago(3), quantity=2, unit="tấn")
    inputs = [{"lot_id": one.id, "quantity": 500}, {"lot_id": other.id, "quantity": 0.5}]
    answer = people.nam.post(
        URL, {"inputs": inputs, "output": {"lot_code": "GOP", "unit": "tạ"}, "loss": 0.5}
    )
    assert answer.status_code == 201, answer.json
    (out,) = answer.json["outputs"]
    assert (out["quantity"], out["unit"]) == (9.5, "tạ")
    assert (answer.json["loss"], answer.json["loss_unit"]) == (50.0, "kg")
    made = people.nam.get(f"/api/v1/lots/{out['lot_id']}").json
    assert made["harvested_on"] == days_ago(5).isoformat()
    assert made["use_by"] == days_ago(-9).isoformat()
    assert people.nam.get(f"/api/v1/lots/{other.id}").json["used"] == 0.5


def test_what_cannot_be_mixed(people: People) -> None:
    product = a_product(people)
    one, other, boxes = (
        a_lot(people, product), a_lot(people, product),
        a_lot(people, product, quantity=9, unit="hộp"),
    )  # fmt: skip
    foreign = a_lot(people)

    def of(*lots: Any, quantity: Any = 10, **over: Any) -> dict[str, Any]:
        inputs = [{"lot_id": lot.id, "quantity": quantity} for lot in lots]
        return {"inputs": inputs, "output": {"lot_code": "GOP"}, **over}

    for body, status, code, field in (
        (of(one), 422, "lot_merge_too_few", "inputs"),
        (of(one, one), 422, "lot_input_twice", "inputs.1.lot_id"),
        (of(one, foreign), 422, "lot_merge_of_products", "inputs"),
        (of(one, boxes, quantity=9), 422, "lot_units_differ", "inputs.1.quantity"),
        (of(one, other, quantity=1501), 409, "lot_not_enough", "inputs.0.quantity"),
        (of(one, other, output={"lot_code": "G", "quantity": 15}), 422, "lot_sums_differ", "loss"),
        (of(one, other, output={"lot_code": "G", "quantity": 25}), 422, "lot_sums_differ",
         "output.quantity"),
        (of(one, other, loss=20), 422, "lot_output_amount_needed", "output.quantity"),
        (of(one, other, output={"lot_code": one.lot_code}), 409, "lot_code_taken",
         "output.lot_code"),
    ):  # fmt: skip
        answer = people.nam.post(URL, body)
        assert (answer.status_code, answer.json["code"]) == (status, code), answer.json
        assert answer.json["fields"][field]
    answer = people.lan.post(URL, of(one, other))
    assert (answer.status_code, answer.json["code"]) == (422, "lot_input_not_found")
    assert people.nam.get(f"/api/v1/lots/{one.id}").json["used"] == 0
