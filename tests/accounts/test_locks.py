"""Passwords, codes and tokens lock at their limit, whatever address a request claims."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.accounts import rules
from agrimarket.app import create_app
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.limits import limiter
from tests.accounts.entry import (
    OTHER,
    PASSWORD,
    PHONE,
    a_producer,
    acts,
    an_account,
    is_in,
    last_code,
    outbox,
    sign_in,
)
from tests.databases import QUIET, Client, settings_for

FORGED = 50


@pytest.fixture(params=[0, 1], ids=["no-proxy", "one-proxy"])
def strict(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Iterator[Flask]:
    """The service with its limits on, behind so many proxies."""
    settings = settings_for(database, tmp_path, "tem.example.vn")
    settings = replace(settings, trusted_proxies=request.param)
    app = create_app(settings, QUIET | {"RATELIMIT_ENABLED": True})
    app.test_client_class = Client
    with app.app_context():
        yield app
        limiter.reset()
        limiter.enabled = False  # one for the process: the next app says itself what it wants
        db.session.remove()
        db.engine.dispose()


def forged(number: int) -> dict[str, str]:
    return {"X-Forwarded-For": f"203.0.113.{number}"}


def test_a_password_locks_under_fifty_forged_addresses(strict: Flask) -> None:
    an_account()
    statuses = [
        sign_in(strict.test_client(), password=f"sai {number}", headers=forged(number)).status_code
        for number in range(FORGED)
    ]
    assert statuses == [422] * 10 + [429] * (FORGED - 10)
    right = sign_in(strict.test_client(), headers=forged(99))
    assert right.status_code == 429
    assert 880 <= int(right.headers["Retry-After"]) <= 900
    assert "Hãy chờ 15 phút" in right.text


def test_a_code_locks_under_fifty_forged_addresses(strict: Flask) -> None:
    a_producer()
    client = strict.test_client()
    client.post("/dang-nhap/ma", data={"phone": PHONE})
    code = last_code(strict)
    guesses = (f"{(int(code) + 1 + number) % 10**6:06d}" for number in range(FORGED))
    statuses = [
        client.post("/dang-nhap/ma/nhap", data={"code": guess}, headers=forged(number)).status_code
        for number, guess in enumerate(guesses)
    ]
    assert statuses == [422] * 4 + [429] * (FORGED - 4)
    right = client.post("/dang-nhap/ma/nhap", data={"code": code}, headers=forged(99))
    assert right.status_code == 429
    assert not is_in(client)


def test_sends_and_reset_links_stop_under_fifty_forged_addresses(strict: Flask) -> None:
    an_account(phone=PHONE)
    for path, data in (
        ("/dang-nhap/ma", {"phone": PHONE}),
        ("/dang-nhap/quen", {"login": PHONE}),
    ):
        statuses = [
            strict.test_client().post(path, data=data, headers=forged(number)).status_code
            for number in range(FORGED)
        ]
        assert statuses[3:] == [429] * (FORGED - 3), path
        assert 429 not in statuses[:3], path
    assert len(outbox(strict)) == 6


def test_wrong_tokens_are_slowed_down_and_right_ones_are_not(strict: Flask) -> None:
    client = strict.test_client()

    def status(secret: str) -> int:
        headers = {"Authorization": f"Bearer {secret}"}
        return client.get("/api/v1/households", headers=headers).status_code

    with one_commit() as session:
        right = rules.create_token(session, viewer=SYSTEM, name="Phúc", role=Role.PROVINCE_OFFICER)[
            1
        ]
    statuses = {status(f"agri_{number}") for number in range(125)}
    assert statuses == {401, 429}
    assert status(right) == 200


def test_one_address_cannot_ask_for_codes_to_many_phones(strict: Flask) -> None:
    client = strict.test_client()
    statuses = [
        client.post("/dang-nhap/ma", data={"phone": f"0912{number:06d}"}).status_code
        for number in range(35)
    ]
    assert statuses == [303] * 30 + [429] * 5


def test_a_stranger_cannot_lock_somebody_out_of_his_own_browser(
    app: Flask, client: FlaskClient
) -> None:
    an_account()
    sign_in(client)
    client.post("/dang-xuat")
    stranger = app.test_client()
    while sign_in(stranger, password="sai").status_code != 429:
        pass
    assert sign_in(client).status_code == 303


def test_a_known_browser_has_a_limit_of_its_own(app: Flask, client: FlaskClient) -> None:
    an_account()
    sign_in(client)
    client.post("/dang-xuat")
    statuses = [sign_in(client, password="sai").status_code for _ in range(12)]
    assert statuses == [422] * 10 + [429] * 2
    assert sign_in(app.test_client()).status_code == 303


def test_a_known_browser_knows_no_other_account(app: Flask, client: FlaskClient) -> None:
    an_account("Lan")
    an_account("Nam")
    sign_in(client, "lan@xa.example")
    client.post("/dang-xuat")
    for _ in range(10):
        sign_in(app.test_client(), password="sai")
    assert sign_in(client).status_code == 429


def test_the_mark_of_a_browser_cannot_be_forged_and_ends_with_the_password(
    app: Flask, client: FlaskClient
) -> None:
    an_account()
    sign_in(client)
    other = app.test_client()
    sign_in(other)
    other.post("/tai-khoan/mat-khau", data={"old": PASSWORD, "new": OTHER})
    forger = app.test_client()
    forger.set_cookie("agrimarket_known", '["x","y"].z', path="/dang-nhap")
    for _ in range(10):
        sign_in(forger, password="sai")
    assert sign_in(client, password=OTHER).status_code == 429
    assert sign_in(other, password=OTHER).status_code == 303


def test_a_login_nobody_has_locks_like_any_other(client: FlaskClient) -> None:
    statuses = [sign_in(client, "ai@xa.example").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_name_mail_and_phone_of_one_person_share_the_count(client: FlaskClient) -> None:
    an_account(login="nam", email="nam@xa.example", phone=PHONE)
    logins = ["nam", "NAM@xa.example", PHONE, "0912 345 678", "+84912345678"] * 2
    assert {sign_in(client, login, "sai").status_code for login in logins} == {422}
    assert sign_in(client, "nam").status_code == 429


def test_the_right_password_clears_the_count_and_the_lock_ends(
    app: Flask, client: FlaskClient
) -> None:
    an_account()
    for _ in range(2):
        for _ in range(9):
            sign_in(app.test_client(), password="sai")
        assert sign_in(app.test_client()).status_code == 303
    start = clock.now()
    with clock.frozen_at(start):
        for _ in range(10):
            sign_in(client, password="sai")
        assert sign_in(client).status_code == 429
    with clock.frozen_at(start + timedelta(minutes=15, seconds=1)):
        assert sign_in(client).status_code == 303


def test_the_old_password_cannot_be_guessed_from_an_open_browser(
    app: Flask, client: FlaskClient
) -> None:
    an_account()
    sign_in(client)
    for _ in range(10):
        client.post("/tai-khoan/mat-khau", data={"old": "sai", "new": OTHER})
    answer = client.post("/tai-khoan/mat-khau", data={"old": PASSWORD, "new": OTHER})
    assert answer.status_code == 429
    assert sign_in(app.test_client()).status_code == 303


def test_a_lock_stands_in_the_audit_without_login_or_phone(client: FlaskClient) -> None:
    account_id = an_account(login="nam", phone=PHONE)
    for _ in range(10):
        sign_in(client, PHONE, "sai")
    rows = acts("tries_ended")
    assert [(row.object_kind, row.object_id, row.after) for row in rows] == [
        ("account", account_id, {"what": "password"})
    ]
