"""Every text field of every JSON body takes hostile strings: kept, or refused in words.

AGRIMARKET_HOSTILE=all sends all of them to each field; the suite sends each at least once.
"""

import itertools
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests import databases
from tests.fuzz.shots import begun
from tests.hostile.strings import hostile
from tests.matrix import world as worlds
from tests.matrix.world import World

EACH = 500 if os.environ.get("AGRIMARKET_HOSTILE") == "all" else 5
FIXED = {"id", "commune_code"}  # an id of one's own; a place, without which nothing else is read


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The matrix's world with things that may still go every way."""
    folder = tmp_path_factory.mktemp("hostile-json")
    with databases.fresh("sqlite", folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            built = worlds.build(app)
            built.things["fresh"] = begun(built.people.phuc)
            worlds.close()
        yield built
        with app.app_context():
            worlds.close()


def bodies(described: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and example body of every operation that takes JSON."""
    for path, methods in described["paths"].items():
        for method, told in methods.items():
            sent = told.get("requestBody", {}).get("content", {}).get("application/json", {})
            schema = sent.get("schema", {})
            name = schema.get("$ref", "").rpartition("/")[2]
            whole = described["components"]["schemas"].get(name, schema)
            example = sent.get("example") or whole.get("example") or {}
            texts = {key: "" for key, one in whole.get("properties", {}).items() if _text(one)}
            if texts:
                yield method.upper(), path, texts | dict(example)


def _text(told: Mapping[str, Any]) -> bool:
    kinds = told.get("type", [])
    return "string" in (kinds if isinstance(kinds, list) else [kinds]) and not told.get("enum")


def pointed(world: World, value: Any, name: str = "") -> Any:
    """Ids of the story's examples become those of things that are there."""
    things = world.things["own"] | world.things["fresh"]
    if isinstance(value, dict):
        return {key: pointed(world, below, key) for key, below in value.items()}
    return things.get(name.removesuffix("_id"), value) if name.endswith("_id") else value


def test_every_field_takes_hostile_text(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    person, strings, sent, kept = world.actors["province"], itertools.cycle(hostile()), 0, 0
    client = world.app.test_client()
    described = client.get("/api/v1/openapi.json").json
    with worlds.nothing_is_kept(monkeypatch):
        for method, path, example in bodies(described):
            body = pointed(world, example)
            url = path.format_map(_Ids(world))
            for name in (key for key in example if key not in FIXED):
                if not isinstance(example[name], str):
                    continue
                for text in itertools.islice(strings, EACH):
                    answer = client.open(
                        url, method=method, data=json.dumps(body | {name: text}),
                        content_type="application/json",
                        headers={**person.headers, "If-Match": "*"},
                    )  # fmt: skip
                    sent += 1
                    kept += answer.status_code < 300
                    place = (method, path, name, text[:60], answer.status_code)
                    assert answer.status_code < 500, place
                    assert answer.is_json or answer.status_code < 300, place
                    if answer.status_code in {400, 422}:
                        assert answer.json["detail"], place
    assert sent >= 500
    assert kept >= 20


class _Ids(dict[str, str]):
    """Path parameters by name."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.things = world.things["own"] | world.things["fresh"]

    def __missing__(self, name: str) -> str:
        return str(self.things.get(name.removesuffix("_id"), "postmart"))
