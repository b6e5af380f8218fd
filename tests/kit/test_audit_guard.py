"""The database itself refuses any change of the trail, until somebody takes the guard away."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from agrimarket.kit import audit
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.audit import heads
from agrimarket.kit.audit.guard import TRIGGERS, missing_triggers
from agrimarket.kit.clock import today
from agrimarket.kit.db import db, one_commit, reading
from tests.builders.audit import table_of, unguard

REFUSED = [
    "UPDATE audit_row SET action = 'x'",
    "UPDATE audit_row SET position = position + 100",
    "DELETE FROM audit_row",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET position = position - 1 WHERE position > 0",
    "UPDATE audit_head SET hash = 'x' WHERE position > 0",
    "UPDATE audit_head SET chain = chain + 100",
    "UPDATE audit_day_head SET position = 0",
    "DELETE FROM audit_day_head",
]
BY_DIALECT = {
    "sqlite": [
        "INSERT OR REPLACE INTO audit_row SELECT * FROM audit_row LIMIT 1",
        "INSERT OR REPLACE INTO audit_head SELECT chain, 0, hash FROM audit_head LIMIT 1",
        "REPLACE INTO audit_row SELECT * FROM audit_row",
    ],
    "postgresql": [
        "TRUNCATE audit_row",
        "TRUNCATE audit_head, audit_row CASCADE",
        "INSERT INTO audit_head SELECT chain, 0, hash FROM audit_head"
        " ON CONFLICT (chain) DO UPDATE SET position = 0",
    ],
}


@pytest.fixture
def filled(app: Flask) -> Flask:
    with one_commit() as session:
        for number in range(20):
            audit.record(session, SYSTEM, "tested", kind="toy", id=f"t{number}")
    with one_commit() as session:
        heads.keep_day(session, app.extensions["agrimarket.keys"].audit, today())
    return app


def run(statement: str) -> None:
    with one_commit() as session:
        session.execute(text(statement))


def test_every_change_is_refused_and_nothing_is_changed(filled: Flask) -> None:
    for statement in [*REFUSED, *BY_DIALECT[db.engine.dialect.name]]:
        with pytest.raises(DatabaseError, match="audit trail is never changed"):
            run(statement)
    assert missing_triggers(reading()) == []
    assert audit.verify(reading(), filled.extensions["agrimarket.keys"].audit) == []


def test_new_acts_are_taken_as_before(filled: Flask) -> None:
    with one_commit() as session:
        audit.record(session, SYSTEM, "tested", kind="toy", id="more")
    assert len(audit.history(reading(), kind="toy", id="more")) == 1


@pytest.mark.parametrize("number", range(8))
def test_a_guard_taken_away_is_missed(filled: Flask, number: int) -> None:
    dialect = db.engine.dialect.name
    name = TRIGGERS[dialect][number]
    run(f"DROP TRIGGER {name}" + ("" if dialect == "sqlite" else f" ON {table_of(name)}"))
    assert missing_triggers(reading()) == [name]


def test_a_guard_switched_off_is_missed_too(filled: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        with one_commit() as session:
            unguard(session)
        assert len(missing_triggers(reading())) == len(TRIGGERS["sqlite"])
        return
    run("ALTER TABLE audit_row DISABLE TRIGGER audit_row_no_update")
    assert missing_triggers(reading()) == ["audit_row_no_update"]
