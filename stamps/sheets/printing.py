"""The one verb that prints: labels in, a file out, one page held at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat, tee
from typing import BinaryIO, Final

from stamps import digital_link
from stamps.addresses import is_test_host, scan_address
from stamps.alphabet import CODE_LENGTH
from stamps.refusals import NothingToPrint, UnknownFormat
from stamps.sheets.drawing import cut_lines
from stamps.sheets.fitting import design
from stamps.sheets.label import Design, Facts, Label
from stamps.sheets.layout import Fit, corners, fit, refuse_options, snapped
from stamps.sheets.stock import Stock
from stamps.sheets.stock import stock as stock_named
from stamps.sheets.writers import WRITERS
from stamps.sheets.writers.port import Job, Placed, Writer, Written
from stamps.symbols import Symbol, fitting_version, symbols

LEVEL: Final = "Q"
_TELL_EVERY: Final = 200
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class SheetFit:
    """What a sheet will be like: module in mm, whether tills fail on it, the symbol's version."""

    module_mm: float
    phones_only: bool
    version: int


def address(code: str, *, host: str, gtin: str | None = None) -> str:
    """The text of a stamp's symbol: `HTTPS://HOST/CODE`, or the GS1 form for a product with GTIN.

    The lot stays out of it, because rolls are printed before the harvest.
    """
    if gtin is None:
        return scan_address(code, host=host)
    return digital_link.build(host=host, gtin=gtin, code=code)


def check_sheet(
    *,
    host: str,
    stock: str = "a4-40",
    dpi: int | None = None,
    gtin: str | None = None,
    format: str = "pdf",
) -> SheetFit:
    """Ask before printing; raises what `write_sheet` would raise for these choices."""
    paper = stock_named(stock)
    _writer(format).refuse(paper)
    version = fitting_version(address("0" * CODE_LENGTH, host=host, gtin=gtin), level=LEVEL)
    found = fit(paper, version=version, dpi=dpi)
    return SheetFit(found.module_mm, found.phones_only, version)


def write_sheet(
    out: BinaryIO,
    labels: Iterable[Label],
    *,
    host: str,
    stock: str = "a4-40",
    format: str = "pdf",
    skip: int = 0,
    copies: int = 1,
    offset_mm: tuple[float, float] = (0.0, 0.0),
    dpi: int | None = None,
    cut_marks: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Print labels in order into a binary file; same input, same bytes.

    `labels` is read as it is printed and never held whole. `skip` labels of the first sheet stay
    empty, each label comes `copies` times in a row, `offset_mm` moves all to the right and down,
    `dpi` is the printer's (203, 300, 600; default the stock's). PNG and SVG hold the first page.
    `progress` is told the number of labels drawn so far. Returns labels and pages written.
    Raises UnknownStock, UnknownFormat, BadSheetOption, BadHost, BadCode, BadGtin, ModuleTooSmall,
    SymbolTooLong, NothingToPrint; all but those of a later label come before the first byte.
    """
    paper, writer = stock_named(stock), _writer(format)
    check_sheet(host=host, stock=stock, dpi=dpi, format=format)
    refuse_options(paper, skip=skip, copies=copies, offset_mm=offset_mm)
    marks = tuple(cut_lines(paper, offset_mm)) if cut_marks else ()
    job = Job(paper, dpi or paper.dpi, offset_mm, marks)
    cells = corners(paper, skip=skip, offset_mm=offset_mm)
    drawn = _repeated(_drawn(labels, host, paper, job.dpi), copies)
    placed = _told(_placed(drawn, cells, job.dpi), progress)
    first = next(placed, None)
    if first is None:
        raise NothingToPrint()
    return writer.write(out, job, chain([first], placed))


def _writer(format: str) -> Writer:
    try:
        return WRITERS[format]
    except KeyError:
        raise UnknownFormat(format=format, known=", ".join(WRITERS)) from None


def _drawn(labels: Iterable[Label], host: str, paper: Stock, dpi: int) -> "Iterator[_Drawn]":
    test = is_test_host(host)

    @lru_cache(maxsize=256)
    def fitted(version: int) -> Fit:
        return fit(paper, version=version, dpi=dpi)

    @lru_cache(maxsize=256)
    def designed(facts: Facts, version: int, widest: str) -> Design:
        return design(paper, fitted(version), facts, host=host.lower(), position=widest, test=test)

    mine, theirs = tee(labels)
    texts = (address(label.code, host=host, gtin=label.facts.gtin) for label in theirs)
    for label, symbol in zip(mine, symbols(texts, level=LEVEL), strict=True):
        widest = label.position.translate(_DIGITS_ALIKE)
        yield label, symbol, designed(label.facts, symbol.version, widest)


_DIGITS_ALIKE: Final = str.maketrans("012356789", "4" * 9)  # one design for all positions
_Drawn = tuple[Label, Symbol, Design]


def _repeated(things: Iterable[_Drawn], copies: int) -> Iterator[_Drawn]:
    for thing in things:
        yield from repeat(thing, copies)


def _placed(
    drawn: Iterable[_Drawn], cells: Iterable[tuple[int, float, float]], dpi: int
) -> Iterator[Placed]:
    for (label, symbol, made), (page, x, y) in zip(drawn, cells, strict=False):
        left, top = snapped(x + made.fit.x, dpi), snapped(y + made.fit.y, dpi)
        yield Placed(page, x, y, left, top, label, symbol, made)


def _told(placed: Iterable[Placed], progress: Progress | None) -> Iterator[Placed]:
    count = 0
    for count, each in enumerate(placed, start=1):
        yield each
        if progress is not None and count % _TELL_EVERY == 0:
            progress(count)
    if progress is not None and count % _TELL_EVERY:
        progress(count)
