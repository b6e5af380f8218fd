"""The `agrimarket` command: with app.py the only file that knows every room."""

import gc
import os
import sys
from functools import cache

import click

from agrimarket.accounts import commands as accounts_commands
from agrimarket.app import create_app
from agrimarket.channels import commands as channels_commands
from agrimarket.config import UnsafeStart
from agrimarket.households.lists import commands as households_commands
from agrimarket.households.paste import commands as paste_commands
from agrimarket.issuing import commands as issuing_commands
from agrimarket.kit.errors import Refusal
from agrimarket.places import commands as places_commands
from agrimarket.privacy import commands as privacy_commands
from agrimarket.products import commands as products_commands
from agrimarket.system import commands as system_commands
from agrimarket.trail import commands as trail_commands

COMMANDS: tuple[click.Command, ...] = (
    *system_commands.COMMANDS,
    *accounts_commands.COMMANDS,
    *places_commands.COMMANDS,
    *households_commands.COMMANDS,
    *paste_commands.COMMANDS,
    *products_commands.COMMANDS,
    *issuing_commands.COMMANDS,
    *channels_commands.COMMANDS,
    *trail_commands.COMMANDS,
    *privacy_commands.COMMANDS,
)


ROUND = 20_000  # new objects after which cycles are looked for; lists make a million that need none


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def group() -> None:
    """Agrimarket: farm producers, traceability stamps and marketplace listings of a province.

    Settings come from the environment (AGRIMARKET_DATA, AGRIMARKET_DATABASE_URL, ...;
    docs/operations.md lists them).
    """


for _command in COMMANDS:
    group.add_command(_command)


def main() -> None:
    """Exit status 0: done; 1: refused, with the reason on standard error; 2: wrong usage."""
    os.umask(0o077)  # what the service writes is for the service alone
    gc.freeze()  # half a million objects that stay: looking them through again costs a fifth
    gc.set_threshold(ROUND)
    try:
        ended = group(standalone_mode=False, obj=cache(create_app))
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
