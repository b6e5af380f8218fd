"""Two-step verification by an app on the phone: on, changed, off."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from agrimarket.accounts import factors, totp
from agrimarket.kit import clock, logs
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit
from tests.accounts.browsers import PASSWORD, Browser, actions, an_account, the_account
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


def test_the_first_code_switches_it_on(at_home: Browser, nam: str) -> None:
    at_home.post("/tai-khoan/hai-buoc/bat")
    page = at_home.get("/tai-khoan/hai-buoc").text
    phone = Phone(page)
    assert len(phone.maker.secret) == 32
    assert not totp.is_on(the_account(nam))
    answer = at_home.post("/tai-khoan/hai-buoc", {"code": phone.code()})
    codes = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)
    assert (len(codes), len(set(codes))) == (10, 10)
    account = the_account(nam)
    assert totp.is_on(account)
    assert "Đang bật" in at_home.get("/tai-khoan/hai-buoc").text
    assert phone.maker.secret.encode() not in (account.totp_sealed or b"")
    assert not set(codes) & set(account.recovery_hashes)


def test_the_symbol_is_the_secret_and_goes_once_it_is_on(at_home: Browser, nam: str) -> None:
    assert at_home.get("/tai-khoan/hai-buoc/ma-qr.svg").status_code == 404
    at_home.post("/tai-khoan/hai-buoc/bat")
    picture = at_home.get("/tai-khoan/hai-buoc/ma-qr.svg")
    assert picture.content_type == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "private, no-store"
    phone = Phone(at_home.get("/tai-khoan/hai-buoc").text)
    at_home.post("/tai-khoan/hai-buoc", {"code": phone.code()})
    assert at_home.get("/tai-khoan/hai-buoc/ma-qr.svg").status_code == 404
    assert phone.maker.secret[:8] not in at_home.get("/tai-khoan/hai-buoc").text


def test_a_second_start_does_not_put_the_first_secret_out(
    app: Flask, at_home: Browser, phone: Phone
) -> None:
    answer = at_home.post("/tai-khoan/hai-buoc/bat")
    assert answer.status_code == 409
    assert factors.FactorOnAlready.sentence in answer.text
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": phone.code()}).status_code == 303


@pytest.mark.parametrize("proof", ["password", "code", "recovery"])
def test_it_goes_off_with_password_or_code(
    at_home: Browser, phone: Phone, nam: str, proof: str
) -> None:
    given = {"password": PASSWORD, "code": phone.code(), "recovery": codes_of(at_home)[0]}
    answer = at_home.post("/tai-khoan/hai-buoc/tat", {"proof": given[proof]})
    assert answer.status_code == 303
    account = the_account(nam)
    assert (account.totp_sealed, account.totp_last_step, account.recovery_hashes) == (
        None,
        None,
        [],
    )


@pytest.mark.parametrize("proof", ["", "sai mật khẩu", "000000"])
def test_it_stays_on_without_a_proof(at_home: Browser, phone: Phone, nam: str, proof: str) -> None:
    answer = at_home.post("/tai-khoan/hai-buoc/tat", {"proof": proof})
    assert answer.status_code == 422
    assert factors.OwnerUnproven.sentence in answer.text
    assert totp.is_on(the_account(nam))


def test_new_recovery_codes_put_the_old_ones_out(
    app: Flask, at_home: Browser, phone: Phone, nam: str
) -> None:
    old = codes_of(at_home)
    assert at_home.post("/tai-khoan/hai-buoc/ma-du-phong", {"proof": "sai"}).status_code == 422
    answer = at_home.post("/tai-khoan/hai-buoc/ma-du-phong", {"proof": PASSWORD})
    new = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)
    assert not set(new) & set(old)
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": old[0]}).status_code == 422
    assert half_in(app).post("/dang-nhap/buoc-hai", {"code": new[0]}).status_code == 303


def test_what_was_never_confirmed_can_be_dropped_without_proof(at_home: Browser, nam: str) -> None:
    at_home.post("/tai-khoan/hai-buoc/bat")
    assert at_home.post("/tai-khoan/hai-buoc/tat").status_code == 303
    assert the_account(nam).totp_sealed is None
    assert at_home.post("/tai-khoan/hai-buoc/tat").status_code == 409
    assert at_home.post("/tai-khoan/hai-buoc", {"code": "123456"}).status_code == 409


def test_a_wrong_first_code_switches_nothing_on(at_home: Browser, nam: str) -> None:
    at_home.post("/tai-khoan/hai-buoc/bat")
    assert at_home.post("/tai-khoan/hai-buoc", {"code": "000000"}).status_code == 422
    assert not totp.is_on(the_account(nam))


def test_an_officer_drops_the_proofs_of_who_lost_them(
    app: Flask, at_home: Browser, phone: Phone, nam: str
) -> None:
    with one_commit() as session:
        account = session.get(type(the_account(nam)), nam)
        assert account
        factors.drop_factors(session, viewer=SYSTEM, account=account)
    answer = Browser(app).sign_in()
    assert answer.location == "/viec"


def test_each_change_is_in_the_audit_without_a_secret(
    at_home: Browser, phone: Phone, nam: str
) -> None:
    at_home.post("/tai-khoan/hai-buoc/tat", {"proof": PASSWORD})
    for action in ("second_factor_started", "second_factor_on", "second_factor_off"):
        assert action in actions(nam)


def test_secrets_reach_no_log(
    at_home: Browser, nam: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    at_home.post("/tai-khoan/hai-buoc/bat")
    phone = Phone(at_home.get("/tai-khoan/hai-buoc").text)
    answer = at_home.post("/tai-khoan/hai-buoc", {"code": phone.code()})
    code = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)[0]
    said = capsys.readouterr().err
    assert "/tai-khoan/hai-buoc" in said
    assert phone.maker.secret not in said
    assert code not in said
    assert f'"{phone.code()}"' not in said
