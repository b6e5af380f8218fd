"""Routes × roles × whose thing it is: nobody sees what is not theirs, and it can be shown."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import true

from agrimarket.kit import access
from agrimarket.kit.access import Role
from agrimarket.lots import store as lots_store
from tests import databases
from tests.matrix import world as worlds
from tests.matrix.cells import Cell, ask, shape, verdict
from tests.matrix.rows import Row, parameters, routes, rows
from tests.matrix.who import WHO
from tests.matrix.world import World

TABLE = rows()


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Three producers with everything, and somebody of each role; built once."""
    folder = tmp_path_factory.mktemp("matrix")
    with databases.fresh(request.param, folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            yield worlds.build(app)
            worlds.close()


@pytest.fixture(scope="module")
def bodies(world: World) -> dict[tuple[str, str], Any]:
    """The examples of the API's own description, by method and path."""
    described = world.app.test_client().get("/api/v1/openapi.json").get_json()
    found = {}
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
            for example in content.get("examples", {}).values():
                rule = re.sub(r"{(\w+)}", r"<\1>", path)
                found[method.upper(), rule] = example["value"]
    return found


def cells(world: World, table: list[Row]) -> Iterator[Cell]:
    """Every cell; pages have no programs, and nobody's things have one situation."""
    for row, actor in itertools.product(table, world.actors.values()):
        if row.is_api or actor.role is not Role.API_CLIENT:
            for situation in row.situations():
                yield Cell(row, actor, situation)


def without_row(app: Flask) -> set[tuple[str, str]]:
    """Routes the table does not know."""
    return routes(app) - {(row.method, row.path) for row in TABLE}


def test_every_route_has_a_row(world: World) -> None:
    assert without_row(world.app) == set()
    assert {(row.method, row.path) for row in TABLE} - routes(world.app) == set()


def test_no_route_has_two_rows() -> None:
    keys = [(row.method, row.path) for row in TABLE]
    assert sorted(keys) == sorted(set(keys))


def test_a_row_names_what_fills_its_path() -> None:
    short = [row for row in TABLE if len(parameters(row.path)) != len(row.things) + len(row.values)]
    assert short == []
    assert {row.who for row in TABLE} <= set(WHO)


def test_every_cell(
    world: World, bodies: dict[tuple[str, str], Any], record_property: Any,
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    wrong, asked = wrong_cells(world, bodies, monkeypatch, chosen(request, TABLE))
    record_property("Access matrix", {"cells": asked, "wrong": len(wrong)})
    assert not wrong, "\n" + "\n".join(wrong)


def chosen(request: pytest.FixtureRequest, table: list[Row]) -> list[Row]:
    """All rows on SQLite; every fourth on PostgreSQL, where the rules are the same."""
    return table if "sqlite" in request.node.name else table[::4]


def wrong_cells(
    world: World, bodies: dict[tuple[str, str], Any], patch: pytest.MonkeyPatch, table: list[Row]
) -> tuple[list[str], int]:
    """What is not as the table says, in words, and how many cells were asked.

    A thing one may not see must be answered like a thing that never was: same status, same body.
    """
    wrong, asked = [], 0
    told: dict[tuple[Row, str], dict[str, Any]] = defaultdict(dict)
    with worlds.nothing_is_kept(patch):
        for cell in cells(world, table):
            answer = ask(world, cell, bodies)
            found, asked = verdict(cell, answer), asked + 1
            if found != cell.expected:
                wrong.append(f"{cell}: {found} ({answer.status_code}), not {cell.expected}")
            if cell.expected == "missing":
                told[cell.row, cell.actor.name][cell.situation] = shape(answer)
    for (row, name), answers in told.items():
        if len(set(answers.values())) > 1:
            wrong.append(f"{row.method} {row.path} as {name}: told apart {sorted(answers)}")
    return wrong, asked


def test_a_route_without_a_row_is_found(app: Flask) -> None:
    app.add_url_rule("/planted", "planted", lambda: "x")
    assert ("GET", "/planted") in without_row(app)


def test_a_route_opened_too_wide_is_found(
    world: World, bodies: dict[tuple[str, str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The figures, as if a producer had slipped into their @allow."""
    asked = access.require
    monkeypatch.setattr(access, "require", lambda roles: asked((*roles, Role.PRODUCER)))
    steer = next(row for row in TABLE if row.path == "/api/v1/reports/figures")
    wrong, _ = wrong_cells(world, bodies, monkeypatch, [steer])
    assert any("as producer, own: ok" in said for said in wrong)


def test_a_rule_that_forgets_whose_it_is_is_found(
    world: World, bodies: dict[tuple[str, str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Areas shown to whoever knows an id."""
    monkeypatch.setattr(lots_store, "visible_areas", lambda viewer: true())
    area = next(row for row in TABLE if row.path == "/api/v1/areas/<area_id>")
    wrong, _ = wrong_cells(world, bodies, monkeypatch, [area])
    assert any("as worker, sibling: ok" in said for said in wrong)
    assert any("as worker: told apart" in said for said in wrong)
