"""Registering a software authenticator and using it, as the pages do."""

from datetime import datetime

from sqlalchemy import select

from agrimarket.accounts.models import Passkey
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from tests.accounts.authenticator import Authenticator
from tests.accounts.browsers import (
    Browser,
)

LIST, SIGN_IN = "/tai-khoan/chia-khoa", "/dang-nhap/chia-khoa"
NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=clock.VIETNAM)


def registered(browser: Browser, phone: Authenticator, name: str = "Điện thoại") -> Authenticator:
    answer = browser.post(LIST, {"answer": phone.create(browser.options(LIST)), "name": name})
    assert answer.status_code in (200, 303), answer.text
    return phone


def passkeys_of(account_id: str) -> list[Passkey]:
    reading().rollback()
    return list(reading().scalars(select(Passkey).where(Passkey.account_id == account_id)))


def use(browser: Browser, phone: Authenticator, path: str = SIGN_IN):
    return browser.post(path, {"answer": phone.get(browser.options(path))})
