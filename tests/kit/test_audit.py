"""The audit trail: in the commit of its act, sealed for the person whose object it is."""

import hashlib
import hmac
import json

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from agrimarket.kit import audit, clock, person_keys
from agrimarket.kit.access import SYSTEM, Role, Viewer
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.kit.keyfile import Keys
from agrimarket.kit.person_keys import PersonKey
from agrimarket.kit.sealed import SealBroken
from tests.builders.audit import unguard

HOA = new_id()
NAM = Viewer(role=Role.EXTENSION_WORKER, account_id=new_id(), name="Nam")


def keys(app: Flask) -> Keys:
    found: Keys = app.extensions["agrimarket.keys"]
    return found


def act(**told: object) -> audit.AuditRow:
    """One act on bà Hoa's record by anh Nam, as it stands in the table."""
    with one_commit() as session:
        audit.record(session, NAM, "tested", kind="toy", id="t1", **told)  # type: ignore[arg-type]  # any act
    db.session.expire_all()
    return reading().scalars(select(audit.AuditRow).where(audit.AuditRow.action == "tested")).one()


def test_an_act_that_is_taken_back_leaves_no_row(app: Flask) -> None:
    def failing() -> None:
        with one_commit() as session:
            audit.record(session, SYSTEM, "never", kind="toy", id="x", person=HOA, reason="y")
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        failing()
    assert reading().scalar(select(func.count()).select_from(audit.AuditRow)) == 0
    assert reading().get(PersonKey, HOA) is None
    assert audit.verify(reading(), keys(app).audit) == []


def test_what_is_told_of_nobody_stands_open(app: Flask) -> None:
    row = act(before={"n": 1}, after={"n": 2}, reason="đếm lại")
    assert (row.before, row.after, row.reason) == ({"n": 1}, {"n": 2}, "đếm lại")
    assert (row.person_id, row.sealed, row.form) == (None, None, 2)


def test_what_is_told_of_a_person_is_sealed_with_that_persons_key(app: Flask) -> None:
    row = act(before={"phone": "0900000001"}, after={"phone": "0900000002"}, reason="bà Hoa gọi",
              person=HOA)  # fmt: skip
    assert (row.before, row.after, row.reason, row.person_id) == (None, None, None, HOA)
    assert row.sealed is not None
    assert b"0900000002" not in bytes(row.sealed)
    opened = audit.opened(reading(), row)
    assert opened.before == {"phone": "0900000001"}
    assert opened.after == {"phone": "0900000002"}
    assert opened.reason == "bà Hoa gọi"
    assert not opened.erased


def test_an_act_that_tells_nothing_seals_nothing(app: Flask) -> None:
    row = act(person=HOA)
    assert (row.sealed, row.person_id) == (None, HOA)
    assert reading().get(PersonKey, HOA) is None


def test_facts_of_trade_are_kept_in_clear_and_read_with_the_rest(app: Flask) -> None:
    row = act(after={"note": "riêng"}, kept={"first": 1, "last": 9}, person=HOA)
    assert row.after == {"first": 1, "last": 9}
    assert audit.opened(reading(), row).after == {"first": 1, "last": 9, "note": "riêng"}


def test_after_an_erasure_only_the_mark_is_read_and_the_chain_holds(app: Flask) -> None:
    row = act(after={"phone": "0900000002"}, reason="bà Hoa gọi", kept={"first": 1}, person=HOA)
    with one_commit() as session:
        person_keys.destroy(session, HOA)
    opened = audit.opened(reading(), row)
    assert opened == audit.Opened({}, {"first": 1}, audit.ERASED, erased=True)
    assert audit.verify(reading(), keys(app).audit) == []


def test_an_act_on_an_erased_person_keeps_nothing_of_it(app: Flask) -> None:
    with one_commit() as session:
        person_keys.destroy(session, HOA)
    row = act(after={"phone": "0900000002"}, person=HOA)
    assert row.sealed == b""
    assert audit.opened(reading(), row).erased
    assert audit.verify(reading(), keys(app).audit) == []


def test_a_sealed_value_moved_to_another_row_does_not_open(app: Flask) -> None:
    row = act(after={"phone": "0900000002"}, person=HOA)
    row.id = new_id()
    with db.session.no_autoflush, pytest.raises(SealBroken):
        audit.opened(reading(), row)
    db.session.rollback()


def test_producers_sign_without_their_name_staff_with_it(app: Flask) -> None:
    hoa = Viewer(role=Role.PRODUCER, account_id=new_id(), name="Hoa", household_id=HOA)
    with one_commit() as session:
        audit.record(session, hoa, "tested", kind="toy", id="a")
        audit.record(session, NAM, "tested", kind="toy", id="b")
    by_object = {row.object_id: row for row in reading().scalars(select(audit.AuditRow))}
    assert (by_object["a"].who_name, by_object["a"].who) == ("", hoa.account_id)
    assert by_object["b"].who_name == "Nam"


def test_rows_of_the_first_form_keep_verifying(app: Flask) -> None:
    """Rows written before anything was sealed were hashed without the new columns."""
    with one_commit() as session:
        unguard(session)
    row = act(after={"n": 1})
    row.form = 1
    old = [row.id, row.chain, row.position, row.at.isoformat(timespec="microseconds"), row.who,
           row.who_name, row.role, row.action, row.object_kind, row.object_id, row.before,
           row.after, row.reason]  # fmt: skip
    message = json.dumps([audit.START, old], ensure_ascii=False, sort_keys=True)
    assert audit.row_hash(b"k" * 32, audit.START, row) == _hmac(b"k" * 32, message)
    made = audit.row_hash(keys(app).audit, audit.START, row)
    db.session.rollback()
    with one_commit() as session:
        session.execute(text("UPDATE audit_row SET form = 1, hash = :h"), {"h": made})
        session.execute(
            text("UPDATE audit_head SET hash = :h WHERE chain = :c"), {"h": made, "c": row.chain}
        )
    db.session.expire_all()
    assert audit.verify(reading(), keys(app).audit) == []


def _hmac(key: bytes, message: str) -> str:
    return hmac.new(key, message.encode(), hashlib.sha256).hexdigest()


def test_sealing_costs_one_more_question_an_act(app: Flask) -> None:
    """Many writers: the key is asked for once, before any chain is held."""
    act(after={"n": 1}, person=HOA)
    counted: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    def statements(person: str | None) -> list[str]:
        db.session.remove()
        counted.clear()
        with one_commit() as session:
            audit.record(
                session, NAM, "counted", kind="toy", id="t1", after={"n": 1}, person=person
            )
        return [one for one in counted if "audit" in one or "person_key" in one]

    event.listen(db.engine, "before_cursor_execute", count)
    open_one, sealed = statements(None), statements(HOA)
    event.remove(db.engine, "before_cursor_execute", count)
    assert len(sealed) == len(open_one) + 1
    assert "person_key" in sealed[0]


def test_two_first_acts_on_one_person_in_one_moment_make_one_key(app: Flask) -> None:
    """PostgreSQL let two writers insert the same person's key; one of them was answered 500."""
    if db.engine.dialect.name == "sqlite":
        with one_commit() as session:
            person_keys.seal_for(session, keys(app), HOA, "một", place="a")
        assert reading().get(PersonKey, HOA) is not None
        return
    first = db.engine.connect()
    with one_commit() as session:
        row = person_keys.new_key(keys(app), HOA)
        begun = first.begin()
        first.execute(
            PersonKey.__table__.insert().values(  # type: ignore[attr-defined]  # a Table
                person_id=HOA, wrapped=row.wrapped, made_at=clock.now()
            )
        )
        assert session.get(PersonKey, HOA) is None
        begun.commit()
        sealed = person_keys.seal_for(session, keys(app), HOA, "hai", place="a")
        assert person_keys.open_for(session, keys(app), HOA, sealed, place="a") == "hai"
    first.close()
