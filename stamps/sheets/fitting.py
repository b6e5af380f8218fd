"""How words are made to fit a label: they shrink, then break at words, last of all end in …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from stamps.sheets.column import LEADING, Column, cap_mm
from stamps.sheets.drawing import Item, Slot, Text, balanced, breaks_words, shortened, wrapped
from stamps.sheets.fonts import MM_PER_POINT, printable, width_mm
from stamps.sheets.label import Design, Facts
from stamps.sheets.layout import Fit
from stamps.sheets.stock import Stock

TRIAL_WORDS: Final = "BẢN THỬ"
PHONES_ONLY_WORDS: Final = "Chỉ dùng điện thoại"

_PRODUCER, _FIELD, _BADGE, _SMALL = 5.8, 5.8, 4.8, 4.4  # points at scale 1
_LEAST_SMALL: Final = 3.0
_GAP_MM: Final = 0.7
_SCALES: Final = tuple(step / 20 for step in range(22, 10, -1))  # 1.1 … 0.55
_NAMES: Final = tuple(step / 2.5 for step in range(28, 8, -1))  # 11.2 … 3.6 points
_NAME_ABOVE_FIELD: Final = 1.08  # a name is never set smaller than this times the fields
_NAME_MOST: Final = 1.75  # nor larger than this times the fields
# least points of the name, least scale of the fields, least name to field: first what reads well
# at arm's length, then whatever fits
_PASSES: Final = ((6.2, 0.75, 1.25), (0.0, 0.0, _NAME_ABOVE_FIELD))
_WRITING, _WRITING_TIGHT = 1.75, 1.3  # a line to write on is taller than one of print


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all trials for one label share."""

    fit: Fit
    facts: Facts
    x: float
    width: float
    host: str
    position: str
    test: bool


@dataclass(frozen=True, slots=True)
class _Trial:
    """One set of sizes: scale of fields, size of the name, room to write, the note for tills."""

    scale: float
    name: float
    writing: float
    note: bool


def design(stock: Stock, fit: Fit, facts: Facts, *, host: str, position: str, test: bool) -> Design:
    """The label of `facts`; `position` shows how wide positions are. Nothing leaves the label."""
    x = fit.right + 0.3
    width = stock.label_w - min(2.2, 0.045 * stock.label_w) - x
    frame = _Frame(fit, facts, x, width, printable(host), printable(position), test)
    for trials in _trials():
        # the smallest name first: where that does not fit, no larger one does
        if _fitted(frame, trials[-1]) is None:
            continue
        return next(made for made in (_fitted(frame, trial) for trial in trials) if made)
    trial = _Trial(_SCALES[-1], _FIELD * _SCALES[-1] * _NAME_ABOVE_FIELD, _WRITING_TIGHT, False)
    foot, place, ceiling = _foot(frame, trial)
    return _drawn(fit, [*_squeezed(frame, trial, ceiling).items, *foot], place)


def _trials() -> Iterator[list[_Trial]]:
    """Sizes from generous to tight, first with a readable name, then with any.

    The trials of one list differ only in the size of the name, the largest first.
    """
    for least_name, least_scale, above in _PASSES:
        for writing, note in ((_WRITING, True), (_WRITING_TIGHT, True), (_WRITING_TIGHT, False)):
            for scale in (scale for scale in _SCALES if scale >= least_scale):
                least = max(_FIELD * scale * above, least_name)
                sizes = [size for size in _NAMES if least <= size <= _FIELD * scale * _NAME_MOST]
                if sizes:
                    yield [_Trial(scale, size, writing, note) for size in sizes]


def _fitted(frame: _Frame, trial: _Trial) -> Design | None:
    """The design at one set of sizes, or None where something does not fit."""
    foot, place, ceiling = _foot(frame, trial)
    column = _filled(frame, trial)
    if column.clipped or column.low + _GAP_MM * trial.scale > ceiling:
        return None
    return _drawn(frame.fit, [*column.items, *foot], place)


def _drawn(fit: Fit, items: Sequence[Item], place: Slot) -> Design:
    middle, most = fit.x + fit.side_mm / 2, fit.side_mm + 2 * fit.quiet_mm
    first, second = (Slot(middle, y, fit.code_points, "bold", 0.5, most) for y in fit.baselines)
    return Design(fit, tuple(items), (first, second), place)


def _started(frame: _Frame, size: float) -> Column:
    """A column whose first capitals begin level with the first dark module."""
    return Column(frame.x, frame.fit.y + cap_mm(size) - LEADING * size * MM_PER_POINT, frame.width)


def _filled(frame: _Frame, trial: _Trial) -> Column:
    """The column at one set of sizes."""
    column = _started(frame, trial.name)
    name, producer = printable(frame.facts.product), printable(frame.facts.producer)
    column.clipped = breaks_words(name, "bold", trial.name, frame.width)
    column.lines(balanced(name, "bold", trial.name, frame.width), "bold", trial.name)
    column.y = column.low - 0.1 * trial.name * MM_PER_POINT
    size = _PRODUCER * trial.scale
    wide = width_mm(producer, "regular", size)
    if frame.width < wide <= frame.width / 0.86:
        size *= frame.width / wide  # a little smaller rather than one word on a second line
    column.lines(balanced(producer, "regular", size, frame.width), "regular", size)
    _rest(column, frame, trial)
    return column


def _rest(column: Column, frame: _Frame, trial: _Trial) -> None:
    facts, size = frame.facts, _FIELD * trial.scale
    column.y += 0.6 * trial.scale
    column.field(("Lô",), printable(facts.lot) if facts.lot else None, size, trial.writing)
    if facts.produced_on is not None:
        column.field(("Sản xuất", "NSX"), _day(facts.produced_on), size, trial.writing)
    else:
        column.field(("Thu hoạch", "T.hoạch"), _day(facts.harvested_on), size, trial.writing)
    column.field(("Hạn dùng", "HSD"), _day(facts.use_by), size, trial.writing)
    column.y += 0 if facts.use_by else 0.25 * size * MM_PER_POINT
    words = [TRIAL_WORDS] if frame.test else []
    words += [f"OCOP {facts.stars} SAO"] if facts.stars else []
    column.badges(words, _BADGE * trial.scale)


def _day(value: date | None) -> str | None:
    return f"{value:%d/%m/%Y}" if value else None


def _squeezed(frame: _Frame, trial: _Trial, ceiling: float) -> Column:
    """The smallest sizes, the producer cut to two lines or one, the name to the lines left."""
    small = _PRODUCER * trial.scale
    names = wrapped(printable(frame.facts.product), "bold", trial.name, frame.width)
    producers = wrapped(printable(frame.facts.producer), "regular", small, frame.width)
    choices = [(2, len(names)), *((1, count) for count in range(len(names), 0, -1))]
    for most_producers, most_names in choices:
        column = _started(frame, trial.name)
        name = shortened(names, most_names, "bold", trial.name, frame.width)
        column.lines(name, "bold", trial.name)
        producer = shortened(producers, most_producers, "regular", small, frame.width)
        column.lines(producer, "regular", small)
        _rest(column, frame, trial)
        if column.low <= ceiling:
            break
    return column


def _foot(frame: _Frame, trial: _Trial) -> tuple[list[Item], Slot, float]:
    """Small print from the bottom up: position and host, level with the code's last line.

    Returns its items, the position's slot, and the height at which the words above must end.
    """
    x, width, baseline = frame.x, frame.width, frame.fit.baselines[1]
    small = max(_LEAST_SMALL, _SMALL * min(1.0, trial.scale))
    place_wide = width_mm(frame.position, "medium", 1)
    host_wide = width_mm(frame.host, "regular", 1)
    items: list[Item] = []
    if small * (place_wide + host_wide) + 1.5 <= width:
        items.append(Text(x, baseline, frame.host, small, "regular"))
        place = Slot(x + width, baseline, small, "medium", 1.0, width)
    else:
        place = Slot(x, baseline, min(small, width / place_wide), "medium", 0.0, width)
        size = max(_LEAST_SMALL, min(small, width / host_wide))
        for line in reversed(_host_lines(frame.host, size, width)):
            baseline -= LEADING * size * MM_PER_POINT
            items.append(Text(x, baseline, line, size, "regular"))
    if trial.note and frame.fit.phones_only:
        size = min(small, width / width_mm(PHONES_ONLY_WORDS, "regular", 1))
        baseline -= LEADING * size * MM_PER_POINT
        items.append(Text(x, baseline, PHONES_ONLY_WORDS, size, "regular"))
    return items, place, baseline - cap_mm(small)


def _host_lines(host: str, size: float, width: float) -> list[str]:
    """A host broken after dots, or within a part that is too wide alone."""
    lines = [""]
    for part in host.replace(".", ". ").split():
        if width_mm(lines[-1] + part, "regular", size) <= width:
            lines[-1] += part
        else:
            lines += wrapped(part, "regular", size, width)
    return [line for line in lines if line]
