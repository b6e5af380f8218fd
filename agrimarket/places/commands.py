"""`agrimarket place`: how the service reads a place name."""

import json

import click

from agrimarket.places.explain import explain
from agrimarket.places.read import read_place


@click.command("place")
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def place(text: str, as_json: bool) -> None:
    """Read a place name of the province, old or new, and tell the communes it stands for.

    Example: agrimarket place "xã Nga An, huyện Nga Sơn"
    """
    reading = read_place(text)
    if as_json:
        answer = {"outcome": reading.outcome, "commune_codes": list(reading.commune_codes)}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(explain(reading))


COMMANDS = (place,)
