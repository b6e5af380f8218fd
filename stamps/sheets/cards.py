"""Cards of producers, 85.6 × 54 mm, ten on an A4 page: name, place, sealed code and its symbol."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from stamps.addresses import is_test_host, scan_address
from stamps.refusals import NothingToPrint
from stamps.sheets.column import Column, cap_mm
from stamps.sheets.drawing import Item, Slot, Text, box, cut_lines, shortened, wrapped
from stamps.sheets.fitting import TRIAL_WORDS
from stamps.sheets.fonts import MM_PER_POINT, Weight, printable
from stamps.sheets.label import Design, Facts, Label
from stamps.sheets.layout import TRUE, Fit, refuse_options
from stamps.sheets.stock import DOT_MM, Stock
from stamps.sheets.writers import WRITERS
from stamps.sheets.writers.port import Job, Run, Written
from stamps.symbols import QUIET_MODULES, Symbol, symbols

# ISO/IEC 7810:2019, ID-1. The columns stand where common die-cut sheets of 85 × 54 mm have them.
STOCK: Final = Stock(
    "a4-card-10", 210, 297, 2, 5, 85.6, 54.0, left=14.7, top=13.5, gap_x=9.4, dpi=600
)
TITLE: Final = "THẺ HỘ SẢN XUẤT"
NOTE: Final = "Đưa thẻ cho cán bộ quét khi đến thăm. Thẻ không thay giấy tờ tùy thân."
LEVEL: Final = "Q"
_DOT: Final = DOT_MM[600]
_MODULE_DOTS: Final = 20  # 0.85 mm: read at arm's length, dim light and a plain phone
_WIDEST_SYMBOL_MM: Final = 33.0  # with its quiet zone
_EDGE_MM: Final = 4.0
_TITLE_PT, _TITLE_MM, _RULE_MM = 7.2, 8.0, 11.3
_NAMES: Final = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
_PLACE_PT, _NOTE_PT, _CODE_PT, _ISSUED_PT = 8.4, 5.6, 8.6, 5.6


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card; `hamlet` may be empty. Never a telephone or citizen number."""

    code: str
    name: str
    hamlet: str
    commune: str
    issued_on: date


def write_cards(
    out: BinaryIO, cards: Iterable[Card], *, host: str, format: str = "pdf", skip: int = 0
) -> Written:
    """Cards in order, ten a page with cut marks; `skip` places of the first page stay empty.

    Same input, same bytes; PNG and SVG hold the first page. Raises BadHost, BadCode,
    BadSheetOption, NothingToPrint.
    """
    refuse_options(STOCK, skip=skip, copies=1)
    kept = list(cards)
    if not kept:
        raise NothingToPrint()
    job = Job(STOCK, STOCK.dpi, TRUE, tuple(cut_lines(STOCK, (0.0, 0.0))))
    return WRITERS[format].write(out, job, _runs(kept, host, skip))


def _runs(cards: list[Card], host: str, skip: int) -> Iterator[Run]:
    drawn = symbols((scan_address(card.code, host=host) for card in cards), level=LEVEL)
    trial = is_test_host(host)
    for place, (card, symbol) in enumerate(zip(cards, drawn, strict=True), start=skip):
        design = _design(card, symbol, printable(host.lower()), trial)
        label = Label(card.code, f"Cấp ngày {card.issued_on:%d/%m/%Y}", Facts(card.name))
        yield Run(design, place, (label,), (symbol,))


def _fit(symbol: Symbol) -> Fit:
    """The symbol at the right, the code in two lines below it."""
    most = int(_WIDEST_SYMBOL_MM / (symbol.size + 2 * QUIET_MODULES) / _DOT)
    module = min(_MODULE_DOTS, most) * _DOT
    side, quiet = symbol.size * module, QUIET_MODULES * module
    x = STOCK.label_w - _EDGE_MM - side
    y = _RULE_MM + quiet + 0.3
    first = y + side + quiet + cap_mm(_CODE_PT) - 0.4
    second = first + 1.22 * _CODE_PT * MM_PER_POINT
    dots = min(_MODULE_DOTS, most)
    return Fit(symbol.version, 600, dots, module, x, y, side, quiet, _CODE_PT, (first, second))


def _design(card: Card, symbol: Symbol, host: str, trial: bool) -> Design:
    fit = _fit(symbol)
    width = fit.x - fit.quiet_mm - _EDGE_MM
    full = STOCK.label_w - 2 * _EDGE_MM
    items: list[Item] = [
        Text(_EDGE_MM, _TITLE_MM, TITLE, _TITLE_PT, "bold"),
        box(_EDGE_MM, _RULE_MM - 1.4, full, 0.35),
    ]
    column = Column(_EDGE_MM, _RULE_MM + 1.6, width)
    _say(column, card.name, "bold", _NAMES, 3)
    column.y = column.low + 0.6
    for words in (card.hamlet, card.commune):
        _say(column, words, "regular", (_PLACE_PT, 0.85 * _PLACE_PT), 2)
    if trial:
        column.badges((TRIAL_WORDS,), 6.5)
    foot = Column(_EDGE_MM, 0, width)
    foot.lines(wrapped(NOTE, "regular", _NOTE_PT, width), "regular", _NOTE_PT)
    foot.lines([""], "regular", 0.25 * _NOTE_PT)
    foot.lines([host], "medium", _NOTE_PT)
    shift = fit.baselines[1] - foot.y
    low = [Text(t.x, t.y + shift, t.text, t.size, t.weight) for t in foot.items
           if isinstance(t, Text) and t.text]  # fmt: skip
    middle, most = fit.x + fit.side_mm / 2, fit.side_mm + 2 * fit.quiet_mm
    one, two = (Slot(middle, y, _CODE_PT, "bold", 0.5, most) for y in fit.baselines)
    issued = Slot(STOCK.label_w - _EDGE_MM, _TITLE_MM, _ISSUED_PT, "regular", 1.0, 30.0)
    return Design(fit, (*items, *column.items, *low), (one, two), issued)


def _say(column: Column, text: str, weight: Weight, sizes: tuple[float, ...], most: int) -> None:
    """Words in at most `most` lines, in the largest of the sizes that holds them."""
    plain = printable(text)
    if not plain:
        return
    for size in sizes:
        lines = wrapped(plain, weight, size, column.width)
        if len(lines) <= most - (size > sizes[-1]):
            break
    column.lines(shortened(lines, most, weight, size, column.width), weight, size)
