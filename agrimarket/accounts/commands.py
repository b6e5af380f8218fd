"""`agrimarket token`: bearer tokens for programs and people."""

import click

from agrimarket.accounts import rules
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


COMMANDS = (token,)
