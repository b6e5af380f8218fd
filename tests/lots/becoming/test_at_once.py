"""Many people part one lot at the same moment: no more comes out of it than was in it."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from agrimarket.kit.db import db, one_commit, reading
from agrimarket.lots.becoming import rules, take
from agrimarket.lots.models import Lot, LotFlow
from tests.builders.lots import a_lot
from tests.people import People

THREADS, EACH = 20, Decimal(90)  # kg of a lot of 1,500 kg: sixteen get theirs


def test_twenty_splits_take_no_more_than_there_is(people: People, app: Flask) -> None:
    lot = a_lot(people)
    url = f"/api/v1/lots/{lot.id}/splits"

    def part(number: int) -> tuple[int, str]:
        with app.app_context():
            body = {"outputs": [{"lot_code": f"T{number}", "quantity": float(EACH)}]}
            answer = people.nam.post(url, body)
            db.session.remove()
        return answer.status_code, answer.json.get("code", "")

    with ThreadPoolExecutor(THREADS) as pool:
        answers = sorted(pool.map(part, range(THREADS)))
    assert answers == [(201, "")] * 16 + [(409, "lot_not_enough")] * 4
    used = reading().scalar(select(Lot.used).where(Lot.id == lot.id))
    out = select(func.sum(LotFlow.quantity)).where(LotFlow.way == "out")
    assert used == Decimal(str(reading().scalar(out))) == 16 * EACH


def test_the_database_itself_refuses_more_than_there_is(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted: the rule believes that everything is left."""
    lot = a_lot(people)
    monkeypatch.setattr(take, "left_of", lambda *_: (False, Decimal(10**9)))
    outputs = [{"lot_code": "T", "quantity": Decimal(1501)}]

    def part() -> None:
        with one_commit() as session:
            row = session.get_one(Lot, lot.id)
            rules.split_lot(session, viewer=people.phuc.viewer, lot=row, outputs=outputs)

    with pytest.raises(IntegrityError):
        part()
