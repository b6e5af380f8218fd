"""A phone in the field: named, listed, revoked, wiped."""

from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.accounts import devices, ends, pins
from agrimarket.accounts.models import Account
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit
from tests.accounts.browsers import Browser, actions, an_account
from tests.accounts.field_phone import (
    ADD,
    COOKIE,
    NOBODY,
    PIN,
    WIPE,
    a_phone,
    cookie,
    put_down,
    revoke,
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


def test_a_phone_gets_a_name_a_pin_and_a_cookie(app: Flask, nam: str) -> None:
    browser = Browser(app)
    browser.sign_in()
    answer = browser.post("/tai-khoan/may", ADD)
    said = answer.headers.getlist("Set-Cookie")
    mine = next(line for line in said if line.startswith(COOKIE))
    for word in ("HttpOnly", "Secure", "SameSite=Lax", "Max-Age=2592000", "Path=/"):
        assert word in mine
    (row,) = rows(nam)
    assert row.name == "Điện thoại xanh"
    secret = mine.split("=", 1)[1].split(";")[0].partition(".")[2]
    assert secret not in (row.secret_hash, row.pin_hash)
    assert row.ends_at - row.seen_at == timedelta(days=30)
    page = browser.get("/tai-khoan/may").text
    assert "Điện thoại xanh" in page
    assert "Máy này" in page


@pytest.mark.parametrize(
    ("over", "sentence"),
    [({"pin": "123456", "again": "123456"}, pins.PinWeak.sentence),
     ({"pin": "48271", "again": "48271"}, pins.PinShape.sentence),
     ({"again": "482716"}, pins.PinUnequal.sentence),
     ({"name": "  "}, devices.DeviceUnnamed.sentence)],
)  # fmt: skip
def test_a_phone_that_cannot_be_is_refused_in_words(
    app: Flask, nam: str, over: dict[str, str], sentence: str
) -> None:
    browser = Browser(app)
    browser.sign_in()
    answer = browser.post("/tai-khoan/may", {**ADD, **over})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert PIN not in answer.text
    assert rows(nam) == []


def test_a_revoked_phone_is_put_out_and_told_to_forget(
    app: Flask, phone: Browser, nam: str
) -> None:
    put_down(phone)
    unlock(phone)
    desk = Browser(app)
    desk.sign_in()
    (row,) = rows(nam)
    answer = desk.post(f"/tai-khoan/may/{row.id}/go")
    assert (answer.status_code, answer.location) == (303, "/tai-khoan/may")
    assert "chờ máy tự xóa" in desk.get("/tai-khoan/may").text
    met = phone.get("/viec")
    assert met.status_code == 302
    assert met.headers["Clear-Site-Data"] == WIPE
    assert met.location == "/dang-nhap?next=/viec&may=da-go"
    assert "Máy này đã được gỡ khỏi tài khoản" in phone.get(met.location).text
    assert cookie(phone) is None
    assert rows(nam)[0].wiped_at is not None
    assert "Clear-Site-Data" not in phone.get("/viec").headers
    assert "Điện thoại xanh" not in desk.get("/tai-khoan/may").text
    assert {"device_added", "device_revoked", "device_wiped"} <= set(actions(nam))


@pytest.mark.parametrize("path", ["/", "/may", "/may/trang-thai", "/dang-nhap"])
def test_any_first_contact_wipes(phone: Browser, nam: str, path: str) -> None:
    revoke(nam)
    assert phone.get(path).headers["Clear-Site-Data"] == WIPE


@pytest.mark.parametrize("path", ["/static/logo.svg", "/api/v1/households", "/healthz"])
def test_other_answers_carry_no_wipe(app: Flask, phone: Browser, nam: str, path: str) -> None:
    if path != "/healthz":
        revoke(nam)
    assert "Clear-Site-Data" not in phone.get(path).headers


def test_a_disabled_person_takes_the_phone_along(app: Flask, phone: Browser, nam: str) -> None:
    put_down(phone)
    unlock(phone)
    with one_commit() as session:
        account = session.get(Account, nam)
        assert account
        ends.disable(session, SYSTEM, account)
    assert not phone.inside
    assert phone.get("/may").status_code in (302, 403)
    assert unlock(phone).status_code == 303
    assert not phone.inside


def test_a_role_that_does_not_go_out_has_no_phone(app: Flask) -> None:
    an_account("may@tinh.example", "Vận hành", role=Role.OPERATOR, commune_codes=[])
    browser = Browser(app)
    browser.sign_in("may@tinh.example")
    assert browser.get("/tai-khoan/may").status_code == 403
    assert browser.post("/tai-khoan/may", ADD).status_code == 403


def test_anothers_phone_is_missing(app: Flask, phone: Browser, nam: str) -> None:
    an_account("lan@xa.example", "Lan")
    lan = Browser(app)
    lan.sign_in("lan@xa.example")
    (row,) = rows(nam)
    for wanted in (row.id, "01a20000-0000-7000-8000-000000000000"):
        assert lan.post(f"/tai-khoan/may/{wanted}/go").status_code == 404
    assert rows(nam)[0].revoked_at is None
    assert "Điện thoại xanh" not in lan.get("/tai-khoan/may").text


def test_a_phone_in_use_is_not_taken_over(app: Flask, phone: Browser, nam: str) -> None:
    """What it keeps of anh Nam's work would be chị Lan's to see."""
    an_account("lan@xa.example", "Lan")
    put_down(phone)
    phone.sign_in("lan@xa.example")
    answer = phone.post("/tai-khoan/may", ADD)
    assert answer.status_code == 409
    assert devices.DeviceOfAnother.sentence in answer.text
    assert rows(nam)[0].revoked_at is None


def test_a_new_pin_for_the_same_phone_replaces_the_old_one(phone: Browser, nam: str) -> None:
    phone.post("/tai-khoan/may", {**ADD, "pin": "950317", "again": "950317"})
    old, new = rows(nam)
    assert old.revoked_at is not None
    assert new.revoked_at is None
    put_down(phone)
    assert unlock(phone).status_code == 422
    assert unlock(phone, "950317").status_code == 303


def test_eleven_phones_are_too_many(app: Flask, nam: str) -> None:
    for _ in range(10):
        a_phone(app)
    last = Browser(app)
    last.sign_in()
    assert last.post("/tai-khoan/may", ADD).status_code == 409
    assert len(rows(nam)) == 10


def test_the_field_app_asks_how_things_stand(phone: Browser, nam: str) -> None:
    (row,) = rows(nam)
    end = row.ends_at.isoformat()
    known = {"can_unlock": True, "revoked": False, "ends_at": end, "device_id": row.id}
    assert standing(phone) == {"signed_in": True, "account_id": nam, **known}
    put_down(phone)
    assert standing(phone) == {"signed_in": False, "account_id": None, **known}
    revoke(nam)
    assert standing(phone) == {**NOBODY, "revoked": True}
    assert standing(phone) == NOBODY


def test_a_phone_is_seen_when_it_comes_by(phone: Browser, nam: str) -> None:
    later = clock.now() + timedelta(days=3)
    with clock.moved_to(later):
        phone.get("/")
    assert abs(rows(nam)[0].seen_at - later) < timedelta(minutes=1)
