"""Bodies no parser should be given: refused in words, never a 5xx, signed in or not."""

import pytest
from flask import Flask

from agrimarket.kit.access import PUBLIC
from tests.kit import toy
from tests.people import People, Person


@pytest.fixture(params=["signed in", "nobody"])
def caller(app: Flask, request: pytest.FixtureRequest) -> Person:
    toy.install(app)
    return People(app).nam if request.param == "signed in" else Person(app, PUBLIC, "")


def send(caller: Person, body: str, kind: str = "application/json"):
    return caller.call("POST", "/api/v1/toys", data=body.encode(), content_type=kind)


@pytest.mark.parametrize(
    "body",
    ["[" * 100_000 + "]" * 100_000, '{"a":' * 50_000 + "1" + "}" * 50_000, '{"text":', "",
     '{"text": ' + "9" * 5_000 + "}", "\x00", '{"a": [' * 150 + "]}" * 150],
)  # fmt: skip
def test_hostile_json_is_refused_in_words(caller: Person, body: str) -> None:
    answer = send(caller, body)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_json")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded"]
)
def test_another_kind_of_body_is_refused_in_words(caller: Person, kind: str) -> None:
    answer = send(caller, '{"text": "a"}', kind)
    assert (answer.status_code, answer.json["code"]) == (415, "not_json")


def test_an_empty_key_is_refused(app: Flask) -> None:
    toy.install(app)
    answer = People(app).nam.post("/api/v1/toys", {"text": "a"}, headers={"Idempotency-Key": " "})
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_empty")
