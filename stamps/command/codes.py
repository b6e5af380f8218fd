"""`make` and `open`: codes of serials, and what a code says."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import chain, islice

from stamps.addresses import scan_address
from stamps.codes import NotOpened, Opened
from stamps.command.keys import ring_of
from stamps.command.typed import texts_of
from stamps.digital_link import build_stamp
from stamps.keys import KeyRing

_FEW = 200  # so many are opened one by one before arrays are worth their loading


def make(options: argparse.Namespace) -> int:
    """Codes of a range of serials, one a line; addresses with `--host`, PINs with `--pins`."""
    ring, serials = ring_of(options.keys), range(options.first, options.last + 1)
    lines: Iterable[str] = ring.make_many(serials)
    if options.host and options.gtin:
        lines = (build_stamp(host=options.host, gtin=options.gtin, code=one) for one in lines)
    elif options.host:
        lines = (scan_address(code, host=options.host) for code in lines)
    if options.pins:
        both = zip(lines, ring.pins_many(serials), strict=True)
        lines = (f"{line} {pin}" for line, pin in both)
    for line in lines:
        sys.stdout.write(f"{line}\n")
    return 0


def open_codes(options: argparse.Namespace) -> int:
    """What each code says, a JSON line each; 1 where one does not open."""
    refused = 0
    for answer in _answers(ring_of(options.keys), texts_of(options)):
        opened = isinstance(answer, Opened)
        refused |= not opened
        line = json.dumps({"opened": opened, **asdict(answer)}, ensure_ascii=False)
        sys.stdout.write(f"{line}\n")
    return int(refused)


def _answers(ring: KeyRing, texts: Iterator[str]) -> Iterator[Opened | NotOpened]:
    first = list(islice(texts, _FEW + 1))
    if len(first) <= _FEW:
        return map(ring.open, first)
    return ring.open_many(chain(first, texts))
