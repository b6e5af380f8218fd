"""Signing in, staying in, being put out."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from agrimarket.accounts import new_passwords, passwords, rules, store
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from tests.accounts.entry import PASSWORD, PHONE, a_producer, an_account, sign_in
from tests.conftest import SERVICE_HASHER


@pytest.fixture
def nam(app: Flask) -> str:
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name="Nam", login="Nam@xa.example", password=PASSWORD,
            role=Role.EXTENSION_WORKER, commune_codes=["16144"],
        )  # fmt: skip
    return account.id


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
    answer = client.post("/dang-xuat", follow_redirects=True)
    assert answer.request.path == "/dang-nhap"
    assert "Bạn đã đăng xuất." in answer.text
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
     (PASSWORD, "ngắn", new_passwords.PasswordTooShort.sentence),
     (PASSWORD, "dài quá " * 26, new_passwords.PasswordTooLong.sentence),
     (PASSWORD, "MatKhau-2026!", new_passwords.PasswordTooPlain.sentence),
     (PASSWORD, "tôi là nam@xa.example", new_passwords.PasswordNamesYou.sentence),
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


def test_the_service_hashes_as_owasp_asks() -> None:
    """The suite hashes cheaper: here stands what people's passwords are kept with."""
    strong = SERVICE_HASHER
    assert (strong.memory_cost, strong.time_cost) >= (19 * 1024, 2)  # OWASP, Argon2id


def test_a_forged_cookie_is_nobody(client: FlaskClient, nam: str) -> None:
    client.set_cookie("agrimarket", "eyJfdXNlcl9pZCI6IngifQ.aaaa.bbbb")
    assert client.get("/tai-khoan/mat-khau").status_code == 302


def test_mail_and_phone_open_as_well_as_the_login(client: FlaskClient) -> None:
    an_account(login="nam", email="nam@xa.example", phone=PHONE)
    for login in ("nam", " NAM ", "Nam@Xa.example", "0912345678", "+84 912.345.678"):
        assert sign_in(client, login).status_code == 303, login


def test_a_shared_phone_opens_the_account_whose_password_it_is(client: FlaskClient) -> None:
    an_account("Nam", phone=PHONE)
    lan = an_account("Lan", phone=PHONE, password="năm con gà trống")
    sign_in(client, PHONE, "năm con gà trống")
    with client.session_transaction() as cookie:
        assert cookie["_user_id"].startswith(lan)


def test_a_family_with_one_password_chooses(client: FlaskClient) -> None:
    an_account("Nam", phone=PHONE)
    lan = an_account("Lan", phone=PHONE)
    assert sign_in(client, PHONE, next="/ho").location == "/dang-nhap/chon"
    assert client.get("/tai-khoan/mat-khau").status_code == 302
    assert client.post("/dang-nhap/chon", data={"account": lan}).location == "/ho"


def test_an_account_without_a_password_is_entered_by_none(client: FlaskClient) -> None:
    a_producer()
    for password in ("", " ", PASSWORD):
        assert sign_in(client, PHONE, password).status_code == 422


@pytest.mark.parametrize("login", ["nam\0", "x" * 5000, "' OR 1=1 --", "🌾", "\u202enam"])
def test_odd_logins_are_answered_calmly(client: FlaskClient, nam: str, login: str) -> None:
    assert sign_in(client, login).status_code == 422


def test_every_login_costs_the_same_number_of_hashes(
    client: FlaskClient, nam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password hash takes most of the answer's time: their number must tell nothing."""
    counted: list[bool] = []
    true_one = passwords.matches

    def counting(kept: str | None, password: str) -> bool:
        counted.append(kept is None)
        return true_one(kept, password)

    monkeypatch.setattr(passwords, "matches", counting)
    an_account("Lan", phone=PHONE)
    a_producer(phone="0987654321")
    numbers = []
    for login in ("nam@xa.example", "ai@xa.example", PHONE, "0987654321", "0999999999"):
        counted.clear()
        sign_in(client, login, "sai")
        numbers.append(len(counted))
    assert numbers == [1, 1, 3, 3, 3]
