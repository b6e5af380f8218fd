"""`agrimarket issue` and `agrimarket print`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from agrimarket.issuing import read, rules, sheets
from agrimarket.issuing.drawing import Progress
from agrimarket.issuing.limits import MOST_LABELS
from agrimarket.issuing.make import make_print
from agrimarket.issuing.prints import FORMATS, PrintWish
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.command import check_out, copy_out, in_app, on_ground
from agrimarket.kit.db import one_commit, reading
from stamps import STOCKS


@click.command("issue")
@click.option("--lot", "lot_id", help="Id of the lot the stamps are for.")
@click.option("--product", "product_id", help="Id of the product, for stamps that precede the lot.")
@click.option("--count", required=True, type=click.IntRange(1, rules.MOST_STAMPS))
@in_app
def issue(lot_id: str | None, product_id: str | None, count: int) -> None:
    """Grant stamps and print the order's id, alone on its line.

    Example: agrimarket issue --lot 0198f3a2-... --count 5000
    """
    if lot_id is None and product_id is None:
        raise click.UsageError("Hãy cho biết --lot hoặc --product.")
    with one_commit() as session:
        order = rules.issue(
            session,
            viewer=SYSTEM,
            ring=the_ring(),
            lot_id=lot_id,
            product_id=product_id,
            count=count,
        )
    click.echo(order.id)


@click.command("print")
@click.option("--order", "order_id", required=True, help="Id of the order.")
@click.option("--stock", default="a4-40", show_default=True, type=click.Choice(list(STOCKS)))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "format", type=click.Choice(FORMATS), help="Default: by --out's ending.")
@click.option("--first", default=1, show_default=True, type=click.IntRange(min=1))
@click.option("--last", type=click.IntRange(min=1), help="Default: the order's last stamp.")
@click.option("--skip", default=0, show_default=True, type=click.IntRange(min=0))
@click.option("--copies", default=1, show_default=True, type=click.IntRange(1, 20))
@click.option("--offset", nargs=2, type=float, default=(0.0, 0.0), help="Right and down, mm.")
@click.option("--scale", nargs=2, type=float, default=(100.0, 100.0), help="Across, down, percent.")
@click.option("--dpi", type=click.Choice(["203", "300", "600"]), help="Default: the stock's.")
@click.option("--cut-marks", is_flag=True)
@click.option("--handed-to", help="The print house, for --format zip.")
@click.option("--gs1", is_flag=True, help="The address with the product's GTIN, for tills too.")
@click.option("--reason", help="Needed when stamps of the range were printed before.")
@on_ground
def print_command(
    order_id: str,
    stock: str,
    out: Path,
    format: str | None,
    first: int,
    last: int | None,
    skip: int,
    copies: int,
    offset: tuple[float, float],
    scale: tuple[float, float],
    dpi: str | None,
    cut_marks: bool,
    handed_to: str | None,
    gs1: bool,
    reason: str | None,
) -> None:
    """Print stamps into a file and keep the record of it.

    Example: agrimarket print --order 0198f3a2-... --stock a4-40 --out tem.pdf --first 1 --last 400
    """
    check_out(out)
    kind = format or (out.suffix[1:] if out.suffix[1:] in FORMATS else "pdf")
    wish = PrintWish(
        stock, kind, first, last, skip, copies, offset, scale, int(dpi) if dpi else None,
        cut_marks, handed_to, reason, gs1,
    )  # fmt: skip
    with _progress(order_id, wish) as tell:
        row = make_print(
            viewer=SYSTEM, order_id=order_id, wish=wish, at_once=MOST_LABELS, progress=tell
        )
    copy_out(out, sheets.sheet_path(row))
    if sys.stderr.isatty():
        click.echo(f"{out}: tem {row.first}-{row.last}, {(row.bytes or 0) // 1024} KB", err=True)


@contextmanager
def _progress(order_id: str, wish: PrintWish) -> Iterator[Progress | None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    order = read.order_of(reading(), viewer=SYSTEM, order_id=order_id)
    total = ((wish.last or order.count) - wish.first + 1) * wish.copies
    with click.progressbar(length=max(total, 1), label="Tạo tờ tem", file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


COMMANDS: tuple[click.Command, ...] = (issue, print_command)
