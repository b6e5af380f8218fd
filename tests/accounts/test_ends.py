"""A person who is disabled is out at once: sessions, tokens, links and phones, in every process."""

import re
import time
import urllib.parse
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts import ends, rules
from agrimarket.accounts.models import Account, AccountSession, FieldDevice
from agrimarket.accounts.sessions import secret_hash
from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC, SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from tests.accounts.entry import acts, an_account, is_in, row_of, sign_in
from tests.ready import a_service


def close(account_id: str) -> None:
    with one_commit() as session:
        ends.disable(session, SYSTEM, row_of(account_id))


def a_token(account_id: str | None) -> str:
    with one_commit() as session:
        return rules.create_token(
            session, viewer=SYSTEM, name="Nam", role=Role.EXTENSION_WORKER,
            commune_codes=["16144"], account_id=account_id,
        )[1]  # fmt: skip


def test_sessions_tokens_and_phones_stop_with_the_commit(app: Flask, client: FlaskClient) -> None:
    account_id = an_account()
    sign_in(client)
    secret = a_token(account_id)
    with one_commit() as session:
        session.add(
            FieldDevice(
                account_id=account_id, name="Máy", secret_hash="a" * 64, pin_hash="x",
                seen_at=clock.now(), ends_at=clock.now() + timedelta(days=30),
            )
        )  # fmt: skip
    assert is_in(client)
    close(account_id)
    assert not is_in(client)
    assert rules.viewer_of_token(reading(), secret) is PUBLIC
    assert sign_in(client).status_code == 422
    assert [row.after for row in acts("account_disabled")] == [
        {"sessions": 1, "tokens": 1, "links": 0, "devices": 1}
    ]


def test_a_token_dies_with_its_person_even_if_nobody_revoked_it(app: Flask) -> None:
    account_id = an_account()
    secret, other = a_token(account_id), a_token(None)
    with one_commit() as session:
        session.get_one(Account, account_id).active = False
    assert rules.viewer_of_token(reading(), secret) is PUBLIC
    assert rules.viewer_of_token(reading(), other) is not PUBLIC


def test_opening_again_lets_the_person_sign_in_but_revives_nothing(
    app: Flask, client: FlaskClient
) -> None:
    account_id = an_account()
    sign_in(client)
    secret = a_token(account_id)
    close(account_id)
    with one_commit() as session:
        ends.enable(session, SYSTEM, row_of(account_id))
    assert not is_in(client)
    assert rules.viewer_of_token(reading(), secret) is PUBLIC
    assert sign_in(client).status_code == 303


def test_nobody_closes_himself(app: Flask) -> None:
    account_id = an_account()
    me = rules.viewer_of_account(row_of(account_id))
    with pytest.raises(ends.CloseYourself), one_commit() as session:
        ends.disable(session, me, row_of(account_id))


def test_ending_sessions_spares_the_one_named(app: Flask, client: FlaskClient) -> None:
    account_id = an_account()
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    with client.session_transaction() as cookie:
        secret = cookie["_user_id"].rpartition(".")[2]
    kept = (
        reading()
        .scalars(select(AccountSession).where(AccountSession.secret_hash == secret_hash(secret)))
        .one()
    )
    with one_commit() as session:
        assert ends.end_sessions(session, account_id, besides=kept.id) == 1
    assert (is_in(client), is_in(other)) == (True, False)


class Browser:
    """A browser with cookies, over the wire."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        # the service says Secure, for it stands behind https; here it is asked directly
        policy = DefaultCookiePolicy(secure_protocols=("http", "https"))
        jar = urllib.request.HTTPCookieProcessor(CookieJar(policy))
        self.opener = urllib.request.build_opener(jar)

    def open(self, path: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """Where it ended and what stood there."""
        body = urllib.parse.urlencode(data).encode() if data else None
        with self.opener.open(self.base + path, body, timeout=60) as answer:
            return answer.url, answer.read().decode()


def test_in_another_process_within_five_seconds(tmp_path: Path) -> None:
    """The service runs; the person is disabled from the command line, another process."""
    service = a_service(tmp_path)
    made = ("--role", "extension_worker", "--commune", "16144", "--name", "Nam")
    password = service.run("account", "create", "nam", *made).strip()
    with service.serving() as port:
        browser = Browser(port)
        form = re.search(r'name="csrf_token" value="([^"]+)"', browser.open("/dang-nhap")[1])
        assert form
        data = {"login": "nam", "password": password, "csrf_token": form[1]}
        assert browser.open("/dang-nhap", data)[0].endswith("/viec")
        service.run("account", "disable", "nam")
        done = time.monotonic()
        assert "/dang-nhap" in browser.open("/viec")[0]
        assert time.monotonic() - done < 5
