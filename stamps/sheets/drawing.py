"""What every writer can draw: words, filled shapes, and words that differ from label to label."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stamps.sheets.fonts import Weight, width_mm
from stamps.sheets.stock import Stock

_LONGEST_WORD = 16  # letters; syllables of Vietnamese have seven at most
_TICK_MM, _TICK_GAP_MM, _TICK_WIDE_MM = 3.0, 0.8, 0.1


@dataclass(frozen=True, slots=True)
class Text:
    """Words from `x` on their baseline `y` (mm from the label's top left), size in points."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    white: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled black shape; corners in mm from the label's top left."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Room for words of one label alone; `anchor` 0 begins at x, 0.5 centres, 1 ends there."""

    x: float
    y: float
    size: float
    weight: Weight
    anchor: float
    most_mm: float

    def filled(self, text: str) -> Text:
        """The words in their place, smaller where they would be wider than `most_mm`."""
        wide = width_mm(text, self.weight, self.size)
        shrink = min(1.0, self.most_mm / wide) if wide else 1.0
        start = self.x - self.anchor * wide * shrink
        return Text(start, self.y, text, self.size * shrink, self.weight)


Item = Text | Shape


def box(x: float, y: float, width: float, height: float) -> Shape:
    """A filled rectangle from its top left corner, mm."""
    return Shape(((x, y), (x + width, y), (x + width, y + height), (x, y + height)))


def wrapped(text: str, weight: Weight, size: float, width: float) -> list[str]:
    """Lines no wider than `width` mm, broken at words; a word too wide alone breaks at letters."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_mm(joined, weight, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_broken(word, weight, size, width))
    return lines


def balanced(text: str, weight: Weight, size: float, width: float) -> list[str]:
    """`wrapped` in as few lines, but of like lengths, so that no word stands alone."""
    lines = wrapped(text, weight, size, width)
    narrower = width
    while len(lines) > 1:
        narrower -= 0.03 * width
        closer = wrapped(text, weight, size, narrower)
        if len(closer) > len(lines) or breaks_words(text, weight, size, narrower):
            break
        lines = closer
    return lines


def _broken(word: str, weight: Weight, size: float, width: float) -> list[str]:
    """A word in pieces, after a hyphen or dot where one stands in a piece's second half."""
    pieces = [""]
    for letter in word:
        if not pieces[-1] or width_mm(pieces[-1] + letter, weight, size) <= width:
            pieces[-1] += letter
            continue
        full = pieces.pop()
        end = max(full.rfind(mark) for mark in "-./") + 1
        end = end if 2 * end > len(full) else len(full)
        pieces += [full[:end], full[end:] + letter]
    return pieces


def breaks_words(text: str, weight: Weight, size: float, width: float) -> bool:
    """Whether some word alone is wider than `width` mm; what is too long for a word may break."""
    words = (word for word in text.split() if len(word) <= _LONGEST_WORD)
    return any(width_mm(word, weight, size) > width for word in words)


def shortened(
    lines: Sequence[str], most: int, weight: Weight, size: float, width: float
) -> list[str]:
    """At most `most` lines, the last one ending in … where some had to go."""
    kept = list(lines[:most])
    if len(lines) > most > 0:
        last = kept[-1]
        while last and width_mm(last.rstrip() + "…", weight, size) > width:
            last = last[: last.rfind(" ")] if " " in last else last[:-1]
        kept[-1] = last.rstrip(" ,.-") + "…"
    return kept


def cut_lines(stock: Stock, offset_mm: tuple[float, float]) -> Iterator[Shape]:
    """Short ticks in the page's margins, in line with the edges of the labels; mm from the page's
    top left. A roll has no margin and gets none.
    """
    right, bottom = stock.corner(stock.per_page - 1)
    right, bottom = right + stock.label_w, bottom + stock.label_h
    long = min(_TICK_MM, max(stock.left, stock.top) - _TICK_GAP_MM)
    for cell in range(stock.per_page):
        x, y = stock.corner(cell)
        for edge in (x, x + stock.label_w) if cell < stock.columns and stock.top else ():
            for start in (stock.top - _TICK_GAP_MM - long, bottom + _TICK_GAP_MM):
                yield _tick(edge - _TICK_WIDE_MM / 2, start, _TICK_WIDE_MM, long, offset_mm)
        for edge in (y, y + stock.label_h) if cell % stock.columns == 0 and stock.left else ():
            for start in (stock.left - _TICK_GAP_MM - long, right + _TICK_GAP_MM):
                yield _tick(start, edge - _TICK_WIDE_MM / 2, long, _TICK_WIDE_MM, offset_mm)


def _tick(x: float, y: float, width: float, height: float, offset: tuple[float, float]) -> Shape:
    return box(x + offset[0], y + offset[1], width, height)
