"""Making what lists search anew, from producers and their products."""

import json

import click

from agrimarket.households.finding.reindex import reindex as remake
from agrimarket.kit.command import in_app
from agrimarket.kit.db import one_commit
from agrimarket.products.naming import tell_all
from agrimarket.products.required.commands import papers


@click.command("reindex")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@in_app
def reindex(as_json: bool) -> None:
    """Make the rows that lists of producers search anew; writers wait meanwhile, some seconds.

    Rows follow every change by themselves: the command is for after hands changed the database.

    Example: agrimarket reindex
    """
    with one_commit() as session:
        rows, mended = remake(session)
        tell_all(session)
    if as_json:
        click.echo(json.dumps({"rows": rows, "mended": mended}))
        return
    click.echo(f"Đã lập lại {rows:,} dòng tìm kiếm, {mended:,} dòng trước đó chưa đúng.")


COMMANDS: tuple[click.Command, ...] = (reindex, papers)
