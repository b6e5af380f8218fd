"""A database that has no time: everybody is told so in words, and when to come again."""

import pytest
from flask import Flask
from sqlalchemy import exc

from agrimarket.issuing.log import pages, read


@pytest.mark.parametrize(
    "fault",
    [
        exc.TimeoutError("QueuePool limit of size 5 overflow 10 reached, connection timed out"),
        exc.OperationalError("SELECT 1", {}, Exception("database is locked")),
    ],
)
def test_no_free_connection_is_a_busy_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """Hurt: while the database was copied over, heads of the log answered 500 after 30 seconds."""

    def late(*_args: object) -> None:
        raise fault

    monkeypatch.setattr(read, "heads", late)
    assert pages.read is read
    client = app.test_client()
    answer = client.get("/so-cap-tem/heads.json", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    page = client.get("/so-cap-tem/heads.json", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "Hệ thống đang bận" in page.text
