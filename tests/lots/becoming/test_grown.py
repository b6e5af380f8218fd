"""Nothing is made out of nothing: weight against weight, volume against volume."""

import pytest

from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.lots.becoming.test_transform import URL, basket
from tests.people import People

FIVE_OUT = ("outputs.0.quantity", "lot_out_of_nothing")


@pytest.mark.parametrize(
    ("taken", "made", "unit", "note", "field", "code"),
    [
        (0.1, 1_000_000, "kg", "thêm gạo", *FIVE_OUT),
        (1, 100.1, "kg", "thêm gạo", *FIVE_OUT),
        (1, 0.101, "tấn", "thêm gạo", *FIVE_OUT),
        (10, 10.5, "kg", None, "note", "lot_added_untold"),
        (10, 10.5, "kg", " a1 2 ", "note", "lot_added_untold"),
    ],
)
def test_more_out_than_in(
    people: People, taken: float, made: float, unit: str, note: str | None, field: str, code: str
) -> None:
    lot, gift = a_lot(people), a_product(people)
    body = basket(gift, (lot, taken), quantity=made, unit=unit) | ({"note": note} if note else {})
    answer = people.nam.post(URL, body)
    assert (answer.status_code, answer.json["code"]) == (422, code), answer.json
    assert "Hãy" in answer.json["fields"][field][0]
    assert people.nam.get(f"/api/v1/lots/{lot.id}").json["used"] == 0


@pytest.mark.parametrize(
    ("taken", "made", "unit", "note"),
    [
        (10, 10, "kg", None),
        (10, 4, "kg", None),  # dried
        (10, 5000, "giỏ", None),  # counted against nothing
        (10, 5000, "lít", None),  # volume against weight
        (1, 100, "kg", "thêm nước"),
    ],
)
def test_what_can_be(
    people: People, taken: float, made: float, unit: str, note: str | None
) -> None:
    lot, gift = a_lot(people), a_product(people)
    body = basket(gift, (lot, taken), quantity=made, unit=unit) | ({"note": note} if note else {})
    answer = people.nam.post(URL, body)
    assert (answer.status_code, answer.json.get("note")) == (201, note), answer.json
    new = answer.json["outputs"][0]["lot_id"]
    page = people.producer(gift.household_id).browser().get(f"/lo/{new}/nguon-goc").text
    assert note is None or note in page


def test_all_inputs_and_all_outputs_count(people: People) -> None:
    one, other, gift = a_lot(people), a_lot(people), a_product(people)
    body = basket(gift, (one, 6), (other, 4), quantity=6, unit="kg")
    body["outputs"].append({**body["outputs"][0], "lot_code": "GIO-2", "quantity": 4.5})
    refused = people.nam.post(URL, body)
    assert refused.json["code"] == "lot_added_untold"
    assert "Lấy vào 10 kg, làm ra 10,5 kg" in refused.json["detail"]
    body["outputs"][1]["quantity"] = 4
    assert people.nam.post(URL, body).status_code == 201
