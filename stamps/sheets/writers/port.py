"""What a file writer is given and gives back; writers know drawings, never keys."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Item
from stamps.sheets.label import Design, Label
from stamps.sheets.layout import Correction, snapped
from stamps.sheets.stock import Stock
from stamps.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Job:
    """Paper, printer dots per inch, what the printer gets wrong, what stands on every page.

    Without any labels a writer writes one page with the marks alone.
    """

    stock: Stock
    dpi: int
    correction: Correction
    marks: tuple[Item, ...]

    def corner(self, cell: int) -> tuple[float, float]:
        """Top left corner of a label on its page, mm, before the page is stretched."""
        x, y = self.stock.corner(cell)
        right, down = self.correction.shift
        return x + right, y + down


@dataclass(frozen=True, slots=True)
class Run:
    """Labels in a row that share one design.

    `first` is the place of the first one, counted from 0 over all pages, places left empty
    included; `symbols` are theirs, all of one size.
    """

    design: Design
    first: int
    labels: Sequence[Label]
    symbols: Sequence[Symbol]


@dataclass(frozen=True, slots=True)
class Placed:
    """One label in its place: page from 0, mm from the page's top left of the label's corner and
    of the symbol's first dark module, the latter on a whole printer dot.
    """

    page: int
    x: float
    y: float
    symbol_x: float
    symbol_y: float
    label: Label
    symbol: Symbol
    design: Design


@dataclass(frozen=True, slots=True)
class Written:
    """How many labels, copies included, and how many pages a file holds."""

    labels: int
    pages: int


@dataclass(frozen=True, slots=True)
class Writer:
    """A file format: the function that writes it, its media type, whether only rolls make sense.

    A format for rolls speaks to the printer in dots, where nothing can be stretched.
    """

    write: Callable[[BinaryIO, Job, Iterable[Run]], Written]
    media_type: str
    rolls_only: bool = False

    def refuse(self, stock: Stock, correction: Correction) -> None:
        """Raise BadSheetOption where this format cannot print that paper or correct that much."""
        if self.rolls_only and not stock.roll:
            raise BadSheetOption(reason="máy in tem cuộn không in khổ A4, chọn khổ roll-…")
        if self.rolls_only and correction.stretches:
            raise BadSheetOption(reason="máy in tem cuộn chỉ dịch được, để tỉ lệ 100 %")


def placed(job: Job, runs: Iterable[Run]) -> Iterator[Placed]:
    """Runs label by label, for writers that draw each one by itself."""

    @cache
    def corner(cell: int) -> tuple[float, float]:
        return job.corner(cell)

    for run in runs:
        fit = run.design.fit
        for place, (label, symbol) in enumerate(
            zip(run.labels, run.symbols, strict=True), start=run.first
        ):
            page, cell = divmod(place, job.stock.per_page)
            x, y = corner(cell)
            left, top = snapped(x + fit.x, job.dpi), snapped(y + fit.y, job.dpi)
            yield Placed(page, x, y, left, top, label, symbol, run.design)
