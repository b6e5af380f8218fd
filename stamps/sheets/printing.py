"""The one verb that prints: labels in, a file out, a thousand labels held at a time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice, tee
from typing import BinaryIO, Final

from stamps import digital_link
from stamps.addresses import is_test_host, scan_address
from stamps.alphabet import ALPHABET, CODE_LENGTH, normalise
from stamps.refusals import (
    BadSheetOption,
    GtinSymbolTooSmall,
    ModuleTooSmall,
    NothingToPrint,
    UnknownFormat,
)
from stamps.sheets.drawing import cut_lines
from stamps.sheets.fitting import design
from stamps.sheets.fonts import printable
from stamps.sheets.label import Design, Facts, Label
from stamps.sheets.layout import TRUE, Correction, Fit, fit, refuse_off_page, refuse_options
from stamps.sheets.stock import Stock
from stamps.sheets.stock import stock as stock_named
from stamps.sheets.writers import WRITERS
from stamps.sheets.writers.port import Job, Run, Writer, Written
from stamps.symbols import Level, Symbol, fitting_version, symbols

LEVEL: Final[Level] = "Q"
_HELD: Final = 1024  # labels drawn at a time
_ZEROS: Final = "0" * CODE_LENGTH
_DIGITS_ALIKE: Final = str.maketrans("012356789", "4" * 9)  # one design for all positions
_ENDING: Final = 5  # digits of a position that count up
_LETTERS: Final = frozenset(ALPHABET)
Progress = Callable[[int], None]
_Drawn = tuple[Label, Symbol]


@dataclass(frozen=True, slots=True)
class SheetFit:
    """What a sheet will be like: module in mm, whether tills fail on it, the symbol's version.

    Where it was asked about a label: `cut` names the facts that end in … or are left out for want
    of room (product, producer, lot, stars), `pin_in_clear` says that the label shows a PIN which no
    scratch layer of this paper will cover.
    """

    module_mm: float
    phones_only: bool
    version: int
    cut: tuple[str, ...] = ()
    pin_in_clear: bool = False


def address(code: str, *, host: str, gtin: str | None = None) -> str:
    """The text of a stamp's symbol: `HTTPS://HOST/CODE`, or the GS1 form for a product with GTIN.

    The lot stays out of it, because rolls are printed before the harvest. Raises BadHost, BadCode,
    BadGtin.
    """
    plain = scan_address(code, host=host)
    if gtin is None:
        return plain
    return digital_link.build_stamp(host=host, gtin=gtin, code=normalise(code))


def addresses_of(codes: Iterable[str], *, host: str, gtin: str | None = None) -> Iterator[str]:
    """`address` of many codes as the ring makes them (16 letters, not checked again); streams."""
    start = _stem(host, gtin)
    return (start + code for code in codes)


@lru_cache(maxsize=256)
def _stem(host: str, gtin: str | None) -> str:
    """What stands before the code; BadHost, BadGtin."""
    return address(_ZEROS, host=host, gtin=gtin).removesuffix(_ZEROS)


def check_sheet(
    *,
    host: str,
    stock: str = "a4-40",
    dpi: int | None = None,
    gtin: str | None = None,
    format: str = "pdf",
    correction: Correction = TRUE,
    skip: int = 0,
    copies: int = 1,
    label: Label | None = None,
) -> SheetFit:
    """Ask before printing; raises what `write_sheet` would raise for these choices.

    With a `label` its words and its PIN, if it has one, are tried too: the last of a range is as
    wide as any.
    """
    paper = stock_named(stock)
    refuse_options(paper, skip=skip, copies=copies)
    _writer(format).refuse(paper, correction)
    version = fitting_version(address(_ZEROS, host=host, gtin=gtin), level=LEVEL)
    found = _fit(paper, version, dpi, with_gtin=gtin is not None)
    refuse_off_page(paper, found, correction)
    told = SheetFit(found.module_mm, found.phones_only, version)
    if label is None:
        return told
    made = _designer(Job(paper, dpi or paper.dpi, correction, ()), host)(label, version)
    bare = label.pin is not None and not paper.scratch
    return replace(told, cut=made.cut, pin_in_clear=bare)


def _fit(paper: Stock, version: int, dpi: int | None, *, with_gtin: bool) -> Fit:
    """Raises GtinSymbolTooSmall where the shorter address might do."""
    try:
        return fit(paper, version=version, dpi=dpi)
    except ModuleTooSmall as refusal:
        if with_gtin:
            raise GtinSymbolTooSmall(**refusal.facts) from None
        raise


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
    scale_percent: tuple[float, float] = (100.0, 100.0),
    dpi: int | None = None,
    cut_marks: bool = False,
    level: Level = LEVEL,
    progress: Progress | None = None,
) -> Written:
    """Print labels in order into a binary file; same input, same bytes.

    `labels` is read as it is printed and never held whole. `skip` labels of the first sheet stay
    empty, each label comes `copies` times in a row. For a printer that does not print true
    `scale_percent` (97 to 103, across and down) stretches the page and `offset_mm` moves it to
    the right and down; `write_test_page` shows what to give. `dpi` is the printer's (203, 300,
    600; default the stock's). PNG and SVG hold the first page. `progress` is told the number of
    labels written so far; what it raises ends the printing. Returns labels and pages written.
    Raises UnknownStock, UnknownFormat, BadSheetOption, BadHost, BadCode, BadGtin, ModuleTooSmall,
    SymbolTooLong, NothingToPrint; all but those of a later label come before the first byte.
    """
    paper, writer = stock_named(stock), _writer(format)
    correction = Correction(offset_mm, scale_percent)
    check_sheet(
        host=host, stock=stock, dpi=dpi, format=format, correction=correction, skip=skip,
        copies=copies,
    )  # fmt: skip
    marks = tuple(cut_lines(paper, correction.shift)) if cut_marks else ()
    job = Job(paper, dpi or paper.dpi, correction, marks)
    runs = _runs(_drawn(labels, host, level), job, host, skip, copies)
    first = next(runs, None)
    if first is None:
        raise NothingToPrint()
    return writer.write(out, job, _told(chain([first], runs), progress))


def _writer(format: str) -> Writer:
    try:
        return WRITERS[format]
    except KeyError:
        raise UnknownFormat(format=format, known=", ".join(WRITERS)) from None


def _drawn(labels: Iterable[Label], host: str, level: Level) -> Iterator[_Drawn]:
    """Labels with their symbols, read a few thousand ahead."""
    spelled = (_spelled(label) for label in labels)
    mine, theirs = tee(spelled)
    texts = (_stem(host, label.facts.gtin) + label.code for label in theirs)
    return zip(mine, symbols(texts, level=level), strict=True)


def _spelled(label: Label) -> Label:
    """The label with its code as it is printed; BadCode."""
    if len(label.code) == CODE_LENGTH and _LETTERS.issuperset(label.code):
        return label
    code = normalise(label.code)
    scan_address(code, host="localhost")  # raises BadCode
    return replace(label, code=code)


def _runs(drawn: Iterator[_Drawn], job: Job, host: str, skip: int, copies: int) -> Iterator[Run]:
    designed, place = _designer(job, host), skip
    while held := list(islice(drawn, max(1, _HELD // copies))):
        for made, alike in _grouped(held, designed):
            repeated = [thing for thing in alike for _ in range(copies)]
            labels, drawings = zip(*repeated, strict=True)
            yield Run(made, place, labels, drawings)
            place += len(repeated)


_Designer = Callable[[Label, int], Design]


def _grouped(held: list[_Drawn], designed: _Designer) -> Iterator[tuple[Design, list[_Drawn]]]:
    """Neighbours that look alike but for code and number, with the design they share."""
    start, before = 0, _look(*held[0])
    for place, (label, symbol) in enumerate(held):
        look = _look(label, symbol)
        if look != before and place > start:
            yield _first(held[start], designed), held[start:place]
            start, before = place, look
    yield _first(held[start], designed), held[start:]


def _first(drawn: _Drawn, designed: _Designer) -> Design:
    return designed(drawn[0], drawn[1].version)


def _look(label: Label, symbol: Symbol) -> tuple[object, ...]:
    place = label.position
    pin = label.pin and len(label.pin)
    return id(label.facts), symbol.version, len(place), place[:-_ENDING], pin


def _designer(job: Job, host: str) -> _Designer:
    test, small = is_test_host(host), host.lower()

    @lru_cache(maxsize=256)
    def fitted(version: int, with_gtin: bool) -> Fit:
        found = _fit(job.stock, version, job.dpi, with_gtin=with_gtin)
        refuse_off_page(job.stock, found, job.correction)
        return found

    @lru_cache(maxsize=256)
    def made(facts: Facts, version: int, widest: str, pin: str | None) -> Design:
        if printable(widest) != widest:
            raise BadSheetOption(reason="số đợt có chữ không in được")
        placed = fitted(version, facts.gtin is not None)
        return design(job.stock, placed, facts, host=small, position=widest, test=test, pin=pin)

    def designed(label: Label, version: int) -> Design:
        pin = label.pin.translate(_DIGITS_ALIKE) if label.pin else None
        return made(label.facts, version, label.position.translate(_DIGITS_ALIKE), pin)

    return designed


def _told(runs: Iterable[Run], progress: Progress | None) -> Iterator[Run]:
    count = 0
    for run in runs:
        yield run
        count += len(run.labels)
        if progress is not None:
            progress(count)
