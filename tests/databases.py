"""Databases for tests: a migrated template once a session, copied for each test."""

import atexit
import contextlib
import functools
import itertools
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text
from werkzeug.test import TestResponse

from agrimarket.app import MIGRATIONS, create_app
from agrimarket.channels.register import load_channels
from agrimarket.config import Settings
from agrimarket.kit.db import db, one_commit
from agrimarket.places.load import load_places
from agrimarket.system.setup import make_keys
from tests import warm
from tests.postgres import server

QUIET = {"TESTING": True, "RATELIMIT_ENABLED": False, "WTF_CSRF_ENABLED": False}
_number = itertools.count(1)
warm.remember_addresses()


@functools.cache
def workshop() -> Path:
    """A folder for this session: templates and one key file for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="agrimarket-tests-", dir=warm.in_memory()))
    make_keys(folder / "keys" / "keys.json")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def settings_for(url: str, folder: Path, host: str = "127.0.0.1:8000") -> Settings:
    """Settings of a service with this database and data folder."""
    return Settings(
        data=folder / "data",
        key_file=workshop() / "keys" / "keys.json",
        database_url=url,
        public_host=host,
    )


class Client(FlaskClient):
    """Each request in an app context of its own, as a server has it: no session, no g is shared."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


def an_app(url: str, folder: Path, host: str = "tem.example.vn") -> Flask:
    """The service with limits and form tokens switched off."""
    app = create_app(settings_for(url, folder, host), QUIET)
    with app.app_context():
        warm.share_statements(db.engine)
    app.test_client_class = Client
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(workshop()))
    return app


@contextlib.contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """A database of its own, empty but for places and channels."""
    if kind == "sqlite":
        target = folder / "test.sqlite3"
        shutil.copyfile(_sqlite_template(), target)
        yield f"sqlite:///{target}"
        return
    with empty(kind, f'TEMPLATE "{_postgres_template()}" STRATEGY file_copy') as url:
        yield url


@contextlib.contextmanager
def empty(kind: str, options: str = "") -> Iterator[str]:
    """A PostgreSQL database of its own without a table, or made with these options."""
    assert kind == "postgres"
    name = f"t{os.getpid()}_{next(_number)}_{secrets.token_hex(3)}"
    _sql(f'CREATE DATABASE "{name}" {options}')
    try:
        yield server().url(name)
    finally:
        _sql(f'DROP DATABASE "{name}" WITH (FORCE)')


@functools.cache
def _sqlite_template() -> Path:
    target = workshop() / "template.sqlite3"
    _migrate(f"sqlite:///{target}")
    return target


@functools.cache
def _postgres_template() -> str:
    name = f"template_{os.getpid()}"
    _sql(f'CREATE DATABASE "{name}"')
    _migrate(server().url(name))
    return name


def _migrate(url: str) -> None:
    app = create_app(settings_for(url, workshop()), QUIET)
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        with one_commit() as session:
            load_places(session)
            load_channels(session)
        if url.startswith("sqlite"):
            db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        warm.keep_statements(db.engine)
        db.session.remove()
        db.engine.dispose()


def _sql(statement: str) -> None:
    engine = create_engine(server().url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
