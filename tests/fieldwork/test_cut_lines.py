"""A batch whose line is cut at any byte, and sent again: nothing is lost, nothing is double.

AGRIMARKET_SYNC=all cuts a batch of 500 at 200 places on both databases; the suite at six.
"""

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agrimarket.kit.db import db
from tests import databases
from tests.builders.fieldwork import SYNC, edited, registered
from tests.fieldwork.cutting import Line, a_line, post
from tests.people import People
from tests.walks.service import Service

ALL = os.environ.get("AGRIMARKET_SYNC") == "all"
BATCH, CUTS = (500, 200) if ALL else (24, 6)
FRESH = 2  # operations that are new in each batch, besides those of the one before
KINDS = ["sqlite", "postgres"] if ALL else ["sqlite"]
LETTERS = "ABCDEGHKLMNPQRSTUVXY"


def operations(count: int) -> list[dict[str, Any]]:
    """Registrations, and after each second one an edit that builds on it."""
    made: list[dict[str, Any]] = []
    while len(made) < count:
        number = len(made)
        word = "".join(LETTERS[number // 20**place % 20] for place in range(3)).capitalize()
        first = registered(head_name=f"Lê Thị {word}", phone=f"09{10_000_000 + number}")
        change = edited(first["object_id"], None, hamlet="Thôn 7") | {"after": first["id"]}
        made += [first, change]
    return made[:count]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_and_nothing_is_double(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, Any], None],
) -> None:  # fmt: skip
    monkeypatch.setenv("AGRIMARKET_KEY_FILE", str(databases.workshop() / "keys" / "keys.json"))
    with databases.fresh(kind, tmp_path) as url:
        service = Service(tmp_path, url=url, token=_token(url, tmp_path))
        with service.serving() as port, a_line(port) as line:
            chance = random.Random(7)
            every = operations(BATCH + FRESH * CUTS)
            told: dict[str, str] = {}
            whole = 0
            for cut in range(CUTS):
                batch = every[FRESH * cut : FRESH * cut + BATCH]
                whole += _cut(line, service.token, batch, chance, told)
            line.up = line.down = None
            for at in range(0, len(every), BATCH):
                _read(_sent(line, service.token, every[at : at + BATCH]), told)
            households = service.get("/api/v1/households?page_size=1").json["total"]
    assert whole < CUTS
    assert {json.loads(text)["status"] for text in told.values()} == {"applied"}
    assert len(told) == len(every)
    assert households == sum(one["kind"] == "household.register" for one in every)
    record_property(
        "Cut lines",
        {"cuts": CUTS - whole, "operations": len(every), "lost": len(every) - len(told)},
    )


def _token(url: str, folder: Path) -> str:
    """Ông Phúc's, who registers in every commune."""
    app = databases.an_app(url, folder)
    with app.app_context():
        secret = People(app).phuc.secret
        db.session.remove()
        db.engine.dispose()
    return secret


def _cut(
    line: Line, token: str, batch: list[dict[str, Any]], chance: random.Random, told: dict[str, str]
) -> int:
    """Send with the line cut at a random byte of request or answer; 1 where it was not cut."""
    length = len(json.dumps({"operations": batch})) + 300
    answer = len(batch) * 180
    place = chance.randrange(length + answer)
    line.up, line.down = (place, None) if place < length else (None, place - length)
    found = _sent(line, token, batch)
    if found is None:
        return 0
    _read(found, told)
    return 1


def _sent(line: Line, token: str, batch: list[dict[str, Any]]) -> bytes | None:
    return post(line.port, f"{SYNC}/operations", token, {"operations": batch})


def _read(answer: bytes | None, told: dict[str, str]) -> None:
    """Keep the results; one that was told before must be the same to the letter."""
    assert answer is not None
    text = answer.decode()
    for one in json.loads(text)["results"]:
        as_told = json.dumps(one, ensure_ascii=False, separators=(",", ":"))
        assert as_told in text
        assert told.setdefault(one["id"], as_told) == as_told
