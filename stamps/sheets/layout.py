"""Where labels and symbols stand, in millimetres and whole printer dots."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from stamps.refusals import BadSheetOption, ModuleTooSmall, OffPage, QuietZoneTooSmall
from stamps.sheets.fonts import MM_PER_POINT, face, width_mm
from stamps.sheets.stock import DOT_MM, Stock
from stamps.symbols import QUIET_MODULES

SMALLEST_MODULE_MM: Final = 0.33  # below it phones begin to fail
TILL_MODULE_MM: Final = 0.396  # GS1 General Specifications: the least for scanners at a till
_LARGEST_MODULE_MM: Final = 0.7  # more does not read better and takes room from the words
_SYMBOL_SHARE: Final = 0.47  # of the label's width
_CODE_POINTS: Final = 6.6
_LINE: Final = 1.12
_BOTTOM_MM: Final = 1.0
_LEAST_POINTS: Final = 3.0  # of any word on a label
_LEAST_DOTS: Final = 11  # fewer do not hold the accents of a Vietnamese word
LEAST_POSITION_DOTS: Final = 10  # the least that printers' own fonts are made for
_ROUNDING: Final = 1e-6
_WIDEST_GROUPS: Final = "WWMM-WWMM"
_WHITE_MM: Final = 1.0  # of a quiet zone, beyond the paper's edge
_MAX_OFFSET_MM: Final = 15.0
SCALE_PERCENT: Final = (97.0, 103.0)
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

    def points(self, size: float) -> float:
        """The next smaller size in whole dots of the printer; never too small to be read."""
        dot = DOT_MM[self.dpi] / MM_PER_POINT
        least = max(_LEAST_DOTS, ceil(_LEAST_POINTS / dot - _ROUNDING))
        return max(floor(size / dot + _ROUNDING), least) * dot

    def dots_of(self, size: float) -> float:
        """How many of the printer's dots a size in points is high."""
        return size * MM_PER_POINT / DOT_MM[self.dpi]

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
    resolution = stock.dpi if dpi is None else dpi
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
    dot_points = DOT_MM[dpi] / MM_PER_POINT
    points = floor(points / dot_points + _ROUNDING) * dot_points
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


@dataclass(frozen=True, slots=True)
class Correction:
    """What is drawn otherwise because the printer does not print true.

    All is first stretched from the page's top left corner by `scale_percent` (across, down), then
    moved by `offset_mm` to the right and down. Raises BadSheetOption beyond 15 mm and outside
    97 to 103 percent: more is a wrong paper or a driver that fits to the page.
    """

    offset_mm: tuple[float, float] = (0.0, 0.0)
    scale_percent: tuple[float, float] = (100.0, 100.0)

    def __post_init__(self) -> None:
        if not all(abs(shift) <= _MAX_OFFSET_MM for shift in self.offset_mm):
            raise BadSheetOption(reason=f"chỉ dịch được tối đa {_MAX_OFFSET_MM:.0f} mm")
        low, high = SCALE_PERCENT
        if not all(low <= percent <= high for percent in self.scale_percent):
            raise BadSheetOption(reason=f"tỉ lệ từ {low:.0f} đến {high:.0f} %")

    @property
    def stretches(self) -> bool:
        """Whether sizes change, not places alone."""
        return self.scale_percent != (100.0, 100.0)

    @property
    def factors(self) -> tuple[float, float]:
        """The stretch across and down, 1 for none."""
        return self.scale_percent[0] / 100, self.scale_percent[1] / 100

    @property
    def shift(self) -> tuple[float, float]:
        """The move in mm before stretching, which comes to `offset_mm` after it."""
        across, down = self.factors
        return self.offset_mm[0] / across, self.offset_mm[1] / down


TRUE: Final = Correction()


def refuse_off_page(stock: Stock, placed: Fit, correction: Correction) -> None:
    """Raise OffPage where a corrected symbol of a full page leaves the paper.

    A millimetre of its quiet zone may: that is white, and label printers stand so far off.
    """
    first, last = stock.corner(0), stock.corner(stock.per_page - 1)
    near, far = placed.quiet_mm, placed.side_mm + placed.quiet_mm
    for start, end, at, page, stretch, move in zip(
        first, last, (placed.x, placed.y), (stock.page_w, stock.page_h),
        correction.factors, correction.offset_mm, strict=True,
    ):  # fmt: skip
        lowest, highest = stretch * (start + at - near), stretch * (end + at + far)
        if lowest + move < -_WHITE_MM or highest + move > page + _WHITE_MM:
            raise OffPage


def refuse_options(stock: Stock, *, skip: int, copies: int) -> None:
    """Raise BadSheetOption for what cannot be laid out; says what would do."""
    if not 0 <= skip < stock.per_page:
        raise BadSheetOption(reason=f"bỏ qua được từ 0 đến {stock.per_page - 1} tem đầu")
    if not 1 <= copies <= _MAX_COPIES:
        raise BadSheetOption(reason=f"mỗi tem in từ 1 đến {_MAX_COPIES} bản")
