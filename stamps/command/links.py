"""`link`: GS1 addresses and element strings, read and written."""

import argparse
import json
import sys

from stamps import digital_link, gs1
from stamps.command.typed import texts_of
from stamps.refusals import StampRefusal

_ADDRESS = ("http://", "https://")


def link(options: argparse.Namespace) -> int:
    """Each address or element string as one JSON line; `--build` gives an address for each."""
    refused = 0
    for text in texts_of(options):
        try:
            line = _built(text, options.base) if options.build else _read(text)
        except StampRefusal as refusal:
            refused = 1
            sys.stderr.write(f"{refusal.code}: {refusal.detail}\n")
        else:
            sys.stdout.write(f"{line}\n")
    return refused


def _built(text: str, base: str) -> str:
    return digital_link.build(_elements(text), base=base)


def _elements(text: str) -> tuple[gs1.Element, ...]:
    return gs1.parse_elements(text) if text.startswith("(") else gs1.parse_scanned(text)


def _read(text: str) -> str:
    if not text.lower().startswith(_ADDRESS):
        return json.dumps({"elements": dict(_elements(text))}, ensure_ascii=False)
    found = digital_link.parse(text)
    return json.dumps(
        {
            "elements": dict(found.elements),
            "element_string": gs1.write_elements(found.elements),
            "base": found.base,
            "canonical": str(found.canonical()),
        },
        ensure_ascii=False,
    )
