"""Opening, editing and sealing a lot."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.people import People


def told(product_id: str, **over: Any) -> dict[str, Any]:
    return {"product_id": product_id, "lot_code": "BLV-1122", **over}


def test_ba_hoa_opens_a_lot_and_its_use_by_follows_the_shelf_life(people: People) -> None:
    product = a_product(people, shelf_life_days=30)
    hoa = people.producer(product.household_id)
    body = told(
        product.id, harvested_on=days_ago(3).isoformat(), quantity=1500.5, unit="kg", pack_count=300
    )
    answer = hoa.post("/api/v1/lots", body)
    assert answer.status_code == 201
    assert answer.json["state"] == "open"
    assert answer.json["status"] == "ok"
    assert answer.json["quantity"] == 1500.5
    assert answer.json["use_by"] == (days_ago(3) + timedelta(days=30)).isoformat()


@pytest.mark.parametrize("lot_code", ["A", "0", "B.1-C", "Z" * 20])
def test_codes_that_print_everywhere(people: People, lot_code: str) -> None:
    product = a_product(people)
    assert people.nam.post("/api/v1/lots", told(product.id, lot_code=lot_code)).status_code == 201


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"lot_code": "lô-1"}, "lot_code_invalid", "lot_code"),
        ({"lot_code": "b1"}, "lot_code_invalid", "lot_code"),
        ({"lot_code": "A B"}, "lot_code_invalid", "lot_code"),
        ({"lot_code": "A\n"}, None, "lot_code"),
        ({"lot_code": "Z" * 21}, "invalid_fields", "lot_code"),
        ({"harvested_on": days_ago(-2).isoformat()}, "lot_date_in_future", "harvested_on"),
        ({"produced_on": days_ago(-2).isoformat()}, "lot_date_in_future", "produced_on"),
        (
            {"harvested_on": days_ago(3).isoformat(), "packed_on": days_ago(4).isoformat()},
            "lot_dates_out_of_order",
            "packed_on",
        ),
        (
            {"harvested_on": days_ago(3).isoformat(), "use_by": days_ago(4).isoformat()},
            "lot_dates_out_of_order",
            "use_by",
        ),
        ({"quantity": 5}, "lot_quantity_invalid", "unit"),
        ({"quantity": 0, "unit": "kg"}, "lot_quantity_invalid", "quantity"),
        ({"lot_code": "."}, "lot_code_invalid", "lot_code"),
        ({"lot_code": ".."}, "lot_code_invalid", "lot_code"),
        ({"lot_code": "-.-"}, "lot_code_invalid", "lot_code"),
        ({"quantity": -5, "unit": "kg"}, "invalid_fields", "quantity"),
        ({"quantity": "NaN", "unit": "kg"}, "invalid_fields", "quantity"),
        ({"pack_count": 1.5}, "invalid_fields", "pack_count"),
        ({"pack_count": 10**12}, "invalid_fields", "pack_count"),
        ({"area_id": new_id()}, "area_not_found", "area_id"),
        ({"state": "released"}, "invalid_fields", "state"),
        ({"recalled_at": None}, "invalid_fields", "recalled_at"),
    ],
)
def test_what_cannot_be_told(
    people: People, over: dict[str, Any], code: str | None, field: str
) -> None:
    answer = people.nam.post("/api/v1/lots", told(a_product(people).id, **over))
    if code is None:  # white space around is tidied away, as people paste it
        assert answer.json["lot_code"] == "A"
        return
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["fields"][field]


def test_a_clock_may_run_one_day_ahead(people: People) -> None:
    body = told(a_product(people).id, harvested_on=days_ago(-1).isoformat())
    assert people.nam.post("/api/v1/lots", body).status_code == 201


def test_a_code_is_taken_once_a_product(people: People) -> None:
    product, other = a_product(people), a_product(people)
    assert people.nam.post("/api/v1/lots", told(product.id)).status_code == 201
    again = people.nam.post("/api/v1/lots", told(product.id))
    assert (again.status_code, again.json["code"]) == (409, "lot_code_taken")
    assert "BLV-1122" in again.json["detail"]
    assert people.nam.post("/api/v1/lots", told(other.id)).status_code == 201


def test_a_withdrawn_product_gets_no_lot(people: People) -> None:
    product = a_product(people, state="withdrawn")
    answer = people.nam.post("/api/v1/lots", told(product.id))
    assert (answer.status_code, answer.json["code"]) == (409, "product_withdrawn")


def test_an_area_of_another_producer_is_not_found(people: People) -> None:
    product = a_product(people)
    theirs = people.nam.post(
        "/api/v1/areas", {"household_id": a_household(people).id, "name": "Vườn khác"}
    ).json
    answer = people.nam.post("/api/v1/lots", told(product.id, area_id=theirs["id"]))
    assert (answer.status_code, answer.json["code"]) == (422, "area_not_found")


def test_lan_finds_neither_product_nor_lot(people: People) -> None:
    lot = a_lot(people)
    made = people.lan.post("/api/v1/lots", told(lot.product_id))
    assert (made.status_code, made.json["code"]) == (422, "product_not_found")
    for path in (f"/api/v1/lots/{lot.id}", f"/api/v1/lots/{lot.id}/trace", "/api/v1/lots/x"):
        assert people.lan.get(path).status_code == 404
    assert people.lan.get("/api/v1/lots").json["total"] == 0
    assert people.minh.get(f"/api/v1/lots/{lot.id}").status_code == 401


def test_the_same_id_twice_is_one_lot(people: People) -> None:
    body = told(a_product(people).id, id=new_id())
    first, second = (people.nam.post("/api/v1/lots", body) for _ in range(2))
    assert first.json == second.json
    assert people.nam.get("/api/v1/lots").json["total"] == 1
    other = people.nam.post("/api/v1/lots", {**body, "lot_code": "B"})
    assert (other.status_code, other.json["code"]) == (422, "id_taken")


def test_an_open_lot_is_edited_on_its_newest_revision(people: People) -> None:
    lot = a_lot(people, state="open")
    path = f"/api/v1/lots/{lot.id}"
    etag = people.nam.get(path).headers["ETag"]
    later = {"harvested_on": days_ago(1).isoformat()}
    assert people.nam.patch(path, later).status_code == 428
    answer = people.nam.patch(path, later, etag)
    assert answer.json["use_by"] == (days_ago(1) + timedelta(days=30)).isoformat()
    assert people.nam.patch(path, later, etag).status_code == 412


def test_a_use_by_set_by_hand_stays(people: People) -> None:
    by_hand = clock.today() + timedelta(days=5)
    lot = a_lot(people, state="open", use_by=by_hand)
    path = f"/api/v1/lots/{lot.id}"
    change = {"harvested_on": days_ago(1).isoformat()}
    answer = people.nam.patch(path, change, people.nam.get(path).headers["ETag"])
    assert answer.json["use_by"] == by_hand.isoformat()


@pytest.mark.parametrize("state", ["sealed", "released", "recalled"])
def test_a_closed_lot_is_not_edited(people: People, state: str) -> None:
    lot = a_lot(people, state=state)
    path = f"/api/v1/lots/{lot.id}"
    answer = people.nam.patch(path, {"pack_count": 1}, people.nam.get(path).headers["ETag"])
    assert (answer.status_code, answer.json["code"]) == (409, "lot_closed")


def test_sealing_twice_is_once_and_too_late_is_refused(people: People) -> None:
    lot, gone = a_lot(people, state="open"), a_lot(people)
    for _ in range(2):
        assert people.nam.post(f"/api/v1/lots/{lot.id}/seal").json["state"] == "sealed"
    assert people.nam.post(f"/api/v1/lots/{gone.id}/seal").status_code == 409


def test_lists_filter_and_search(people: People) -> None:
    product = a_product(people, name="Nước mắm cốt")
    lot = a_lot(people, product, lot_code="NM-1")
    a_lot(people, state="open", lot_code="B-2")

    def ids(**query: str) -> list[str]:
        found = people.nam.get("/api/v1/lots", query_string=query).json["items"]
        return [row["id"] for row in found]

    assert len(ids()) == 2
    for query in ({"q": "nuoc mam"}, {"q": "nm-1"}, {"state": "released"},
                  {"product_id": product.id}):  # fmt: skip
        assert ids(**query) == [lot.id], query
    assert ids(product_id=new_id()) == []
    wrong = people.nam.get("/api/v1/lots?product_id=x")
    assert (wrong.status_code, list(wrong.json["fields"])) == (422, ["product_id"])
    assert len(ids(q="hoa")) == 2


@pytest.mark.parametrize(
    ("code", "status"), [("XUYEN0988123450", 422), ("L0912345678-1", 422), ("20261122001", 201)]
)
def test_a_lot_code_holds_nobodys_number(people: People, code: str, status: int) -> None:
    """The code stays public when the producer is forgotten."""
    product = a_product(people)
    answer = people.nam.post("/api/v1/lots", {"product_id": product.id, "lot_code": code})
    assert answer.status_code == status
    assert status == 201 or answer.json["code"] == "lot_code_has_phone"
