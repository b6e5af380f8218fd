"""Rows inserted by the thousand stand there as if each had been inserted by itself."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.fieldwork.models import FieldFeed
from agrimarket.households.models import Consent, Household
from agrimarket.kit import bulk, clock
from agrimarket.kit.bulk import insert_many
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id

HOUSEHOLD: Any = Household.__table__
CONSENT: Any = Consent.__table__


def producers(count: int = 3) -> list[dict[str, Any]]:
    """Rows with every kind of value: texts, lists, days, moments, numbers, bytes, nothing."""
    now = clock.now()
    return [
        {
            "id": new_id(), "name": f"Lê Thị {one}", "search_text": "le thi",
            "crops": ["Cói", "Mía"], "commune_code": "14758",
            "birth_date": date(1980, 1, 1 + one % 2), "purposes": (),
            "area_ha": Decimal("1.50") if one else None, "citizen_sealed": bytes([one]) or None,
            "citizen_index": f"{one}" * 64, "latitude": 19.5, "is_demo": bool(one % 2),
            "created_at": now, "updated_at": now, "revision": 1,
        }
        for one in range(count)
    ]  # fmt: skip


def stored(table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in reading().execute(select(table).order_by(table.c.id)).mappings()]


def test_every_column_as_by_an_insert_of_each(app: Flask) -> None:
    rows = producers()
    with one_commit() as session:
        insert_many(session, HOUSEHOLD, rows)
    found = stored(HOUSEHOLD)
    with one_commit() as session:
        session.execute(HOUSEHOLD.delete())
    with one_commit() as session:
        session.execute(insert(HOUSEHOLD), [row | {"purposes": []} for row in rows])
    assert found == stored(HOUSEHOLD)
    assert [one["crops"] for one in found] == [["Cói", "Mía"]] * 3


def test_defaults_are_made_for_each_row(app: Flask) -> None:
    households = producers(2)
    with one_commit() as session:
        insert_many(session, HOUSEHOLD, households)
        insert_many(
            session,
            CONSENT,
            [
                {"household_id": one["id"], "version": "v", "channel": "paper", "purposes": ("a",),
                 "given_at": clock.now()}
                for one in households
            ],
        )  # fmt: skip
    first, second = stored(CONSENT)
    assert first["id"] != second["id"]
    assert (first["language"], first["ended"], first["revision"]) == ("vi", [], 1)


def test_nothing_is_nothing_and_a_double_is_refused(app: Flask) -> None:
    rows = producers(1)
    with one_commit() as session:
        insert_many(session, HOUSEHOLD, [])
        insert_many(session, HOUSEHOLD, rows)
    with pytest.raises(IntegrityError), one_commit() as session:
        insert_many(session, HOUSEHOLD, [*producers(3)[1:], *rows])
    assert len(stored(HOUSEHOLD)) == 1


def test_phones_hear_of_them(app: Flask) -> None:
    rows = producers()
    with one_commit() as session:
        insert_many(session, HOUSEHOLD, rows)
    assert set(reading().scalars(select(FieldFeed.object_id))) == {row["id"] for row in rows}


@pytest.fixture
def heard() -> Iterator[list[tuple[str, int]]]:
    told: list[tuple[str, int]] = []

    def watcher(_session: Session, table: Table, rows: bulk.Rows) -> None:
        told.append((table.name, len(rows)))

    bulk.on_insert_many(watcher)
    yield told
    bulk._watchers.remove(watcher)


def test_who_wants_to_know_is_told(app: Flask, heard: list[tuple[str, int]]) -> None:
    with one_commit() as session:
        insert_many(session, HOUSEHOLD, producers(2))
    assert heard == [("household", 2)]
