"""The second step at sign-in: used, refused, locked, late."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.accounts import factors
from agrimarket.kit import audit, clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.trail.values import value_words
from tests.accounts.browsers import Browser, an_account, the_account
from tests.accounts.code_app import NOON, Phone, codes_of, confirmed, half_in


@pytest.fixture
def noon() -> Iterator[None]:
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def nam(app: Flask, noon: None) -> str:
    return an_account()


@pytest.fixture
def phone(at_home: Browser) -> Phone:
    """Set up and confirmed with the code of the step before."""
    return confirmed(at_home)


def test_password_and_code_open(app: Flask, at_home: Browser, phone: Phone) -> None:
    browser = half_in(app)
    assert not browser.inside
    assert browser.get("/dang-nhap/buoc-hai").status_code == 200
    answer = browser.post("/dang-nhap/buoc-hai", {"code": phone.code()})
    assert (answer.status_code, answer.location) == (303, "/viec")
    assert browser.inside


def test_spaces_in_a_code_do_not_matter(app: Flask, at_home: Browser, phone: Phone) -> None:
    code = phone.code()
    answer = half_in(app).post("/dang-nhap/buoc-hai", {"code": f" {code[:3]} {code[3:]} "})
    assert answer.status_code == 303


@pytest.mark.parametrize("path", ["/viec", "/tai-khoan/mat-khau", "/tai-khoan/hai-buoc", "/ho"])
def test_half_in_is_out(app: Flask, at_home: Browser, phone: Phone, path: str) -> None:
    answer = half_in(app).get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/dang-nhap?")


@pytest.mark.parametrize(
    "typed", ["000000", "", "12345", "1234567", "abc", "１２３４５６", "' or 1"]
)
def test_a_wrong_code_is_refused_in_words(
    app: Flask, at_home: Browser, phone: Phone, typed: str
) -> None:
    browser = half_in(app)
    answer = browser.post("/dang-nhap/buoc-hai", {"code": typed})
    assert answer.status_code == 422
    assert factors.FactorWrong.sentence in answer.text
    assert not browser.inside


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (0, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_one_step_off(
    app: Flask, at_home: Browser, phone: Phone, steps: int, status: int
) -> None:
    answer = half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code(steps)})
    assert answer.status_code == status


def test_a_code_counts_once(app: Flask, at_home: Browser, phone: Phone) -> None:
    code = phone.code()
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": code}).status_code == 303
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": code}).status_code == 422


def test_the_code_of_the_set_up_is_used_up(app: Flask, at_home: Browser, phone: Phone) -> None:
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code(-1)}).status_code == 422


def test_an_older_code_is_refused_after_a_newer_one(
    app: Flask, at_home: Browser, phone: Phone
) -> None:
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code(1)}).status_code == 303
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code()}).status_code == 422


def test_a_recovery_code_opens_once(app: Flask, at_home: Browser, phone: Phone, nam: str) -> None:
    code = codes_of(at_home)[3]
    first = half_in(app).post("/dang-nhap/buoc-hai", {"code": code.upper().replace("-", " ")})
    assert first.status_code == 303
    assert len(the_account(nam).recovery_hashes) == 9
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": code}).status_code == 422


def test_the_trail_tells_the_second_step_and_never_the_code(
    app: Flask, at_home: Browser, phone: Phone, nam: str
) -> None:
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code()}).status_code == 303
    browser, code = half_in(app), codes_of(at_home)[3]
    browser.post("/dang-nhap/buoc-hai", {"code": code})
    assert "Đã dùng một mã dự phòng, còn 9." in browser.get("/tai-khoan").text
    found = audit.rows_of(kind="account", id=nam).where(audit.AuditRow.action == "signed_in")
    told = [row.after for row in reading().scalars(found)]
    assert {"how": "password", "second": "app"} in told
    assert {"how": "password", "second": "recovery", "codes_left": 9} in told
    assert code not in str(told)
    assert value_words("account", "second", "recovery") == "mã dự phòng"


def test_recovery_codes_of_another_person_open_nothing(
    app: Flask, at_home: Browser, phone: Phone
) -> None:
    an_account("lan@xa.example", "Lan")
    lan = Browser(app)
    lan.sign_in("lan@xa.example")
    lan.post("/tai-khoan/hai-buoc/bat")
    her_phone = Phone(lan.get("/tai-khoan/hai-buoc").text)
    answer = lan.post("/tai-khoan/hai-buoc", {"code": her_phone.code()})
    code = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)[0]
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": code}).status_code == 422
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": her_phone.code()}).status_code == 422


def test_five_wrong_codes_lock_whatever_the_address(
    app: Flask, at_home: Browser, phone: Phone
) -> None:
    browser = half_in(app)
    for number in range(5):
        forged = {"X-Forwarded-For": f"10.0.0.{number}"}
        browser.post("/dang-nhap/buoc-hai", {"code": "000000"}, headers=forged)
    answer = browser.post("/dang-nhap/buoc-hai", {"code": phone.code()})
    assert answer.status_code == 429
    assert "Hãy chờ 15 phút" in answer.text
    with clock.frozen_at(NOON + timedelta(minutes=16)):
        assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code()}).status_code == 303


def test_the_second_step_waits_five_minutes(app: Flask, at_home: Browser, phone: Phone) -> None:
    browser = half_in(app)
    with clock.frozen_at(NOON + timedelta(minutes=5, seconds=1)):
        assert browser.get("/dang-nhap/buoc-hai").location == "/dang-nhap"
        answer = browser.post("/dang-nhap/buoc-hai", {"code": phone.code()})
        assert answer.status_code == 409
        assert not browser.inside


def test_nobody_begins_with_the_second_step(app: Flask, nam: str) -> None:
    browser = Browser(app)
    assert browser.get("/dang-nhap/buoc-hai").location == "/dang-nhap"
    assert browser.post("/dang-nhap/buoc-hai", {"code": "123456"}).status_code == 409


def test_the_secret_of_one_account_does_not_open_in_another(
    app: Flask, at_home: Browser, phone: Phone, nam: str
) -> None:
    """Somebody with the database alone copies his own sealed secret over another's."""
    lan = an_account("lan@xa.example", "Lan")
    with one_commit() as session:
        row = session.get(type(the_account(lan)), lan)
        assert row
        row.totp_sealed = the_account(nam).totp_sealed
        row.totp_confirmed_at = clock.now()
    browser = Browser(app)
    browser.sign_in("lan@xa.example")
    assert browser.post("/dang-nhap/buoc-hai", {"code": phone.code()}).status_code == 500
    assert not browser.inside
