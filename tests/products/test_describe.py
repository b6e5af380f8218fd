"""Describing and editing a product: over the API, as bà Hoa and anh Nam do."""

from typing import Any

import pytest

from agrimarket.kit.access import Role
from agrimarket.kit.ids import new_id
from stamps import gs1
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import HAM_RONG, People

GTIN = "893456789012" + gs1.check_digit("893456789012")


def told(household_id: str, **over: Any) -> dict[str, Any]:
    return {"household_id": household_id, "name": "Bưởi Luận Văn", "category": "food", **over}


def test_ba_hoa_describes_her_pomelo(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    body = told(household.id, price_vnd=45_000, unit="kg", shelf_life_days=30, gtin=GTIN)
    answer = hoa.post("/api/v1/products", body)
    assert answer.status_code == 201
    assert answer.json["state"] == "draft"
    assert answer.json["price_vnd"] == 45_000
    assert answer.json["commune_name"] == "Xã Nga An"
    assert answer.json["todo"] == ["safety_basis", "photo"]
    again = hoa.get(f"/api/v1/products/{answer.json['id']}")
    assert again.headers["ETag"] == answer.headers["ETag"]


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "có\0lạ"}, "name"),
        ({"category": "weapons"}, "category"),
        ({"price_vnd": -1}, "price_vnd"),
        ({"price_vnd": 1000.5}, "price_vnd"),
        ({"price_vnd": True}, "price_vnd"),
        ({"price_vnd": 10**30}, "price_vnd"),
        ({"shelf_life_days": 0}, "shelf_life_days"),
        ({"season_from": 11}, "season_to"),
        ({"season_from": 11, "season_to": 13}, "season_to"),
        ({"gtin": "8934567890129"}, "gtin"),
        ({"gtin": "12"}, "gtin"),
        ({"state": "approved"}, "state"),
        ({"decided_by": new_id()}, "decided_by"),
        ({"is_demo": True}, "is_demo"),
    ],
)
def test_a_wrong_field_is_named_in_words(people: People, over: dict[str, Any], field: str) -> None:
    household = a_household(people)
    answer = people.nam.post("/api/v1/products", told(household.id, **over))
    assert answer.status_code == 422
    (sentence,) = answer.json["fields"][field]
    assert sentence.endswith(".")
    assert people.nam.get("/api/v1/products").json["total"] == 0


def test_one_gtin_is_one_product_in_every_length(people: People) -> None:
    a_product(people, gtin=GTIN)
    other = a_household(people)
    answer = people.nam.post("/api/v1/products", told(other.id, gtin="0" + GTIN))
    assert (answer.status_code, answer.json["code"]) == (409, "gtin_taken")


def test_a_withdrawn_product_frees_its_gtin(people: People) -> None:
    a_product(people, gtin=GTIN, state="withdrawn")
    other = a_household(people)
    answer = people.nam.post("/api/v1/products", told(other.id, gtin=GTIN))
    assert answer.status_code == 201


def test_lan_of_another_commune_finds_neither_household_nor_product(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household)
    made = people.lan.post("/api/v1/products", told(household.id))
    assert (made.status_code, made.json["code"]) == (422, "household_not_found")
    missing = people.lan.get(f"/api/v1/products/{new_id()}")
    foreign = people.lan.get(f"/api/v1/products/{product.id}")
    assert (foreign.status_code, foreign.json) == (404, missing.json)
    assert people.lan.get("/api/v1/products").json["total"] == 0


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_who_may_not_describe(people: People, role: Role) -> None:
    body = told(a_household(people).id)
    assert people.person(role, "Khác").post("/api/v1/products", body).status_code == 403
    assert people.minh.post("/api/v1/products", body).status_code == 401


def test_a_repeated_create_with_the_same_id_is_one_product(people: People) -> None:
    household = a_household(people)
    body = told(household.id, id=new_id())
    first = people.nam.post("/api/v1/products", body)
    second = people.nam.post("/api/v1/products", body)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert people.nam.get("/api/v1/products").json["total"] == 1
    changed = people.nam.post("/api/v1/products", {**body, "name": "Cam"})
    assert (changed.status_code, changed.json["code"]) == (422, "id_taken")


def test_search_ignores_tone_marks_and_case_and_knows_the_producer(people: People) -> None:
    product = a_product(people, name="Nước mắm cốt Ba Làng", category="drink")
    a_product(people, name="Chè lam")
    for q in ("NUOC MAM", "ba lang", "nước"):
        found = people.nam.get("/api/v1/products", query_string={"q": q}).json
        assert [row["id"] for row in found["items"]] == [product.id], q
    assert people.nam.get("/api/v1/products?q=nguyen thi hoa").json["total"] == 2
    assert people.nam.get("/api/v1/products?q=%25").json["total"] == 0


def test_filters_and_pages(people: People) -> None:
    household = a_household(people)
    a_product(people, household, state="draft")
    a_product(people, household, category="herb")
    there = a_household(people, commune_code=HAM_RONG)
    a_product(people, there)

    def total(**query: str) -> int:
        found: int = people.phuc.get("/api/v1/products", query_string=query).json["total"]
        return found

    assert total() == 3
    assert total(state="draft") == 1
    assert total(category="herb") == 1
    assert total(commune=HAM_RONG) == 1
    assert total(household_id=household.id) == 2
    assert total(household_id=new_id()) == 0
    wrong = people.phuc.get("/api/v1/products?household_id=no-id")
    assert (wrong.status_code, list(wrong.json["fields"])) == (422, ["household_id"])
    page = people.phuc.get("/api/v1/products?page=2&page_size=2").json
    assert (len(page["items"]), page["page"], page["page_size"]) == (1, 2, 2)
    assert people.phuc.get("/api/v1/products?page_size=201").status_code == 422


def test_editing_needs_the_newest_revision(people: People) -> None:
    product = a_product(people)
    path = f"/api/v1/products/{product.id}"
    etag = people.nam.get(path).headers["ETag"]
    assert people.nam.patch(path, {"price_vnd": 50_000}).status_code == 428
    answer = people.nam.patch(path, {"price_vnd": 50_000}, etag)
    assert (answer.status_code, answer.json["price_vnd"]) == (200, 50_000)
    stale = people.nam.patch(path, {"price_vnd": 60_000}, etag)
    assert (stale.status_code, stale.json["code"]) == (412, "stale_revision")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"name": "Bưởi Diễn"}, "submitted"),
        ({"category": "drink"}, "submitted"),
        ({"gtin": GTIN}, "submitted"),
        ({"price_vnd": 1, "description": "Ngọt"}, "approved"),
        ({"name": "Bưởi Luận Văn"}, "approved"),
    ],
)
def test_a_producer_changing_what_was_approved_asks_anew(
    people: People, change: dict[str, Any], state: str
) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id)
    path = f"/api/v1/products/{product.id}"
    answer = hoa.patch(path, change, hoa.get(path).headers["ETag"])
    assert (answer.status_code, answer.json["state"]) == (200, state)


def test_an_officer_changing_a_name_keeps_the_approval(people: People) -> None:
    product = a_product(people)
    path = f"/api/v1/products/{product.id}"
    etag = people.huong.get(path).headers["ETag"]
    answer = people.huong.patch(path, {"name": "Bưởi đỏ Luận Văn"}, etag)
    assert answer.json["state"] == "approved"
    assert people.huong.get("/api/v1/products?q=buoi do").json["total"] == 1


def test_nobody_moves_a_product_to_another_household_or_state(people: People) -> None:
    product = a_product(people, state="draft")
    other = a_household(people)
    path = f"/api/v1/products/{product.id}"
    for change in ({"household_id": other.id}, {"state": "approved"}, {"id": new_id()}):
        answer = people.phuc.patch(path, change, people.phuc.get(path).headers["ETag"])
        assert answer.status_code == 422
    assert people.phuc.get(path).json["state"] == "draft"


def test_the_national_portals_identifier_is_kept_as_given(people: People) -> None:
    product = a_product(people)
    path = f"/api/v1/products/{product.id}"
    etag = people.nam.get(path).headers["ETag"]
    put = people.nam.patch(path, {"external_uid": " VN-38-000123 "}, etag)
    assert (put.status_code, put.json["external_uid"]) == (200, "VN-38-000123")
    assert put.json["state"] == "approved"  # an officer vouched for nothing that changed
    browser = people.nam.browser()
    assert "VN-38-000123" in browser.get(f"/san-pham/{product.id}").text
    assert "Mã trên cổng quốc gia" in browser.get(f"/nhat-ky/product/{product.id}").text
