"""ZPL II for label printers: symbol and Vietnamese words as graphics, codes in its own font."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO, Final

from PIL import Image

from stamps.sheets.drawing import Slot
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.label import Design
from stamps.sheets.stock import DOT_MM
from stamps.sheets.writers.port import Job, Placed, Run, Written, placed
from stamps.sheets.writers.raster import blank, burn, dark, pixels

_GRAPHIC: Final = "R:LABEL{}.GRF"
_ANCHORS: Final = {0.0: "L", 0.5: "C", 1.0: "R"}
_LEAST_DOTS: Final = 12  # font 0 is narrower than the sheet's, which is never below 10
_CAPS_OF_FONT_0: Final = 0.72  # height of capitals in the printer's font 0, of its size


def write(out: BinaryIO, job: Job, runs: Iterable[Run]) -> Written:
    """One format a row of the roll; what labels share is sent once and called up from memory."""
    labels, rows, known = 0, 0, dict[int, tuple[str, Design]]()
    for _, found in groupby(placed(job, runs), key=lambda each: each.page):
        row = list(found)
        for each in row:
            if id(each.design) not in known:
                known = known if len(known) < job.stock.per_page else _kept(known, row)
                free = {_GRAPHIC.format(n) for n in range(job.stock.per_page + 1)}
                name = min(free - {name for name, _ in known.values()})
                known[id(each.design)] = name, each.design
                out.write(_shared(each.design, job, name).encode())
        out.write("".join(_row(row, job, known)).encode())
        labels, rows = labels + len(row), rows + 1
    if not rows:
        out.write(_alone(job).encode())
    for name in sorted({name for name, _ in known.values()}):
        out.write(f"^XA^ID{name}^FS^XZ\n".encode())
    return Written(labels, rows)


def _alone(job: Job) -> str:
    """One row with the job's marks and no labels."""
    per_mm = 1 / DOT_MM[job.dpi]
    image = blank(job.stock.page_w, job.stock.page_h, per_mm)
    burn(image, job.marks, 0, 0, per_mm)
    total, row_bytes, rows = _graphic(image)
    size = f"^PW{image.width}^LL{image.height}"
    return f"^XA^CI28{size}^LH0,0^FO0,0^GFA,{total},{total},{row_bytes},{rows}^FS^XZ\n"


def _kept(
    known: dict[int, tuple[str, Design]], row: Sequence[Placed]
) -> dict[int, tuple[str, Design]]:
    """The stored graphics that this row still calls up; the names of the others are free."""
    wanted = {id(each.design) for each in row}
    return {key: stored for key, stored in known.items() if key in wanted}


def _shared(design: Design, job: Job, name: str) -> str:
    """`~DG`: the fixed part of a label as a stored graphic."""
    per_mm = 1 / DOT_MM[job.dpi]
    image = blank(job.stock.label_w, job.stock.label_h, per_mm)
    burn(image, design.items, 0, 0, per_mm)
    total, row_bytes, rows = _graphic(image)
    return f"~DG{name},{total},{row_bytes},{rows}\n"


def _row(row: Sequence[Placed], job: Job, known: dict[int, tuple[str, Design]]) -> Iterator[str]:
    dot = DOT_MM[job.dpi]
    width, height = round(job.stock.page_w / dot), round(job.stock.page_h / dot)
    right, down = (round(shift / dot) for shift in job.correction.shift)
    yield f"^XA^CI28^PW{width}^LL{height}^LH0,0^LS{-right}^LT{down}"
    for each in row:
        left = round((each.x - job.correction.shift[0]) / dot)
        yield f"^FO{left},0^XG{known[id(each.design)][0]},1,1^FS"
        yield from _label(each, job, left, dot)
    yield "^XZ\n"


def _label(each: Placed, job: Job, left: int, dot: float) -> Iterator[str]:
    fit = each.design.fit
    total, row_bytes, rows = _graphic(pixels(each.symbol, fit.dots * each.symbol.size))
    x, y = left + round((each.symbol_x - each.x) / dot), round((each.symbol_y - each.y) / dot)
    yield f"^FO{x},{y}^GFA,{total},{total},{row_bytes},{rows}^FS"
    width = round(job.stock.label_w / dot)
    for slot, words in zip(each.design.slots, each.design.words(each.label), strict=True):
        yield _words(slot, words.text, left, width, dot)


def _words(slot: Slot, text: str, label_x: int, label_width: int, dot: float) -> str:
    """Words that differ from label to label, in the printer's scalable font 0, in a block."""
    size = max(_LEAST_DOTS, round(slot.size * MM_PER_POINT / dot))
    x, y = round(slot.x / dot), round(slot.y / dot - _CAPS_OF_FONT_0 * size)
    half = min(x, label_width - x)
    left, wide = {0.0: (x, label_width - x), 0.5: (x - half, 2 * half), 1.0: (0, x)}[slot.anchor]
    block = f"^FB{wide},1,0,{_ANCHORS[slot.anchor]},0"
    return f"^FO{label_x + left},{max(0, y)}^A0N,{size},{size}{block}^FH_^FD{_escaped(text)}^FS"


def _escaped(text: str) -> str:
    """Field data in which no letter can be taken for a command: `_5E` for ^, UTF-8 for the rest."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./ "
    return "".join(
        letter if letter in plain else "".join(f"_{byte:02X}" for byte in letter.encode())
        for letter in text
    )


def _graphic(image: Image.Image) -> tuple[int, int, str]:
    """Bytes in all, bytes a row, and the rows in ZPL's compressed hex; 1 is dark."""
    row_bytes = (image.width + 7) // 8
    data = dark(image).tobytes()
    rows, before = [], None
    for start in range(0, len(data), row_bytes):
        row = data[start : start + row_bytes].hex().upper()
        rows.append(":" if row == before else _compressed(row))
        before = row
    return len(data), row_bytes, "".join(rows)


def _compressed(row: str) -> str:
    """One row: `,` and `!` fill it with 0 and F, G–Y and g–z count repeats (ZPL II guide, ~DG)."""
    rest = row.rstrip("0")
    end = "," if rest != row else ""
    if not end and row.rstrip("F") != row:
        rest, end = row.rstrip("F"), "!"
    made, place = [], 0
    while place < len(rest):
        run = len(rest[place:]) - len(rest[place:].lstrip(rest[place]))
        made.append(_count(run) + rest[place])
        place += run
    return "".join(made) + end


def _count(run: int) -> str:
    if run == 1:
        return ""
    many, twenties = [], run // 20
    while twenties > 20:
        many.append("z")
        twenties -= 20
    if twenties:
        many.append(chr(ord("g") + twenties - 1))
    if run % 20:
        many.append(chr(ord("G") + run % 20 - 1))
    return "".join(many)
