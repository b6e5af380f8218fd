"""Tries lock at their limit, over processes, threads and clocks; a right one is never held up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask, g
from sqlalchemy import select

from agrimarket.kit import clock, tries
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import db, one_commit, reading, undo
from agrimarket.kit.jobs import JobContext
from agrimarket.kit.tries import LockedOut, Tries

HOA, NAM = "hoa", "nam"


def spend_until_locked(kind: str, *subjects: str, most: int = 50) -> int:
    """How many tries were heard before the lock."""
    for count in range(most):
        try:
            tries.spend(kind, *subjects)
        except LockedOut:
            return count
    return most


def test_the_limit_is_heard_and_the_next_is_not(app: Flask) -> None:
    assert spend_until_locked("password", HOA) == 10
    with pytest.raises(LockedOut) as refused:
        tries.check("password", HOA)
    assert 895 <= refused.value.facts["seconds"] <= 900
    assert "15 phút" in refused.value.detail
    tries.check("password", NAM)
    tries.check("pin", HOA)


def test_failed_counts_like_spend(app: Flask) -> None:
    for _ in range(5):
        tries.check("pin", HOA)
        tries.failed("pin", HOA)
    with pytest.raises(LockedOut):
        tries.check("pin", HOA)


def test_a_lock_ends_and_the_count_begins_anew(app: Flask) -> None:
    start = clock.now()
    with clock.frozen_at(start):
        assert spend_until_locked("pin", HOA) == 5
    with clock.frozen_at(start + timedelta(minutes=14, seconds=59)), pytest.raises(LockedOut):
        tries.check("pin", HOA)
    with clock.frozen_at(start + timedelta(minutes=15, seconds=1)):
        assert spend_until_locked("pin", HOA) == 5


def test_failing_while_locked_does_not_lengthen_the_lock(app: Flask) -> None:
    start = clock.now()
    with clock.frozen_at(start):
        spend_until_locked("pin", HOA)
    with clock.frozen_at(start + timedelta(minutes=10)):
        tries.failed("pin", HOA)
    with clock.frozen_at(start + timedelta(minutes=15, seconds=1)):
        tries.check("pin", HOA)


def test_old_tries_leave_the_window(app: Flask) -> None:
    start = clock.now()
    for minute in range(0, 60, 4):  # never five within fifteen minutes
        with clock.frozen_at(start + timedelta(minutes=minute)):
            tries.spend("pin", HOA)


def test_a_rate_holds_over_the_edge_of_every_hour(app: Flask) -> None:
    """A counter that starts anew each hour would let five through around its turn."""
    start = clock.now()
    heard = []
    for minute in range(0, 180, 5):
        with clock.frozen_at(start + timedelta(minutes=minute)):
            try:
                tries.spend("code_send", HOA)
            except LockedOut:
                continue
            heard.append(minute)
    assert len(heard) == 9
    assert all(later - earlier >= 60 for earlier, later in zip(heard, heard[3:], strict=False))


def test_a_right_try_clears(app: Flask) -> None:
    for _ in range(3):
        for _ in range(9):
            tries.spend("password", HOA)
        tries.clear("password", HOA)
    with one_commit() as session:
        tries.clear_in(session, "password", HOA)
    assert reading().scalars(select(Tries)).all() == []


def test_one_locked_subject_locks_the_try_and_counts_nothing_more(app: Flask) -> None:
    spend_until_locked("code_send", HOA)
    with pytest.raises(LockedOut):
        tries.spend("code_send", HOA, NAM)
    assert spend_until_locked("code_send", NAM) == 3


def test_no_subject_stands_in_the_table_in_clear(app: Flask) -> None:
    tries.spend("code_send", "0912345678")
    row = reading().scalars(select(Tries)).one()
    assert "0912345678" not in str([getattr(row, c.name) for c in Tries.__table__.columns])


def test_a_lock_is_audited_once_under_its_object(app: Flask) -> None:
    for _ in range(12):
        tries.failed("pin", HOA, about=("account", "0190-hoa"))
    rows = reading().scalars(select(AuditRow).where(AuditRow.action == "tries_ended")).all()
    assert [(row.object_id, row.after) for row in rows] == [("0190-hoa", {"what": "pin"})]


def test_twenty_threads_get_no_try_more_than_one(app: Flask) -> None:
    def one(_: int) -> bool:
        with app.app_context():
            try:
                tries.spend("password", HOA)
            except LockedOut:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(one, range(40))) == 10


def test_a_refused_answer_does_not_take_the_count_back(app: Flask) -> None:
    """An API edge rolls back what it refused; what it counted has to stay."""

    with app.test_request_context("/", method="POST"):
        g.answer_commits = True
        assert spend_until_locked("pin", HOA) == 5
        assert g.answer_commits
        undo(db.session())
        with pytest.raises(LockedOut):
            tries.check("pin", HOA)


def test_old_rows_are_forgotten(app: Flask) -> None:
    start = clock.now()
    with clock.frozen_at(start):
        tries.spend("pin", HOA)
    job = JobContext("x", {}, 1)
    tries.HANDLERS["tries.forget_old"](job)
    assert len(reading().scalars(select(Tries)).all()) == 1
    with clock.frozen_at(start + tries.LONGEST + timedelta(seconds=1)):
        tries.HANDLERS["tries.forget_old"](job)
    assert reading().scalars(select(Tries)).all() == []


def test_an_unknown_kind_is_a_bug(app: Flask) -> None:
    with pytest.raises(KeyError):
        tries.check("guess", HOA)
