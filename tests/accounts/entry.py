"""What the stories of signing in share: accounts to make, forms to send, messages to read."""

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from agrimarket.accounts import rules
from agrimarket.accounts.models import Account
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import run_due

PASSWORD = "bốn con trâu đen"
OTHER = "năm con gà trống"
PHONE = "0912345678"


def an_account(name: str = "Nam", **over: Any) -> str:
    """A worker of Nga An unless told otherwise; the account's id."""
    options: dict[str, Any] = {
        "login": f"{name.lower()}@xa.example",
        "password": PASSWORD,
        "role": Role.EXTENSION_WORKER,
        "commune_codes": ["16144"],
    }
    options |= over
    if options["role"] is Role.PRODUCER:
        options |= {"commune_codes": [], "household_id": new_id()}
    with one_commit() as session:
        return str(rules.create_account(session, viewer=SYSTEM, name=name, **options).id)


def a_producer(name: str = "Hoa", **over: Any) -> str:
    """Bà Hoa, who has a phone and no password."""
    return an_account(
        name,
        **{"login": f"{name}-{new_id()}", "role": Role.PRODUCER, "password": "", "phone": PHONE}
        | over,
    )


def sign_in(
    client: FlaskClient, login: str = "nam@xa.example", password: str = PASSWORD, **more: Any
) -> TestResponse:
    """Post the form of the sign-in page."""
    headers = more.pop("headers", None)
    data = {"login": login, "password": password, **more}
    return client.post("/dang-nhap", data=data, headers=headers)


def is_in(client: FlaskClient) -> bool:
    """Whether the browser is signed in now."""
    return client.get("/tai-khoan/mat-khau").status_code == 200


def row_of(account_id: str) -> Account:
    """The account as it stands in the database."""
    reading().rollback()
    reading().expire_all()
    return reading().get_one(Account, account_id)


def outbox(app: Flask) -> list[str]:
    """What has left, oldest first, once every job that is due has run."""
    run_due(app)
    folder = app.extensions["agrimarket.settings"].data / "outbox"
    files = sorted(folder.glob("*.txt")) if folder.exists() else []
    return [line for path in files for line in path.read_text().splitlines()]


def last_code(app: Flask) -> str:
    """The six digits of the newest message."""
    found = re.search(r"\b(\d{6}) là mã", outbox(app)[-1])
    assert found
    return found[1]


def last_link(app: Flask) -> str:
    """The path of the link in the newest message."""
    found = re.search(r"https?://[^/]+(/\S+)", outbox(app)[-1])
    assert found
    return found[1]


def acts(action: str) -> list[AuditRow]:
    """Audit rows of one act, oldest first."""
    reading().rollback()
    query = select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.at)
    return list(reading().scalars(query))
