"""The demo province in this process, for tests that throw things at it."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests import ready


class Province(ready.Province):
    """A province that browsers can sign in to."""

    def browser(self, login: str) -> FlaskClient:
        """A browser signed in as one of tinh, xa, canbo, hoa, kiemtoan."""
        client = self.app.test_client()
        data = {"login": login, "password": self.passwords[login]}
        assert client.post("/dang-nhap", data=data).status_code == 303
        return client


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """A demo province of this file's own, on SQLite."""
    made = ready.province(tmp_path_factory.mktemp("province"))
    yield Province(made.app, made.passwords)
    ready.leave(made.app)
