"""Any change of the trail by hand is found, with the row and what was done to it."""

from collections.abc import Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from agrimarket.kit import audit
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.audit import AuditFault, AuditRow, What
from agrimarket.kit.db import db, one_commit, reading
from tests.builders.audit import by_hand, unguard

Found = list[tuple[int, int, str]]


@pytest.fixture
def chain(app: Flask) -> int:
    """A chain of ten rows; others have rows too, and nobody guards any of them."""
    with one_commit() as session:
        for number in range(24):
            audit.record(session, SYSTEM, "tested", kind="toy", id=f"t{number}", after={"n": 1})
        for number in range(10):
            audit.record(session, SYSTEM, "tested", kind="toy", id="same", after={"n": number})
        unguard(session)
    return (
        reading().scalars(select(AuditRow.chain).where(AuditRow.object_id == "same")).first() or 0
    )


def last_of(chain: int) -> int:
    return reading().scalar(select(func.max(AuditRow.position)).where(AuditRow.chain == chain)) or 0


def faults(app: Flask) -> list[AuditFault]:
    db.session.rollback()
    db.session.expunge_all()
    return audit.verify(reading(), app.extensions["agrimarket.keys"].audit)


def said(found: Sequence[AuditFault]) -> Found:
    return [(one.position, one.until or one.position, one.what.value) for one in found]


def test_untouched_chains_hold(app: Flask, chain: int) -> None:
    assert faults(app) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("who_name", "'khác'"), ("action", "'khác'"), ("reason", "'khác'"), ("object_id", "'khác'"),
     ("role", "'khác'"), ("after", "'{\"n\": -1}'"), ("form", "1"),
     ("person_id", "'00000000000000000000000000000000'"), ("hash", "'" + "a" * 64 + "'")],
)  # fmt: skip
def test_a_changed_row_is_named_and_no_other(
    app: Flask, chain: int, column: str, value: str
) -> None:
    by_hand(f"UPDATE audit_row SET {column} = {value} WHERE chain = :c AND position = 4", c=chain)
    found = faults(app)
    assert said(found) == [(4, 4, "changed")]
    assert found[0].row is not None
    assert found[0].row.id == db.session.scalar(
        select(AuditRow.id).where(AuditRow.chain == chain, AuditRow.position == 4)
    )


def test_a_changed_ciphertext_is_named(app: Flask, chain: int) -> None:
    value = "hash" if db.engine.dialect.name == "sqlite" else "hash::bytea"
    by_hand(f"UPDATE audit_row SET sealed = {value} WHERE chain = :c AND position = 5", c=chain)
    assert said(faults(app)) == [(5, 5, "changed")]


def test_two_changed_rows_are_both_named(app: Flask, chain: int) -> None:
    by_hand("UPDATE audit_row SET action = 'x' WHERE chain = :c AND position IN (3, 7)", c=chain)
    assert said(faults(app)) == [(3, 3, "changed"), (7, 7, "changed")]


def test_deleted_rows_are_named_by_their_places(app: Flask, chain: int) -> None:
    by_hand("DELETE FROM audit_row WHERE chain = :c AND position IN (3, 4)", c=chain)
    assert said(faults(app)) == [(3, 4, "deleted")]


def test_the_first_row_deleted(app: Flask, chain: int) -> None:
    by_hand("DELETE FROM audit_row WHERE chain = :c AND position = 1", c=chain)
    assert said(faults(app)) == [(1, 1, "deleted")]


def test_a_deleted_row_whose_followers_were_renumbered(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand(
        "DELETE FROM audit_row WHERE chain = :c AND position = 4",
        *(f"UPDATE audit_row SET position = {n - 1} WHERE chain = :c AND position = {n}"
          for n in range(5, last + 1)),
        "UPDATE audit_head SET position = position - 1 WHERE chain = :c", c=chain,
    )  # fmt: skip
    assert [one.what for one in faults(app)] == [What.DELETED]
    assert faults(app)[0].position == 4


@pytest.mark.parametrize(("one", "other"), [(3, 4), (3, 8), (1, 2), (1, 10)])
def test_two_rows_in_each_others_place(app: Flask, chain: int, one: int, other: int) -> None:
    by_hand(
        "UPDATE audit_row SET position = -1 WHERE chain = :c AND position = :a",
        "UPDATE audit_row SET position = :a WHERE chain = :c AND position = :b",
        "UPDATE audit_row SET position = :b WHERE chain = :c AND position = -1",
        c=chain, a=one, b=other,
    )  # fmt: skip
    assert said(faults(app)) == [(one, other, "swapped")]


def test_the_last_two_rows_in_each_others_place(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand(
        "UPDATE audit_row SET position = -1 WHERE chain = :c AND position = :a",
        "UPDATE audit_row SET position = :a WHERE chain = :c AND position = :b",
        "UPDATE audit_row SET position = :b WHERE chain = :c AND position = -1",
        c=chain, a=last - 1, b=last,
    )  # fmt: skip
    assert said(faults(app)) == [(last - 1, last, "swapped")]


COPY = (
    "INSERT INTO audit_row (id, chain, position, at, who, who_name, role, action, object_kind,"
    " object_id, form, hash) SELECT '{id}', chain, {place}, at, who, who_name, role, 'made up',"
    " object_kind, object_id, form, hash FROM audit_row WHERE chain = :c AND position = 2"
)
MADE_UP = "0" * 31 + "1"


def test_a_row_put_in_between(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand(
        *(f"UPDATE audit_row SET position = {n + 1} WHERE chain = :c AND position = {n}"
          for n in range(last, 5, -1)),
        COPY.format(id=MADE_UP, place=6),
        "UPDATE audit_head SET position = position + 1 WHERE chain = :c", c=chain,
    )  # fmt: skip
    assert said(faults(app)) == [(6, 6, "inserted")]


def test_a_row_put_behind_the_head(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand(COPY.format(id=MADE_UP, place=last + 1), c=chain)
    assert said(faults(app)) == [(last + 1, last + 1, "inserted")]


def test_a_chain_cut_at_its_end(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand("DELETE FROM audit_row WHERE chain = :c AND position > :p", c=chain, p=last - 3)
    assert said(faults(app)) == [(last - 2, last, "truncated")]


def test_a_chain_emptied(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand("DELETE FROM audit_row WHERE chain = :c", c=chain)
    assert said(faults(app)) == [(1, last, "truncated")]


def test_everything_truncated(app: Flask, chain: int) -> None:
    by_hand("DELETE FROM audit_row")
    found = faults(app)
    assert {one.what for one in found} == {What.TRUNCATED}
    assert len(found) > 5


def test_a_head_taken_out_or_changed_or_put_back(app: Flask, chain: int) -> None:
    last = last_of(chain)
    by_hand("UPDATE audit_head SET hash = :h WHERE chain = :c", c=chain, h="b" * 64)
    assert said(faults(app)) == [(last, last, "head_changed")]
    by_hand("UPDATE audit_head SET position = 2 WHERE chain = :c", c=chain)
    assert said(faults(app)) == [(2, 2, "head_back")]
    by_hand("DELETE FROM audit_head WHERE chain = :c", c=chain)
    assert said(faults(app)) == [(last, last, "head_missing")]


def test_a_chain_taken_out_whole_is_missed(app: Flask, chain: int) -> None:
    by_hand(
        "DELETE FROM audit_row WHERE chain = :c", "DELETE FROM audit_head WHERE chain = :c", c=chain
    )
    assert [(one.chain, one.what) for one in faults(app)] == [(chain, What.HEAD_MISSING)]


def test_a_chain_too_many_is_found(app: Flask, chain: int) -> None:
    with one_commit() as session:
        session.add(audit.AuditHead(chain=audit.CHAINS, position=0, hash=audit.START))
    assert [one.chain for one in faults(app)] == [audit.CHAINS]


def test_another_key_opens_nothing_and_takes_no_age(app: Flask, chain: int) -> None:
    rows = db.session.scalar(text("SELECT count(*) FROM audit_row"))
    found = audit.verify(reading(), b"x" * 32)
    assert len(found) == rows
    assert {one.what for one in found} == {What.CHANGED}
