"""Where labels and symbols stand, in millimetres and whole printer dots."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from stamps.refusals import BadSheetOption, ModuleTooSmall, QuietZoneTooSmall
from stamps.sheets.fonts import MM_PER_POINT, face, width_mm
from stamps.sheets.stock import DOT_MM, Stock
from stamps.symbols import QUIET_MODULES

SMALLEST_MODULE_MM: Final = 0.33  # below it phones begin to fail
TILL_MODULE_MM: Final = 0.396  # GS1 General Specifications: the least for scanners at a till
_LARGEST_MODULE_MM: Final = 0.6  # more does not read better and takes room from the words
_SYMBOL_SHARE: Final = 0.47  # of the label's width
_CODE_POINTS: Final = 6.6
_LINE: Final = 1.12
_BOTTOM_MM: Final = 1.0
_WIDEST_GROUPS: Final = "WWMM-WWMM"
_MAX_OFFSET_MM: Final = 15.0
_MAX_COPIES: Final = 100


@dataclass(frozen=True, slots=True)
class Fit:
    """How a symbol stands on a label: module in mm and whole dots, its corner, the code below it.

    `x`, `y` is the corner of the first dark module and `side_mm` the width of the dark part, both
    without the quiet zone; `code_points` the size of the code's two lines, `baselines` theirs.
    """

    version: int
    dpi: int
    dots: int
    module_mm: float
    x: float
    y: float
    side_mm: float
    quiet_mm: float
    code_points: float
    baselines: tuple[float, float]

    @property
    def phones_only(self) -> bool:
        """Whether modules are too small for the scanner of a till."""
        return self.module_mm < TILL_MODULE_MM - 1e-9

    @property
    def right(self) -> float:
        """Where the quiet zone ends, mm from the label's left edge."""
        return self.x + self.side_mm + self.quiet_mm


def guard_module(module_mm: float, *, stock: str, quiet_modules: int = QUIET_MODULES) -> None:
    """Refuse a module below 0.33 mm (ModuleTooSmall) and a quiet zone below 4 (QuietZoneTooSmall).

    ISO/IEC 18004:2015, 5.3.8, asks for the quiet zone.
    """
    if module_mm < SMALLEST_MODULE_MM:
        raise ModuleTooSmall(module_mm=f"{module_mm:.2f}".replace(".", ","), stock=stock)
    if quiet_modules < QUIET_MODULES:
        raise QuietZoneTooSmall(modules=quiet_modules)


def fit(stock: Stock, *, version: int, dpi: int | None = None) -> Fit:
    """The largest sensible symbol of that version on a label, modules in whole dots.

    Raises BadSheetOption for a resolution no printer has, ModuleTooSmall where 0.33 mm does not
    fit.
    """
    resolution = dpi or stock.dpi
    if resolution not in DOT_MM:
        raise BadSheetOption(reason=f"máy in {resolution} dpi, chọn 203, 300 hoặc 600")
    dot = DOT_MM[resolution]
    for dots in range(int(_LARGEST_MODULE_MM / dot + 1e-9), 0, -1):
        placed = _placed(stock, version, resolution, dots)
        if placed is not None:
            guard_module(placed.module_mm, stock=stock.name)
            return placed
    raise ModuleTooSmall(module_mm="0", stock=stock.name)


def _placed(stock: Stock, version: int, dpi: int, dots: int) -> Fit | None:
    """The symbol with modules of so many dots, or None where it does not fit the label."""
    size = 17 + 4 * version  # ISO/IEC 18004:2015, 5.3.1
    module = dots * DOT_MM[dpi]
    side, quiet = size * module, QUIET_MODULES * module
    whole = side + 2 * quiet
    points = min(_CODE_POINTS, (whole - 0.4) / width_mm(_WIDEST_GROUPS, "bold", 1))
    cap = face("bold").cap_height / face("bold").units * points * MM_PER_POINT
    pitch = _LINE * points * MM_PER_POINT
    code = cap + pitch
    if whole > _SYMBOL_SHARE * stock.label_w or whole + code + _BOTTOM_MM > stock.label_h:
        return None
    # equal white above the symbol and below the code; the quiet zone is part of the upper white
    top = max(0.0, (stock.label_h - whole - code - quiet) / 2)
    left = max(0.0, min(top, 1.0))
    first = top + whole + cap
    return Fit(
        version,
        dpi,
        dots,
        module,
        left + quiet,
        top + quiet,
        side,
        quiet,
        points,
        (first, first + pitch),
    )


def snapped(mm: float, dpi: int) -> float:
    """The nearest whole printer dot, in mm."""
    dot = DOT_MM[dpi]
    return round(mm / dot) * dot


def refuse_options(stock: Stock, *, skip: int, copies: int, offset_mm: tuple[float, float]) -> None:
    """Raise BadSheetOption for what cannot be laid out; says what would do."""
    if not 0 <= skip < stock.per_page:
        raise BadSheetOption(reason=f"bỏ qua được từ 0 đến {stock.per_page - 1} tem đầu")
    if not 1 <= copies <= _MAX_COPIES:
        raise BadSheetOption(reason=f"mỗi tem in từ 1 đến {_MAX_COPIES} bản")
    if not all(abs(shift) <= _MAX_OFFSET_MM for shift in offset_mm):
        raise BadSheetOption(reason=f"chỉ dịch được tối đa {_MAX_OFFSET_MM:.0f} mm")


def corners(
    stock: Stock, *, skip: int = 0, offset_mm: tuple[float, float] = (0.0, 0.0)
) -> Iterator[tuple[int, float, float]]:
    """Page number from 0 and top left corner in mm of one label after the other, without end.

    `skip` labels of the first page are left out, because they were used before.
    """
    cells = [stock.corner(cell) for cell in range(stock.per_page)]
    page, start = 0, skip
    while True:
        for x, y in cells[start:]:
            yield page, x + offset_mm[0], y + offset_mm[1]
        page, start = page + 1, 0
