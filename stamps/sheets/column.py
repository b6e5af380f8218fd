"""The words beside a symbol, set line by line from the top down."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from stamps.sheets.drawing import Item, Slot, Text, box, shortened, wrapped
from stamps.sheets.fonts import MM_PER_POINT, Weight, face, reach_mm, width_mm

Field = tuple[Sequence[str], str | None]
"""Names from the longest to the shortest, and the value, None for a rule to write on."""

LEADING: Final = 1.18
_RULE_MM: Final = 0.13
_FRAME_MM: Final = 0.15
_DESCENT: Final = 0.28  # of the size: what hangs below a baseline
_AIR: Final = 0.04  # of the size: between what hangs from one line and stands on the next
_BESIDE: Final = 0.38  # of the size: between the name of a field and its value
_WEIGHTS: Final[tuple[Weight, ...]] = ("regular", "medium")
_TOO_WIDE_MM: Final = 1e-6


def cap_mm(size: float) -> float:
    """Height of capitals at a size in points."""
    loaded = face("bold")
    return loaded.cap_height / loaded.units * size * MM_PER_POINT


@dataclass
class Column:
    """One trial of setting words in a column; `y` is the lowest baseline or edge so far, mm.

    `clipped` turns true when something is wider than the column, `low` is where ink ends. A value
    that is too wide is broken to `breaks` lines at most; with `cut` it then ends in …. With `full`
    the names of fields are not made shorter. Lines are `leading` times their size apart, and `air`
    mm, one dot of the printer, lie between what hangs from one and stands on the next.
    """

    x: float
    y: float
    width: float
    items: list[Item] = field(default_factory=list)
    clipped: bool = False
    low: float = 0.0
    ink: float = 0.0  # the lowest ink of the last line
    breaks: int = 1
    cut: bool = False
    full: bool = False
    leading: float = LEADING
    air: float = 0.0

    def lines(self, lines: Sequence[str], weight: Weight, size: float) -> None:
        """Lines already broken, one below the other; stacked tone marks push them apart."""
        for line in lines:
            above, below = reach_mm(line, weight, size)
            clear = (
                self.ink + above + max(self.air, _AIR * size * MM_PER_POINT) if self.items else 0.0
            )
            self.y = max(self.y + self.leading * size * MM_PER_POINT, clear)
            self.items.append(Text(self.x, self.y, line, size, weight))
            self.clipped |= width_mm(line, weight, size) > self.width + _TOO_WIDE_MM
            self.low = self.y + max(_DESCENT * size * MM_PER_POINT, below)
            self.ink = self.y + below

    def fields(
        self,
        fields: Sequence[Field],
        size: float,
        writing: float,
        breakable: Sequence[Field] = (),
    ) -> None:
        """Names and values in two columns, in the first of their names that leaves them room.

        Where no common column leaves room, every value follows its own name; only values that are
        `breakable` may take more than a line.
        """
        most = 1 if self.full else max(len(names) for names, _ in fields)
        for choice in range(most):
            chosen = [names[min(choice, len(names) - 1)] for names, _ in fields]
            start = max(width_mm(name + "  ", "regular", size) for name in chosen)
            wanted = max(self._wanted(value, size) for _, value in fields)
            if start + wanted <= self.width:
                for name, (_, value) in zip(chosen, fields, strict=True):
                    self.field((name,), value, size, writing, start)
                return
        for names, value in fields:
            kept = names[:1] if self.full else names
            self.field(kept, value, size, writing, breaks=(names, value) in breakable)

    def _wanted(self, value: str | None, size: float) -> float:
        return width_mm(value, "medium", size) if value else 0.5 * self.width

    def field(
        self,
        names: Sequence[str],
        value: str | None,
        size: float,
        writing: float,
        column: float = 0.0,
        *,
        breaks: bool = False,
    ) -> None:
        """`Lô B12`: the first of `names` that leaves room for the value, which begins at `column`.

        Without a value a rule to write on, on a line `writing` times the size high.
        """
        wanted = self._wanted(value, size)
        for name in names:
            start = max(column, width_mm(name, "regular", size) + _BESIDE * size * MM_PER_POINT)
            room = self.width - start
            if room >= wanted - _TOO_WIDE_MM:
                break
        step = (self.leading if value else writing) * size * MM_PER_POINT
        self.y = self._below(name + (value or ""), size, step)
        self.items.append(Text(self.x, self.y, name, size, "regular"))
        if value:
            self._value(value, size, start, breaks=breaks)
        else:
            self.items.append(box(self.x + start, self.y, room, self._thin(_RULE_MM)))
        self.low = self.y + max(
            _DESCENT * size * MM_PER_POINT, reach_mm(value or "", "medium", size)[1]
        )
        self.ink = self.low

    def _below(self, text: str, size: float, step: float) -> float:
        """The next baseline, `step` mm down or as far as tone marks need."""
        clear = self.y + step
        if self.items:
            above = max(reach_mm(text, weight, size)[0] for weight in _WEIGHTS)
            clear = max(clear, self.ink + above)
        return clear

    def _value(self, value: str, size: float, start: float, *, breaks: bool) -> None:
        room = self.width - start
        pieces, before = [value], ""
        if self._wanted(value, size) > room + _TOO_WIDE_MM:
            pieces = wrapped(value, "medium", size, room)
            self.clipped |= not breaks or (len(pieces) > self.breaks and not self.cut)
        for line, piece in enumerate(shortened(pieces, self.breaks, "medium", size, room)):
            if line:
                self.ink = self.y + reach_mm(before, "medium", size)[1]
                self.y = self._below(piece, size, self.leading * size * MM_PER_POINT)
            before = piece
            self.items.append(Text(self.x + start, self.y, piece, size, "medium"))

    def band(self, word: str, size: float) -> None:
        """White words in a black band across the column."""
        height = 1.9 * size * MM_PER_POINT
        wide = width_mm(word, "bold", size)
        self.items.append(box(self.x, self.y, self.width, height))
        baseline = self.y + (height + reach_mm(word, "bold", size)[0]) / 2
        start = self.x + (self.width - wide) / 2
        self.items.append(Text(start, baseline, word, size, "bold", white=True))
        self.clipped |= wide > self.width + _TOO_WIDE_MM
        self.y = self.low = self.ink = self.y + height

    def frame(self, name: str, widest: str, size: float) -> Slot:
        """A framed space for a value that a scratch layer will cover; its slot."""
        start = width_mm(name + "  ", "medium", size)
        wide = width_mm(widest, "bold", size) + 1.6 * size * MM_PER_POINT
        height, thick = 1.8 * size * MM_PER_POINT, self._thin(_FRAME_MM)
        self.y += 0.45 * size * MM_PER_POINT
        left, top, baseline = self.x + start, self.y, self.y + (height + cap_mm(size)) / 2
        self.items += [
            Text(self.x, baseline, name, size, "medium"),
            box(left, top, wide, thick),
            box(left, top + height - thick, wide, thick),
            box(left, top + thick, thick, height - 2 * thick),
            box(left + wide - thick, top + thick, thick, height - 2 * thick),
        ]
        self.clipped |= start + wide > self.width + _TOO_WIDE_MM
        self.y = self.low = self.ink = top + height
        return Slot(left + wide / 2, baseline, size, "bold", 0.5, wide - 4 * thick)

    def _thin(self, mm: float) -> float:
        """The width of a line, in whole dots where they are known: all of them equally wide."""
        return max(1, round(mm / self.air)) * self.air if self.air else mm

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
            baseline = top + (height + max(cap_mm(size), 0.9 * reach_mm(word, "bold", size)[0])) / 2
            self.items.append(Text(x + pad, baseline, word, size, "bold", white=True))
            self.clipped |= wide > self.width + _TOO_WIDE_MM
            self.y = self.low = self.ink = top + height
            x += wide + gap
