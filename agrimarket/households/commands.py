"""Commands of households."""

import click

COMMANDS: tuple[click.Command, ...] = ()
