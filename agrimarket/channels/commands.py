"""`agrimarket sandbox`: being the staff of a stand-in marketplace."""

import json

import click

from agrimarket.channels import staff
from agrimarket.channels.register import REGISTER
from agrimarket.kit.command import in_app

CHANNELS = click.Choice([entry.code for entry in REGISTER if entry.sandbox])


@click.group("sandbox")
def sandbox() -> None:
    """Play the staff of the stand-in marketplaces (trial machines only)."""


@sandbox.command("approve")
@click.argument("channel", type=CHANNELS)
@click.argument("item", required=False, metavar="[ID]")
@click.option("--all", "everything", is_flag=True, help="Everything that waits for review.")
@in_app
def approve(channel: str, item: str | None, everything: bool) -> None:
    """Approve one item (its id there, or the listing's id) or all that wait.

    Example: agrimarket sandbox approve postmart --all
    """
    if bool(item) == everything:
        raise click.UsageError("Cần mã của một mục, hoặc --all.")
    done = staff.approve(channel, item)
    if done.booths:
        click.echo(f"{channel}: mở {done.booths} gian hàng.")
    if done.items:
        click.echo(f"{channel}: duyệt {len(done.items)} sản phẩm: {', '.join(done.items)}")
    else:
        click.echo(f"{channel}: không có sản phẩm nào chờ duyệt.")


@sandbox.command("count")
@click.argument("channel", type=CHANNELS)
@click.option("--json", "as_json", is_flag=True, help="All states, as JSON.")
@in_app
def count(channel: str, as_json: bool) -> None:
    """Print how many items are live there, alone on the line.

    Example: agrimarket sandbox count voso
    """
    counts = staff.counts(channel)
    click.echo(json.dumps({"channel": channel, **counts}) if as_json else counts["live"])


@sandbox.command("list")
@click.argument("channel", type=CHANNELS)
@in_app
def list_items(channel: str) -> None:
    """Print what is there: id, the channel's own status, the listing's id, since when.

    Example: agrimarket sandbox list portal
    """
    for remote_id, item in staff.items(channel):
        since = item.since.isoformat(timespec="seconds")
        click.echo(f"{remote_id}\t{item.status}\t{item.ref}\t{since}")


COMMANDS = (sandbox,)
