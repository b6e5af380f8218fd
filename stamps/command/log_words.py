"""What `verify-log` takes; apart from the verifier, so that other verbs need not load it."""

import argparse
from pathlib import Path
from typing import Final

HELP: Final = "check a downloaded log of issued ranges (sổ cấp tem); exit 1 on a fault"
_EXAMPLES: Final = """examples:
  python -m stamps verify-log so-cap-tem.jsonl --key so-cap-tem.pem
  python -m stamps verify-log so-cap-tem.jsonl --key so-cap-tem.pem --heads heads.json \\
      --previous heads-last-month.json --stamps tem.txt --service https://tem.example.vn

the files come from https://HOST/so-cap-tem; take the key from elsewhere too, and keep it
--stamps: one a line, A0123-00456 as printed beside the code (checked here), or a code, which
  --service is asked about
exit status: 0 all holds, 1 a fault (each on a line), 2 wrong usage"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `verify-log`."""
    parser.epilog, parser.formatter_class = _EXAMPLES, argparse.RawDescriptionHelpFormatter
    parser.add_argument("log", type=Path, help="the log, JSON Lines, whole")
    parser.add_argument("--key", type=Path, action="append", required=True, help="public key, PEM")
    parser.add_argument("--heads", type=Path, help="the signed heads (heads.json)")
    parser.add_argument("--previous", type=Path, help="heads.json as downloaded before")
    parser.add_argument("--stamps", type=Path, help="stamps in hand, one a line")
    parser.add_argument("--service", help="https://HOST, asked about codes in --stamps")
