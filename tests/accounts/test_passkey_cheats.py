"""Every way to cheat with a passkey: each is refused in words."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import hosts, passkeys
from agrimarket.accounts.models import OneTimeCode
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from tests.accounts.authenticator import Authenticator
from tests.accounts.browsers import (
    Browser,
    actions,
    an_account,
)
from tests.accounts.keyring import LIST, NOON, SIGN_IN, passkeys_of, registered, use
from tests.databases import settings_for

CHEATS = {
    "another site's page": {"origin": "https://tem-example.vn"},
    "a page over http": {"origin": "http://tem.example.vn"},
    "another port": {"origin": "https://tem.example.vn:8443"},
    "another relying party": {"site": "evil.example"},
    "nobody looked at the screen": {"verifies": False},
}


@pytest.fixture
def nam(app: Flask) -> str:
    return an_account()


@pytest.fixture
def phone(at_home: Browser) -> Authenticator:
    """Anh Nam's phone, registered."""
    return registered(at_home, Authenticator())


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_crooked_sign_in_is_refused(app: Flask, phone: Authenticator, cheat: str) -> None:
    for name, value in CHEATS[cheat].items():
        setattr(phone, name, value)
    browser = Browser(app)
    answer = use(browser, phone)
    assert answer.status_code == 422
    assert passkeys.PasskeyRefused.sentence in answer.text
    assert not browser.inside


@pytest.mark.parametrize("cheat", CHEATS)
def test_a_crooked_registration_is_refused(at_home: Browser, nam: str, cheat: str) -> None:
    phone = Authenticator(**CHEATS[cheat])
    answer = at_home.post(LIST, {"answer": phone.create(at_home.options(LIST)), "name": "Máy"})
    assert answer.status_code == 422
    assert passkeys_of(nam) == []


def test_a_signature_by_another_key_is_refused(app: Flask, phone: Authenticator) -> None:
    thief = Authenticator(id=phone.id, handle=phone.handle, count=5)
    assert use(Browser(app), thief).status_code == 422


def test_a_passkey_nobody_registered_is_refused(app: Flask, phone: Authenticator) -> None:
    assert use(Browser(app), Authenticator()).status_code == 422


def test_the_handle_must_name_the_owner(app: Flask, phone: Authenticator) -> None:
    phone.handle = "bGFu"
    assert use(Browser(app), phone).status_code == 422


def test_an_answer_counts_once_even_with_the_old_cookie(app: Flask, at_home: Browser) -> None:
    """The challenge lives in the browser's own cookie, which a thief could put back."""
    phone = registered(at_home, Authenticator(counts=False))
    browser = Browser(app)
    options = browser.options(SIGN_IN)
    kept = browser.client.get_cookie("agrimarket", domain="tem.example.vn")
    assert kept
    answer = phone.get(options)
    assert browser.post(SIGN_IN, {"answer": answer}).status_code == 303
    thief = Browser(app)
    thief.client.set_cookie("agrimarket", kept.value, domain="tem.example.vn")
    again = thief.post(SIGN_IN, {"answer": answer})
    assert again.status_code == 409
    assert not thief.inside


def test_an_answer_of_another_browser_is_refused(app: Flask, phone: Authenticator) -> None:
    answer = phone.get(Browser(app).options(SIGN_IN))
    other = Browser(app)
    other.options(SIGN_IN)
    assert other.post(SIGN_IN, {"answer": answer}).status_code == 422
    nobody = Browser(app)
    late = nobody.post(SIGN_IN, {"answer": answer})
    assert late.status_code == 422
    assert passkeys.PasskeyLate.sentence in late.text


def test_a_challenge_lives_five_minutes(app: Flask, phone: Authenticator) -> None:
    browser = Browser(app)
    with clock.frozen_at(NOON):
        answer = phone.get(browser.options(SIGN_IN))
    with clock.frozen_at(NOON + timedelta(minutes=5, seconds=1)):
        late = browser.post(SIGN_IN, {"answer": answer})
    assert late.status_code == 422
    assert passkeys.PasskeyLate.sentence in late.text


def test_spent_challenges_are_forgotten_once_they_are_old(app: Flask, phone: Authenticator) -> None:
    with clock.frozen_at(NOON):
        assert use(Browser(app), phone).status_code == 303
    with clock.frozen_at(NOON + timedelta(minutes=6)):
        assert use(Browser(app), phone).status_code == 303
        reading().rollback()
        rows = reading().scalars(select(OneTimeCode).where(OneTimeCode.purpose == "challenge"))
        old = NOON + timedelta(minutes=5)
        assert [row for row in rows if row.ends_at == old] == []


def test_a_copy_is_noticed_refused_and_noted(app: Flask, phone: Authenticator, nam: str) -> None:
    copy = Authenticator(id=phone.id, key=phone.key, handle=phone.handle, count=phone.count)
    for _ in range(2):
        assert use(Browser(app), phone).status_code == 303
    answer = use(Browser(app), copy)
    assert answer.status_code == 403
    assert passkeys.PasskeyCloned.sentence in answer.text
    assert "passkey_cloned" in actions(nam)
    assert passkeys_of(nam)[0].sign_count == 2


def test_anothers_passkey_is_no_second_proof(app: Flask, phone: Authenticator) -> None:
    an_account("lan@xa.example", "Lan")
    lan = Browser(app)
    lan.sign_in("lan@xa.example")
    hers = registered(lan, Authenticator())
    browser = Browser(app)
    browser.sign_in()
    options = browser.options("/dang-nhap/buoc-hai")
    answer = browser.post("/dang-nhap/buoc-hai/chia-khoa", {"answer": hers.get(options)})
    assert answer.status_code == 422
    assert not browser.inside


@pytest.mark.parametrize(
    "answer",
    ["", "{", "[]", "1", "null", '{"id": 5}', '{"id": "a\\u0000b"}', '{"id": "\\ud800"}',
     '{"id": "YQ", "rawId": "YQ", "type": "public-key", "response": 7}', "[" * 9000, "x" * 30_000],
)  # fmt: skip
def test_rubbish_is_refused_in_words(
    app: Flask, at_home: Browser, phone: Authenticator, answer: str
) -> None:
    browser = Browser(app)
    browser.get(SIGN_IN)
    assert browser.post(SIGN_IN, {"answer": answer}).status_code == 422
    at_home.get(LIST)
    assert at_home.post(LIST, {"answer": answer, "name": "Máy"}).status_code == 422


@pytest.mark.parametrize("spoilt", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("value", ["", "!!!", "AAAA", 5, None, {"a": 1}])
def test_a_spoilt_answer_is_refused(
    app: Flask, phone: Authenticator, spoilt: str, value: object
) -> None:
    browser = Browser(app)
    said = json.loads(phone.get(browser.options(SIGN_IN)))
    said["response"][spoilt] = value
    assert browser.post(SIGN_IN, {"answer": json.dumps(said)}).status_code == 422


@pytest.mark.parametrize("base", ["https://evil.example", "https://tem.example.vn.evil.example"])
def test_under_another_name_there_is_no_passkey(
    app: Flask, phone: Authenticator, base: str
) -> None:
    browser = Browser(app, base)
    page = browser.get(SIGN_IN)
    assert "data-options" not in page.text
    assert "https://tem.example.vn" in page.text
    assert browser.post(SIGN_IN, {"answer": "{}"}).status_code == 422
    assert hosts.HostUnknown.sentence.format(address="https://tem.example.vn") in page.text


def test_a_page_opened_by_number_says_which_name_to_use(tmp_path: Path) -> None:
    settings = settings_for("sqlite://", tmp_path)
    with pytest.raises(hosts.HostIsNumber) as refused:
        hosts.named_site_of(settings, scheme="http", host="127.0.0.1:5000")
    assert refused.value.facts["address"] == "http://localhost:5000"
    assert hosts.named_site_of(settings, scheme="http", host="localhost:5000") == hosts.Site(
        "localhost", "http://localhost:5000"
    )
    with pytest.raises(hosts.HostUnknown):
        hosts.site_of(settings, scheme="http", host="localhost.evil.example")
