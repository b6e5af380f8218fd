"""Migrations run over a database with people in it, not only over an empty one."""

from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text

from agrimarket.accounts import rules as accounts
from agrimarket.app import MIGRATIONS
from agrimarket.households.models import Household
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.system import restore, verify
from tests.builders.households import a_household
from tests.builders.products import a_kept_photo, a_product
from tests.people import NGA_AN, PASSWORD, People
from tests.system.kept import an_empty_place, back_up, running

BEFORE_PEOPLE = "0009"  # the release that had neither scopes of people nor keys of persons


@pytest.fixture
def old(app: Flask, people: People) -> Flask:
    """A filled database as an older release left it, with a signed-in worker of a commune."""
    a_kept_photo(people, a_product(people))
    a_household(people, consent=None)
    with one_commit() as session:
        accounts.create_account(
            session, viewer=SYSTEM, name="Nam", login="nam", password=PASSWORD,
            role=Role.EXTENSION_WORKER, commune_codes=(NGA_AN,),
        )  # fmt: skip
    db.session.remove()
    downgrade(directory=str(MIGRATIONS), revision=BEFORE_PEOPLE)
    return app


def test_nobody_is_lost_on_the_way_up(old: Flask) -> None:
    """SQLite once refused to rebuild a table that others pointed to, so `init` failed."""
    upgrade(directory=str(MIGRATIONS))
    assert reading().scalar(select(func.count()).select_from(Household)) == 2
    communes = text("SELECT commune_code FROM account_commune")
    assert set(reading().scalars(communes)) == {NGA_AN}
    if db.engine.dialect.name == "sqlite":
        assert reading().execute(text("PRAGMA foreign_key_check")).all() == []
        assert reading().scalar(text("PRAGMA foreign_keys")) == 1


def test_a_backup_of_the_older_release_is_brought_up(old: Flask, tmp_path: Path) -> None:
    """The audit rows of this test were made by this release: the older one starts without."""
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_row"))
        connection.execute(text(f"UPDATE audit_head SET position = 0, hash = '{'0' * 64}'"))
    made = back_up(old, tmp_path / "kept.tar")
    assert made.manifest.revision == BEFORE_PEOPLE
    with an_empty_place("sqlite", tmp_path / "new") as settings:
        restore.restore(settings, made.path)
        with running(settings) as app:
            assert reading().scalar(select(func.count()).select_from(Household)) == 2
            keys = app.extensions["agrimarket.keys"]
            assert list(verify.faults(reading(), keys, settings.data)) == []
