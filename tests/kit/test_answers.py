"""Which refusal comes first, and what the API says to a path or method it does not know."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People

PROBLEM = "application/problem+json"


def test_a_change_without_if_match_is_refused_before_its_fields(people: People) -> None:
    lot = a_lot(people, state="open")
    for body in ({}, {"nobody_knows": 1}, {"pack_count": -1}):
        answer = people.phuc.patch(f"/api/v1/lots/{lot.id}", json=body)
        assert (answer.status_code, answer.get_json()["code"]) == (428, "match_needed")


def test_who_may_not_is_told_so_before_if_match_is_missed(people: People) -> None:
    lot = a_lot(people, state="open")
    assert people.minh.patch(f"/api/v1/lots/{lot.id}", json={}).status_code == 401


@pytest.mark.parametrize("thing", ["lots", "products"])
def test_a_bad_form_tells_nothing_of_what_there_is(people: People, thing: str) -> None:
    """The form is read before the thing is looked for: 422 for own, foreign and missing alike."""
    row: Any = a_lot(people, state="open") if thing == "lots" else a_product(people)
    missing = "0197c35e-0000-7000-8000-000000000000"
    answers = [
        person.patch(f"/api/v1/{thing}/{id}", json={"nobody_knows": 1}, etag="*")
        for person, id in ((people.nam, row.id), (people.lan, row.id), (people.lan, missing))
    ]
    assert [one.status_code for one in answers] == [422, 422, 422]
    assert len({one.text for one in answers}) == 1


@pytest.mark.parametrize(
    "path",
    [
        "lots?state=sleeping", "products?state=sleeping", "products?category=cars",
        "households?state=sleeping", "households?kind=cars", "booths?state=sleeping",
        "listings?state=sleeping", "lots?product_id=x", "stamp-orders?lot_id=x",
        "channels/voso?category=cars",
    ],
)  # fmt: skip
def test_a_filter_nobody_knows_is_refused(people: People, path: str) -> None:
    answer = people.phuc.get(f"/api/v1/{path}")
    name = path.partition("?")[2].partition("=")[0]
    assert answer.status_code == 422
    assert "Hãy c" in answer.get_json()["fields"][name][0]


def test_an_empty_filter_filters_nothing(people: People) -> None:
    a_product(people)
    for name in ("state", "category", "household_id", "commune", "q"):
        assert people.phuc.get(f"/api/v1/products?{name}=").get_json()["total"] == 1


def test_an_order_for_nothing_names_both_fields(people: People) -> None:
    answer = people.phuc.post("/api/v1/stamp-orders", json={"count": 10})
    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"product_id", "lot_id"}


def test_a_refused_listing_names_the_products_own_field(people: People) -> None:
    product = a_product(people, name="B" * 150, season_from=9, season_to=12)
    answer = people.phuc.post(
        "/api/v1/listings", json={"product_id": product.id, "channel": "voso"}
    )
    assert answer.status_code == 422
    assert "name" in answer.get_json()["fields"]
    assert "title" not in answer.get_json()["fields"]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_letters_no_database_keeps_are_refused(people: People, text: str) -> None:
    product = a_product(people, state="draft")
    answer = people.phuc.call(
        "PATCH",
        f"/api/v1/products/{product.id}",
        data=json.dumps({"name": text}),  # escaped: good JSON, bad text
        headers={"If-Match": "*", "Content-Type": "application/json"},
    )
    assert answer.status_code == 422
    assert "name" in answer.get_json()["fields"]


def test_a_path_nobody_knows_is_a_problem(client: FlaskClient) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = client.open("/api/v1/nowhere", method=method)
        assert (answer.status_code, answer.content_type) == (404, PROBLEM)
        assert answer.get_json()["code"] == "not_found"


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.put("/api/v1/lots", json={})
    assert (answer.status_code, answer.content_type) == (405, PROBLEM)
    assert {"GET", "POST", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))


def test_head_and_options_answer_without_a_body(people: People, client: FlaskClient) -> None:
    answer = people.phuc.call("HEAD", "/api/v1/lots")
    assert (answer.status_code, answer.data) == (200, b"")
    answer = client.options("/api/v1/lots")
    assert answer.status_code == 200
    assert "POST" in answer.headers["Allow"]


def test_the_etag_of_a_compressed_answer_changes_the_thing(people: People) -> None:
    """Every browser and most libraries ask for compression: their ETag was always stale."""
    lot = a_lot(people, state="open")
    for coding in ("gzip", "br", "zstd"):
        path, wanted = f"/api/v1/lots/{lot.id}", {"Accept-Encoding": coding}
        seen = people.phuc.get(path, headers=wanted)
        assert seen.headers["Content-Encoding"] == coding
        answer = people.phuc.patch(path, json={"pack_count": 400}, etag=seen.headers["ETag"])
        assert answer.status_code == 200
        assert people.phuc.patch(path, {}, etag=seen.headers["ETag"]).status_code in {200, 412}
        lot = a_lot(people, state="open")
