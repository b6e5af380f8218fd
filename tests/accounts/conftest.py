"""What the stories of signing in share: anh Nam's own browser."""

import pytest
from flask import Flask

from tests.accounts.browsers import Browser


@pytest.fixture
def at_home(app: Flask, nam: str) -> Browser:
    """Where anh Nam signed in with his password and made no second proof yet."""
    browser = Browser(app)
    browser.sign_in()
    return browser
