"""The words of the command line, and from each verb to the file that does it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Final

from stamps.command import log_words
from stamps.refusals import StampRefusal

_EXAMPLES: Final = """examples:
  python -m stamps keys --keys ring.json
  python -m stamps keys --keys ring.json --rotate
  python -m stamps make --keys ring.json --first 1 --last 5 --host tem.example.vn
  python -m stamps open --keys ring.json 1FXY-0YKY-WGBJ-SMJT
  python -m stamps open --keys ring.json < codes.txt
  python -m stamps check 1FXY-0YKY-WGBJ-SMJT
  python -m stamps symbol HTTPS://TEM.EXAMPLE.VN/1FXY0YKYWGBJSMJT --format svg --out one.svg
  python -m stamps sheet --keys ring.json --first 1 --last 40 --host tem.example.vn \\
      --product "Bưởi Diễn" --order A0123 --stock a4-40 --out sheet.pdf
  python -m stamps link 'https://id.gs1.org/01/06291041500213/10/L1?17=270131'
  python -m stamps link --build '(01)06291041500213(10)L1(17)270131'
  python -m stamps verify-log so-cap-tem.jsonl --key key.pem --heads heads.json

A key file is for its owner alone (chmod 600); no key is ever read from a word or a setting.
exit status: 0 done, 1 refused with a reason, 2 wrong usage"""
_RUN: Final = {
    "keys": "keys:keys",
    "make": "codes:make",
    "open": "codes:open_codes",
    "check": "typed:check",
    "symbol": "symbols:draw",
    "sheet": "sheets:write",
    "link": "links:link",
    "verify-log": "log:verify",
}
_Parser = argparse.ArgumentParser
_Verbs = Callable[[str, str], _Parser]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; 0 done, 1 refused (the reason in Vietnamese on stderr), 2 wrong usage."""
    options = _parser().parse_args(arguments)
    module, function = _RUN[options.verb].split(":")
    try:
        status: int = getattr(import_module(f"stamps.command.{module}"), function)(options)
    except StampRefusal as refusal:
        sys.stderr.write(f"{refusal.code}: {refusal.detail}\n")
        return 1
    except BrokenPipeError:
        return 0  # the reader has seen enough
    return status


def _parser() -> _Parser:
    parser = _Parser(
        prog="python -m stamps",
        description="Make, read and print traceability stamps; read and write GS1 addresses.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parsers = parser.add_subparsers(dest="verb", required=True, metavar=" | ".join(_RUN))

    def verb(name: str, help: str) -> _Parser:
        return parsers.add_parser(
            name,
            help=help,
            description=help,
            epilog=_EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    for add in (_keys, _make, _open, _symbol, _sheet, _link, _log):
        add(verb)
    return parser


def _keys(verb: _Verbs) -> None:
    made = verb("keys", "a new key file, or one key more in it; the old ones stay valid")
    _key_file(made)
    made.add_argument("--rotate", action="store_true", help="add a key to a file that is there")


def _make(verb: _Verbs) -> None:
    made = verb("make", "codes of a range of serials, one a line")
    _range(made)
    made.add_argument("--host", help="host[:port]: print addresses instead of codes")
    made.add_argument("--gtin", help="with --host: the GS1 form of the address")
    made.add_argument("--pins", action="store_true", help="the hidden PIN after each")


def _open(verb: _Verbs) -> None:
    opened = verb("open", "open codes, one JSON line each; exit 1 if one does not")
    _key_file(opened)
    checked = verb("check", "look at check letters, without a key; exit 1 if one is wrong")
    for one in (opened, checked):
        one.add_argument("text", nargs="*", metavar="CODE", help="none or -: lines from stdin")


def _symbol(verb: _Verbs) -> None:
    drawn = verb("symbol", "one QR symbol as a picture, or on the terminal")
    drawn.add_argument("text")
    drawn.add_argument("--format", default="text", choices=("text", "svg", "png"))
    drawn.add_argument("--level", default="Q", help="L, M, Q or H")
    drawn.add_argument("--mask", type=int, help="0 to 7; else the best by ISO/IEC 18004")
    drawn.add_argument("--version", type=int, dest="qr_version", help="1 to 40; else the smallest")
    drawn.add_argument("--module", type=int, default=8, help="dots a module, SVG and PNG")
    drawn.add_argument("--out", type=Path, help="else standard output")


def _sheet(verb: _Verbs) -> None:
    sheet = verb("sheet", "labels of a range of serials as a file")
    _range(sheet)
    sheet.add_argument("--host", required=True, help="host[:port] in the symbol")
    sheet.add_argument("--gtin", help="the GS1 form of the address, for tills too")
    sheet.add_argument("--product", required=True)
    sheet.add_argument("--producer", default="")
    sheet.add_argument("--order", required=True, help="order number printed on each label")
    sheet.add_argument("--lot")
    sheet.add_argument("--harvested-on", type=date.fromisoformat, metavar="YYYY-MM-DD")
    sheet.add_argument("--use-by", type=date.fromisoformat, metavar="YYYY-MM-DD")
    sheet.add_argument("--stock", default="a4-40", help="label paper; a wrong one names them all")
    sheet.add_argument("--format", default="pdf", help="pdf, svg, png, zpl …")
    sheet.add_argument("--skip", type=int, default=0, help="labels already used on the first sheet")
    sheet.add_argument("--copies", type=int, default=1)
    sheet.add_argument("--dpi", type=int, help="203, 300 or 600; else the label paper's usual")
    sheet.add_argument("--cut-marks", action="store_true")
    sheet.add_argument("--out", type=Path, required=True)


def _link(verb: _Verbs) -> None:
    link = verb("link", "read GS1 addresses and element strings, or build addresses")
    link.add_argument("text", nargs="*", help="none or -: lines from stdin")
    link.add_argument("--build", action="store_true", help="element strings to addresses")
    link.add_argument("--base", default="https://id.gs1.org", help="with --build: scheme and host")


def _log(verb: _Verbs) -> None:
    log_words.add_options(verb("verify-log", log_words.HELP))


def _key_file(parser: _Parser) -> None:
    parser.add_argument("--keys", type=Path, required=True, help="file with the key ring (JSON)")


def _range(parser: _Parser) -> None:
    _key_file(parser)
    parser.add_argument("--first", type=int, required=True, help="first serial")
    parser.add_argument("--last", type=int, required=True, help="last serial")
