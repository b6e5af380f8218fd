"""The demo's sign-ins: a worker, a commune officer, an auditor, and bà Hoa."""

from dataclasses import replace

from sqlalchemy.orm import Session

from agrimarket.accounts import rules as accounts
from agrimarket.accounts.passwords import random_password
from agrimarket.accounts.rules import LoginTaken, viewer_of_account
from agrimarket.kit.access import SYSTEM, Role, Viewer
from agrimarket.kit.errors import Kind, Refusal
from agrimarket.system.demo.book import Cast, commune_code
from agrimarket.system.demo.names import MARK

# Nobody acts where the worker and the officer of the demo have no say: the audit says who did.
DEMO = replace(SYSTEM, name="Dữ liệu trình diễn")

WORKS_IN = ("Xã Lam Sơn", "Xã Sao Vàng", "Xã Thọ Xuân")
WORKER, OFFICER, PRODUCER, AUDITOR = "canbo", "xa", "hoa", "kiemtoan"

Passwords = dict[str, str]


class DemoNotEmpty(Refusal):
    """The folder holds producers or these sign-ins already; nothing was changed."""

    code = "demo_not_empty"
    kind = Kind.CONFLICT
    sentence = (
        "Thư mục này đã có dữ liệu nên không nạp trình diễn. "
        "Hãy đặt AGRIMARKET_DATA là một thư mục mới rồi chạy lại."
    )


def make_cast(session: Session) -> tuple[Cast, Passwords]:
    """Accounts of those who work for the office; DemoNotEmpty where a login is taken."""
    communes = [commune_code(name) for name in WORKS_IN]
    made: Passwords = {}
    worker = _account(session, made, WORKER, "Trần Hữu Nam", Role.EXTENSION_WORKER, communes)
    officer = _account(session, made, OFFICER, "Lê Thu Hương", Role.COMMUNE_OFFICER, communes[:1])
    _account(session, made, AUDITOR, "Vũ Ngọc Sơn", Role.AUDITOR, [])
    return Cast(DEMO, worker, officer), made


def make_producer(session: Session, made: Passwords, name: str, household_id: str) -> Viewer:
    """Bà Hoa's account, once she is registered."""
    return _account(session, made, PRODUCER, name, Role.PRODUCER, [], household_id)


def _account(
    session: Session,
    made: Passwords,
    login: str,
    name: str,
    role: Role,
    communes: list[str],
    household_id: str | None = None,
) -> Viewer:
    made[login] = random_password()
    try:
        account = accounts.create_account(
            session,
            viewer=DEMO,
            name=f"{name} {MARK}",
            login=login,
            password=made[login],
            role=role,
            commune_codes=communes,
            household_id=household_id,
        )
    except LoginTaken:
        raise DemoNotEmpty from None
    return viewer_of_account(account)
