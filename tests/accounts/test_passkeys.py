"""Passkeys: made, used alone and as a second proof, named, listed, removed."""

import re

import pytest
from flask import Flask

from agrimarket.accounts import factors, passkeys
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit
from tests.accounts.authenticator import Authenticator
from tests.accounts.browsers import (
    PASSWORD,
    Browser,
    actions,
    an_account,
    options_in,
    the_account,
)
from tests.accounts.keyring import LIST, SIGN_IN, passkeys_of, registered, use


@pytest.fixture
def nam(app: Flask) -> str:
    return an_account()


@pytest.fixture
def phone(at_home: Browser) -> Authenticator:
    """Anh Nam's phone, registered."""
    return registered(at_home, Authenticator())


def test_a_phone_is_registered_by_name(at_home: Browser, nam: str) -> None:
    options = at_home.options(LIST)
    assert options["rp"]["id"] == "tem.example.vn"
    chosen = options["authenticatorSelection"]
    assert (chosen["userVerification"], chosen["residentKey"]) == ("required", "required")
    registered(at_home, Authenticator(), "Điện thoại xanh")
    assert [row.name for row in passkeys_of(nam)] == ["Điện thoại xanh"]
    assert "Điện thoại xanh" in at_home.get(LIST).text


def test_it_opens_without_a_password_and_without_a_second_step(
    app: Flask, phone: Authenticator, nam: str
) -> None:
    browser = Browser(app)
    answer = use(browser, phone)
    assert (answer.status_code, answer.location) == (303, "/viec")
    assert browser.inside
    assert passkeys_of(nam)[0].sign_count == 1
    assert use(Browser(app), phone).status_code == 303


def test_where_one_was_going_comes_after(app: Flask, phone: Authenticator) -> None:
    browser = Browser(app)
    options = browser.options(SIGN_IN)
    answer = browser.post(SIGN_IN, {"answer": phone.get(options), "next": "/ho?q=hoa"})
    assert answer.location == "/ho?q=hoa"
    answer = browser.post("/dang-xuat")
    options = browser.options(SIGN_IN)
    answer = browser.post(SIGN_IN, {"answer": phone.get(options), "next": "//evil.example"})
    assert answer.location == "/viec"


def test_with_a_passkey_a_password_alone_is_half_way(
    app: Flask, phone: Authenticator, at_home: Browser
) -> None:
    browser = Browser(app)
    assert browser.sign_in().location == "/dang-nhap/buoc-hai"
    options = browser.options("/dang-nhap/buoc-hai")
    assert len(options["allowCredentials"]) == 1
    answer = browser.post("/dang-nhap/buoc-hai/chia-khoa", {"answer": phone.get(options)})
    assert answer.status_code == 303
    assert browser.inside


def test_the_first_one_brings_recovery_codes(app: Flask, at_home: Browser, nam: str) -> None:
    phone = Authenticator()
    answer = at_home.post(LIST, {"answer": phone.create(at_home.options(LIST)), "name": "Máy"})
    codes = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)
    assert len(codes) == 10
    registered(at_home, Authenticator(), "Máy hai")
    browser = Browser(app)
    browser.sign_in()
    assert browser.post("/dang-nhap/buoc-hai", {"code": codes[0]}).status_code == 303


def test_an_authenticator_without_a_counter_is_welcome(app: Flask, at_home: Browser) -> None:
    phone = registered(at_home, Authenticator(counts=False))
    for _ in range(2):
        assert use(Browser(app), phone).status_code == 303


def test_a_closed_account_stays_closed(app: Flask, phone: Authenticator, nam: str) -> None:
    with one_commit() as session:
        account = session.get(type(the_account(nam)), nam)
        assert account
        account.active = False
    assert use(Browser(app), phone).status_code == 422


def test_a_passkey_needs_a_name(at_home: Browser, nam: str) -> None:
    phone = Authenticator()
    answer = at_home.post(LIST, {"answer": phone.create(at_home.options(LIST)), "name": "  "})
    assert answer.status_code == 422
    assert passkeys.PasskeyUnnamed.sentence in answer.text
    assert passkeys_of(nam) == []


def test_one_phone_is_registered_once(at_home: Browser, phone: Authenticator) -> None:
    options = at_home.options(LIST)
    assert len(options["excludeCredentials"]) == 1
    answer = at_home.post(LIST, {"answer": phone.create(options), "name": "Lần nữa"})
    assert answer.status_code == 409


def test_removing_needs_the_password_or_a_code(
    app: Flask, at_home: Browser, phone: Authenticator, nam: str
) -> None:
    path = f"{LIST}/{passkeys_of(nam)[0].id}/go"
    assert at_home.get(path).status_code == 200
    wrong = at_home.post(path, {"proof": "sai"})
    assert wrong.status_code == 422
    assert factors.OwnerUnproven.sentence in wrong.text
    assert at_home.post(path, {"proof": PASSWORD}).status_code == 303
    assert passkeys_of(nam) == []
    assert the_account(nam).recovery_hashes == []
    assert use(Browser(app), phone).status_code == 422
    assert Browser(app).sign_in().location == "/viec"
    assert {"passkey_added", "passkey_removed"} <= set(actions(nam))


def test_anothers_passkey_is_missing(app: Flask, phone: Authenticator, nam: str) -> None:
    an_account("lan@xa.example", "Lan")
    lan = Browser(app)
    lan.sign_in("lan@xa.example")
    path = f"{LIST}/{passkeys_of(nam)[0].id}/go"
    missing = f"{LIST}/01a20000-0000-7000-8000-000000000000/go"
    for wanted in (path, missing):
        assert lan.get(wanted).status_code == 404
        assert lan.post(wanted, {"proof": PASSWORD}).status_code == 404
    assert len(passkeys_of(nam)) == 1


def test_an_operator_may_have_one_too(app: Flask) -> None:
    an_account("may@tinh.example", "Vận hành", role=Role.OPERATOR, commune_codes=[])
    browser = Browser(app)
    browser.sign_in("may@tinh.example")
    assert use(Browser(app), registered(browser, Authenticator())).status_code == 303


def test_options_are_new_each_time(app: Flask) -> None:
    browser = Browser(app)
    seen = {options_in(browser.get(SIGN_IN).text)["challenge"] for _ in range(5)}
    assert len(seen) == 5
