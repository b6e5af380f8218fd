"""The picture of a roll: every run of stamps as a piece of a bar, with a key beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agrimarket.issuing.read import Run
from agrimarket.issuing.words import STATE_WORDS, span_words

WIDTH = 1000.0
LEAST = 6.0  # a single void stamp among a million must still be seen

# Fill and pattern by state; the pattern tells the states apart without colour.
FILLS: Mapping[str, tuple[str, str]] = {
    "issued": ("#ffffff", "dots"),
    "printed": ("#dfd9cc", "plain"),
    "delivered": ("#cdd8c8", "plain"),
    "sample": ("#e8f0e6", "dots"),
    "active": ("#1b5e3a", "plain"),
    "suspended": ("#f3b63f", "stripes"),
    "void": ("#55605a", "cross"),
}


@dataclass(frozen=True)
class Piece:
    """One run drawn: x and width in the bar's units."""

    x: float
    width: float
    state: str
    words: str
    fill: str
    pattern: str


@dataclass(frozen=True)
class Key:
    """One line of the key: a state, its word and how many stamps are in it."""

    state: str
    word: str
    count: int
    fill: str
    pattern: str


def pieces(runs: Sequence[Run]) -> list[Piece]:
    """Runs to scale, but none thinner than can be seen."""
    total = sum(run.size for run in runs)
    raw = [max(LEAST, WIDTH * run.size / total) for run in runs]
    scale, x, drawn = WIDTH / sum(raw), 0.0, []
    for run, width in zip(runs, raw, strict=True):
        words = f"Tem {span_words(run.first, run.last)}: {STATE_WORDS[run.state]}"
        drawn.append(
            Piece(round(x, 1), round(width * scale, 1), run.state, words, *FILLS[run.state])
        )
        x += width * scale
    return drawn


def key(tally: Mapping[str, int]) -> list[Key]:
    """States that occur, in the order of a stamp's life."""
    return [
        Key(state, word, tally[state], *FILLS[state])
        for state, word in STATE_WORDS.items()
        if state in tally
    ]
