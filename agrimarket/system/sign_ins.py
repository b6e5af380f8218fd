"""The sign-ins that a command made, told once on the terminal, each with what it is for."""

from collections.abc import Iterable, Mapping

import click
from flask import Flask

from agrimarket.accounts import entering
from agrimarket.kit.access import ROLE_LABELS, Role
from agrimarket.kit.db import reading
from agrimarket.places import commune, is_commune


def tell(app: Flask, made: Mapping[str, str]) -> None:
    """Print login > password, a line each; programs read the part before the three spaces."""
    whose = roles(app, made)
    for login, password in made.items():
        click.echo(f"Đăng nhập: {login} / {password}   {whose[login]} (chỉ hiện lần này)")


def roles(app: Flask, logins: Iterable[str]) -> dict[str, str]:
    """Of each login the role in words and its places: "Cán bộ khuyến nông, Xã Nga An"."""
    with app.app_context():
        return {login: _role(login) for login in logins}


def _role(login: str) -> str:
    found = entering.candidates(reading(), login)
    account = next((one for one in found if one.login == login), None)
    if account is None:
        return ""
    codes = sorted(row.commune_code for row in account.communes)
    places = [commune(code).name for code in codes if is_commune(code)]
    return ", ".join([ROLE_LABELS[Role(account.role)], *places])
