"""The stamp engine: serials to sealed codes, codes to symbols, symbols to printed sheets.

A pure library: no clock, no settings, no randomness, no network; same input, same output.

    ring = KeyRing.new(secrets.token_bytes(32))      # kept in a file of the caller's
    code = ring.seal(1)                              # 16 letters; spell(code) prints four groups
    ring.open("1fxy-0yky-wgbj-smjt")                 # Opened(code, serial, version) or NotOpened
    sheet = labels(ring.make_many(range(1, 5001)), facts=Facts("Bưởi Diễn"), order_no="A0123")
    write_sheet(file, sheet, host="tem.example.vn", stock="a4-40")

docs/stamps.md is the guide. A name is loaded when it is first asked for, so that opening a code
loads neither arrays nor fonts: a new name needs its line in `_WHERE` and below TYPE_CHECKING.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stamps import digital_link as digital_link
    from stamps import gs1 as gs1
    from stamps import ranges as ranges
    from stamps.addresses import is_test_host as is_test_host
    from stamps.addresses import scan_address as scan_address
    from stamps.alphabet import check_letter as check_letter
    from stamps.alphabet import normalise as normalise
    from stamps.alphabet import spell as spell
    from stamps.codes import MAX_SERIAL as MAX_SERIAL
    from stamps.codes import NotOpened as NotOpened
    from stamps.codes import Opened as Opened
    from stamps.keys import KeyRing as KeyRing
    from stamps.keys import refuse_shared as refuse_shared
    from stamps.ranges import Span as Span
    from stamps.refusals import StampRefusal as StampRefusal
    from stamps.sheets.cards import Card as Card
    from stamps.sheets.cards import write_cards as write_cards
    from stamps.sheets.label import Facts as Facts
    from stamps.sheets.label import Label as Label
    from stamps.sheets.label import labels as labels
    from stamps.sheets.label import position as position
    from stamps.sheets.layout import Correction as Correction
    from stamps.sheets.printing import SheetFit as SheetFit
    from stamps.sheets.printing import address as address
    from stamps.sheets.printing import addresses_of as addresses_of
    from stamps.sheets.printing import check_sheet as check_sheet
    from stamps.sheets.printing import write_sheet as write_sheet
    from stamps.sheets.stock import STOCKS as STOCKS
    from stamps.sheets.stock import Stock as Stock
    from stamps.sheets.stock import stock as stock
    from stamps.sheets.test_page import read_test_page as read_test_page
    from stamps.sheets.test_page import rulers as rulers
    from stamps.sheets.test_page import write_test_page as write_test_page
    from stamps.sheets.writers import MEDIA_TYPES as MEDIA_TYPES
    from stamps.sheets.writers import WRITERS as WRITERS
    from stamps.sheets.writers.port import Written as Written
    from stamps.symbols import Symbol as Symbol
    from stamps.symbols import SymbolBatch as SymbolBatch
    from stamps.symbols import batch as batch
    from stamps.symbols import symbol as symbol
    from stamps.symbols import symbols as symbols

_ROOMS: Final = ("digital_link", "gs1", "ranges")
_WHERE: Final = {
    "addresses": "is_test_host scan_address",
    "alphabet": "check_letter normalise spell",
    "codes": "MAX_SERIAL NotOpened Opened",
    "keys": "KeyRing refuse_shared",
    "ranges": "Span",
    "refusals": "StampRefusal",
    "sheets.cards": "Card write_cards",
    "sheets.label": "Facts Label labels position",
    "sheets.layout": "Correction",
    "sheets.printing": "SheetFit address addresses_of check_sheet write_sheet",
    "sheets.stock": "STOCKS Stock stock",
    "sheets.test_page": "read_test_page rulers write_test_page",
    "sheets.writers": "MEDIA_TYPES WRITERS",
    "sheets.writers.port": "Written",
    "symbols": "Symbol SymbolBatch batch symbol symbols",
}
_HOME: Final = {name: place for place, names in _WHERE.items() for name in names.split()}

__all__ = sorted([*_HOME, *_ROOMS])


class _Door(ModuleType):
    """This module; names come when asked for, and stay."""

    def __getattr__(self, name: str) -> object:
        if name in _HOME:
            found: object = getattr(import_module(f"stamps.{_HOME[name]}"), name)
        elif name in _ROOMS:
            found = import_module(f"stamps.{name}")
        else:
            raise AttributeError(f"module 'stamps' has no attribute {name!r}")
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """Python puts a loaded file under its name here; the verb `symbols` keeps its place."""
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *__all__]


sys.modules[__name__].__class__ = _Door
