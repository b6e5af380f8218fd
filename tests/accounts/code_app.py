"""The app on a phone that makes codes, and a browser half signed in."""

import re
from datetime import datetime, timedelta

import pyotp
from flask import Flask

from agrimarket.kit import clock
from tests.accounts.browsers import Browser

NOON = datetime(2026, 11, 22, 12, 0, 5, tzinfo=clock.VIETNAM)
STEP = timedelta(seconds=30)


class Phone:
    """The app on anh Nam's phone."""

    def __init__(self, page: str) -> None:
        letters = re.findall(r"<span>([A-Z2-7]{4})</span>", page)
        self.maker = pyotp.TOTP("".join(letters))

    def code(self, steps: int = 0) -> str:
        return self.maker.at(clock.now() + steps * STEP)


def confirmed(browser: Browser) -> Phone:
    """The app set up from this browser and confirmed with the code of the step before."""
    browser.post("/tai-khoan/hai-buoc/bat")
    phone = Phone(browser.get("/tai-khoan/hai-buoc").text)
    answer = browser.post("/tai-khoan/hai-buoc", {"code": phone.code(-1)})
    assert answer.status_code == 200
    browser.codes = re.findall(r"<code>([a-z2-9-]+)</code>", answer.text)  # type: ignore[attr-defined]
    return phone


def codes_of(browser: Browser) -> list[str]:
    found: list[str] = browser.codes  # type: ignore[attr-defined]
    return found


def half_in(app: Flask) -> Browser:
    """A new browser in which the password was right."""
    browser = Browser(app)
    answer = browser.sign_in()
    assert (answer.status_code, answer.location) == (303, "/dang-nhap/buoc-hai")
    return browser
