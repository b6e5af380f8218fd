"""The API's description: OpenAPI 3.1, complete, and readable without any outside request."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def described(client: FlaskClient) -> dict:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return answer.json


def test_it_is_openapi_3_1_with_bearer_tokens(described: dict) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_api_route_is_described(app: Flask, described: dict) -> None:
    known = {re.sub(r"\{[^}]+\}", "{}", path) for path in described["paths"]}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and rule.endpoint != "api-docs.openapi_json":
            assert re.sub(r"<[^>]+>", "{}", rule.rule) in known, rule.rule


def test_every_operation_says_what_it_does(described: dict) -> None:
    silent = [
        f"{method} {path}"
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if method in {"get", "post", "patch", "delete"} and not operation.get("summary")
    ]
    assert silent == []


def test_the_page_loads_from_this_host_alone(client: FlaskClient) -> None:
    page = client.get("/api/docs").text
    assert "http" not in re.sub(r"<!doctype html>", "", page)
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        with client.get(address) as answer:
            assert answer.status_code == 200, address


def test_other_files_of_the_package_are_not_served(client: FlaskClient) -> None:
    for name in ("index.html", "../__init__.py", "oauth2-redirect.js"):
        assert client.get(f"/api/docs/files/{name}").status_code == 404
