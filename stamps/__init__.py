"""The stamp engine: serials to sealed codes, codes to symbols, symbols to printed sheets.

A pure library: no clock, no settings, no randomness, no network; same input, same output.

    ring = KeyRing.new(secrets.token_bytes(32))      # kept in a file of the caller's
    code = ring.seal(1)                              # 16 letters; spell(code) prints four groups
    ring.open("1fxy-0yky-wgbj-smjt")                 # Opened(code, serial, version) or NotOpened
    sheet = labels(ring.make_many(range(1, 5001)), facts=Facts("Bưởi Diễn"), order_no="A0123")
    write_sheet(file, sheet, host="tem.example.vn", stock="a4-40")
"""

from stamps import digital_link, gs1, ranges
from stamps.addresses import is_test_host, scan_address
from stamps.alphabet import check_letter, normalise, spell
from stamps.codes import MAX_SERIAL, NotOpened, Opened
from stamps.keys import KeyRing, refuse_shared
from stamps.ranges import Span
from stamps.refusals import StampRefusal
from stamps.sheets.cards import Card, write_cards
from stamps.sheets.label import Facts, Label, labels, position
from stamps.sheets.printing import SheetFit, address, check_sheet, write_sheet
from stamps.sheets.stock import STOCKS, Stock, stock
from stamps.sheets.writers import WRITERS
from stamps.sheets.writers.port import Written
from stamps.symbols import Symbol, symbol, symbols

MEDIA_TYPES = {name: writer.media_type for name, writer in WRITERS.items()}

__all__ = [
    "MAX_SERIAL",
    "MEDIA_TYPES",
    "STOCKS",
    "WRITERS",
    "Card",
    "Facts",
    "KeyRing",
    "Label",
    "NotOpened",
    "Opened",
    "SheetFit",
    "Span",
    "StampRefusal",
    "Stock",
    "Symbol",
    "Written",
    "address",
    "check_letter",
    "check_sheet",
    "digital_link",
    "gs1",
    "is_test_host",
    "labels",
    "normalise",
    "position",
    "ranges",
    "refuse_shared",
    "scan_address",
    "spell",
    "stock",
    "symbol",
    "symbols",
    "write_cards",
    "write_sheet",
]
