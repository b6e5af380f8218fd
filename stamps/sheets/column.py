"""The words beside a symbol, set line by line from the top down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from stamps.sheets.drawing import Item, Text, box
from stamps.sheets.fonts import MM_PER_POINT, Weight, face, width_mm

LEADING: Final = 1.18
_RULE_MM: Final = 0.13
_DESCENT: Final = 0.28  # of the size: what hangs below a baseline
_TOO_WIDE_MM: Final = 1e-6


def cap_mm(size: float) -> float:
    """Height of capitals at a size in points."""
    loaded = face("bold")
    return loaded.cap_height / loaded.units * size * MM_PER_POINT


@dataclass
class Column:
    """One trial of setting words in a column; `y` is the lowest baseline or edge so far, mm.

    `clipped` turns true when something is wider than the column, `low` is where ink ends.
    """

    x: float
    y: float
    width: float
    items: list[Item] = field(default_factory=list)
    clipped: bool = False
    low: float = 0.0

    def lines(self, lines: Sequence[str], weight: Weight, size: float) -> None:
        """Lines already broken, one below the other."""
        for line in lines:
            self.y += LEADING * size * MM_PER_POINT
            self.items.append(Text(self.x, self.y, line, size, weight))
            self.clipped |= width_mm(line, weight, size) > self.width + _TOO_WIDE_MM
            self.low = self.y + _DESCENT * size * MM_PER_POINT

    def field(self, names: Sequence[str], value: str | None, size: float, writing: float) -> None:
        """`Lô B12`: the first of `names` that leaves room for the value.

        Without a value a rule to write on, on a line `writing` times the size high.
        """
        wanted = width_mm(value, "medium", size) if value else 0.5 * self.width
        for name in names:
            start = width_mm(name + " ", "regular", size)
            room = self.width - start
            if room >= wanted:
                break
        self.y += (LEADING if value else writing) * size * MM_PER_POINT
        self.items.append(Text(self.x, self.y, name, size, "regular"))
        if value:
            self.items.append(Text(self.x + start, self.y, value, size, "medium"))
            self.clipped |= wanted > room + _TOO_WIDE_MM
        else:
            self.items.append(box(self.x + start, self.y, room, _RULE_MM))
        self.low = self.y + _DESCENT * size * MM_PER_POINT

    def badges(self, words: Sequence[str], size: float) -> None:
        """White words on black, side by side, or below each other where they do not fit."""
        pad, gap = 0.35 * size * MM_PER_POINT, 0.5 * size * MM_PER_POINT
        height = 1.5 * size * MM_PER_POINT
        x, top = self.x, self.y + gap
        for word in words:
            wide = width_mm(word, "bold", size) + 2 * pad
            if x > self.x and x + wide > self.x + self.width:
                x, top = self.x, top + height + gap / 2
            self.items.append(box(x, top, wide, height))
            baseline = top + (height + cap_mm(size)) / 2
            self.items.append(Text(x + pad, baseline, word, size, "bold", white=True))
            self.clipped |= wide > self.width + _TOO_WIDE_MM
            self.y = self.low = top + height
            x += wide + gap
