"""Signing in, staying in, being put out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.accounts import passwords, rules, store
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading

PASSWORD = "bốn con trâu đen"


@pytest.fixture
def nam(app: Flask) -> str:
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name="Nam", login="Nam@xa.example", password=PASSWORD,
            role=Role.EXTENSION_WORKER, commune_codes=["16144"],
        )  # fmt: skip
    return account.id


def sign_in(client: FlaskClient, login: str = "nam@xa.example", password: str = PASSWORD, **more):
    return client.post("/dang-nhap", data={"login": login, "password": password, **more})


def test_the_right_pair_opens_the_work_page(client: FlaskClient, nam: str) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/viec")
    assert client.get("/tai-khoan/mat-khau").status_code == 200


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("nam@xa.example", "sai mật khẩu"),
        ("ai@xa.example", PASSWORD),
        ("", ""),
        ("nam@xa.example", ""),
    ],
)
def test_any_wrong_pair_gets_one_answer(
    client: FlaskClient, nam: str, login: str, password: str
) -> None:
    answer = sign_in(client, login, password)
    assert answer.status_code == 422
    assert rules.WrongSignIn.sentence in answer.text
    assert client.get("/tai-khoan/mat-khau").status_code == 302


def test_a_closed_account_is_put_out_at_once(client: FlaskClient, nam: str) -> None:
    sign_in(client)
    with one_commit() as session:
        account = store.by_id(session, nam)
        assert account
        account.active = False
    assert client.get("/tai-khoan/mat-khau").status_code == 302
    assert sign_in(client).status_code == 422


def test_signing_out_ends_the_session(client: FlaskClient, nam: str) -> None:
    sign_in(client)
    client.post("/dang-xuat")
    assert client.get("/tai-khoan/mat-khau").status_code == 302


def test_a_page_asked_for_comes_after_signing_in(client: FlaskClient, nam: str) -> None:
    answer = client.get("/tai-khoan/mat-khau?a=b")
    assert answer.location == "/dang-nhap?next=/tai-khoan/mat-khau?a%3Db"
    assert sign_in(client, next="/ho?q=hoa").location == "/ho?q=hoa"


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\\/evil.example", "\\\\evil",
     "javascript:alert(1)", "/a\\..\\b", "http:evil.example", "///evil.example"],
)  # fmt: skip
def test_no_redirect_leaves_the_host(client: FlaskClient, nam: str, target: str) -> None:
    assert sign_in(client, next=target).location == "/viec"


def test_changing_the_password_ends_other_sessions(
    app: Flask, client: FlaskClient, nam: str
) -> None:
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    changed = client.post("/tai-khoan/mat-khau", data={"old": PASSWORD, "new": "năm con gà trống"})
    assert changed.status_code == 303
    assert client.get("/tai-khoan/mat-khau").status_code == 200
    assert other.get("/tai-khoan/mat-khau").status_code == 302
    assert sign_in(other, password="năm con gà trống").status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [("sai", "năm con gà trống", "Mật khẩu đang dùng chưa đúng"),
     (PASSWORD, "ngắn", rules.PasswordTooShort.sentence),
     (PASSWORD, "d" * 201, rules.PasswordTooShort.sentence),
     (PASSWORD, PASSWORD, rules.PasswordSame.sentence)],
)  # fmt: skip
def test_a_password_that_cannot_be_is_refused_in_words(
    client: FlaskClient, nam: str, old: str, new: str, sentence: str
) -> None:
    sign_in(client)
    answer = client.post("/tai-khoan/mat-khau", data={"old": old, "new": new})
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_reset_password_must_be_changed_first(client: FlaskClient, nam: str) -> None:
    with one_commit() as session:
        password = rules.reset_password(session, viewer=SYSTEM, login="NAM@xa.example")
    assert sign_in(client).status_code == 422
    assert sign_in(client, password=password).location == "/tai-khoan/mat-khau"


def test_resetting_nobody_is_refused(app: Flask) -> None:
    with pytest.raises(rules.LoginUnknown), one_commit() as session:
        rules.reset_password(session, viewer=SYSTEM, login="khong-co")


def test_passwords_are_argon2id_and_random_ones_differ(nam: str) -> None:
    account = store.by_id(reading(), nam)
    assert account
    assert account.password_hash.startswith("$argon2id$")
    assert len({passwords.random_password() for _ in range(200)}) == 200


def test_a_forged_cookie_is_nobody(client: FlaskClient, nam: str) -> None:
    client.set_cookie("agrimarket", "eyJfdXNlcl9pZCI6IngifQ.aaaa.bbbb")
    assert client.get("/tai-khoan/mat-khau").status_code == 302
