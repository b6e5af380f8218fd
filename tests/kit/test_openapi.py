"""The API's description: OpenAPI 3.1, whole, true, and readable without any outside request."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from agrimarket.kit.access import Role
from agrimarket.kit.openapi import example_id
from agrimarket.kit.openapi.names import singular
from tests.fuzz.examples import STORY, Described, Reader
from tests.people import People

PROBLEM = "application/problem+json"


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.get_json()
    return told


@pytest.fixture
def operations(described: dict[str, Any]) -> dict[str, Described]:
    return {one.id: one for one in each(described)}


def each(described: dict[str, Any]) -> Iterator[Described]:
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            yield Described(method.upper(), path, told)


def test_it_is_openapi_3_1_with_bearer_tokens(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_it_keeps_to_the_standards_own_schema(described: dict[str, Any]) -> None:
    assert [str(error)[:300] for error in OPENAPI_31_VALIDATOR.iter_errors(described)] == []


def test_a_fault_in_it_is_found(described: dict[str, Any]) -> None:
    described["paths"]["/api/v1/lots"]["get"]["responses"] = "200"
    assert not OPENAPI_31_VALIDATOR.is_valid(described)


def test_every_api_route_is_described(app: Flask, described: dict[str, Any]) -> None:
    known = {re.sub(r"\{[^}]+\}", "{}", path) for path in described["paths"]}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and rule.endpoint != "api-docs.openapi_json":
            assert re.sub(r"<[^>]+>", "{}", rule.rule) in known, rule.rule


def test_every_operation_says_what_it_does_and_answers(operations: dict[str, Described]) -> None:
    assert [id for id, one in operations.items() if not one.told.get("summary")] == []
    dumb = [
        id
        for id, one in operations.items()
        for status, answer in one.told["responses"].items()
        if status in {"200", "201"} and not answer.get("content")
    ]
    assert dumb == []


def test_names_are_readable_and_its_own(described: dict[str, Any]) -> None:
    names = [one.id for one in each(described)]
    assert sorted(names) == sorted(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []
    assert {"list_lots", "get_lot", "create_lot", "change_lot", "recall_lot"} <= set(names)
    assert [singular(word) for word in ("lots", "progress", "void")] == ["lot", "progress", "void"]


def test_each_operation_says_who_may_and_with_which_scope(app: Flask, described: Any) -> None:
    told = {one.id: one.told for one in each(described)}
    assert told["recall_lot"]["x-roles"] == [Role.PROVINCE_OFFICER.value]
    assert told["recall_lot"]["x-scope"] == "lots:write"
    assert told["recall_lot"]["security"] == [{"token": []}]
    assert told["get_places"]["security"] == []
    assert all(one["x-roles"] for one in told.values())


@pytest.mark.parametrize(
    ("id", "statuses"),
    [
        ("get_places", "200 422 429 503"),
        ("get_lot", "200 401 403 404 429 503"),
        ("list_lots", "200 401 403 422 429 503"),
        ("create_lot", "201 400 401 403 404 409 413 415 422 429 503"),
        ("change_lot", "200 400 401 403 404 409 412 413 415 422 428 429 503"),
        ("get_stamp_order_print_sheet", "200 206 304 401 403 404 409 416 429 503"),
    ],
)
def test_every_status_is_told(operations: dict[str, Described], id: str, statuses: str) -> None:
    assert list(operations[id].told["responses"]) == statuses.split()


def test_every_refusal_is_a_problem(described: dict[str, Any]) -> None:
    for one in each(described):
        for status, answer in one.told["responses"].items():
            if status >= "400":
                name = answer["$ref"].rsplit("/", 1)[1]
                content = described["components"]["responses"][name]["content"]
                assert content == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def test_headers_are_told(operations: dict[str, Described]) -> None:
    change = operations["change_lot"].told
    match = next(one for one in change["parameters"] if one["name"] == "If-Match")
    assert match["required"]
    assert "ETag" in change["responses"]["200"]["headers"]
    create = operations["create_lot"].told
    assert any(one["name"] == "Idempotency-Key" for one in create["parameters"])
    assert {"ETag", "Idempotent-Replay"} <= set(create["responses"]["201"]["headers"])
    assert "headers" not in operations["list_lots"].told["responses"]["200"]


def test_files_are_sent_and_answered_by_their_kind(operations: dict[str, Described]) -> None:
    photo = operations["create_product_photo"].told["requestBody"]["content"]
    assert set(photo["multipart/form-data"]["schema"]["properties"]) >= {"photo", "file", "alt"}
    assert "image/png" in photo["multipart/form-data"]["encoding"]["photo"]["contentType"]
    sheet = operations["get_stamp_order_print_sheet"].told["responses"]["200"]["content"]
    assert {"application/pdf", "image/svg+xml"} <= set(sheet)
    workbook = operations["get_reports_progress_xlsx"].told["responses"]["200"]["content"]
    assert all("spreadsheetml" in kind for kind in workbook)


def test_numbers_have_bounds_that_are_numbers(described: dict[str, Any]) -> None:
    lot = described["components"]["schemas"]["LotIn"]["properties"]
    assert (lot["quantity"]["minimum"], lot["quantity"]["maximum"]) == (0, 10**10)
    assert lot["pack_count"]["type"] == ["integer", "string", "null"]


def test_an_id_leads_to_what_takes_it(operations: dict[str, Described]) -> None:
    links = operations["create_lot"].told["responses"]["201"]["links"]
    assert links["get_lot"]["parameters"] == {"path.lot_id": "$response.body#/id"}
    assert links["change_lot"]["parameters"]["header.If-Match"] == "$response.header.ETag"
    assert links["create_stamp_activation"]["requestBody"] == {"lot_id": "$response.body#/id"}
    below = operations["create_lot_event"].told["responses"]["201"]["links"]["get_lot_event"]
    assert below["parameters"]["path.lot_id"] == "$request.path.lot_id"


def test_links_name_operations_that_are_there(operations: dict[str, Described]) -> None:
    for one in operations.values():
        for answer in one.told["responses"].values():
            assert set(answer.get("links", {})) <= set(operations)


def test_the_examples_work_one_after_the_other(people: People, described: dict[str, Any]) -> None:
    """Somebody who only reads the description gets from a producer to active stamps."""
    reader = Reader(people.phuc, described)
    reader.tell(STORY)
    failed = {id: one.text for id, one in reader.answers.items() if one.status_code >= 300}
    assert failed == {}
    assert reader.answers["create_lot"].get_json()["id"] == example_id("lot")


def test_every_json_body_has_an_example(described: dict[str, Any]) -> None:
    bare = [
        one.id
        for one in each(described)
        if "examples"
        not in one.told.get("requestBody", {})
        .get("content", {})
        .get("application/json", {"examples"})
    ]
    assert bare == []


def test_the_page_loads_from_this_host_alone(client: FlaskClient) -> None:
    page = client.get("/api/docs").text
    assert "http" not in re.sub(r"<!doctype html>", "", page)
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_other_files_of_the_package_are_not_served(client: FlaskClient) -> None:
    for name in ("index.html", "../__init__.py", "oauth2-redirect.js"):
        assert client.get(f"/api/docs/files/{name}").status_code == 404
