"""A field phone in a browser, with its PIN."""

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from agrimarket.accounts import devices
from agrimarket.accounts.models import FieldDevice
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from tests.accounts.browsers import Browser

PIN, COOKIE = "482715", "agrimarket_may"
NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=clock.VIETNAM)
ADD = {"name": "Điện thoại xanh", "pin": PIN, "again": PIN}
WIPE = '"cache", "cookies", "storage"'
NOBODY = {
    "signed_in": False, "account_id": None, "can_unlock": False, "revoked": False,
    "ends_at": None, "device_id": None,
}  # fmt: skip


def a_phone(app: Flask, login: str = "nam@xa.example") -> Browser:
    browser = Browser(app)
    browser.sign_in(login)
    answer = browser.post("/tai-khoan/may", ADD)
    assert answer.status_code == 303, answer.text
    return browser


def rows(account_id: str) -> list[FieldDevice]:
    reading().rollback()
    query = select(FieldDevice).where(FieldDevice.account_id == account_id)
    return list(reading().scalars(query.order_by(FieldDevice.created_at)))


def put_down(browser: Browser) -> None:
    """The short session is over."""
    browser.post("/dang-xuat")
    assert not browser.inside


def unlock(browser: Browser, pin: str = PIN, **more: str):
    return browser.post("/may", {"pin": pin, **more})


def standing(browser: Browser) -> dict[str, object]:
    """How the service says this phone stands, without the token of its forms."""
    told: dict[str, object] = browser.get("/may/trang-thai").json
    assert told.pop("csrf")
    return told


def cookie(browser: Browser):
    return browser.client.get_cookie(COOKIE, domain="tem.example.vn")


def revoke(account_id: str) -> None:
    with one_commit() as session:
        device = session.get(FieldDevice, rows_id(account_id))
        assert device
        devices.revoke_device(session, SYSTEM, device, reason="mất máy")


def rows_id(account_id: str) -> str:
    query = select(FieldDevice.id).where(FieldDevice.account_id == account_id)
    found = reading().scalars(query).first()
    assert found
    return found
