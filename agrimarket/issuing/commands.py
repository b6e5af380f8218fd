"""Commands of issuing."""

import click

COMMANDS: tuple[click.Command, ...] = ()
