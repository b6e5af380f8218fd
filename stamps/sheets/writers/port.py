"""What a file writer is given and gives back; writers know drawings, never keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Shape
from stamps.sheets.label import Design, Label
from stamps.sheets.stock import Stock
from stamps.symbols import Symbol


@dataclass(frozen=True, slots=True)
class Job:
    """Paper, printer dots per inch, shift of everything in mm, shapes on every page."""

    stock: Stock
    dpi: int
    offset_mm: tuple[float, float]
    marks: tuple[Shape, ...]


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
    """A file format: the function that writes it, its media type, whether only rolls make sense."""

    write: Callable[[BinaryIO, Job, Iterable[Placed]], Written]
    media_type: str
    rolls_only: bool = False

    def refuse(self, stock: Stock) -> None:
        """Raise BadSheetOption where this format cannot print that paper."""
        if self.rolls_only and stock.per_page > 1:
            raise BadSheetOption(reason="máy in tem cuộn không in khổ A4, chọn khổ roll-…")
