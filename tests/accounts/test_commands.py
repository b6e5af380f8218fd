"""`agrimarket account` and `agrimarket token`: what the operator types at the server."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from agrimarket.accounts.models import Account, Token
from agrimarket.cli import group
from agrimarket.kit.db import reading
from agrimarket.kit.errors import Refusal
from agrimarket.kit.ids import new_id
from tests.accounts.entry import OTHER, PASSWORD, an_account, is_in, sign_in


@pytest.fixture
def run(app: Flask):
    def _run(*arguments: str) -> Result:
        return CliRunner().invoke(group, arguments, obj=lambda: app)

    return _run


def refused(result: Result) -> str:
    assert isinstance(result.exception, Refusal), result.output
    return result.exception.code


def accounts() -> list[Account]:
    reading().rollback()
    return list(reading().scalars(select(Account)))


def test_an_account_with_mail_and_phone(run, client: FlaskClient) -> None:
    result = run(
        "account", "create", "Phuc", "--role", "province_officer", "--name", "  Ông  Phúc ",
        "--email", "Phuc@Tinh.example", "--phone", "+84 912 345 678", "--agency", "nong_nghiep",
    )  # fmt: skip
    row = accounts()[0]
    assert (row.login, row.name, row.email, row.phone, row.agency) == (
        "phuc", "Ông Phúc", "phuc@tinh.example", "0912345678", "nong_nghiep",
    )  # fmt: skip
    for login in ("phuc", "PHUC@tinh.example", "0912 345 678"):
        assert sign_in(client, login, result.output.strip()).status_code == 303


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("nam", "--name", "Nam", "--email", "nam"), "email_invalid"),
     (("nam", "--name", "Nam", "--phone", "0237 3852 246"), "phone_unusable"),
     (("n am", "--name", "Nam"), "login_invalid"),
     (("", "--name", "Nam"), "login_invalid"),
     (("nam", "--name", "   "), "name_needed"),
     (("nam", "--name", "Nam", "--household", "123"), "household_id_invalid")],
)  # fmt: skip
def test_what_cannot_be_is_refused(run, arguments: tuple[str, ...], code: str) -> None:
    assert refused(run("account", "create", *arguments, "--role", "auditor")) == code
    assert accounts() == []


def test_a_login_or_mail_is_given_once_and_a_phone_is_shared(run) -> None:
    base = ("--role", "auditor", "--name", "Sơn", "--phone", "0912345678")
    assert run("account", "create", "son", *base, "--email", "son@tinh.example").exit_code == 0
    assert refused(run("account", "create", "SON", *base)) == "login_taken"
    again = run("account", "create", "son2", *base, "--email", "SON@tinh.example")
    assert refused(again) == "login_taken"
    assert run("account", "create", "son3", *base).exit_code == 0


def test_reset_disable_enable_list(run, client: FlaskClient) -> None:
    an_account(login="nam")
    sign_in(client, "nam")
    first = run("account", "reset", "NAM").output.strip()
    assert not is_in(client)
    assert sign_in(client, "nam", first).location == "/tai-khoan/mat-khau"
    client.post("/tai-khoan/mat-khau", data={"old": first, "new": OTHER})
    assert run("account", "disable", "nam").exit_code == 0
    assert not is_in(client)
    assert "nam" not in run("account", "list").output
    assert "khóa" in run("account", "list", "--all").output
    assert run("account", "enable", "nam").exit_code == 0
    assert sign_in(client, "nam", OTHER).status_code == 303
    link = run("account", "reset", "nam", "--link").output.strip()
    assert link.startswith("https://tem.example.vn/dang-nhap/dat-lai/")
    path = link.removeprefix("https://tem.example.vn")
    assert client.post(path, data={"new": PASSWORD}).status_code == 303


@pytest.mark.parametrize("act", ["reset", "disable", "enable"])
def test_an_unknown_login_is_refused(run, act: str) -> None:
    assert refused(run("account", act, "khong-co")) == "login_unknown"


def test_a_token_is_made_listed_and_revoked(run, app: Flask) -> None:
    made = run("token", "create", "--role", "commune_officer", "--commune", "16144",
               "--name", "Xã Nga An")  # fmt: skip
    secret = made.output.strip()
    assert made.output == f"{secret}\n"
    row = reading().scalars(select(Token)).one()
    listed = run("token", "list").output
    assert str(row.id) in listed
    assert "Xã Nga An" in listed
    assert secret not in listed
    headers = {"Authorization": f"Bearer {secret}"}
    client = app.test_client()
    assert client.get("/api/v1/households", headers=headers).status_code == 200
    assert run("token", "revoke", str(row.id)).exit_code == 0
    assert client.get("/api/v1/households", headers=headers).status_code == 401
    assert run("token", "list").output == ""
    assert "đã dừng" in run("token", "list", "--all").output
    assert run("token", "revoke", str(row.id)).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--role", "auditor", "--name", ""), "name_needed"),
     (("--role", "auditor", "--name", " \t "), "name_needed"),
     (("--role", "producer", "--name", "Hoa"), "household_needed"),
     (("--role", "producer", "--name", "Hoa", "--household", "hoa"), "household_id_invalid"),
     (("--role", "api_client", "--name", "Cổng"), "scope_needed"),
     (("--role", "auditor", "--name", "Sơn", "--last-day", "2020-01-01"), "last_day_past")],
)  # fmt: skip
def test_a_token_nobody_could_use_is_refused(run, arguments: tuple[str, ...], code: str) -> None:
    assert refused(run("token", "create", *arguments)) == code
    assert reading().scalars(select(Token)).all() == []


@pytest.mark.parametrize("token_id", ["", "x", new_id()], ids=["empty", "short", "nobody"])
def test_revoking_what_is_not_there_is_refused(run, token_id: str) -> None:
    assert refused(run("token", "revoke", token_id)) == "token_unknown"


def test_the_list_tells_scopes_and_the_last_day(run) -> None:
    run("token", "create", "--role", "api_client", "--name", "Cổng", "--scope", "lots:read",
        "--last-day", "2999-01-31")  # fmt: skip
    listed = run("token", "list").output
    assert "lots:read  đến hết 31/01/2999  Cổng" in listed
