"""Commands of channels."""

import click

COMMANDS: tuple[click.Command, ...] = ()
