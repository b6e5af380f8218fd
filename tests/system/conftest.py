"""A sound backup for tests that only read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agrimarket.kit.db import db
from tests import databases
from tests.people import People
from tests.system.kept import back_up, fill


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A sound backup of a filled SQLite service, for tests that only read it."""
    folder = tmp_path_factory.mktemp("made")
    with databases.fresh("sqlite", folder) as url:
        app = databases.an_app(url, folder)
        with app.app_context():
            fill(People(app))
            yield back_up(app, folder / "kept.tar").path
            db.session.remove()
            db.engine.dispose()
