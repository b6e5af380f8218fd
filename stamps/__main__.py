"""`python -m stamps make | read | sheet`: the engine from a command line, with a key file."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Final

from stamps.codes import Opened
from stamps.keys import KeyRing
from stamps.refusals import BadKeyRing, StampRefusal
from stamps.sheets.label import Facts, labels
from stamps.sheets.printing import address, check_sheet, write_sheet
from stamps.sheets.stock import STOCKS
from stamps.sheets.writers import WRITERS

_EXAMPLES: Final = """examples:
  python -m stamps make --keys ring.json --first 1 --last 5
  python -m stamps make --keys ring.json --first 1 --last 5 --host tem.example.vn
  python -m stamps read --keys ring.json 1FXY-0YKY-WGBJ-SMJT
  python -m stamps sheet --keys ring.json --first 1 --last 40 --host tem.example.vn \\
      --product "Bưởi Diễn" --order A0123 --stock a4-40 --out sheet.pdf

ring.json holds {"active": "1", "keys": {"1": "<64 hex digits>"}}, 32 random bytes a key:
  python -c "import json, secrets; print(json.dumps(
      {'active': '1', 'keys': {'1': secrets.token_hex(32)}}))" > ring.json
exit status: 0 done, 1 refused with a reason, 2 wrong usage"""


def _ring(path: Path) -> KeyRing:
    try:
        return KeyRing.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        raise BadKeyRing(reason=f"{path.name}: {type(fault).__name__}") from None


def _make(options: argparse.Namespace) -> int:
    for code in _ring(options.keys).make_many(range(options.first, options.last + 1)):
        line = address(code, host=options.host, gtin=options.gtin) if options.host else code
        sys.stdout.write(line + "\n")
    return 0


def _read(options: argparse.Namespace) -> int:
    ring, refused = _ring(options.keys), 0
    for text in options.code:
        answer = ring.open(text)
        opened = isinstance(answer, Opened)
        refused |= not opened
        sys.stdout.write(json.dumps({"opened": opened, **asdict(answer)}) + "\n")
    return int(refused)


def _sheet(options: argparse.Namespace) -> int:
    facts = Facts(
        product=options.product,
        producer=options.producer,
        lot=options.lot,
        harvested_on=options.harvested_on,
        use_by=options.use_by,
        gtin=options.gtin,
    )
    codes = _ring(options.keys).make_many(range(options.first, options.last + 1))
    check_sheet(host=options.host, stock=options.stock, format=options.format, gtin=options.gtin)
    with options.out.open("wb") as file:
        written = write_sheet(
            file,
            labels(codes, facts=facts, order_no=options.order),
            host=options.host,
            stock=options.stock,
            format=options.format,
            skip=options.skip,
            copies=options.copies,
            cut_marks=options.cut_marks,
            progress=_shown if sys.stderr.isatty() else None,
        )
    sys.stderr.write(f"{written.labels} labels, {written.pages} pages: {options.out}\n")
    return 0


def _shown(count: int) -> None:
    sys.stderr.write(f"\r{count} labels")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m stamps",
        description="Make, read and print traceability stamps.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="make | read | sheet")
    _verb(verbs, "make", _make, "codes of a range of serials, one a line", ranged=True)
    read = _verb(verbs, "read", _read, "open codes, one JSON line each; exit 1 if one does not")
    read.add_argument("code", nargs="+")
    sheet = _verb(verbs, "sheet", _sheet, "labels of a range of serials as a file", ranged=True)
    _add_sheet_options(sheet)
    return parser


def _verb(
    verbs: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    help: str,
    *,
    ranged: bool = False,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(
        name,
        help=help,
        description=help,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    parser.add_argument("--keys", type=Path, required=True, help="file with the key ring (JSON)")
    if ranged:
        parser.add_argument("--first", type=int, required=True, help="first serial")
        parser.add_argument("--last", type=int, required=True, help="last serial")
        parser.add_argument("--host", required=name == "sheet", help="host[:port] in the symbol")
        parser.add_argument("--gtin", help="print the GS1 form of the address")
    return parser


def _add_sheet_options(sheet: argparse.ArgumentParser) -> None:
    sheet.add_argument("--product", required=True)
    sheet.add_argument("--producer", default="")
    sheet.add_argument("--order", required=True, help="order number printed on each label")
    sheet.add_argument("--lot")
    sheet.add_argument("--harvested-on", type=date.fromisoformat, metavar="YYYY-MM-DD")
    sheet.add_argument("--use-by", type=date.fromisoformat, metavar="YYYY-MM-DD")
    sheet.add_argument("--stock", default="a4-40", choices=list(STOCKS))
    sheet.add_argument("--format", default="pdf", choices=list(WRITERS))
    sheet.add_argument("--skip", type=int, default=0, help="labels already used on the first sheet")
    sheet.add_argument("--copies", type=int, default=1)
    sheet.add_argument("--cut-marks", action="store_true")
    sheet.add_argument("--out", type=Path, required=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; 0 done, 1 refused (the reason in Vietnamese on stderr), 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except StampRefusal as refusal:
        sys.stderr.write(f"{refusal.code}: {refusal.detail}\n")
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
