"""A page that shows what a printer gets wrong, and the sum that puts it right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from stamps.refusals import UnknownFormat
from stamps.sheets.column import Column
from stamps.sheets.drawing import Item, Shape, Text, box, wrapped
from stamps.sheets.fonts import width_mm
from stamps.sheets.layout import Correction
from stamps.sheets.stock import Stock
from stamps.sheets.stock import stock as stock_named
from stamps.sheets.writers import WRITERS
from stamps.sheets.writers.port import Job, Written

_THIN, _LINE = 0.1, 0.2
_BLOCK: Final = (34.0, 74.0, 146.0, 106.0)  # where the words of a page stand: x, y, width, height
_TITLE, _BODY = 15.0, 10.0


@dataclass(frozen=True, slots=True)
class Rulers:
    """Where the rulers of a paper begin and end, mm from its left and top edge."""

    near: int
    far_x: int
    far_y: int


def rulers(stock: Stock) -> Rulers:
    """The rulers that stand on the test page of a paper."""
    if stock.roll:
        return Rulers(2, int(stock.page_w) - 2, int(stock.page_h) - 2)
    return Rulers(10, int(stock.page_w - 10) // 10 * 10, int(stock.page_h - 10) // 10 * 10)


def read_test_page(
    stock: str, *, across_mm: float, down_mm: float, left_mm: float, top_mm: float
) -> Correction:
    """What to give `write_sheet` for what a person measured on a test page printed uncorrected.

    `across_mm` and `down_mm` are the printed lengths of the two rulers from first to last mark,
    `left_mm` and `top_mm` run from the paper's edges to their first marks. Rounded to a tenth.
    Raises UnknownStock, and BadSheetOption where the printer is beyond correcting.
    """
    drawn = rulers(stock_named(stock))
    across = round(100 * (drawn.far_x - drawn.near) / max(across_mm, 1e-3), 1)
    down = round(100 * (drawn.far_y - drawn.near) / max(down_mm, 1e-3), 1)
    offset = drawn.near - left_mm * across / 100, drawn.near - top_mm * down / 100
    return Correction((round(offset[0], 1), round(offset[1], 1)), (across, down))


def write_test_page(
    out: BinaryIO,
    stock: str,
    *,
    format: str = "pdf",
    offset_mm: tuple[float, float] = (0.0, 0.0),
    scale_percent: tuple[float, float] = (100.0, 100.0),
    dpi: int | None = None,
) -> Written:
    """One page with mm rulers along two edges, the labels' outlines and how to read them.

    Given a correction the page is drawn with it, to see that it is right. Same input, same bytes.
    Raises UnknownStock, UnknownFormat, BadSheetOption.
    """
    paper, correction = stock_named(stock), Correction(offset_mm, scale_percent)
    if format not in WRITERS:
        raise UnknownFormat(format=format, known=", ".join(WRITERS))
    WRITERS[format].refuse(paper, correction)
    right, down = correction.shift
    drawn = [*_drawn_rulers(rulers(paper)), *_outlines(paper), *_words(paper, correction)]
    marks = tuple(_moved(item, right, down) for item in drawn)
    WRITERS[format].write(out, Job(paper, dpi or paper.dpi, correction, marks), ())
    return Written(0, 1)


def _moved(item: Item, right: float, down: float) -> Item:
    if isinstance(item, Shape):
        return Shape(tuple((x + right, y + down) for x, y in item.points))
    return Text(item.x + right, item.y + down, item.text, item.size, item.weight, item.white)


def _drawn_rulers(drawn: Rulers) -> Iterator[Item]:
    """Ticks stand outside the lines, towards the edges; every tenth is numbered inside."""
    near, small = drawn.near, drawn.near < 5
    long, middle, short = (1.6, 1.2, 0.8) if small else (4.5, 3.2, 2.0)
    size = 4.5 if small else 7.0
    yield box(near, near - _LINE / 2, drawn.far_x - near, _LINE)
    yield box(near - _LINE / 2, near, _LINE, drawn.far_y - near)
    for at in range(near, drawn.far_x + 1):
        tick = long if at in (near, drawn.far_x) or not at % 10 else short if at % 5 else middle
        yield box(at - _THIN / 2, near - tick, _THIN, tick)
        if not at % 10 and at > near:
            wide = width_mm(str(at), "medium", size)
            yield Text(at - wide / 2, near + 0.45 * size, str(at), size, "medium")
    for at in range(near, drawn.far_y + 1):
        tick = long if at in (near, drawn.far_y) or not at % 10 else short if at % 5 else middle
        yield box(near - tick, at - _THIN / 2, tick, _THIN)
        if not at % 10:
            low = 0.45 if at == near else 0.12
            yield Text(near + 0.7, at + low * size, str(at), size, "medium")


def _outlines(stock: Stock) -> Iterator[Shape]:
    """The labels' edges as fine lines, less those that would run through the words."""
    x0, y0, wide, high = _BLOCK
    for cell in range(stock.per_page):
        x, y = stock.corner(cell)
        right, low = x + stock.label_w, y + stock.label_h
        if stock.roll or x > x0 + wide or right < x0 or y > y0 + high or low < y0:
            yield box(x, y, stock.label_w, _THIN)
            yield box(x, low - _THIN, stock.label_w, _THIN)
            yield box(x, y, _THIN, stock.label_h)
            yield box(right - _THIN, y, _THIN, stock.label_h)


def _words(stock: Stock, correction: Correction) -> Iterator[Item]:
    if stock.roll:
        yield Text(7.0, 10.0, stock.name, 7.0, "bold")
        yield Text(7.0, 13.4, "Vạch đầu cách mép 2 mm", 4.6, "regular")
        return
    x, y, width, _ = _BLOCK
    column = Column(x, y, width)
    column.lines([f"Trang thử máy in · {stock.name}"], "bold", _TITLE)
    column.y += 2.0
    for step in (*_steps(rulers(stock)), _printed_with(correction)):
        for sentence in step.splitlines():
            column.lines(wrapped(sentence, "regular", _BODY, width), "regular", _BODY)
        column.y += 1.7
    yield from column.items


def _steps(drawn: Rulers) -> Iterator[str]:
    across, down = drawn.far_x - drawn.near, drawn.far_y - drawn.near
    yield (
        "1. In trang này trên giấy thường, cỡ in 100 %, không chọn “vừa trang giấy”. Chồng lên tờ "
        "tem rồi soi trước ánh sáng: khung in trùng mép tem thì không cần chỉnh gì."
    )
    yield (
        f"2. Nếu lệch: đo thước ngang từ vạch {drawn.near} đến vạch {drawn.far_x}, được N mm.\n"
        f"Tỉ lệ ngang = {across} : N × 100 (%)."
    )
    yield (
        f"3. Đo thước dọc từ vạch {drawn.near} đến vạch {drawn.far_y}, được D mm.\n"
        f"Tỉ lệ dọc = {down} : D × 100 (%)."
    )
    yield (
        f"4. Đo từ mép trái tờ giấy đến vạch {drawn.near} của thước ngang, được A mm.\n"
        f"Dịch ngang = {drawn.near} − A × tỉ lệ ngang : 100 (mm)."
    )
    yield (
        f"5. Đo từ mép trên tờ giấy đến vạch {drawn.near} của thước dọc, được B mm.\n"
        f"Dịch dọc = {drawn.near} − B × tỉ lệ dọc : 100 (mm)."
    )
    short = round(across / 1.01, 1)
    yield (
        f"Ví dụ: N = {_comma(short)} thì tỉ lệ ngang {across} : {_comma(short)} × 100 = 101 %;\n"
        f"A = 11,5 thì dịch ngang {drawn.near} − 11,5 × 1,01 = {_comma(drawn.near - 11.615)} mm "
        "(số âm là dịch sang trái, lên trên)."
    )
    yield "6. Ghi bốn số đó khi in tem. In lại trang này với bốn số ấy để xem đã khớp chưa."


def _printed_with(correction: Correction) -> str:
    (right, down), (across, along) = correction.offset_mm, correction.scale_percent
    return (
        f"Trang này in với: tỉ lệ ngang {_comma(across)} %, dọc {_comma(along)} %; "
        f"dịch ngang {_comma(right)} mm, dọc {_comma(down)} mm."
    )


def _comma(number: float) -> str:
    return f"{number:.1f}".replace(".", ",").replace("-", "−").removesuffix(",0")
