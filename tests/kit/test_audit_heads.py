"""Heads kept elsewhere show what a chain alone cannot: that all of it was rolled back."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from agrimarket.kit import audit, clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.audit import What, heads
from agrimarket.kit.audit.heads import Head, HeadsUnreadable
from agrimarket.kit.db import db, one_commit, reading
from tests.builders.audit import unguard


def acts(count: int, name: str = "tested") -> None:
    with one_commit() as session:
        for number in range(count):
            audit.record(session, SYSTEM, name, kind="toy", id=f"t{number}")


def key_of(app: Flask) -> bytes:
    key: bytes = app.extensions["agrimarket.keys"].audit
    return key


def exported(app: Flask) -> str:
    return heads.written(key_of(app), heads.heads_now(reading()), at=clock.now(), host="tem.vn")


def roll_back(state: list[dict[str, Any]]) -> None:
    """Chains cut, heads set to what they once were: every chain then holds by itself."""
    with one_commit() as session:
        unguard(session)
        for head in state:
            session.execute(
                text("DELETE FROM audit_row WHERE chain = :chain AND position > :position"), head
            )
            session.execute(
                text(
                    "UPDATE audit_head SET position = :position, hash = :hash WHERE chain = :chain"
                ),
                head,
            )
    db.session.expire_all()


def state() -> list[dict[str, Any]]:
    return [
        {"chain": h.chain, "position": h.position, "hash": h.hash}
        for h in heads.heads_now(reading())
    ]


def test_an_export_is_read_back_and_holds_while_the_trail_grows(app: Flask) -> None:
    acts(30)
    moment, found = heads.read(key_of(app), exported(app))
    assert moment.startswith(str(clock.now().year))
    assert sum(one.position for one in found) == 30
    acts(30)
    assert heads.compare(reading(), found) == []


def test_a_roll_back_is_shown_by_the_export_alone(app: Flask) -> None:
    acts(30)
    before = state()
    acts(30, "later")
    _, kept = heads.read(key_of(app), exported(app))
    roll_back(before)
    assert audit.verify(reading(), key_of(app)) == []
    found = heads.compare(reading(), kept)
    assert {one.what for one in found} == {What.ROLLED_BACK}
    assert sum((one.until or 0) - one.position + 1 for one in found) == 30


def test_a_roll_back_that_went_on_writing_is_shown_too(app: Flask) -> None:
    acts(30)
    before = state()
    acts(30, "later")
    _, kept = heads.read(key_of(app), exported(app))
    roll_back(before)
    acts(30, "other")
    assert audit.verify(reading(), key_of(app)) == []
    found = heads.compare(reading(), kept)
    assert {one.what for one in found} == {What.OTHER_PAST}
    assert all(one.row and one.row.action == "other" for one in found)


def test_each_day_keeps_its_heads_once(app: Flask) -> None:
    acts(20)
    with one_commit() as session:
        assert len(heads.keep_day(session, key_of(app), clock.today())) == audit.CHAINS
    acts(20)
    with one_commit() as session:
        assert heads.keep_day(session, key_of(app), clock.today()) == []
    with one_commit() as session:
        heads.keep_day(session, key_of(app), clock.today() + timedelta(days=1))
    assert heads.compare_days(reading(), key_of(app)) == []


def test_rows_taken_back_are_missed_by_the_days_heads(app: Flask) -> None:
    acts(20)
    before = state()
    acts(20)
    with one_commit() as session:
        heads.keep_day(session, key_of(app), clock.today())
    roll_back(before)
    assert {one.what for one in heads.compare_days(reading(), key_of(app))} == {What.ROLLED_BACK}


def test_a_days_head_that_was_changed_is_not_believed(app: Flask) -> None:
    acts(20)
    with one_commit() as session:
        heads.keep_day(session, key_of(app), clock.today())
        unguard(session)
    with one_commit() as session:
        session.execute(text("UPDATE audit_day_head SET position = 0 WHERE chain = 3"))
    db.session.expire_all()
    found = heads.compare_days(reading(), key_of(app))
    assert [(one.chain, one.what) for one in found] == [(3, What.HEAD_CHANGED)]


def test_a_chain_without_a_row_is_no_fault(app: Flask) -> None:
    assert heads.compare(reading(), [Head(1, 0, audit.START)]) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["heads"][0].update(position=10**6),
        lambda content: content.update(hmac="0" * 64),
        lambda content: content.update(at="2020-01-01T00:00:00+00:00"),
        lambda content: content.update(format="other/1"),
        lambda content: content.pop("heads"),
        lambda content: content.pop("hmac"),
    ],
)
def test_a_file_that_was_changed_is_refused(app: Flask, spoil: Any) -> None:
    content = json.loads(exported(app))
    spoil(content)
    with pytest.raises(HeadsUnreadable):
        heads.read(key_of(app), json.dumps(content))


@pytest.mark.parametrize("given", ["", "[]", "null", "{", '"x"', "\x00", "12"])
def test_what_is_no_file_of_heads_is_refused(app: Flask, given: str) -> None:
    with pytest.raises(HeadsUnreadable):
        heads.read(key_of(app), given)


def test_another_services_key_does_not_read_it(app: Flask) -> None:
    with pytest.raises(HeadsUnreadable):
        heads.read(b"x" * 32, exported(app))
