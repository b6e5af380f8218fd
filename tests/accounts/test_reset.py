"""A new password by link or from an officer: once, for thirty minutes, and never on a GET."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts import ends, reset, rules
from agrimarket.accounts.models import AccountLink
from agrimarket.accounts.new_passwords import check_new
from agrimarket.kit import clock, logs
from agrimarket.kit.access import PUBLIC, SYSTEM, Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.jobs import Job
from tests.accounts.entry import (
    OTHER,
    PASSWORD,
    PHONE,
    a_producer,
    acts,
    an_account,
    is_in,
    last_link,
    outbox,
    row_of,
    sign_in,
)


def ask(client: FlaskClient, login: str = "nam@xa.example"):
    return client.post("/dang-nhap/quen", data={"login": login})


def set_new(client: FlaskClient, link: str, new: str = OTHER):
    return client.post(link, data={"new": new})


def test_a_link_sets_a_password_and_ends_every_session(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    elsewhere = app.test_client()
    sign_in(elsewhere)
    assert ask(client).status_code == 200
    link = last_link(app)
    assert outbox(app)[-1].split(" | ")[1:3] == ["reset_link", "nam@xa.example"]
    assert set_new(client, link).location == "/viec"
    assert is_in(client)
    assert not is_in(elsewhere)
    assert sign_in(elsewhere).status_code == 422
    assert sign_in(elsewhere, password=OTHER).status_code == 303
    assert [row.after for row in acts("password_reset")] == [{"how": "link"}]


def test_opening_a_link_changes_nothing(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    ask(client)
    link = last_link(app)
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    assert sign_in(app.test_client()).status_code == 303
    assert set_new(client, link).status_code == 303


def test_a_link_works_once_and_for_thirty_minutes(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    start = clock.now()
    with clock.frozen_at(start):
        ask(client)
        link = last_link(app)
    with clock.frozen_at(start + timedelta(minutes=30)):
        assert set_new(client, link).status_code == 404
        assert client.get(link).status_code == 404
    with clock.frozen_at(start + timedelta(minutes=29)):
        assert set_new(client, link).status_code == 303
        assert set_new(client, link, "sáu con vịt bầu").status_code == 404
    assert sign_in(app.test_client(), password=OTHER).status_code == 303


def test_a_refused_password_leaves_the_link_alive(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    ask(client)
    link = last_link(app)
    assert set_new(client, link, "ngắn").status_code == 422
    assert set_new(client, link).status_code == 303


def test_a_newer_link_ends_the_older(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    ask(client)
    first = last_link(app)
    ask(client)
    second = last_link(app)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


@pytest.mark.parametrize("secret", ["x", "a" * 43, "../../viec", "%00", "a" * 4000])
def test_a_made_up_link_opens_nothing(client: FlaskClient, secret: str) -> None:
    assert client.get(f"/dang-nhap/dat-lai/{secret}").status_code in {404, 200, 302, 308}
    assert client.post(f"/dang-nhap/dat-lai/{secret}", data={"new": OTHER}).status_code >= 400


def test_nobody_learns_who_has_an_account(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    pages = [ask(app.test_client(), login) for login in ("nam@xa.example", "ai@xa.example")]
    assert {page.status_code for page in pages} == {200}
    strip = re.compile(r'csrf_token" value="[^"]*"')
    assert len({strip.sub("", page.text) for page in pages}) == 1
    assert len(outbox(app)) == 1


@pytest.mark.parametrize("login", ["", "   ", "x" * 500, "nam\0", "' OR 1=1 --"])
def test_odd_logins_are_answered_calmly(app: Flask, client: FlaskClient, login: str) -> None:
    assert ask(client, login).status_code in {200, 422}
    assert outbox(app) == []


def test_the_link_leads_to_our_host_whatever_the_request_says(
    app: Flask, client: FlaskClient
) -> None:
    an_account(email="nam@xa.example")
    client.post(
        "/dang-nhap/quen", data={"login": "nam@xa.example"},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )  # fmt: skip
    assert "https://tem.example.vn/dang-nhap/dat-lai/" in outbox(app)[-1]
    assert "evil" not in outbox(app)[-1]


def test_a_shared_phone_gets_a_link_for_each_by_name(app: Flask, client: FlaskClient) -> None:
    a_producer("Hoa")
    an_account("Tuấn", login="tuan", phone=PHONE, email="tuan@xa.example")
    ask(client, "0912 345 678")
    lines = outbox(app)
    assert len(lines) == 2
    assert all(f"| {PHONE} |" in line for line in lines)
    assert sorted("Hoa" in line for line in lines) == [False, True]


def test_secrets_stand_nowhere_but_in_the_message(
    app: Flask, client: FlaskClient, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    an_account(email="nam@xa.example")
    ask(client)
    before = str([job.payload for job in reading().scalars(select(Job))])
    secret = last_link(app).rpartition("/")[2]
    set_new(client, f"/dang-nhap/dat-lai/{secret}")
    reading().rollback()
    row = reading().scalars(select(AccountLink)).one()
    kept = str([getattr(row, column.name) for column in AccountLink.__table__.columns])
    after = str([job.payload for job in reading().scalars(select(Job))])
    audit = str([(act.after, act.reason) for act in acts("reset_link_made")])
    said = "".join(capfd.readouterr())
    assert "/dang-nhap/dat-lai/<secret>" in said
    for place in (before, after, kept, audit, said):
        assert secret not in place
        assert OTHER not in place
    assert "nam@xa.example" not in before + after + said


def test_two_threads_with_one_link_are_one_reset(app: Flask, client: FlaskClient) -> None:
    an_account(email="nam@xa.example")
    ask(client)
    secret = last_link(app).rpartition("/")[2]

    def one(number: int) -> bool:
        with app.app_context():
            try:
                with one_commit() as session:
                    new = f"mười con cá thứ {number}"
                    reset.reset_by_link(session, viewer=PUBLIC, secret=secret, new=new)
            except Refusal:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(6))) == 1


def test_an_officer_gives_a_first_password_that_is_replaced_at_once(
    app: Flask, client: FlaskClient
) -> None:
    account_id = an_account()
    sign_in(client)
    with one_commit() as session:
        first = reset.first_password_by_officer(session, SYSTEM, row_of(account_id))
    assert not is_in(client)
    assert sign_in(client, password=first).location == "/tai-khoan/mat-khau"
    assert client.get("/viec").location == "/tai-khoan/mat-khau"
    changed = client.post("/tai-khoan/mat-khau", data={"old": first, "new": OTHER})
    assert changed.location == "/viec"
    assert client.get("/viec").status_code == 200


def test_an_officer_gives_a_link(app: Flask, client: FlaskClient) -> None:
    account_id = an_account()
    with one_commit() as session:
        secret = reset.reset_by_officer(session, SYSTEM, row_of(account_id))
    assert set_new(client, f"/dang-nhap/dat-lai/{secret}").status_code == 303


def test_nobody_resets_himself_or_a_closed_account(app: Flask) -> None:
    account_id = an_account()
    me = rules.viewer_of_account(row_of(account_id))
    with pytest.raises(reset.ResetYourself), one_commit() as session:
        reset.reset_by_officer(session, me, row_of(account_id))
    with one_commit() as session:
        ends.disable(session, SYSTEM, row_of(account_id))
    with pytest.raises(reset.AccountClosed), one_commit() as session:
        reset.first_password_by_officer(session, SYSTEM, row_of(account_id))


def test_a_closed_persons_link_is_dead(app: Flask, client: FlaskClient) -> None:
    account_id = an_account(email="nam@xa.example")
    ask(client)
    link = last_link(app)
    with one_commit() as session:
        ends.disable(session, SYSTEM, row_of(account_id))
    assert client.get(link).status_code == 404
    ask(client)
    assert len(outbox(app)) == 1


def test_whoever_signs_in_by_codes_may_set_a_first_password(
    app: Flask, client: FlaskClient
) -> None:
    a_producer()
    ask(client, PHONE)
    assert set_new(client, last_link(app)).status_code == 303
    assert sign_in(app.test_client(), PHONE, OTHER).status_code == 303


def test_a_link_does_not_pass_by_the_second_factor(app: Flask, client: FlaskClient) -> None:
    account_id = an_account(email="nam@xa.example")
    row = row_of(account_id)
    row.totp_sealed, row.totp_confirmed_at = b"x", clock.now()
    db.session.commit()
    ask(client)
    answer = set_new(client, last_link(app))
    assert "/viec" not in answer.location
    assert not is_in(client)
    assert sign_in(client, password=OTHER).location == answer.location


@pytest.mark.parametrize(
    ("password", "code"),
    [("mậtkhẩu", "password_too_short"), ("x" * 201, "password_too_long"),
     (" " * 12, "password_too_short"), ("1234567890", "password_too_plain"),
     ("9876543210", "password_too_plain"), ("aaaaaaaaaaaa", "password_too_plain"),
     ("Mật Khẩu 2026", "password_too_plain"), ("Thanh Hóa 36!!", "password_too_plain"),
     ("qwertyuiop", "password_too_plain"), ("PASSWORD-123", "password_too_plain"),
     ("0912345678 nhé", "password_names_you"), ("Trần Hữu Nam 1", "password_names_you"),
     ("tranhuunam87", "password_names_you"), ("tôi là hnam99 đó", "password_names_you")],
)  # fmt: skip
def test_what_strangers_try_first_is_refused(password: str, code: str) -> None:
    about = ["Trần Hữu Nam", "hnam99", "0912345678", None, ""]
    with pytest.raises(Refusal) as refused:
        check_new(password, about)
    assert refused.value.code == code
    assert list(refused.value.fields) == ["new"]


@pytest.mark.parametrize("password", [PASSWORD, OTHER, "k7mq-x2vd-9hct-w4pe", "ổi mít na bưởi"])
def test_honest_passwords_are_taken(password: str) -> None:
    check_new(password, ["Trần Hữu Nam", "hnam99", "0912345678"])


def test_a_role_is_never_given_by_a_form(app: Flask, client: FlaskClient) -> None:
    account_id = an_account(email="nam@xa.example")
    ask(client)
    data = {"new": OTHER, "role": "province_officer", "active": "1", "communes": "14758"}
    client.post(last_link(app), data=data)
    row = row_of(account_id)
    assert (row.role, [one.commune_code for one in row.communes]) == (
        Role.EXTENSION_WORKER.value, ["16144"]
    )  # fmt: skip
