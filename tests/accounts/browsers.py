"""A browser on the service's own address, and a person who signs in with it."""

import html
import json
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from agrimarket.accounts import rules
from agrimarket.accounts.models import Account
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import one_commit, reading

PASSWORD = "bốn con trâu đen"
HERE = "https://tem.example.vn"


def an_account(login: str = "nam@xa.example", name: str = "Nam", **over: Any) -> str:
    """A worker's account with PASSWORD; its id."""
    given: dict[str, Any] = {"role": Role.EXTENSION_WORKER, "commune_codes": ["16144"], **over}
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name=name, login=login, password=PASSWORD, **given
        )
    return account.id


def the_account(account_id: str) -> Account:
    """The row as it is now."""
    reading().rollback()
    found = reading().get(Account, account_id)
    assert found
    return found


def actions(account_id: str) -> list[str]:
    """What the audit holds about an account, in order."""
    reading().rollback()
    rows = reading().query(AuditRow).filter(AuditRow.object_id == account_id)
    return [row.action for row in rows.order_by(AuditRow.at, AuditRow.position)]


class Browser:
    """Requests from one browser, by default to the address that people use."""

    def __init__(self, app: Flask, base: str = HERE) -> None:
        self.client: FlaskClient = app.test_client()
        self.base = base

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, base_url=options.pop("base", self.base), **options)

    def post(self, path: str, data: dict[str, str] | None = None, **options: Any) -> TestResponse:
        base = options.pop("base", self.base)
        return self.client.post(path, data=data or {}, base_url=base, **options)

    def sign_in(self, login: str = "nam@xa.example", password: str = PASSWORD) -> TestResponse:
        return self.post("/dang-nhap", {"login": login, "password": password})

    def options(self, path: str) -> dict[str, Any]:
        """What a page would ask the browser to make or sign."""
        return options_in(self.get(path).text)

    @property
    def inside(self) -> bool:
        """True while somebody is signed in."""
        return self.get("/tai-khoan/mat-khau").status_code == 200


def options_in(page: str) -> dict[str, Any]:
    """The data-options of a page's passkey form."""
    found = re.search(r'data-options="([^"]+)"', page)
    assert found, "no passkey form in the page"
    options: dict[str, Any] = json.loads(html.unescape(found[1]))
    return options
