"""One operation sent again and again by many at once: one effect, equal answers.

AGRIMARKET_SYNC=all sends it 1,000 times from 20 threads; the suite a small share of that.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from agrimarket.fieldwork import store
from agrimarket.kit.db import db
from tests.builders.fieldwork import answered, edited, registered
from tests.builders.households import a_household
from tests.people import People

THREADS, EACH = (20, 50) if os.environ.get("AGRIMARKET_SYNC") == "all" else (8, 3)


def at_once(send: Callable[[], bytes]) -> set[bytes]:
    """The different answers to one request of many threads."""
    with ThreadPoolExecutor(THREADS) as pool:
        sent = [pool.submit(lambda: [send() for _ in range(EACH)]) for _ in range(THREADS)]
        return {answer for one in sent for answer in one.result(timeout=600)}


def test_one_effect_and_equal_answers(
    app: Flask, people: People, record_property: Callable[[str, Any], None]
) -> None:
    new = registered(consent={"version": "2026-11", "channel": "app", "purposes": ["support"]})
    assert len(at_once(lambda: answered(people.nam, new).data)) == 1
    household = a_household(people)
    change = edited(household.id, household.revision, crops={"add": ["Lạc"], "remove": []})
    (told,) = at_once(lambda: answered(people.nam, change).data)
    assert b'"status":"applied"' in told
    counted = {
        table: db.session.scalar(text(f"SELECT count(*) FROM {table}"))
        for table in ("household", "consent", "field_operation")
    }
    assert counted == {"household": 2, "consent": 2, "field_operation": 2}
    revision = "SELECT max(revision) FROM household_field_change"
    assert db.session.scalar(text(revision)) == household.revision + 1
    record_property("Repeated operations", {"sent": 2 * THREADS * EACH, "effects": 2})


def test_looking_before_writing_instead_of_inserting_first_is_seen(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted: who finds no row goes on, without the database deciding."""
    monkeypatch.setattr(store, "claim", lambda session, row: bool(session.merge(row)))
    monkeypatch.setattr(store, "by_id", lambda *_, **__: None)
    monkeypatch.setattr(store, "by_ids", lambda *_, **__: {})
    household = a_household(people)
    change = edited(household.id, household.revision, hamlet="Thôn 8")
    answered(people.nam, change)
    answered(people.nam, change | {"fields": {"hamlet": "Thôn 9"}})
    seen = people.nam.get(f"/api/v1/households/{household.id}").get_json()
    assert seen["hamlet"] == "Thôn 9"
