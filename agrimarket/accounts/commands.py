"""`agrimarket token`: bearer tokens for programs and people."""

from datetime import datetime, timedelta

import click
from sqlalchemy.orm import Session

from agrimarket.accounts import api_keys, rules, store, tokens
from agrimarket.accounts.account_commands import account
from agrimarket.accounts.agencies import AGENCIES
from agrimarket.accounts.contacts import read_name
from agrimarket.accounts.rules import LoginUnknown
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import Refusal


class ScopeNeeded(Refusal):
    """A program's token without a scope opens nothing."""

    code = "scope_needed"
    sentence = "Phần mềm kết nối cần ít nhất một quyền. Hãy thêm --scope, ví dụ --scope lots:read."


class LastDayPast(Refusal):
    """A token that ended before it was made."""

    code = "last_day_past"
    sentence = "Ngày cuối phải từ hôm nay trở đi. Hãy chọn ngày khác."


@click.group("token")
def token() -> None:
    """Make, list and revoke tokens for the API."""


@token.command("create")
@click.option("--role", required=True, type=click.Choice([r.value for r in rules.GIVEN_ROLES]))
@click.option("--commune", "communes", multiple=True, help="Commune code; may be repeated.")
@click.option("--household", help="Id of the producer, for role producer.")
@click.option("--scope", "scopes", multiple=True, help="For role api_client, e.g. lots:read.")
@click.option("--agency", type=click.Choice(list(AGENCIES)), help="For role province_officer.")
@click.option("--account", "login", help="Sign-in name of the person it speaks for.")
@click.option("--last-day", type=click.DateTime(["%Y-%m-%d"]), help="Works until its end.")
@click.option("--name", required=True, help="Who or what uses it, for the list of tokens.")
@in_app
def create(
    role: str,
    communes: tuple[str, ...],
    household: str | None,
    scopes: tuple[str, ...],
    agency: str | None,
    login: str | None,
    last_day: datetime | None,
    name: str,
) -> None:
    """Print a new token, alone on its line; it is shown this once.

    With --account it stops with that person, and the two count as one where an act takes two.

    Example: agrimarket token create --role commune_officer --commune 16144 --name "Xã Nga An"
    """
    if role == Role.API_CLIENT.value and not scopes:
        raise ScopeNeeded
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
            account_id=_account_id(session, login),
            expires_at=_end_of(last_day),
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
    """List tokens: id, role, whether it works, scopes, last day, name; no secrets are kept.

    Example: agrimarket token list
    """
    for row in tokens.listed(reading(), everything=everything):
        state = "dùng được" if tokens.works(row, clock.now()) else "đã dừng"
        last_day = api_keys.last_day_of(row)
        ends = f"đến hết {last_day:%d/%m/%Y}" if last_day else "không hạn"
        may = ",".join(row.scopes) or "-"
        click.echo(f"{row.id}  {row.role:<18} {state:<10} {may}  {ends}  {row.name}")


def _account_id(session: Session, login: str | None) -> str | None:
    """The account of a sign-in name; LoginUnknown."""
    if login is None:
        return None
    found = store.by_login(session, login.strip().lower())
    if found is None:
        raise LoginUnknown
    return found.id


def _end_of(last_day: datetime | None) -> datetime | None:
    """The moment a token stops: the end of its last day here; LastDayPast."""
    if last_day is None:
        return None
    if last_day.date() < clock.today():
        raise LastDayPast
    return clock.start_of_day(last_day.date() + timedelta(days=1))


COMMANDS = (token, account)
