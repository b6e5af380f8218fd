"""The `agrimarket` command: with app.py the only file that knows every room.

It knows them by name and opens one when its command is asked for: all rooms together take two
seconds and 180 MB before they begin, more than printing 55,000 stamps takes as a whole.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib import import_module

import click
from flask import Flask

from agrimarket.config import UnsafeStart, read_settings
from agrimarket.kit.errors import Refusal

# Where each command lies; a test holds this against the rooms' own tables.
COMMANDS: Mapping[str, Sequence[str]] = {
    "agrimarket.system.commands": (
        "init", "serve", "start", "demo", "verify", "worker", "keys", "backup", "restore",
    ),
    "agrimarket.accounts.commands": ("token", "account"),
    "agrimarket.places.commands": ("place",),
    "agrimarket.households.lists.commands": ("import-households", "who-saw"),
    "agrimarket.households.paste.commands": ("read-message",),
    "agrimarket.products.commands": ("reindex", "papers"),
    "agrimarket.issuing.commands": ("issue", "print"),
    "agrimarket.channels.commands": ("sandbox",),
    "agrimarket.trail.commands": ("audit",),
    "agrimarket.privacy.commands": ("privacy", "dossier"),
}  # fmt: skip
_WHERE = {name: module for module, names in COMMANDS.items() for name in names}


ROUND = 20_000  # new objects after which cycles are looked for; lists make a million that need none


class Rooms(click.Group):
    """The commands of all rooms, each room opened when one of its commands is."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _WHERE:
            return None
        found: Sequence[click.Command] = import_module(_WHERE[cmd_name]).COMMANDS
        gc.freeze()  # objects that stay: looking them through again costs a fifth
        return next(command for command in found if command.name == cmd_name)


class Service:
    """Makes the app a command runs in, when it asks: the whole service, or the ground alone.

    `any_signer` is the whole without its signing key, for who replaces a lost one.
    """

    def __init__(self) -> None:
        self._whole = cache(_whole)
        self.ground = cache(_ground)
        self.any_signer = cache(partial(_whole, any_signer=True))

    def __call__(self) -> Flask:
        return self._whole()


def _whole(*, any_signer: bool = False) -> Flask:
    app: Flask = import_module("agrimarket.app").create_app(any_signer=any_signer)
    gc.freeze()
    return app


def _ground() -> Flask:
    app: Flask = import_module("agrimarket.ground").stand(read_settings())
    return app


@click.group(
    cls=Rooms, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
def group() -> None:
    """Agrimarket: farm producers, traceability stamps and marketplace listings of a province.

    Settings come from the environment (AGRIMARKET_DATA, AGRIMARKET_DATABASE_URL, ...;
    docs/operations.md lists them).
    """


def main() -> None:
    """Exit status 0: done; 1: refused, with the reason on standard error; 2: wrong usage."""
    os.umask(0o077)  # what the service writes is for the service alone
    gc.set_threshold(ROUND)
    try:
        ended = group(standalone_mode=False, obj=Service())
        sys.exit(ended if isinstance(ended, int) else 0)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except click.Abort:
        sys.exit(1)
    except Refusal as refusal:
        click.echo(refusal.detail, err=True)
        for name, sentences in refusal.fields.items():
            told = " ".join(one for one in sentences if one != refusal.detail)
            if told:
                click.echo(f"- {name}: {told}", err=True)
        sys.exit(1)
    except UnsafeStart as error:
        click.echo(str(error), err=True)
        sys.exit(1)
