"""The audit trail: in the commit of its act, and any change by hand is found."""

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update

from agrimarket.kit import audit
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit


@pytest.fixture
def key(app: Flask) -> bytes:
    with one_commit() as session:
        for number in range(40):
            audit.record(
                session, SYSTEM, "tested", kind="toy", id=f"t{number}", after={"n": number}
            )
    return app.extensions["agrimarket.keys"].audit


def faults(key: bytes) -> list[audit.AuditFault]:
    db.session.rollback()
    return audit.verify(db.session(), key)


def test_untouched_chains_hold(key: bytes) -> None:
    assert faults(key) == []
    assert db.session.scalar(select(audit.AuditRow.chain).distinct().limit(1)) is not None


def test_an_act_that_is_taken_back_leaves_no_row(app: Flask, key: bytes) -> None:
    def act() -> None:
        with one_commit() as session:
            audit.record(session, SYSTEM, "never", kind="toy", id="x")
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        act()
    with one_commit() as session:
        assert (
            session.scalar(select(audit.AuditRow).where(audit.AuditRow.action == "never")) is None
        )
    assert faults(key) == []


@pytest.mark.parametrize("column", ["who_name", "action", "reason", "object_id", "role"])
def test_a_changed_row_is_named(key: bytes, column: str) -> None:
    with one_commit() as session:
        row = session.scalars(select(audit.AuditRow).limit(1)).one()
        session.execute(
            update(audit.AuditRow).where(audit.AuditRow.id == row.id).values({column: "khác"})
        )
    assert (row.chain, row.position, "changed") in [
        (f.chain, f.position, f.what) for f in faults(key)
    ]


def test_a_changed_fact_is_named(key: bytes) -> None:
    with one_commit() as session:
        row = session.scalars(select(audit.AuditRow).limit(1)).one()
        session.execute(
            update(audit.AuditRow).where(audit.AuditRow.id == row.id).values(after={"n": -1})
        )
    assert any(fault.what == "changed" for fault in faults(key))


def test_a_row_taken_out_is_found(key: bytes) -> None:
    with one_commit() as session:
        row = session.scalars(select(audit.AuditRow).limit(1)).one()
        session.execute(delete(audit.AuditRow).where(audit.AuditRow.id == row.id))
    assert faults(key)


def test_a_chain_cut_at_its_end_is_found(key: bytes) -> None:
    with one_commit() as session:
        chain = session.scalars(select(audit.AuditRow.chain).limit(1)).one()
        session.execute(text("DELETE FROM audit_row WHERE chain = :c"), {"c": chain})
    assert [fault.what for fault in faults(key)] == ["head"]


def test_a_chain_taken_out_whole_is_found(key: bytes) -> None:
    with one_commit() as session:
        chain = session.scalars(select(audit.AuditRow.chain).limit(1)).one()
        session.execute(delete(audit.AuditRow).where(audit.AuditRow.chain == chain))
        session.execute(delete(audit.AuditHead).where(audit.AuditHead.chain == chain))
    assert faults(key) == [audit.AuditFault(chain, 0, "head")]


def test_a_chain_too_many_is_found(key: bytes) -> None:
    with one_commit() as session:
        session.add(audit.AuditHead(chain=audit.CHAINS, position=0, hash=audit.START))
    assert faults(key) == [audit.AuditFault(audit.CHAINS, 0, "head")]


def test_another_key_opens_nothing(key: bytes) -> None:
    assert len(faults(b"x" * 32)) == 40
