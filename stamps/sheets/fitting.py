"""How words are made to fit a label: they shrink, then break at words, last of all end in …"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from stamps.refusals import BadSheetOption, NoRoomForPin
from stamps.sheets.column import LEADING, Column, Field, cap_mm
from stamps.sheets.drawing import Item, Slot, balanced, breaks_words, shortened, wrapped
from stamps.sheets.fonts import MM_PER_POINT, printable, reach_mm, width_mm
from stamps.sheets.foot import PHONES_ONLY_WORDS as PHONES_ONLY_WORDS
from stamps.sheets.foot import Foot, foot, raised_above, wide_foot
from stamps.sheets.label import Design, Facts
from stamps.sheets.layout import Fit
from stamps.sheets.sizes import (
    FIELD,
    LEAST,
    NAME_ABOVE_FIELD,
    SCALES,
    TIGHTEST,
    WRITING_TIGHT,
    Trial,
    trials,
)
from stamps.sheets.stock import DOT_MM, Stock

TRIAL_WORDS: Final = "BẢN THỬ"
SAMPLE_WORDS: Final = "TEM MẪU"

_PRODUCER, _BADGE, _SMALL, _BAND = 5.8, 4.8, 4.4, 7.0  # points at scale 1
_LEAST_BAND: Final = 5.4
_GAP_MM: Final = 0.7
_EDGE_MM: Final = 1.0  # words stay that far from the edge where room is short
_LEAST_EDGE_MM: Final = 0.3
_LEADING_TIGHT: Final = 1.08


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all trials for one label share."""

    stock: Stock
    fit: Fit
    facts: Facts
    x: float
    width: float
    host: str
    position: str
    test: bool
    pin: str | None
    low: float | None  # the foot's baseline where it runs across the whole label


def design(
    stock: Stock,
    fit: Fit,
    facts: Facts,
    *,
    host: str,
    position: str,
    test: bool,
    pin: str | None = None,
) -> Design:
    """The label of `facts`; nothing leaves the label.

    `position` and `pin` show how wide those of the labels are; without a pin there is no box for
    it. Raises NoRoomForPin where that box has no room, BadSheetOption where not even the host and
    the first words of the name have.
    """
    host, position = printable(host), printable(position)
    frames = {
        (wide, tight): _framed(stock, fit, facts, host, position, test, pin, wide=wide, tight=tight)
        for wide in (False, True)
        for tight in (False, True)
    }
    for sizes in trials():
        frame = frames[sizes[0].given.wide, sizes[0].given.tight]
        # the smallest name first: where that does not fit, no larger one does
        if frame is None or _fitted(frame, sizes[-1]) is None:
            continue
        return next(made for made in (_fitted(frame, trial) for trial in sizes) if made)
    if pin is not None:
        raise NoRoomForPin()
    return _squeezed([frame for frame in (frames[True, True], frames[False, True]) if frame])


def _framed(
    stock: Stock,
    fit: Fit,
    facts: Facts,
    host: str,
    position: str,
    test: bool,
    pin: str | None,
    *,
    wide: bool,
    tight: bool,
) -> _Frame | None:
    """What trials of one kind share; None where no foot can run across the whole label."""
    low = stock.label_h - _EDGE_MM
    raised = raised_above(fit, low) if wide else fit
    if raised is None:
        return None
    x = fit.right + (0.0 if tight else 0.3)
    margin = min(_EDGE_MM if tight else 2.2, 0.045 * stock.label_w)
    return _Frame(
        stock, raised, facts, x, stock.label_w - margin - x, host, position, test, pin,
        low if wide else None,
    )  # fmt: skip


def _fitted(frame: _Frame, trial: Trial) -> Design | None:
    """The design at one set of sizes, or None where something does not fit."""
    low = _foot(frame, trial)
    if low is None:
        return None
    column, pin = _filled(frame, trial)
    gap = 0.0 if trial.given.tight else _GAP_MM * trial.scale
    if column.clipped or column.low + gap > low.ceiling:
        return None
    return _drawn(frame.fit, [*column.items, *low.items], low.place, pin)


def _foot(frame: _Frame, trial: Trial) -> Foot | None:
    size = frame.fit.points(_SMALL * min(1.0, trial.scale))
    place = frame.x, frame.width, frame.host, frame.position
    if frame.low is not None:
        return wide_foot(frame.fit, *place, size, frame.low)
    return foot(frame.fit, *place, size)


def _drawn(
    fit: Fit, items: Sequence[Item], place: Slot, pin: Slot | None, cut: tuple[str, ...] = ()
) -> Design:
    middle, most = fit.x + fit.side_mm / 2, fit.side_mm + 2 * fit.quiet_mm
    first, second = (Slot(middle, y, fit.code_points, "bold", 0.5, most) for y in fit.baselines)
    return Design(fit, tuple(items), (first, second), place, pin, cut)


def _started(frame: _Frame, trial: Trial) -> Column:
    """A column whose first capitals, or band, begin level with the first dark module."""
    fit, tight = frame.fit, trial.given.tight
    size, leading = fit.points(trial.name), _LEADING_TIGHT if tight else LEADING
    start = fit.y
    if tight:  # tone marks stand higher than capitals
        marks = reach_mm(printable(frame.facts.product), "bold", size)[0] - cap_mm(size)
        start = min(fit.y, max(_EDGE_MM, marks + _LEAST_EDGE_MM))
    top = start if frame.facts.sample else start + cap_mm(size) - leading * size * MM_PER_POINT
    column = Column(
        frame.x, top, frame.width, breaks=trial.given.breaks, cut=trial.cut, full=trial.given.full,
        leading=leading, air=DOT_MM[fit.dpi],
    )  # fmt: skip
    if frame.facts.sample:
        least = min(1.0, trial.scale / SCALES[-1]) * _LEAST_BAND
        column.band(SAMPLE_WORDS, fit.points(max(_BAND * trial.scale, least)))
    return column


def _filled(frame: _Frame, trial: Trial) -> tuple[Column, Slot | None]:
    """The column at one set of sizes, and the slot of the PIN if it has one."""
    column, fit = _started(frame, trial), frame.fit
    name, producer = printable(frame.facts.product), printable(frame.facts.producer)
    bold, size = fit.points(trial.name), fit.points(_PRODUCER * trial.scale)
    column.clipped |= breaks_words(name, "bold", bold, frame.width)
    column.lines(balanced(name, "bold", bold, frame.width), "bold", bold)
    column.y = column.low - 0.1 * bold * MM_PER_POINT
    wide = width_mm(producer, "regular", size)
    if frame.width < wide <= frame.width / 0.86:
        smaller = fit.points(size * frame.width / wide)
        # a little smaller rather than one word on a second line
        size = smaller if width_mm(producer, "regular", smaller) <= frame.width else size
    column.lines(balanced(producer, "regular", size, frame.width), "regular", size)
    return column, _rest(column, frame, trial)


def _rest(column: Column, frame: _Frame, trial: Trial) -> Slot | None:
    facts, size = frame.facts, frame.fit.points(FIELD * trial.scale)
    made = facts.produced_on is not None
    column.y += 0.6 * trial.scale * (not trial.given.tight)
    day = _day(facts.produced_on if made else facts.harvested_on)
    fields: list[Field] = [
        (("Lô",), printable(facts.lot) if facts.lot else None),
        (("Sản xuất", "NSX") if made else ("Thu hoạch", "T.hoạch", "Thu"), day),
        (("Hạn dùng", "HSD"), _day(facts.use_by)),
    ]
    column.fields(fields, size, trial.writing, breakable=fields[:1])
    column.y += 0 if facts.use_by else 0.25 * size * MM_PER_POINT
    words = [TRIAL_WORDS] if frame.test else []
    words += [f"OCOP {facts.stars} SAO"] if facts.stars and trial.stars else []
    column.badges(words, frame.fit.points(_BADGE * trial.scale))
    return column.frame("PIN", frame.pin, size) if frame.pin is not None else None


def _day(value: date | None) -> str | None:
    return f"{value:%d/%m/%Y}" if value else None


def _squeezed(frames: Sequence[_Frame]) -> Design:
    """The smallest sizes, for more words than such a label is made for.

    Producer, name, stars and lot give way in this order; the page of the code says them whole.
    The note for tills stays, and so does the host, which a buyer compares with the page.
    """
    name = FIELD * LEAST * NAME_ABOVE_FIELD
    whole = Trial(LEAST, name, WRITING_TIGHT, TIGHTEST)
    plain = replace(whole, stars=False)
    bare = replace(plain, given=replace(TIGHTEST, breaks=1), cut=True, writing=_LEADING_TIGHT)
    for trial in (whole, plain, bare):
        for most_producers, most_names in _cuts(frames[0], trial):
            for frame in frames:
                low = _foot(frame, trial)
                column, cut = _cut_down(frame, trial, most_producers, most_names)
                if low and column.low <= low.ceiling and not column.clipped:
                    return _drawn(frame.fit, [*column.items, *low.items], low.place, None, cut)
    raise BadSheetOption(reason="chữ trên tem quá dài, chọn khổ tem lớn hơn")


def _names(frame: _Frame, trial: Trial) -> tuple[list[str], list[str]]:
    """The lines of the producer and of the name."""
    small, bold = (frame.fit.points(size) for size in (_PRODUCER * trial.scale, trial.name))
    producers = balanced(printable(frame.facts.producer), "regular", small, frame.width)
    return producers, wrapped(printable(frame.facts.product), "bold", bold, frame.width)


def _cuts(frame: _Frame, trial: Trial) -> list[tuple[int, int]]:
    """Most lines of producer and name: the producer gives way first, then the name's last lines."""
    names = len(_names(frame, trial)[1])
    whole = [(most, names) for most in (2, 1, 0)]
    return [*whole, *((1, count) for count in range(names - 1, 0, -1)), (0, 1)]


def _cut_down(
    frame: _Frame, trial: Trial, most_producers: int, most_names: int
) -> tuple[Column, tuple[str, ...]]:
    """The column with so many lines at most, and what had to give way."""
    small, bold = (frame.fit.points(size) for size in (_PRODUCER * trial.scale, trial.name))
    producers, names = _names(frame, trial)
    column = _started(frame, trial)
    column.lines(shortened(names, most_names, "bold", bold, frame.width), "bold", bold)
    producer = shortened(producers, most_producers, "regular", small, frame.width)
    column.lines(producer, "regular", small)
    _rest(column, frame, trial)
    lacking = {
        "product": len(names) > most_names,
        "producer": len(producers) > most_producers,
        "lot": trial.cut and bool(frame.facts.lot),
        "stars": bool(frame.facts.stars) and not trial.stars,
    }
    return column, tuple(name for name, lacks in lacking.items() if lacks)
