"""TSPL for label printers of TSC and their many kin: everything as bitmaps in whole dots."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO, Final

from PIL import Image

from stamps.sheets.drawing import Item, Text
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.label import Design
from stamps.sheets.stock import DOT_MM
from stamps.sheets.writers.port import Job, Placed, Run, Written, placed
from stamps.sheets.writers.raster import WHITE, blank, burn, dark, inked, pixels

_BYTE: Final = 8


def write(out: BinaryIO, job: Job, runs: Iterable[Run]) -> Written:
    """One page of commands a row of the roll."""
    labels, rows = 0, 0
    fixed: dict[tuple[int, float], tuple[Design, bytes]] = {}
    out.write(_paper(job).encode())
    for _, row in groupby(placed(job, runs), key=lambda each: each.page):
        out.write(b"CLS\r\n")
        for each in row:
            key = id(each.design), each.x
            if key not in fixed:
                fixed = fixed if len(fixed) < job.stock.per_page else {}
                fixed[key] = each.design, _shared(each, job)
            out.write(fixed[key][1])
            out.write(b"".join(_own(each, job)))
            labels += 1
        out.write(b"PRINT 1,1\r\n")
        rows += 1
    if not rows:
        image = blank(job.stock.page_w, job.stock.page_h, 1 / DOT_MM[job.dpi])
        burn(image, job.marks, 0, 0, 1 / DOT_MM[job.dpi])
        out.write(b"CLS\r\n" + _bitmap(image, 0, 0, image.width) + b"PRINT 1,1\r\n")
    return Written(labels, rows)


def _paper(job: Job) -> str:
    """Size of a row and the bare liner after it; the head begins at the row's top left."""
    stock = job.stock
    return (
        f"SIZE {_n(stock.page_w)} mm,{_n(stock.page_h)} mm\r\nGAP {_n(stock.gap_y)} mm,0 mm\r\n"
        "DIRECTION 1\r\nREFERENCE 0,0\r\n"
    )


def _n(mm: float) -> str:
    return f"{mm:.2f}".rstrip("0").rstrip(".")


def _shared(each: Placed, job: Job) -> bytes:
    """The words that a label shares with others, in its column."""
    dot, width = DOT_MM[job.dpi], round(job.stock.page_w / DOT_MM[job.dpi])
    image, (x, y) = _cut(job, each.design.items)
    return _bitmap(image, round(each.x / dot) + x, round(each.y / dot) + y, width)


def _own(each: Placed, job: Job) -> Iterator[bytes]:
    """Code, position and symbol of one label."""
    dot, width = DOT_MM[job.dpi], round(job.stock.page_w / DOT_MM[job.dpi])
    left, top = round(each.x / dot), round(each.y / dot)
    for words in each.design.words(each.label):
        image, (x, y) = _cut(job, (words,))
        yield _bitmap(image, left + x, top + y, width)
    symbol = pixels(each.symbol, each.design.fit.dots * each.symbol.size)
    yield _bitmap(symbol, round(each.symbol_x / dot), round(each.symbol_y / dot), width)


def _cut(job: Job, items: Iterable[Item]) -> tuple[Image.Image, tuple[int, int]]:
    """Items drawn on a label, cut to their ink; the cut's corner in dots."""
    per_mm, drawn = 1 / DOT_MM[job.dpi], list(items)
    lines = [(item.y, item.size * MM_PER_POINT) for item in drawn if isinstance(item, Text)]
    alone = len(drawn) == len(lines) == 1
    # one line needs no picture of the whole label
    high = lines[0][0] + lines[0][1] if alone else job.stock.label_h
    start = max(0, int((lines[0][0] - 1.5 * lines[0][1]) * per_mm)) if alone else 0
    image = blank(job.stock.label_w, min(high, job.stock.label_h) - start / per_mm, per_mm)
    burn(image, drawn, 0, -start / per_mm, per_mm)
    left, top, right, bottom = inked(image)
    return image.crop((left, top, right, bottom)), (left, top + start)


def _bitmap(image: Image.Image, x: int, y: int, page_width: int) -> bytes:
    """`BITMAP x,y,bytes a row,rows,0,data` with 0 for dark, cut where it leaves the paper.

    A row is whole bytes: the white that fills them stands before the ink, where it covers nothing.
    """
    image = image.crop((max(0, -x), max(0, -y), image.width, image.height))
    x, y = max(0, x), max(0, y)
    image = image.crop((0, 0, min(image.width, page_width - x), image.height))
    if min(image.size) <= 0:
        return b""
    pad = -image.width % _BYTE
    before = min(pad, x)
    whole = Image.new("L", (image.width + pad, image.height), WHITE)
    whole.paste(image, (before, 0))
    data = dark(whole).tobytes().translate(_TURNED)
    head = f"BITMAP {x - before},{y},{whole.width // _BYTE},{whole.height},0,"
    return head.encode() + data + b"\r\n"


_TURNED: Final = bytes(byte ^ 0xFF for byte in range(256))
