"""`agrimarket token`: bearer tokens for programs and people."""

import click

from agrimarket.accounts import passwords, rules
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit


@click.group("token")
def token() -> None:
    """Make tokens for the API."""


@token.command("create")
@click.option("--role", required=True, type=click.Choice([r.value for r in rules.GIVEN_ROLES]))
@click.option("--commune", "communes", multiple=True, help="Commune code; may be repeated.")
@click.option("--household", help="Id of the producer, for role producer.")
@click.option("--scope", "scopes", multiple=True, help="For role api_client, e.g. lots:read.")
@click.option("--name", required=True, help="Who or what uses it, for the list of tokens.")
@in_app
def create(
    role: str,
    communes: tuple[str, ...],
    household: str | None,
    scopes: tuple[str, ...],
    name: str,
) -> None:
    """Print a new token, alone on its line; it is shown this once.

    Example: agrimarket token create --role commune_officer --commune 16144 --name "Xã Nga An"
    """
    with one_commit() as session:
        _, secret = rules.create_token(
            session,
            viewer=SYSTEM,
            name=name,
            role=Role(role),
            commune_codes=communes,
            household_id=household,
            scopes=scopes,
        )
    click.echo(secret)


@click.group("account")
def account() -> None:
    """Manage people who sign in."""


@account.command("create")
@click.argument("login")
@click.option("--role", required=True, type=click.Choice([r.value for r in rules.GIVEN_ROLES]))
@click.option("--commune", "communes", multiple=True, help="Commune code; may be repeated.")
@click.option("--household", help="Id of the producer, for role producer.")
@click.option("--name", required=True)
@in_app
def create_account(
    login: str, role: str, communes: tuple[str, ...], household: str | None, name: str
) -> None:
    """Make an account and print its first password, which is shown this once.

    Example: agrimarket account create 0912345678 --role extension_worker --commune 16144 --name Nam
    """
    password = passwords.random_password()
    with one_commit() as session:
        rules.create_account(
            session,
            viewer=SYSTEM,
            name=name,
            login=login,
            password=password,
            role=Role(role),
            commune_codes=communes,
            household_id=household,
        )
    click.echo(password)


@account.command("reset")
@click.argument("login")
@in_app
def reset(login: str) -> None:
    """Print a new password for an account and end its sessions.

    Example: agrimarket account reset tinh
    """
    with one_commit() as session:
        password = rules.reset_password(session, viewer=SYSTEM, login=login)
    click.echo(password)


COMMANDS = (token, account)
