"""The small print at the foot of a label: whose page it is, and the stamp's number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from stamps.sheets.column import LEADING, cap_mm
from stamps.sheets.drawing import Item, Slot, Text, wrapped
from stamps.sheets.fonts import MM_PER_POINT, reach_mm, width_mm
from stamps.sheets.layout import LEAST_POSITION_DOTS, Fit
from stamps.sheets.stock import DOT_MM

PHONES_ONLY_WORDS: Final = "Chỉ dùng điện thoại"

_APART_MM: Final = 1.5  # between host and position on one line
_BELOW_CODE_MM: Final = 0.5
_LEADING_TIGHT: Final = 1.12


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot's words, the slot of the position, and where the ink above must have ended, mm."""

    items: tuple[Item, ...]
    place: Slot
    ceiling: float


def foot(fit: Fit, x: float, width: float, host: str, position: str, size: float) -> Foot | None:
    """From the bottom of the words' column up, level with the code's last line.

    None where the position would be smaller than a printer can write.
    """
    baseline = fit.baselines[1]
    if width_mm(host, "regular", size) + width_mm(position, "medium", size) + _APART_MM <= width:
        items: list[Item] = [Text(x, baseline, host, size, "regular")]
        place = Slot(x + width, baseline, size, "medium", 1.0, width)
        return _finished(fit, items, place, x, width, size, baseline, LEADING)
    place = Slot(x, baseline, _shrunk(position, size, width), "medium", 0.0, width)
    items, baseline = _host(host, x, width, size, baseline, LEADING)
    return _finished(fit, items, place, x, width, size, baseline, LEADING)


def raised_above(fit: Fit, low: float) -> Fit | None:
    """The symbol and its code moved up until a line with its baseline at `low` has room below.

    Moved by whole dots and never out of the white around the symbol; None where that is not enough.
    """
    top = low - cap_mm(fit.points(0.0)) - _BELOW_CODE_MM
    dot = DOT_MM[fit.dpi]
    up = max(0, ceil((fit.baselines[1] - top) / dot)) * dot
    if up > fit.y - fit.quiet_mm:
        return None
    first, second = fit.baselines
    return replace(fit, y=fit.y - up, baselines=(first - up, second - up))


def wide_foot(
    fit: Fit, x: float, width: float, host: str, position: str, size: float, low: float
) -> Foot | None:
    """Across the whole label below the code, its baseline at `low`.

    What is too long for that stands above it in the column, the position or last the host. None
    where the position would be smaller than a printer can write.
    """
    least = min(size, fit.points(0.0))
    step = _LEADING_TIGHT * least * MM_PER_POINT
    left, right = fit.x, x + width
    both = width_mm(host, "regular", least) + width_mm(position, "medium", least)
    if both + _APART_MM <= right - left:
        items: list[Item] = [Text(left, low, host, least, "regular")]
        place = Slot(right, low, least, "medium", 1.0, right - left)
        return _finished(fit, items, place, x, width, least, low, _LEADING_TIGHT)
    fits = fit.dots_of(_shrunk(position, least, width)) >= LEAST_POSITION_DOTS
    if fits and width_mm(host, "regular", least) <= right - left:
        items, above = [Text(left, low, host, least, "regular")], low - step
        place = Slot(x, above, _shrunk(position, least, width), "medium", 0.0, width)
        return _finished(fit, items, place, x, width, least, above, _LEADING_TIGHT)
    size = _shrunk(position, least, right - left)
    place = Slot(right, low, size, "medium", 1.0, right - left)
    items, baseline = _host(host, x, width, least, low, _LEADING_TIGHT)
    return _finished(fit, items, place, x, width, least, baseline, _LEADING_TIGHT)


def _shrunk(position: str, size: float, width: float) -> float:
    return min(size, width / width_mm(position, "medium", 1)) if position else size


def _host(
    host: str, x: float, width: float, size: float, baseline: float, leading: float
) -> tuple[list[Item], float]:
    """The host in a line or more above a baseline, and the baseline of its first line."""
    items: list[Item] = []
    for line in reversed(_host_lines(host, size, width)):
        baseline -= leading * size * MM_PER_POINT
        items.append(Text(x, baseline, line, size, "regular"))
    return items[::-1], baseline


def _finished(
    fit: Fit,
    items: list[Item],
    place: Slot,
    x: float,
    width: float,
    size: float,
    baseline: float,
    leading: float,
) -> Foot | None:
    """With the note for tills above the rest."""
    if fit.dots_of(place.size) < LEAST_POSITION_DOTS - 1e-6:
        return None
    if fit.phones_only:
        note = min(size, width / width_mm(PHONES_ONLY_WORDS, "regular", 1))
        baseline -= leading * size * MM_PER_POINT
        items.append(Text(x, baseline, PHONES_ONLY_WORDS, note, "regular"))
    ceiling = min(baseline - cap_mm(size), place.y - cap_mm(place.size), _top(items))
    return Foot(tuple(items), place, ceiling)


def _top(items: Sequence[Item]) -> float:
    """Where the ink of some words begins: tone marks stand higher than capitals."""
    words = [item for item in items if isinstance(item, Text)]
    tops = [word.y - reach_mm(word.text, word.weight, word.size)[0] for word in words]
    return min(tops, default=float("inf"))


def _host_lines(host: str, size: float, width: float) -> list[str]:
    """A host broken after dots, or within a part that is too wide alone."""
    lines = [""]
    for part in host.replace(".", ". ").split():
        if width_mm(lines[-1] + part, "regular", size) <= width:
            lines[-1] += part
        else:
            lines += wrapped(part, "regular", size, width)
    return [line for line in lines if line]
