"""Label papers as rows of data; one that does not fit its page refuses to load."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from stamps.refusals import StockDoesNotFit, UnknownStock

_ROUNDING_MM: Final = 0.01
DOT_MM: Final[Mapping[int, float]] = {203: 0.125, 300: 25.4 / 300, 600: 25.4 / 600}
"""Millimetres of one printer dot by nominal dpi; what is sold as 203 dpi has 8 dots a mm."""


@dataclass(frozen=True, slots=True)
class Stock:
    """One label paper; all lengths in millimetres, dpi of the printer it is made for.

    `left` and `top` are the page's margins, gaps lie between labels. A roll's page is one row of
    labels, `gap_y` the bare liner up to the next row. `scratch` says that a layer to scratch off is
    laid over the box of a PIN; on other papers the PIN stands in the clear.
    """

    name: str
    page_w: float
    page_h: float
    columns: int
    rows: int
    label_w: float
    label_h: float
    left: float = 0.0
    top: float = 0.0
    gap_x: float = 0.0
    gap_y: float = 0.0
    dpi: int = 600
    roll: bool = False
    scratch: bool = False

    def __post_init__(self) -> None:
        sizes = (self.page_w, self.page_h, self.label_w, self.label_h, self.columns, self.rows)
        rests = (self.left, self.top, self.gap_x, self.gap_y)
        if min(sizes) <= 0 or min(rests) < 0 or self.dpi not in DOT_MM:
            raise StockDoesNotFit(stock=self.name, reason="có kích thước sai")
        if self.left + self._span_x > self.page_w + _ROUNDING_MM:
            raise StockDoesNotFit(stock=self.name, reason="rộng hơn trang")
        if self.top + self._span_y > self.page_h + _ROUNDING_MM:
            raise StockDoesNotFit(stock=self.name, reason="cao hơn trang")
        if self.roll and (self.rows != 1 or self.top or self.page_h != self.label_h):
            raise StockDoesNotFit(stock=self.name, reason="mỗi trang của tem cuộn là một hàng tem")

    @property
    def _span_x(self) -> float:
        return self.columns * self.label_w + (self.columns - 1) * self.gap_x

    @property
    def _span_y(self) -> float:
        return self.rows * self.label_h + (self.rows - 1) * self.gap_y

    @property
    def per_page(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """Top left corner of a label, mm from the page's; cells run row by row from 0."""
        row, column = divmod(cell, self.columns)
        return (
            self.left + column * (self.label_w + self.gap_x),
            self.top + row * (self.label_h + self.gap_y),
        )


_ROLL_GAP_MM: Final = 2.0  # between rows and between columns


def _roll(name: str, width: float, label_w: float, label_h: float, columns: int = 1) -> Stock:
    """A roll for printers of 8 dots a mm; its columns stand in the middle of the liner."""
    left = (width - columns * label_w - (columns - 1) * _ROLL_GAP_MM) / 2
    return Stock(
        name, width, label_h, columns, 1, label_w, label_h,
        left=left, gap_x=_ROLL_GAP_MM, gap_y=_ROLL_GAP_MM, dpi=203, roll=True,
    )  # fmt: skip


_ROWS: Final = (
    # name, page, columns × rows, label, margins, gaps (mm): the common European die-cuts, then
    # rolls for label printers
    Stock("a4-21", 210, 297, 3, 7, 63.5, 38.1, left=7.25, top=15.15, gap_x=2.5),
    Stock("a4-24", 210, 297, 3, 8, 63.5, 33.9, left=7.2, top=12.9, gap_x=2.5),
    Stock("a4-40", 210, 297, 4, 10, 45.7, 25.4, left=9.7, top=21.5, gap_x=2.6),
    Stock("a4-65", 210, 297, 5, 13, 38.1, 21.2, left=4.75, top=10.7, gap_x=2.5),
    _roll("roll-50x30", 50, 50, 30),
    _roll("roll-30x20", 30, 30, 20),
    _roll("roll-35x22x3", 110, 35, 22, columns=3),
)

STOCKS: Final[Mapping[str, Stock]] = MappingProxyType({row.name: row for row in _ROWS})


def stock(name: str) -> Stock:
    """The label paper of that name; raises UnknownStock, which lists the known ones."""
    try:
        return STOCKS[name]
    except KeyError:
        raise UnknownStock(stock=name, known=", ".join(STOCKS)) from None
