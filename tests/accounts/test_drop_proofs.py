"""Somebody lost the phone and the paper: the officer above opens the way again, and nobody else."""

import pytest
from flask import Flask

from agrimarket.accounts import totp
from agrimarket.accounts.account_commands import drop_second_step
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit
from tests.accounts.authenticator import Authenticator
from tests.accounts.browsers import Browser, actions, an_account, the_account
from tests.accounts.keyring import passkeys_of, registered


@pytest.fixture
def nam(app: Flask) -> str:
    """Anh Nam with a code app, recovery codes and a passkey."""
    account_id = an_account()
    browser = Browser(app)
    browser.sign_in()
    registered(browser, Authenticator())
    browser.post("/tai-khoan/hai-buoc/bat")
    with one_commit() as session:
        row = session.get(type(the_account(account_id)), account_id)
        assert row
        row.totp_confirmed_at = clock.now()
    return account_id


def somebody(app: Flask, role: Role, *communes: str) -> Browser:
    an_account("ai@tinh.example", "Ai", role=role, commune_codes=communes)
    browser = Browser(app)
    browser.sign_in("ai@tinh.example")
    return browser


@pytest.mark.parametrize(
    ("role", "communes"), [(Role.COMMUNE_OFFICER, ("16144",)), (Role.PROVINCE_OFFICER, ())]
)
def test_an_officer_above_opens_the_way(
    app: Flask, nam: str, role: Role, communes: tuple[str, ...]
) -> None:
    officer = somebody(app, role, *communes)
    assert "Gỡ xác minh hai bước" in officer.get(f"/nguoi-dung/{nam}").text
    answer = officer.post(f"/nguoi-dung/{nam}/hai-buoc/go")
    assert (answer.status_code, answer.location) == (303, f"/nguoi-dung/{nam}")
    account = the_account(nam)
    assert not totp.is_on(account)
    assert (account.recovery_hashes, passkeys_of(nam)) == ([], [])
    assert Browser(app).sign_in().location == "/viec"
    assert "second_factors_dropped" in actions(nam)
    assert "Gỡ xác minh hai bước" not in officer.get(f"/nguoi-dung/{nam}").text


@pytest.mark.parametrize(
    ("role", "communes", "status"),
    [(Role.COMMUNE_OFFICER, ("14758",), 404), (Role.EXTENSION_WORKER, ("16144",), 404),
     (Role.OPERATOR, (), 403), (Role.AUDITOR, (), 403)],
)  # fmt: skip
def test_nobody_else_does(
    app: Flask, nam: str, role: Role, communes: tuple[str, ...], status: int
) -> None:
    other = somebody(app, role, *communes)
    assert other.post(f"/nguoi-dung/{nam}/hai-buoc/go").status_code == status
    assert totp.is_on(the_account(nam))
    assert len(passkeys_of(nam)) == 1


def test_whoever_has_the_shell_does_it_for_the_officers(app: Flask, nam: str) -> None:
    done = app.test_cli_runner().invoke(drop_second_step, ["nam@xa.example"], obj=lambda: app)
    assert done.exit_code == 0, done.output
    assert not totp.is_on(the_account(nam))
