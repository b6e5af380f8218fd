"""A pen with its own paper unit, so that a thing is drawn once and placed at any size."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

Colour = str | tuple[int, int, int]
Point = tuple[float, float]


def shade(colour: str, by: float) -> tuple[int, int, int]:
    """`#rrggbb` made lighter (by > 0, towards white) or darker (by < 0, towards black)."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    goal = 255 if by > 0 else 0
    red, green, blue = (round(part + (goal - part) * abs(by)) for part in parts)
    return red, green, blue


@dataclass(frozen=True)
class Pen:
    """Draws in units of `unit` pixels around (x, y), y upwards, so that things stand on y = 0."""

    draw: ImageDraw.ImageDraw
    x: float
    y: float
    unit: float

    def at(self, x: float, y: float, scale: float = 1.0) -> "Pen":
        """The pen of a place on this one's paper."""
        return Pen(self.draw, self.x + x * self.unit, self.y - y * self.unit, self.unit * scale)

    def point(self, x: float, y: float) -> Point:
        """Paper units as pixels."""
        return self.x + x * self.unit, self.y - y * self.unit

    def oval(self, x: float, y: float, wide: float, high: float, fill: Colour) -> None:
        """A filled ellipse around (x, y)."""
        self.draw.ellipse(self._box(x - wide / 2, y - high / 2, wide, high), fill=fill)

    def box(
        self, x: float, y: float, wide: float, high: float, fill: Colour, round_by: float = 0.0
    ) -> None:
        """A filled rectangle whose lower left corner is (x, y)."""
        box = self._box(x, y, wide, high)
        self.draw.rounded_rectangle(box, radius=round_by * self.unit, fill=fill)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        self.draw.polygon([self.point(*point) for point in points], fill=fill)

    def stroke(self, points: Sequence[Point], fill: Colour, wide: float) -> None:
        """A line through points with round joints."""
        pixels = [self.point(*point) for point in points]
        self.draw.line(pixels, fill=fill, width=max(1, round(wide * self.unit)), joint="curve")

    def arc(
        self, x: float, y: float, wide: float, high: float, ends: Point, fill: Colour, line: float
    ) -> None:
        """Part of an ellipse's edge; ends in degrees, clockwise from the right."""
        box = self._box(x - wide / 2, y - high / 2, wide, high)
        self.draw.arc(box, *ends, fill=fill, width=max(1, round(line * self.unit)))

    def _box(self, x: float, y: float, wide: float, high: float) -> list[Point]:
        return [self.point(x, y + high), self.point(x + wide, y)]


def fade(picture: Image.Image, top: str, bottom: str, low: int, high: int) -> None:
    """Paint rows low..high from one colour to the other."""
    first, last = shade(top, 0), shade(bottom, 0)
    column = Image.new("RGB", (1, 256))
    column.putdata(
        [
            (
                first[0] + (last[0] - first[0]) * step // 255,
                first[1] + (last[1] - first[1]) * step // 255,
                first[2] + (last[2] - first[2]) * step // 255,
            )
            for step in range(256)
        ]
    )
    band = column.resize((picture.width, high - low), Image.Resampling.BILINEAR)
    picture.paste(band, (0, low))
