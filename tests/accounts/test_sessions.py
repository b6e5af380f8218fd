"""Where one is signed in: seen, idle, too old, ended by its owner, alone or all at once."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from agrimarket.accounts import sessions
from agrimarket.accounts.models import AccountSession
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import WRITE, db, reading
from tests.accounts.entry import a_producer, acts, an_account, is_in, last_code, row_of, sign_in

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 Mobile Safari/537.36"


def at(**after: int):
    return clock.frozen_at(START + timedelta(**after))


def rows() -> list[AccountSession]:
    reading().rollback()
    reading().expire_all()
    return list(reading().scalars(select(AccountSession).order_by(AccountSession.created_at)))


def hoa_in(app: Flask, client: FlaskClient) -> None:
    client.post("/dang-nhap/ma", data={"phone": "0912345678"})
    client.post("/dang-nhap/ma/nhap", data={"code": last_code(app)})


def test_a_session_is_kept_as_a_hash_with_what_its_owner_needs(client: FlaskClient) -> None:
    account_id = an_account()
    sign_in(client, headers={"User-Agent": ANDROID})
    row = rows()[0]
    assert (row.account_id, row.how, row.label) == (account_id, "password", "Chrome, Android")
    with client.session_transaction() as cookie:
        secret = cookie["_user_id"].rpartition(".")[2]
    assert row.secret_hash == sessions.secret_hash(secret) != secret
    assert row_of(account_id).last_sign_in_at is not None
    assert [act.after for act in acts("signed_in")] == [{"how": "password"}]


@pytest.mark.parametrize("role", [Role.EXTENSION_WORKER, Role.PROVINCE_OFFICER, Role.OPERATOR])
def test_staff_are_out_after_thirty_idle_minutes(client: FlaskClient, role: Role) -> None:
    an_account(role=role)
    with at():
        sign_in(client)
    with at(minutes=29, seconds=59):
        assert is_in(client)
    with at(minutes=59):
        assert is_in(client)
    with at(minutes=89, seconds=1):
        assert not is_in(client)


def test_staff_are_out_after_twelve_hours_however_busy(client: FlaskClient) -> None:
    an_account()
    with at():
        sign_in(client)
    for minutes in range(20, 12 * 60, 20):
        with at(minutes=minutes):
            assert is_in(client)
    with at(hours=12):
        assert not is_in(client)


def test_a_producer_stays_twelve_idle_hours_and_thirty_days(
    app: Flask, client: FlaskClient
) -> None:
    a_producer()
    with at():
        hoa_in(app, client)
    for hours in range(11, 30 * 24, 11):
        with at(hours=hours):
            assert is_in(client)
    with at(days=30):
        assert not is_in(client)
    idle = app.test_client()
    with at():
        hoa_in(app, idle)
    with at(hours=12):
        assert not is_in(idle)


def test_only_a_producers_cookie_outlives_the_browser(app: Flask, client: FlaskClient) -> None:
    an_account()
    a_producer()
    kept = [c for c in sign_in(client).headers.getlist("Set-Cookie") if "agrimarket=" in c]
    assert "Expires" not in kept[0]
    assert "HttpOnly" in kept[0]
    assert "Secure" in kept[0]
    other = app.test_client()
    hoa_in(app, other)
    again = other.get("/tai-khoan").headers.getlist("Set-Cookie")
    assert any("agrimarket=" in c and "Expires" in c for c in again)


def test_a_use_is_written_at_most_once_a_minute(client: FlaskClient) -> None:
    an_account()
    with at():
        sign_in(client)
    with at(seconds=59):
        is_in(client)
        assert rows()[0].seen_at == START
    with at(seconds=61):
        is_in(client)
        assert rows()[0].seen_at == START + timedelta(seconds=61)


def test_a_busy_database_costs_the_note_and_not_the_page(app: Flask, client: FlaskClient) -> None:
    an_account()
    with at():
        sign_in(client)
    sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect().execution_options(**{WRITE: True}) as writer:
        writer.execute(text("UPDATE account_session SET label = label"))
        with at(minutes=5):
            assert is_in(client)
        writer.rollback()
    assert rows()[0].seen_at == START
    if sqlite:
        timeout = db.session.execute(text("PRAGMA busy_timeout")).scalar()
        assert timeout == 60000
    with at(minutes=6):
        assert is_in(client)
    assert rows()[0].seen_at == START + timedelta(minutes=6)


def test_the_page_shows_where_one_is_signed_in(app: Flask, client: FlaskClient) -> None:
    an_account(phone="0912345678", email="nam.nga@xa.example")
    sign_in(client, headers={"User-Agent": ANDROID})
    sign_in(app.test_client(), headers={"User-Agent": "Mozilla/5.0 (Windows NT) Firefox/130.0"})
    page = client.get("/tai-khoan").text
    for words in ("Chrome, Android", "Firefox, Windows", "Máy này", "0912 345 678",
                  "nam.nga@xa.example", "Xã Nga An", "Cán bộ khuyến nông"):  # fmt: skip
        assert words in page


def test_one_of_ones_own_is_ended(app: Flask, client: FlaskClient) -> None:
    an_account()
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    answer = client.post(f"/tai-khoan/phien/{rows()[1].id}/ket-thuc")
    assert answer.location == "/tai-khoan"
    assert (is_in(client), is_in(other)) == (True, False)
    assert len(acts("session_ended")) == 1


def test_anothers_session_is_not_found(app: Flask, client: FlaskClient) -> None:
    an_account("Nam")
    an_account("Lan")
    lan = app.test_client()
    sign_in(lan, "lan@xa.example")
    sign_in(client)
    foreign = client.post(f"/tai-khoan/phien/{rows()[0].id}/ket-thuc")
    missing = client.post("/tai-khoan/phien/01a00000-0000-7000-8000-000000000000/ket-thuc")
    odd = client.post("/tai-khoan/phien/x/ket-thuc")
    assert {foreign.status_code, missing.status_code, odd.status_code} == {404}
    assert foreign.text == missing.text
    assert is_in(lan)


def test_all_others_are_ended_at_once(app: Flask, client: FlaskClient) -> None:
    an_account()
    others = [app.test_client() for _ in range(3)]
    for one in (*others, client):
        sign_in(one)
    page = client.post("/tai-khoan/phien/ket-thuc-may-khac", follow_redirects=True).text
    assert "Đã đăng xuất 3 máy khác." in page
    assert is_in(client)
    assert not any(is_in(one) for one in others)


def test_signing_out_ends_the_session_for_a_copied_cookie_too(
    app: Flask, client: FlaskClient
) -> None:
    an_account()
    sign_in(client)
    thief = app.test_client()
    kept = client.get_cookie("agrimarket")
    assert kept
    thief.set_cookie("agrimarket", kept.value)
    assert is_in(thief)
    client.post("/dang-xuat")
    assert not is_in(thief)
    assert rows()[0].ended_at is not None


def test_a_cookie_planted_before_signing_in_carries_nothing_over(client: FlaskClient) -> None:
    an_account()
    with client.session_transaction() as cookie:
        cookie["planted"] = "x"
        cookie["pending"] = {"who": []}
    sign_in(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert "pending" not in cookie


def test_a_first_password_must_be_replaced_before_anything_else(
    app: Flask, client: FlaskClient
) -> None:
    account_id = an_account()
    row = row_of(account_id)
    row.must_change_password = True
    db.session.commit()
    sign_in(client)
    assert client.get("/viec").location == "/tai-khoan/mat-khau"
    assert client.post("/tai-khoan/phien/ket-thuc-may-khac").location == "/tai-khoan/mat-khau"
    assert client.get("/").status_code == 200
    client.post("/tai-khoan/mat-khau", data={"old": "bốn con trâu đen", "new": "năm con gà trống"})
    assert client.get("/viec").status_code == 200


@pytest.mark.parametrize(
    ("agent", "label"),
    [("", "Máy khác"), ("curl/8", "Máy khác"), (ANDROID, "Chrome, Android"),
     ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Mobile Safari/604.1", "Safari, iPhone"),
     ("Mozilla/5.0 (Windows NT 10.0) Chrome/128 Safari/537 Edg/128", "Edge, Windows")],
)  # fmt: skip
def test_a_browser_is_called_as_people_call_it(agent: str, label: str) -> None:
    assert sessions.label_of(agent) == label
