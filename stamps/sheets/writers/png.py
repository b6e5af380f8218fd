"""PNG: the first page as a picture, to look at before printing."""

from collections.abc import Iterable
from itertools import takewhile
from typing import BinaryIO, Final

from PIL import Image

from stamps.sheets.writers.port import Job, Run, Written, placed
from stamps.sheets.writers.raster import WHITE, blank, draw, pixels

PREVIEW_DPI: Final = 300
_PER_MM: Final = PREVIEW_DPI / 25.4


def write(out: BinaryIO, job: Job, runs: Iterable[Run]) -> Written:
    """The first page at 300 dpi in grey; labels of further pages are not drawn."""
    image = blank(job.stock.page_w, job.stock.page_h, _PER_MM)
    draw(image, job.marks, 0, 0, _PER_MM)
    labels = 0
    for each in takewhile(lambda each: each.page == 0, placed(job, runs)):
        draw(image, each.design.items, each.x, each.y, _PER_MM)
        draw(image, each.design.words(each.label), each.x, each.y, _PER_MM)
        symbol = pixels(each.symbol, round(each.design.fit.side_mm * _PER_MM))
        image.paste(symbol, (round(each.symbol_x * _PER_MM), round(each.symbol_y * _PER_MM)))
        labels += 1
    if job.correction.stretches:
        across, down = job.correction.factors
        across, down = 1 / across, 1 / down
        image = image.transform(
            image.size, Image.Transform.AFFINE, (across, 0, 0, 0, down, 0),
            Image.Resampling.BICUBIC, fillcolor=WHITE,
        )  # fmt: skip
    image.save(out, format="PNG", dpi=(PREVIEW_DPI, PREVIEW_DPI))
    return Written(labels, 1)
