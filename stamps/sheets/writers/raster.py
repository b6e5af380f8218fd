"""Drawings as pixels, for the preview and for label printers."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from stamps.sheets.drawing import Item, Shape
from stamps.sheets.fonts import MM_PER_POINT, Weight, face
from stamps.symbols import Symbol

WHITE: Final = 255
BLACK: Final = 0


@lru_cache(maxsize=256)
def _font(weight: Weight, pixels: float) -> ImageFont.FreeTypeFont:
    # the basic engine places letters by their widths alone, as the other writers do
    return ImageFont.truetype(face(weight).path, pixels, layout_engine=ImageFont.Layout.BASIC)


def blank(width_mm: float, height_mm: float, per_mm: float) -> Image.Image:
    """White paper in 8-bit grey at so many pixels a mm."""
    return Image.new("L", (round(width_mm * per_mm), round(height_mm * per_mm)), WHITE)


def draw(image: Image.Image, items: Iterable[Item], x: float, y: float, per_mm: float) -> None:
    """Draw items whose origin lies at x, y (mm)."""
    pen = ImageDraw.Draw(image)
    for item in items:
        if isinstance(item, Shape):
            corners = [((x + px) * per_mm, (y + py) * per_mm) for px, py in item.points]
            left, top = (min(c[axis] for c in corners) for axis in (0, 1))
            right, bottom = (max(c[axis] for c in corners) for axis in (0, 1))
            # all shapes are upright rectangles; half-open pixels, at least one
            ends = (max(round(left), round(right) - 1), max(round(top), round(bottom) - 1))
            pen.rectangle((round(left), round(top), *ends), fill=BLACK)
        else:
            font = _font(item.weight, item.size * MM_PER_POINT * per_mm)
            place = ((x + item.x) * per_mm, (y + item.y) * per_mm)
            pen.text(place, item.text, font=font, fill=WHITE if item.white else BLACK, anchor="ls")


def pixels(symbol: Symbol, side: int) -> Image.Image:
    """A symbol `side` pixels wide, dark on white, without smoothing."""
    packed = bytes(byte ^ 0xFF for byte in symbol.packed)
    small = Image.frombytes("1", (symbol.size, symbol.size), packed)
    return small.convert("L").resize((side, side), Image.Resampling.NEAREST)
