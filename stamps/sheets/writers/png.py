"""PNG: the first page as a picture, to look at before printing."""

from collections.abc import Iterable
from itertools import takewhile
from typing import BinaryIO, Final

from stamps.sheets.writers.port import Job, Placed, Written
from stamps.sheets.writers.raster import blank, draw, pixels

PREVIEW_DPI: Final = 300
_PER_MM: Final = PREVIEW_DPI / 25.4


def write(out: BinaryIO, job: Job, placed: Iterable[Placed]) -> Written:
    """The first page at 300 dpi in grey; labels of further pages are not read."""
    image = blank(job.stock.page_w, job.stock.page_h, _PER_MM)
    draw(image, job.marks, 0, 0, _PER_MM)
    labels = 0
    for each in takewhile(lambda each: each.page == 0, placed):
        draw(image, each.design.items, each.x, each.y, _PER_MM)
        draw(image, each.design.words(each.label), each.x, each.y, _PER_MM)
        symbol = pixels(each.symbol, round(each.design.fit.side_mm * _PER_MM))
        image.paste(symbol, (round(each.symbol_x * _PER_MM), round(each.symbol_y * _PER_MM)))
        labels += 1
    image.save(out, format="PNG", dpi=(PREVIEW_DPI, PREVIEW_DPI))
    return Written(labels, 1)
