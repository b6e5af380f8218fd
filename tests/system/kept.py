"""What the tests of backup and restore share: a filled service, a place to restore to, a count."""

import contextlib
import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import create_engine

from agrimarket.config import Settings
from agrimarket.kit import key_check
from agrimarket.kit.db import db, one_commit, prepare_engine
from agrimarket.kit.key_watch import keys_of
from agrimarket.system import backup
from agrimarket.system.backup.cells import turned, turns_out
from agrimarket.system.backup.tables import rows_of, tables_of
from tests import databases
from tests.builders.households import a_household, citizen_id
from tests.builders.issuing import active_order
from tests.builders.lots import a_lot
from tests.builders.products import a_kept_photo, a_product
from tests.people import People

Tables = dict[str, list[Any]]


def fill(people: People) -> str:
    """Producers, one with a citizen number, a product with a photo, a lot, stamps in use."""
    mark_keys()
    number = citizen_id()
    household = a_household(people, citizen_id=number, area_ha="1.50")
    product = a_product(people, household)
    a_kept_photo(people, product)
    active_order(people, a_lot(people, product))
    a_household(people, consent=None)
    return number


def mark_keys() -> None:
    """As `init` does; a database of before there were marks gains them by a restore."""
    with one_commit() as session:
        key_check.enter(session, keys_of(current_app))


def settings_of(app: Flask) -> Settings:
    settings: Settings = app.extensions["agrimarket.settings"]
    return settings


def back_up(app: Flask, path: Path, **options: Any) -> backup.Made:
    """A backup of the app's service."""
    return backup.make(
        db.engine, settings_of(app), app.extensions["agrimarket.keys"], path, **options
    )


@contextlib.contextmanager
def an_empty_place(kind: str, folder: Path) -> Iterator[Settings]:
    """Settings of a service that has neither database nor data folder yet."""
    if kind == "sqlite":
        yield databases.settings_for(f"sqlite:///{folder / 'data' / 'new.sqlite3'}", folder)
        return
    with databases.empty(kind) as url:
        yield databases.settings_for(url, folder)


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[Flask]:
    """The service on these settings, inside an app context."""
    app = databases.an_app(settings.database_url, settings.data.parent)
    app.extensions["agrimarket.settings"] = dataclasses.replace(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def contents(url: str) -> Tables:
    """Every row of every table as JSON, whichever the database."""
    engine = create_engine(url)
    prepare_engine(engine)
    found: Tables = {}
    with engine.connect() as connection:
        for table in tables_of(connection):
            turns = turns_out(table.columns, engine.dialect.name)
            kinds = [column.kind for column in table.columns]
            rows = [turned(row, turns) for chunk in rows_of(connection, table) for row in chunk]
            found[table.name] = sorted(
                ([_plain(*one) for one in zip(row, kinds, strict=True)] for row in rows), key=str
            )
    engine.dispose()
    return found


def _plain(value: Any, kind: str) -> Any:
    return json.loads(value) if kind == "json" and value is not None else value
