"""A phone in the field is opened by its PIN: right, wrong, locked, over, foreign."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import devices, own_pages, pins, store_rekey
from agrimarket.accounts.models import Account, AccountSession
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from tests.accounts.browsers import PASSWORD, Browser, an_account, the_account
from tests.accounts.field_phone import (
    ADD,
    COOKIE,
    NOBODY,
    NOON,
    PIN,
    WIPE,
    a_phone,
    cookie,
    put_down,
    rows,
    standing,
    unlock,
)


@pytest.fixture
def nam(app: Flask) -> str:
    return an_account()


@pytest.fixture
def phone(app: Flask, nam: str) -> Browser:
    """Anh Nam's phone, with its PIN, signed in by password for the moment."""
    return a_phone(app)


def test_the_pin_opens_it_without_a_password(phone: Browser, nam: str) -> None:
    put_down(phone)
    sent_on = phone.get("/viec")
    assert sent_on.location == "/dang-nhap?next=/viec"
    assert phone.get(sent_on.location).location == "/may?next=/viec"
    answer = unlock(phone, next="/viec")
    assert (answer.status_code, answer.location) == (303, "/viec")
    assert phone.inside
    reading().rollback()
    row = reading().scalars(select(AccountSession).where(AccountSession.how == "pin")).one()
    assert row.device_id == rows(nam)[0].id
    assert row.ends_at - row.created_at <= timedelta(hours=12)


def test_a_pin_session_ends_with_half_an_hour_of_rest(phone: Browser) -> None:
    put_down(phone)
    with clock.moved_to(NOON):
        unlock(phone)
        assert phone.inside
    with clock.moved_to(NOON + timedelta(minutes=31)):
        assert not phone.inside
        assert unlock(phone).status_code == 303


def test_another_way_in_is_offered(phone: Browser) -> None:
    put_down(phone)
    assert "/dang-nhap?khac=1" in phone.get("/may").text
    assert phone.get("/dang-nhap?khac=1").status_code == 200
    assert phone.sign_in().status_code == 303


def test_a_browser_that_is_no_field_phone_has_no_pin(app: Flask, nam: str) -> None:
    browser = Browser(app)
    assert browser.get("/may").location == "/dang-nhap"
    answer = unlock(browser)
    assert (answer.status_code, answer.location) == (303, "/dang-nhap")
    assert browser.get("/dang-nhap").status_code == 200


def test_a_wrong_pin_opens_nothing(phone: Browser) -> None:
    put_down(phone)
    answer = unlock(phone, "950317")
    assert answer.status_code == 422
    assert devices.PinWrong.sentence in answer.text
    assert not phone.inside


def test_five_wrong_pins_lock_whatever_the_address(phone: Browser) -> None:
    put_down(phone)
    with clock.moved_to(NOON):
        for number in range(5):
            forged = {"X-Forwarded-For": f"10.0.0.{number}"}
            phone.post("/may", {"pin": "950317"}, headers=forged)
        answer = unlock(phone)
        assert answer.status_code == 429
        assert not phone.inside
    with clock.moved_to(NOON + timedelta(minutes=16)):
        assert unlock(phone).status_code == 303


def test_ten_wrong_pins_end_the_phone(phone: Browser, nam: str) -> None:
    put_down(phone)
    for round in range(2):
        with clock.moved_to(NOON + timedelta(minutes=20 * round)):
            answers = [unlock(phone, "950317") for _ in range(5)]
    assert answers[3].status_code == 422
    assert answers[4].status_code == 403
    (row,) = rows(nam)
    assert row.revoked_at is not None
    with clock.moved_to(NOON + timedelta(hours=1)):
        wiped = unlock(phone)
        assert wiped.headers["Clear-Site-Data"] == WIPE
        assert not phone.inside
        assert phone.sign_in().status_code == 303


def test_a_right_pin_forgets_the_wrong_ones(phone: Browser, nam: str) -> None:
    put_down(phone)
    for _ in range(3):
        for _ in range(4):
            unlock(phone, "950317")
        assert unlock(phone).status_code == 303
        put_down(phone)
    assert rows(nam)[0].revoked_at is None


def test_after_thirty_days_the_password_is_needed(phone: Browser) -> None:
    put_down(phone)
    with clock.moved_to(clock.now() + timedelta(days=30, minutes=1)):
        answer = unlock(phone)
        assert answer.status_code == 403
        assert devices.DeviceOver.sentence in answer.text
        assert phone.get("/dang-nhap").status_code == 200
        phone.sign_in()
        assert phone.post("/tai-khoan/may", ADD).status_code == 303
        put_down(phone)
        assert unlock(phone).status_code == 303


def test_a_session_ends_with_its_phone(phone: Browser, nam: str) -> None:
    """Opened an hour before the thirty days are over, a session does not outlive them."""
    put_down(phone)
    (row,) = rows(nam)
    with clock.moved_to(row.ends_at - timedelta(minutes=20)):
        assert unlock(phone).status_code == 303
    reading().rollback()
    opened = reading().scalars(select(AccountSession).where(AccountSession.how == "pin")).one()
    assert opened.ends_at <= row.ends_at


def test_who_changed_roles_meets_a_closed_phone(phone: Browser, nam: str) -> None:
    put_down(phone)
    with one_commit() as session:
        account = session.get(Account, nam)
        assert account
        account.role = Role.AUDITOR.value
    assert unlock(phone).status_code == 403


def test_a_made_up_cookie_is_nobody(app: Flask, phone: Browser, nam: str) -> None:
    (row,) = rows(nam)
    an_account("lan@xa.example", "Lan")
    lan = a_phone(app, "lan@xa.example")
    hers = cookie(lan)
    assert hers
    secret = hers.value.partition(".")[2]
    for made_up in (
        f"{row.id}.{secret}", f"{row.id}.", row.id, f"{new_id()}.{secret}", "x.y", ".", "'; --",
        f"{row.id}.{row.secret_hash}",
    ):  # fmt: skip
        thief = Browser(app)
        thief.client.set_cookie(COOKIE, made_up, domain="tem.example.vn")
        assert thief.get("/may").location == "/dang-nhap"
        unlock(thief)
        assert not thief.inside
        assert standing(thief) == NOBODY


def test_the_field_app_unlocks_as_a_program(phone: Browser) -> None:
    """The app asks in JSON: a new session and the token of its forms, or a refusal by code."""
    put_down(phone)
    as_json = {"Accept": "application/json"}
    wrong = phone.post("/may", {"pin": "999999"}, headers=as_json)
    assert (wrong.status_code, wrong.json["code"]) == (422, "pin_wrong")
    right = phone.post("/may", {"pin": PIN}, headers=as_json)
    assert (right.status_code, sorted(right.json)) == (200, ["csrf", "next"])
    assert phone.inside


def test_a_browser_without_a_phone_is_told_so_as_a_program(app: Flask, nam: str) -> None:
    browser = Browser(app)
    answer = browser.post("/may", {"pin": PIN}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["code"]) == (403, "device_over")
    browser.sign_in()
    weak = {**ADD, "pin": "123456", "again": "123456"}
    refused = browser.post("/tai-khoan/may", weak, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json["code"]) == (422, "pin_weak")
    added = browser.post("/tai-khoan/may", ADD, headers={"Accept": "application/json"})
    assert (added.status_code, list(added.json)) == (200, ["csrf"])
    assert cookie(browser)


def test_a_pin_session_cannot_make_itself_at_home(phone: Browser) -> None:
    """Whoever found the phone and saw the PIN gets no second phone, key or secret."""
    put_down(phone)
    unlock(phone)
    assert phone.post("/tai-khoan/may", ADD).status_code == 403
    assert phone.post("/tai-khoan/chia-khoa", {"name": "x", "answer": "{}"}).status_code == 403
    for path in ("bat", "tat", "ma-du-phong"):
        assert phone.post(f"/tai-khoan/hai-buoc/{path}", {"proof": PASSWORD}).status_code == 403
    assert phone.get("/tai-khoan/vneid/gan").status_code == 403


def test_a_rotation_moves_pins_and_secrets_to_the_newest_key(phone: Browser, nam: str) -> None:
    phone.post("/tai-khoan/hai-buoc/bat")
    now = own_pages.keys()
    newer = replace(now, fields={**now.fields, 2: bytes(range(32))})
    for part in store_rekey.REKEYED[:2]:
        reading().rollback()
        assert part.older(reading(), newer) == 1
        with one_commit() as session:
            assert part.some(session, newer, None).unreadable == 0
        reading().rollback()
        assert part.older(reading(), newer) == 0
    (row,) = rows(nam)
    assert pins.matches(newer, row.id, row.pin_hash, PIN)
    assert (the_account(nam).totp_sealed or b"")[0] == 2
