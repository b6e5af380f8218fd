"""The demo province in this process, for tests that throw things at it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.accounts import rules
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit
from agrimarket.system import demo
from tests import databases

PASSWORD = "bốn con trâu đen"


@dataclass
class Province:
    """An app full of the demo's data, and the passwords of its sign-ins."""

    app: Flask
    passwords: dict[str, str]

    def browser(self, login: str) -> FlaskClient:
        """A browser signed in as one of tinh, xa, canbo, hoa, kiemtoan."""
        client = self.app.test_client()
        data = {"login": login, "password": self.passwords[login]}
        assert client.post("/dang-nhap", data=data).status_code == 303
        return client


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A demo province of this file's own, on SQLite."""
    folder = tmp_path_factory.mktemp("province")
    with databases.fresh("sqlite", folder) as url:
        app = databases.an_app(url, folder, "127.0.0.1:8000")
        with app.app_context(), one_commit() as session:
            rules.create_account(
                session, viewer=SYSTEM, name="Phúc", login="tinh", password=PASSWORD,
                role=Role.PROVINCE_OFFICER,
            )  # fmt: skip
        yield Province(app, demo.load(app) | {"tinh": PASSWORD})
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
