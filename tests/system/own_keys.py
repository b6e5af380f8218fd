"""A service with a key file of its own, for tests that change the keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask

from agrimarket.app import create_app
from agrimarket.kit.db import db
from agrimarket.system.setup import make_keys
from tests import databases


@contextmanager
def serving(database: str, folder: Path) -> Iterator[Flask]:
    """The service on this database, inside an app context."""
    path = folder / "keys" / "keys.json"
    make_keys(path)
    settings = replace(databases.settings_for(database, folder), key_file=path)
    application = create_app(settings, databases.QUIET)
    application.test_client_class = databases.Client
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()
