"""`agrimarket account`: whoever has the server's shell makes, closes and lists accounts."""

import click
from flask import current_app
from sqlalchemy.orm import Session

from agrimarket.accounts import contacts, ends, factors, passwords, reset, rules, store
from agrimarket.accounts.agencies import AGENCIES
from agrimarket.accounts.models import Account
from agrimarket.accounts.rules import LoginUnknown
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit, reading


@click.group("account")
def account() -> None:
    """Manage people who sign in."""


@account.command("create")
@click.argument("login")
@click.option("--role", required=True, type=click.Choice([r.value for r in rules.GIVEN_ROLES]))
@click.option("--commune", "communes", multiple=True, help="Commune code; may be repeated.")
@click.option("--household", help="Id of the producer, for role producer.")
@click.option("--agency", type=click.Choice(list(AGENCIES)), help="For role province_officer.")
@click.option("--email", help="Where links to reset the password go.")
@click.option("--phone", help="Where codes to sign in go; several people may share one.")
@click.option("--name", required=True)
@in_app
def create_account(
    login: str,
    role: str,
    communes: tuple[str, ...],
    household: str | None,
    agency: str | None,
    email: str | None,
    phone: str | None,
    name: str,
) -> None:
    """Make an account and print its first password, which is shown this once.

    Example: agrimarket account create nam --role extension_worker --commune 16144 --name Nam
    """
    password = passwords.random_password()
    with one_commit() as session:
        rules.create_account(
            session,
            viewer=SYSTEM,
            name=contacts.read_name(name),
            login=contacts.read_login(login),
            password=password,
            role=Role(role),
            commune_codes=communes,
            household_id=household,
            agency=agency,
            email=contacts.read_email(email),
            phone=contacts.read_phone(phone),
        )
    click.echo(password)


@account.command("reset")
@click.argument("login")
@click.option("--link", is_flag=True, help="Print a link that sets a password once instead.")
@in_app
def reset_account(login: str, link: bool) -> None:
    """Print a new first password for an account and end its sessions.

    Example: agrimarket account reset tinh
    """
    with one_commit() as session:
        if link:
            found = _found(session, login)
            settings = current_app.extensions["agrimarket.settings"]
            said = reset.link_address(settings, reset.reset_by_officer(session, SYSTEM, found))
        else:
            said = rules.reset_password(session, viewer=SYSTEM, login=login)
    click.echo(said)


@account.command("drop-second-step")
@click.argument("login")
@in_app
def drop_second_step(login: str) -> None:
    """Take away code app, passkeys and recovery codes of somebody who lost the phone.

    Example: agrimarket account drop-second-step tinh
    """
    with one_commit() as session:
        factors.drop_factors(session, viewer=SYSTEM, account=_found(session, login))
    click.echo("Đã gỡ xác minh hai bước.")


@account.command("disable")
@click.argument("login")
@in_app
def disable(login: str) -> None:
    """Close an account: its sessions, tokens, links and phones stop at once.

    Example: agrimarket account disable nam
    """
    with one_commit() as session:
        ends.disable(session, SYSTEM, _found(session, login))
    click.echo("Đã khóa tài khoản.")


@account.command("enable")
@click.argument("login")
@in_app
def enable(login: str) -> None:
    """Open a closed account again.

    Example: agrimarket account enable nam
    """
    with one_commit() as session:
        ends.enable(session, SYSTEM, _found(session, login))
    click.echo("Đã mở khóa tài khoản.")


@account.command("list")
@click.option("--all", "everything", is_flag=True, help="Closed accounts, too.")
@in_app
def listing(everything: bool) -> None:
    """List staff accounts: login, role, state, name. Producers are not listed by name.

    Example: agrimarket account list
    """
    for row in store.staff(reading()):
        if row.active or everything:
            state = "mở" if row.active else "khóa"
            click.echo(f"{row.login:<32} {row.role:<18} {state:<5} {row.name}")


def _found(session: Session, login: str) -> Account:
    """The account of a login, closed ones too; LoginUnknown."""
    row = store.by_login(session, contacts.read_login(login))
    if row is None:
        raise LoginUnknown
    return row
