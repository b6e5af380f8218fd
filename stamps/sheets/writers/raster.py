"""Drawings as pixels, for the preview and for label printers."""

from collections.abc import Iterable
from functools import lru_cache
from math import floor
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from stamps.sheets.drawing import Item, Shape, Text
from stamps.sheets.fonts import MM_PER_POINT, Weight, face
from stamps.sheets.writers.dots import written
from stamps.symbols import Symbol

WHITE: Final = 255
BLACK: Final = 0
_DARK_BELOW: Final = 150


@lru_cache(maxsize=256)
def _font(weight: Weight, pixels: float) -> ImageFont.FreeTypeFont:
    # the basic engine places letters by their widths alone, as the other writers do
    return ImageFont.truetype(face(weight).path, pixels, layout_engine=ImageFont.Layout.BASIC)


def blank(width_mm: float, height_mm: float, per_mm: float) -> Image.Image:
    """White paper in 8-bit grey at so many pixels a mm."""
    return Image.new("L", (round(width_mm * per_mm), round(height_mm * per_mm)), WHITE)


def draw(image: Image.Image, items: Iterable[Item], x: float, y: float, per_mm: float) -> None:
    """Draw items whose origin lies at x, y (mm), words smoothed for a screen."""
    pen = ImageDraw.Draw(image)
    for item in items:
        if isinstance(item, Shape):
            _fill(pen, item, x, y, per_mm)
        else:
            font = _font(item.weight, item.size * MM_PER_POINT * per_mm)
            place = ((x + item.x) * per_mm, (y + item.y) * per_mm)
            pen.text(place, item.text, font=font, fill=WHITE if item.white else BLACK, anchor="ls")


def burn(image: Image.Image, items: Iterable[Item], x: float, y: float, per_mm: float) -> None:
    """The same for a label printer, which has no grey: words in whole dots, nothing of them lost.

    Paper and ink are all that `image` may hold.
    """
    pen = ImageDraw.Draw(image)
    for item in items:
        if isinstance(item, Shape):
            _fill(pen, item, x, y, per_mm)
        else:
            _burn_words(image, item, round((x + item.x) * per_mm), round((y + item.y) * per_mm),
                        max(1, round(item.size * MM_PER_POINT * per_mm)))  # fmt: skip


def _fill(pen: ImageDraw.ImageDraw, shape: Shape, x: float, y: float, per_mm: float) -> None:
    corners = [((x + px) * per_mm, (y + py) * per_mm) for px, py in shape.points]
    left, top = (min(c[axis] for c in corners) for axis in (0, 1))
    right, bottom = (max(c[axis] for c in corners) for axis in (0, 1))
    # all shapes are upright rectangles; half-open pixels, at least one
    start = _edge(left), _edge(top)
    ends = max(start[0], _edge(right) - 1), max(start[1], _edge(bottom) - 1)
    pen.rectangle((*start, *ends), fill=BLACK)


def _edge(at: float) -> int:
    """The pixel a side begins with: rounded up at a half, so that equal widths stay equal."""
    return floor(at + 0.5 + 1e-9)


def _burn_words(image: Image.Image, words: Text, x: int, y: int, dots: int) -> None:
    ink, left, above = written(words.text, words.weight, dots)
    stamp = Image.fromarray(ink)
    image.paste(WHITE if words.white else BLACK, (x + left, y - above), stamp)


def pixels(symbol: Symbol, side: int) -> Image.Image:
    """A symbol `side` pixels wide, dark on white, without smoothing."""
    packed = bytes(byte ^ 0xFF for byte in symbol.packed)
    small = Image.frombytes("1", (symbol.size, symbol.size), packed)
    return small.convert("L").resize((side, side), Image.Resampling.NEAREST)


def dark(image: Image.Image) -> Image.Image:
    """A grey picture as one bit a pixel, 1 where a label printer burns a dot."""
    return image.point(lambda grey: 255 * (grey < _DARK_BELOW)).convert("1")


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is drawn, right and bottom beyond it; one pixel if none."""
    return dark(image).getbbox() or (0, 0, 1, 1)
