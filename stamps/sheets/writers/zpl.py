"""ZPL II for label printers: symbol and Vietnamese words as graphics, codes in its own font."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from PIL import Image

from stamps.sheets.drawing import Slot
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.label import Design
from stamps.sheets.stock import DOT_MM
from stamps.sheets.writers.port import Job, Placed, Written
from stamps.sheets.writers.raster import blank, draw, pixels

_GRAPHIC: Final = "R:LABEL.GRF"
_ANCHORS: Final = {0.0: "L", 0.5: "C", 1.0: "R"}
_CAPS_OF_FONT_0: Final = 0.72  # height of capitals in the printer's font 0, of its size
_DARK_BELOW: Final = 150


def write(out: BinaryIO, job: Job, placed: Iterable[Placed]) -> Written:
    """One format a label; what all labels share is sent once and called up from memory."""
    dot = DOT_MM[job.dpi]
    labels, shared = 0, None
    for each in placed:
        if each.design is not shared:
            out.write(_shared(each.design, job).encode())
            shared = each.design
        out.write("".join(_label(each, job, dot)).encode())
        labels += 1
    if labels:
        out.write(f"^XA^ID{_GRAPHIC}^FS^XZ\n".encode())
    return Written(labels, labels)


def _shared(design: Design, job: Job) -> str:
    """`~DG`: the fixed part of a label as a stored graphic."""
    per_mm = 1 / DOT_MM[job.dpi]
    image = blank(job.stock.label_w, job.stock.label_h, per_mm)
    draw(image, design.items, 0, 0, per_mm)
    total, row_bytes, rows = _graphic(image)
    return f"~DG{_GRAPHIC},{total},{row_bytes},{rows}\n"


def _label(each: Placed, job: Job, dot: float) -> Iterator[str]:
    stock, design = job.stock, each.design
    width, height = round(stock.label_w / dot), round(stock.label_h / dot)
    right, down = (round(shift / dot) for shift in job.offset_mm)
    yield f"^XA^CI28^PW{width}^LL{height}^LH0,0^LS{-right}^LT{down}"
    yield f"^FO0,0^XG{_GRAPHIC},1,1^FS"
    total, row_bytes, rows = _graphic(pixels(each.symbol, design.fit.dots * each.symbol.size))
    x, y = round((each.symbol_x - each.x) / dot), round((each.symbol_y - each.y) / dot)
    yield f"^FO{x},{y}^GFA,{total},{total},{row_bytes},{rows}^FS"
    slots = (*design.code, design.place)
    for slot, words in zip(slots, design.words(each.label), strict=True):
        yield _words(slot, words.text, width, dot)
    yield "^XZ\n"


def _words(slot: Slot, text: str, label_width: int, dot: float) -> str:
    """Words that differ from label to label, in the printer's scalable font 0, in a block."""
    size = round(slot.size * MM_PER_POINT / dot)
    x, y = round(slot.x / dot), round(slot.y / dot - _CAPS_OF_FONT_0 * size)
    half = min(x, label_width - x)
    left, wide = {0.0: (x, label_width - x), 0.5: (x - half, 2 * half), 1.0: (0, x)}[slot.anchor]
    block = f"^FB{wide},1,0,{_ANCHORS[slot.anchor]},0"
    return f"^FO{left},{max(0, y)}^A0N,{size},{size}{block}^FH_^FD{_escaped(text)}^FS"


def _escaped(text: str) -> str:
    """Field data in which no letter can be taken for a command: `_5E` for ^, UTF-8 for the rest."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./ "
    return "".join(
        letter if letter in plain else "".join(f"_{byte:02X}" for byte in letter.encode())
        for letter in text
    )


def _graphic(image: Image.Image) -> tuple[int, int, str]:
    """Bytes in all, bytes a row, and the rows in ZPL's compressed hex; 1 is dark."""
    dark = image.point(lambda grey: 255 * (grey < _DARK_BELOW)).convert("1")
    row_bytes = (image.width + 7) // 8
    data = dark.tobytes()
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
