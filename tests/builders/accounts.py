"""People with accounts, signed in on pages; the story tests of the tree are told with them."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from agrimarket.accounts import rules, store
from agrimarket.accounts.models import Account
from agrimarket.kit.access import SYSTEM, Role, Viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from tests.people import PASSWORD

ADDRESS = re.compile(r">\s*(https?://[^<\s]+/moi/[^<\s]+)\s*</textarea>")


@dataclass
class Member:
    """Somebody with an account: `viewer` as it is now, `browser()` signed in."""

    app: Flask
    id: str
    login: str

    @property
    def row(self) -> Account:
        """The account as the database has it now."""
        session = reading()
        session.rollback()
        session.expire_all()
        account = store.by_id(session, self.id)
        assert account is not None
        return account

    @property
    def viewer(self) -> Viewer:
        return rules.viewer_of_account(self.row)

    def browser(self) -> FlaskClient:
        """A test client that is signed in as this person."""
        client = self.app.test_client()
        answer = client.post("/dang-nhap", data={"login": self.login, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client


def a_member(
    app: Flask,
    role: Role,
    name: str,
    *communes: str,
    household_id: str | None = None,
    agency: str | None = None,
    phone: str | None = None,
) -> Member:
    """An account made by the system, with the password of the stories."""
    with one_commit() as session:
        account = rules.create_account(
            session, viewer=SYSTEM, name=name, login=new_id(), password=PASSWORD, role=role,
            commune_codes=communes, household_id=household_id, agency=agency, phone=phone,
        )  # fmt: skip
    return Member(app, account.id, account.login)


def path_of_invitation(page: TestResponse) -> str:
    """The path of the link that a page shows this once."""
    found = ADDRESS.search(page.text)
    assert found, page.text
    return "/moi/" + found[1].rsplit("/", 1)[1]
