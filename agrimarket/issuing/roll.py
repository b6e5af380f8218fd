"""The picture of a roll: every run of stamps as a piece of a strip, with a key beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from agrimarket.issuing.read import Run
from agrimarket.issuing.words import STATE_WORDS, span_words

WHOLE = 100.0  # the strip is drawn in per cent, so that its words are never stretched
LEAST = 1.6  # a single void stamp among a million must still be seen
TINY = 2.5  # 8 of the 328 px a phone has: two such neighbours are drawn together
TOGETHER = 7.0  # and no more of them than this, so that a busy roll still shows where things are
PX = 3.28  # a per cent of the strip on the narrowest phone
LETTER_PX = 7.2

# Fill and pattern by state; the pattern tells the states apart without colour.
FILLS: Mapping[str, tuple[str, str]] = {
    "issued": ("#ffffff", "dots"),
    "printed": ("#dfd9cc", "plain"),
    "delivered": ("#cdd8c8", "lines"),
    "sample": ("#e8f0e6", "dots"),
    "active": ("#1b5e3a", "plain"),
    "suspended": ("#f3b63f", "stripes"),
    "void": ("#55605a", "cross"),
}


@dataclass(frozen=True)
class Piece:
    """One piece of the strip: `x` and `width` in per cent, and the runs it stands for.

    `row` is the first of them in the table, from 1; `above` and `below` are what there is room
    to write: the first position, and the lot.
    """

    x: float
    width: float
    runs: Sequence[Run]
    row: int
    words: str
    fill: str
    pattern: str
    above: str
    below: str

    @property
    def mixed(self) -> bool:
        """Several small runs drawn as one."""
        return len(self.runs) > 1


@dataclass(frozen=True)
class Key:
    """One line of the key: a state, its word and how many stamps are in it."""

    state: str
    word: str
    count: int
    fill: str
    pattern: str


def pieces(runs: Sequence[Run], lot_codes: Mapping[str, str] | None = None) -> list[Piece]:
    """Runs to scale, none thinner than can be seen; small neighbours together."""
    total = sum(run.size for run in runs)
    groups = _grouped(runs, total)
    raw = [max(LEAST, WHOLE * sum(run.size for run in some) / total) for some in groups]
    scale, x, row, drawn = WHOLE / sum(raw), 0.0, 1, []
    for some, share in zip(groups, raw, strict=True):
        width = share * scale
        drawn.append(_piece(some, round(x, 2), round(width, 2), row, lot_codes or {}))
        x, row = x + width, row + len(some)
    return drawn


def _grouped(runs: Sequence[Run], total: int) -> list[list[Run]]:
    """Neighbours too thin to tell apart as one, closed again before they cover too much."""
    groups: list[list[Run]] = []
    for thin, some in groupby(runs, key=lambda run: WHOLE * run.size / total < TINY):
        part: list[Run] = []
        for run in some:
            share = WHOLE * sum(one.size for one in (*part, run)) / total
            if part and (not thin or share > TOGETHER):
                groups.append(part)
                part = []
            part.append(run)
        groups.append(part)
    return groups


def _piece(
    runs: Sequence[Run], x: float, width: float, row: int, lot_codes: Mapping[str, str]
) -> Piece:
    first, last = runs[0].first, runs[-1].last
    by_state = _tally(runs)
    state = max(by_state, key=lambda name: by_state[name])
    lots = {lot_codes.get(run.lot_id or "", "") for run in runs}
    lot = next(iter(lots)) if len(lots) == 1 else ""
    words = f"Tem {span_words(first, last)}: {_said(runs, by_state)}"
    return Piece(
        x, width, runs, row, f"{words}, lô {lot}" if lot else words, *FILLS[state],
        above=_fitting(span_words(first, first), width), below=_fitting(lot, width),
    )  # fmt: skip


def _said(runs: Sequence[Run], by_state: Mapping[str, int]) -> str:
    if len(runs) == 1:
        return STATE_WORDS[runs[0].state]
    told = ", ".join(f"{by_state[state]} {word}" for state, word in STATE_WORDS.items()
                     if state in by_state)  # fmt: skip
    return f"{len(runs)} dải nhỏ, {told}"


def _tally(runs: Sequence[Run]) -> dict[str, int]:
    found: dict[str, int] = {}
    for run in runs:
        found[run.state] = found.get(run.state, 0) + run.size
    return found


def _fitting(text: str, width: float) -> str:
    """The words where a phone has room for them, else none: no word is cut off."""
    return text if len(text) * LETTER_PX <= width * PX - 4 else ""


def key(tally: Mapping[str, int]) -> list[Key]:
    """States that occur, in the order of a stamp's life."""
    return [
        Key(state, word, tally[state], *FILLS[state])
        for state, word in STATE_WORDS.items()
        if state in tally
    ]
