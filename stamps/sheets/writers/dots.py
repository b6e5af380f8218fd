"""Letters for label printers, dot by dot: no stem, hole, accent or space is lost at small sizes.

A letter is drawn part by part (stem, each accent, dot). A part is laid on the dots where it comes
out sharpest with its holes open, and an accent moves off what it would touch.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from stamps.sheets.fonts import Weight, face
from stamps.sheets.writers.islands import islands, touching, white_islands

Ink = npt.NDArray[np.bool_]
_Point = tuple[float, float]

_FINE: Final = 8  # samples of a dot, across and down
_ABOVE, _BELOW = 1.5, 0.6  # room above and below the baseline, of the size
_AROUND: Final = 3  # dots left free on either side for what moves
_CURVE: Final = 6  # straight pieces of a curve
_SHARES: Final = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.7, 0.26)  # of a dot that is then dark
_PHASES: Final = (0, 1, -1, 2, -2, 3, -3, 4)  # samples a part may move
_MOVES: Final = 4  # dots an accent may move away
_STEP: Final = re.compile(r"([MLHVQCZ])([^MLHVQCZ]*)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_SPACE: Final = 0.34  # of the size: least white between two words
_X_HEIGHT: Final = 0.53  # of the em, Be Vietnam Pro


@dataclass(frozen=True, slots=True)
class _Part:
    """One piece of ink of a letter: an outer contour and the holes in it, font units, y upwards."""

    outer: tuple[_Point, ...]
    holes: tuple[tuple[_Point, ...], ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return _box(self.outer)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in dots: `ink` from its pen position less `left`, its baseline at row `base`.

    `near` and `far` are its first and last dot in each row and the rows beside it, for keeping
    letters apart; rows without ink have far-off values.
    """

    ink: Ink
    left: int
    base: int
    near: npt.NDArray[np.int32]
    far: npt.NDArray[np.int32]


def written(text: str, weight: Weight, dots: int) -> tuple[Ink, int, int]:
    """Words at a size in whole dots: ink, its left edge from the pen's start, rows above its base.

    Letters stand at whole dots, as near to their place as they can without touching.
    """
    placed = list(_placed(text, weight, dots))
    above, below = _rows(dots)
    left = min((at - letter.left for at, letter in placed), default=0)
    right = max((at - letter.left + letter.ink.shape[1] for at, letter in placed), default=1)
    ink = np.zeros((above + below, max(1, right - left)), np.bool_)
    for at, letter in placed:
        start = at - letter.left - left
        ink[:, start : start + letter.ink.shape[1]] |= letter.ink
    return ink, left, above


def _placed(text: str, weight: Weight, dots: int) -> Iterator[tuple[int, Letter]]:
    """Each letter with ink and the dot of its pen."""
    loaded, units, ended = face(weight), 0, None
    space = max(3, round(_SPACE * dots))
    wanted = 1
    for mark in text:
        letter = letter_of(mark, weight, dots)
        at = round(units * dots / loaded.units)
        units += loaded.advance[mark]
        if letter is None:
            wanted = space
            continue
        if ended is not None:
            clear = int((ended + wanted + 1 - letter.near).max()) if wanted == 1 else int(
                ended.max() + wanted + 1 - letter.near.min()
            )  # fmt: skip
            at = max(at, clear)
        yield at, letter
        ended = letter.far + at if ended is None else np.maximum(ended, letter.far + at)
        wanted = 1


def _rows(dots: int) -> tuple[int, int]:
    return int(_ABOVE * dots) + 1, int(_BELOW * dots) + 1


@lru_cache(maxsize=4096)
def letter_of(mark: str, weight: Weight, dots: int) -> Letter | None:
    """A letter at a size in dots; None for a blank."""
    parts = _parts(weight).get(mark, ())
    if not parts:
        return None
    above, below = _rows(dots)
    wide = round(face(weight).advance[mark] * dots / face(weight).units) + 2 * _AROUND
    ink = np.zeros((above + below, wide + _AROUND), np.bool_)
    lead, *rest = sorted(parts, key=lambda part: -abs(_area(part.outer)))
    stretch = _stretch(lead, weight, dots)
    ink |= _drawn(lead, weight, dots, stretch, ink.shape, free=False)
    for part in sorted(rest, key=lambda part: _away(part, lead)):
        drawn = _drawn(part, weight, dots, stretch, ink.shape, free=True)
        ink |= _clear(drawn, ink, part, lead)
    rows = np.arange(ink.shape[0])
    some = ink.any(axis=1)
    first = np.where(some, ink.argmax(axis=1), 10_000)
    last = np.where(some, ink.shape[1] - 1 - ink[:, ::-1].argmax(axis=1), -10_000)
    beside = [np.clip(rows + step, 0, len(rows) - 1) for step in (-1, 0, 1)]
    near = np.minimum.reduce([first[row] for row in beside]) - _AROUND
    return Letter(ink, _AROUND, above, near.astype(np.int32), (last - _AROUND).astype(np.int32))


def _clear(drawn: Ink, ink: Ink, part: _Part, lead: _Part) -> Ink:
    """A part moved away from the ink there is, until white lies between them."""
    down, right = _direction(part, lead)
    for step in range(_MOVES + 1):
        moved = np.roll(drawn, (down * step, right * step), axis=(0, 1))
        if not touching(moved, ink):
            return moved
    return drawn


def _direction(part: _Part, lead: _Part) -> tuple[int, int]:
    (x0, y0, x1, y1), (a0, b0, a1, b1) = part.box, lead.box
    if y0 >= b1 - 1 or y1 <= b0 + 1 or (x0 < a1 and a0 < x1):
        return (-1 if y0 + y1 > b0 + b1 else 1), 0
    return 0, (1 if x0 + x1 > a0 + a1 else -1)


def _away(part: _Part, lead: _Part) -> float:
    (x0, y0, x1, y1), (a0, b0, a1, b1) = part.box, lead.box
    return abs(y0 + y1 - b0 - b1) + abs(x0 + x1 - a0 - a1)


def _stretch(lead: _Part, weight: Weight, dots: int) -> float:
    """How much higher or lower a letter is drawn so that its flat top lies between two dots."""
    loaded = face(weight)
    high = lead.box[3] / loaded.units
    cap = loaded.cap_height / loaded.units
    for height in (_X_HEIGHT, cap):
        if abs(high - height) < 0.03:
            return max(1, round(height * dots)) / (height * dots)
    return max(1, round(cap * dots)) / (cap * dots)


def _drawn(
    part: _Part, weight: Weight, dots: int, stretch: float, shape: tuple[int, ...], *, free: bool
) -> Ink:
    """One part in dots: one island with as many holes as its outline, as sharp as can be.

    A part that is `free` may be moved by parts of a dot up and down too.
    """
    fine, row, column = _fine(part, face(weight).units, dots, stretch)
    downs = _PHASES if free else (0,)
    covers = [_cover(fine, (down, right)) for down in downs for right in _PHASES]
    sharp = sorted(range(len(covers)), key=lambda n: (-_sharpness(covers[n]), n))
    ink = next(
        (ink for share in _SHARES for number in sharp
         if _whole(ink := covers[number] >= share, len(part.holes))),
        covers[sharp[0]] >= _SHARES[0],
    )  # fmt: skip
    drawn = np.zeros(shape, np.bool_)
    top, left = _rows(dots)[0] + row, _AROUND + column
    ink = ink[max(0, -top) :, max(0, -left) :]
    room = drawn[max(0, top) :, max(0, left) :][: ink.shape[0], : ink.shape[1]]
    room |= ink[: room.shape[0], : room.shape[1]]
    return drawn


def _whole(ink: Ink, holes: int) -> bool:
    return islands(ink) == 1 and white_islands(ink) == 1 + holes


def _sharpness(cover: npt.NDArray[np.float64]) -> float:
    return round(float(np.abs(cover - 0.5).sum()), 6)


def _fine(part: _Part, units: int, dots: int, stretch: float) -> tuple[Ink, int, int]:
    """A part at eight samples a dot with white around it; its top row and left column in dots."""
    scale, (x0, y0, x1, y1) = dots / units, part.box
    left, right = floor(x0 * scale) - 1, ceil(x1 * scale) + 1
    top, bottom = floor(-y1 * scale * stretch) - 1, ceil(-y0 * scale * stretch) + 1
    image = Image.new("1", ((right - left) * _FINE, (bottom - top) * _FINE), 0)
    pen = ImageDraw.Draw(image)
    for points, fill in ((part.outer, 1), *((hole, 0) for hole in part.holes)):
        pen.polygon(
            [((x * scale - left) * _FINE - 0.5, (-y * scale * stretch - top) * _FINE - 0.5)
             for x, y in points], fill=fill,
        )  # fmt: skip
    return np.array(image, np.bool_), top, left


def _cover(fine: Ink, phase: tuple[int, int]) -> npt.NDArray[np.float64]:
    moved = np.roll(fine, phase, axis=(0, 1))
    rows, columns = moved.shape[0] // _FINE, moved.shape[1] // _FINE
    shares: npt.NDArray[np.float64] = moved.reshape(rows, _FINE, columns, _FINE).mean(axis=(1, 3))
    return shares


@lru_cache
def _parts(weight: Weight) -> dict[str, tuple[_Part, ...]]:
    """The parts of every letter of a weight."""
    loaded = face(weight)
    return {mark: _split(path) for mark, path in loaded.outlines(loaded.glyph).items()}


def _split(path: str) -> tuple[_Part, ...]:
    """Outer contours with the holes they hold; all outer ones turn the same way (TrueType)."""
    contours = [points for points in _contours(path) if len(points) > 2]
    if not contours:
        return ()
    turn = _area(max(contours, key=lambda points: abs(_area(points)))) > 0
    outers = [points for points in contours if (_area(points) > 0) == turn]
    held: list[list[tuple[_Point, ...]]] = [[] for _ in outers]
    for hole in (points for points in contours if (_area(points) > 0) != turn):
        around = [n for n, outer in enumerate(outers) if _within(_box(hole), _box(outer))]
        if around:
            held[min(around, key=lambda n: abs(_area(outers[n])))].append(hole)
    return tuple(_Part(outer, tuple(holes)) for outer, holes in zip(outers, held, strict=True))


def _contours(path: str) -> Iterator[tuple[_Point, ...]]:
    points: list[_Point] = []
    for step, given in _STEP.findall(path):
        numbers = [float(number) for number in _NUMBER.findall(given)]
        if step == "Z":
            yield tuple(points)
            points = []
        elif step == "H":
            points.append((numbers[0], points[-1][1]))
        elif step == "V":
            points.append((points[-1][0], numbers[0]))
        else:
            stops = list(zip(numbers[::2], numbers[1::2], strict=True))
            points += _curve(points[-1], stops[0], stops[1]) if step == "Q" else stops


def _curve(start: _Point, over: _Point, end: _Point) -> list[_Point]:
    found = []
    for piece in range(1, _CURVE + 1):
        t = piece / _CURVE
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        found.append((a * start[0] + b * over[0] + c * end[0],
                      a * start[1] + b * over[1] + c * end[1]))  # fmt: skip
    return found


def _area(points: tuple[_Point, ...]) -> float:
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _box(points: tuple[_Point, ...]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _within(
    inner: tuple[float, float, float, float], outer: tuple[float, float, float, float]
) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip
