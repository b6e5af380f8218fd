"""`agrimarket read-message`: what a pasted message is read into; nothing is saved."""

import json
import sys
from pathlib import Path

import click

from agrimarket.households.paste import read_message
from agrimarket.households.paste.api import MessageOut
from agrimarket.households.paste.limits import refuse_more
from agrimarket.kit import clock
from agrimarket.kit.command import in_app
from agrimarket.kit.errors import Refusal


@click.command("read-message")
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--commune", "communes", multiple=True, help="Code of a commune it may speak of.")
@in_app
def read_a_message(file: Path | None, communes: tuple[str, ...]) -> None:
    """Read a message or list as people write it (a text file, or what is piped in) into fields.

    Prints JSON; registers nobody.

    Example: echo 'Chị Lan thôn 3 xã Nga An 0912000345 cói 2 sào' | agrimarket read-message
    """
    text = file.read_text("utf-8", "replace") if file else sys.stdin.read()
    try:
        refuse_more(text)
    except Refusal as refusal:
        raise click.ClickException(refusal.detail) from None
    read = read_message(text, today=clock.today(), own=communes)
    click.echo(json.dumps(MessageOut().dump({"items": read}), ensure_ascii=False))


COMMANDS = (read_a_message,)
