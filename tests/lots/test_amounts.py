"""How much a lot holds: units, packs against the quantity, and what follows after sealing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from agrimarket.products.models import Product
from agrimarket.products.shelf_life import months_after, use_by
from agrimarket.products.units import UNITS, convert, unit_of
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.people import People

HARVEST, MADE, PACKED = date(2025, 8, 31), date(2025, 9, 2), date(2025, 9, 5)


@pytest.mark.parametrize(
    ("amount", "given", "wanted", "found"),
    [
        ("500", "g", "kg", "0.5"),
        ("3", "Tạ", "kg", "300"),
        ("2", "tan", "tạ", "20"),
        ("1.5", "TẤN", "g", "1500000"),
        ("7", "lạng", "kg", "0.7"),
        ("250", "ml", "lít", "0.25"),
        ("12", "cái", "cái", "12"),
        ("12", "hộp", "HỘP", "12"),
        ("4", "xe bò", "Xe bò", "4"),
        ("1", "hộp", "cái", None),
        ("1", "kg", "l", None),
        ("1", "bó", "bộ", None),
        ("1", None, "kg", None),
    ],
)
def test_units_convert_exactly_or_not_at_all(
    amount: str, given: str | None, wanted: str, found: str | None
) -> None:
    told = convert(Decimal(amount), given, wanted)
    assert told == (None if found is None else Decimal(found))


def test_every_unit_is_found_by_its_names_and_back() -> None:
    for unit in UNITS:
        assert all(unit_of(name) is unit for name in (unit.label, *unit.also)), unit
        assert convert(convert(Decimal("0.001"), unit.label, unit.label) or Decimal(0),
                       unit.label, unit.label) == Decimal("0.001")  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"shelf_life_days": 30}, date(2025, 10, 2)),
        ({"shelf_life_days": 30, "shelf_life_from": "harvest"}, date(2025, 9, 30)),
        ({"shelf_life_months": 6, "shelf_life_from": "harvest"}, date(2026, 2, 28)),
        ({"shelf_life_months": 18, "shelf_life_from": "production"}, date(2027, 3, 2)),
        ({"shelf_life_months": 1, "shelf_life_from": "packing"}, date(2025, 10, 5)),
        ({}, None),
    ],
)
def test_the_rule_of_a_product_gives_the_day(rule: dict[str, Any], expected: date | None) -> None:
    assert use_by(Product(**rule), HARVEST, MADE, PACKED) == expected


def test_months_end_where_the_month_ends() -> None:
    for start, months, expected in (
        (date(2019, 12, 23), 36, date(2022, 12, 23)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 11, 30), 1, date(2025, 12, 30)),
    ):
        assert months_after(start, months) == expected
    packing = Product(shelf_life_days=3, shelf_life_from="packing")
    assert use_by(packing, HARVEST, MADE, None) is None


def test_packs_hold_no_more_than_the_lot(people: People) -> None:
    product = a_product(people)

    def told(code: str, **over: Any) -> Any:
        facts = {"quantity": 1, "unit": "tạ", "pack_amount": 500, "pack_unit": "g", **over}
        return people.nam.post(
            "/api/v1/lots", {"product_id": product.id, "lot_code": code, **facts}
        )

    assert told("A", pack_count=200).status_code == 201
    over = told("B", pack_count=201)
    assert (over.status_code, over.json["code"]) == (422, "lot_packs_above_quantity")
    assert "100,5" not in over.json["fields"]["pack_count"][0]
    assert "1,005 tạ" in over.json["fields"]["pack_count"][0]
    assert told("C", unit="hộp", pack_count=9000).status_code == 201  # not to be compared
    for wrong, field in (
        ({"pack_unit": None}, "pack_unit"),
        ({"pack_unit": "con voi"}, "pack_unit"),
        ({"pack_amount": 0}, "pack_amount"),
        ({"pack_amount": None}, "pack_amount"),
    ):
        answer = told("D", **wrong)
        assert (answer.status_code, answer.json["code"]) == (422, "lot_pack_size_invalid")
        assert answer.json["fields"][field]


def test_packs_by_volume_of_what_is_weighed_are_refused(people: People) -> None:
    product = a_product(people)

    def told(code: str, unit: str, pack_unit: str) -> Any:
        body = {"product_id": product.id, "lot_code": code, "quantity": 10, "unit": unit,
                "pack_amount": 500, "pack_unit": pack_unit}  # fmt: skip
        return people.nam.post("/api/v1/lots", body)

    for unit, pack_unit in (("kg", "ml"), ("tấn", "lít"), ("lít", "g")):
        answer = told("A", unit, pack_unit)
        assert (answer.status_code, answer.json["code"]) == (422, "lot_pack_units_differ")
        assert unit in answer.json["fields"]["pack_unit"][0]
    free = (("rổ", "ml"), ("bó", "g"), ("kg", "bó"), ("lít", "ml"), ("chai", "ml"))
    for number, (unit, pack_unit) in enumerate(free):
        assert told(f"B{number}", unit, pack_unit).status_code == 201, unit


def changed(people: People, lot_id: str, **body: Any) -> Any:
    path = f"/api/v1/lots/{lot_id}"
    return people.nam.patch(path, body, people.nam.get(path).headers["ETag"])


def test_amounts_follow_once_after_sealing(people: People) -> None:
    for state in ("sealed", "released"):
        lot = a_lot(people, state=state, quantity=None, pack_count=None)
        for body, status, code in (
            ({"lot_code": "X"}, 409, "lot_closed"),
            ({"quantity": 90, "unit": "kg", "use_by": "2030-01-01"}, 409, "lot_closed"),
            ({"quantity": 90, "unit": "kg"}, 200, None),
            ({"pack_count": 20, "quantity": 80}, 409, "lot_amount_told"),
            ({"pack_count": 20}, 200, None),
            ({"pack_count": 21}, 409, "lot_closed"),
        ):
            answer = changed(people, lot.id, **body)
            assert (answer.status_code, answer.json.get("code")) == (status, code), body
            if code == "lot_amount_told":
                assert list(answer.json["fields"]) == ["quantity"]


def test_an_open_lot_follows_its_products_rule_until_somebody_sets_a_day(people: People) -> None:
    product = a_product(people, shelf_life_days=20)
    lot = a_lot(people, product, state="open", harvested_on=None)

    def change(**body: Any) -> Any:
        return changed(people, lot.id, **body).json

    assert change(harvested_on=days_ago(2).isoformat())["use_by"] == days_ago(-18).isoformat()
    assert change(produced_on=days_ago(1).isoformat())["use_by"] == days_ago(-19).isoformat()
    assert change(use_by=days_ago(-5).isoformat())["use_by"] == days_ago(-5).isoformat()
    assert change(produced_on=days_ago(0).isoformat())["use_by"] == days_ago(-5).isoformat()
    assert change(use_by=None)["use_by"] == days_ago(-20).isoformat()
    assert change(use_by=days_ago(1).isoformat())["code"] == "lot_dates_out_of_order"


@pytest.mark.parametrize("typed", ["٥", "１００", "५"])
def test_digits_of_other_scripts_are_refused_in_words(people: People, typed: str) -> None:
    told = {"product_id": a_product(people).id, "lot_code": "CHU-SO", "unit": "kg"}
    refused = people.nam.post("/api/v1/lots", {**told, "quantity": typed})
    assert (refused.status_code, list(refused.json["fields"])) == (422, ["quantity"])
    assert "Hãy gõ một số" in refused.json["fields"]["quantity"][0]


@pytest.mark.parametrize("name", ["quantity", "pack_amount"])
def test_more_places_than_are_kept_are_refused_not_rounded(people: People, name: str) -> None:
    told = {"product_id": a_product(people).id, "lot_code": "LE", "unit": "kg", "pack_unit": "kg",
            "quantity": 10, "pack_amount": 1}  # fmt: skip
    refused = people.nam.post("/api/v1/lots", {**told, name: 1.2345})
    assert (refused.status_code, list(refused.json["fields"])) == (422, [name])
    assert "3 chữ số sau dấu phẩy" in refused.json["fields"][name][0]
    by_hand = people.nam.post("/api/v1/lots", {**told, name: "1,2345"})
    assert list(by_hand.json["fields"]) == [name]
    kept = people.nam.post("/api/v1/lots", {**told, name: 1.2350000000000001})
    assert kept.status_code == 201
