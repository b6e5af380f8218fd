"""The one commit: whole or not at all, and never two at once."""

import threading

import pytest
from flask import Flask
from sqlalchemy.exc import InvalidRequestError

from agrimarket.kit.db import db, one_commit
from tests.kit import toy


@pytest.fixture(autouse=True)
def _room(app: Flask) -> None:
    toy.install(app)


def test_an_exception_takes_everything_back() -> None:
    def act() -> None:
        with one_commit() as session:
            session.add(toy.Note(text="a"))
            session.flush()
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        act()
    assert toy.count() == 0


def test_a_second_commit_inside_the_first_is_refused() -> None:
    with one_commit(), pytest.raises(InvalidRequestError), one_commit():
        pass


def test_the_revision_grows_with_each_change() -> None:
    with one_commit() as session:
        note = toy.Note(text="a")
        session.add(note)
    with one_commit() as session:
        session.get_one(toy.Note, note.id).text = "b"
    assert db.session.get(toy.Note, note.id).revision == 2


def test_writers_wait_for_each_other_instead_of_failing(app: Flask) -> None:
    """A deferred read-then-write fails on SQLite with "database is locked"; this must not."""
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(15):
                with app.app_context(), one_commit() as session:
                    count = session.query(toy.Note).count()
                    session.add(toy.Note(text=str(count)))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert toy.count() == 90


def test_postgres_plans_for_the_values_asked_and_no_rollback_changes_that() -> None:
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        connection.rollback()
        said = [
            connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("plan_cache_mode", "jit")
        ]
    assert said == ["force_custom_plan", "off"]
