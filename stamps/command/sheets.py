"""`sheet`: the labels of a range of serials as a file."""

import argparse
import sys

from stamps.command.keys import ring_of
from stamps.sheets.label import Facts, labels
from stamps.sheets.printing import check_sheet, write_sheet


def write(options: argparse.Namespace) -> int:
    """Print a range; nothing is written where the paper or the host is refused."""
    facts = Facts(
        product=options.product,
        producer=options.producer,
        lot=options.lot,
        harvested_on=options.harvested_on,
        use_by=options.use_by,
        gtin=options.gtin,
    )
    codes = ring_of(options.keys).make_many(range(options.first, options.last + 1))
    fit = check_sheet(
        host=options.host,
        stock=options.stock,
        dpi=options.dpi,
        format=options.format,
        gtin=options.gtin,
    )
    with options.out.open("wb") as file:
        written = write_sheet(
            file,
            labels(codes, facts=facts, order_no=options.order),
            host=options.host,
            stock=options.stock,
            format=options.format,
            skip=options.skip,
            copies=options.copies,
            dpi=options.dpi,
            cut_marks=options.cut_marks,
            progress=_shown if sys.stderr.isatty() else None,
        )
    sys.stderr.write(f"{written.labels} labels, {written.pages} pages: {options.out}\n")
    if options.gtin is not None and fit.phones_only:
        sys.stderr.write(f"modules of {fit.module_mm:.3f} mm, tills need 0.396: phones only\n")
    return 0


def _shown(count: int) -> None:
    sys.stderr.write(f"\r{count} labels")
