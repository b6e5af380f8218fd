"""`agrimarket token`: bearer tokens for programs and people."""

import click

from agrimarket.accounts import rules, tokens
from agrimarket.accounts.account_commands import account
from agrimarket.accounts.agencies import AGENCIES
from agrimarket.accounts.contacts import read_name
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit, reading


@click.group("token")
def token() -> None:
    """Make, list and revoke tokens for the API."""


@token.command("create")
@click.option("--role", required=True, type=click.Choice([r.value for r in rules.GIVEN_ROLES]))
@click.option("--commune", "communes", multiple=True, help="Commune code; may be repeated.")
@click.option("--household", help="Id of the producer, for role producer.")
@click.option("--scope", "scopes", multiple=True, help="For role api_client, e.g. lots:read.")
@click.option("--agency", type=click.Choice(list(AGENCIES)), help="For role province_officer.")
@click.option("--name", required=True, help="Who or what uses it, for the list of tokens.")
@in_app
def create(
    role: str,
    communes: tuple[str, ...],
    household: str | None,
    scopes: tuple[str, ...],
    agency: str | None,
    name: str,
) -> None:
    """Print a new token, alone on its line; it is shown this once.

    Example: agrimarket token create --role commune_officer --commune 16144 --name "Xã Nga An"
    """
    with one_commit() as session:
        _, secret = rules.create_token(
            session,
            viewer=SYSTEM,
            name=read_name(name),
            role=Role(role),
            commune_codes=communes,
            household_id=household,
            scopes=scopes,
            agency=agency,
        )
    click.echo(secret)


@token.command("revoke")
@click.argument("token_id")
@in_app
def revoke(token_id: str) -> None:
    """Stop a token by the id that `token list` shows.

    Example: agrimarket token revoke 01970000-0000-7000-8000-000000000000
    """
    with one_commit() as session:
        tokens.revoke(session, viewer=SYSTEM, token_id=token_id)
    click.echo("Đã thu hồi.")


@token.command("list")
@click.option("--all", "everything", is_flag=True, help="Those that ended or were revoked, too.")
@in_app
def listing(everything: bool) -> None:
    """List tokens: id, role, whether it works, name. The secrets are not kept.

    Example: agrimarket token list
    """
    for row in tokens.listed(reading(), everything=everything):
        state = "dùng được" if tokens.works(row, clock.now()) else "đã dừng"
        click.echo(f"{row.id}  {row.role:<18} {state:<10} {row.name}")


COMMANDS = (token, account)
