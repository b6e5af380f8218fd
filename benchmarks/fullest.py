"""The fullest symbols of each version and level, texts at random with nothing in common: how many
times quicker than `qrcode` 8.2, with one mask / with the mask chosen for each. Batches of 10,000.

As in `symbols`; asked are 500 and 200 times.
"""

import random
from collections.abc import Iterator

from qrcode.util import BIT_LIMIT_TABLE

from benchmarks.measure import seconds_each
from benchmarks.sameness import LETTERS, VERSIONS
from benchmarks.symbols import BATCH, CORRECTION, Payload
from stamps.symbols import BULK_MASK, LEVELS, Level

ROUNDS = 4
ASKED: dict[int | None, int] = {BULK_MASK: 500, None: 200}
# Letters, bits of one, and bits of the count up to version 9 and at 10 (ISO/IEC 18004:2015, 7.4).
MODES = {
    "alphanumeric": (LETTERS, 11 / 2, 9, 11),
    "byte": ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ?&=#_~", 8, 8, 16),
}


def lines() -> list[str]:
    """The table, and how many of its cells are below what is asked."""
    found = [f"| version | mode | {' | '.join(LEVELS)} |", "|---|---|---:|---:|---:|---:|"]
    below = dict.fromkeys(ASKED, 0)
    for version in VERSIONS:
        for mode in MODES:
            cells = [_ratios(payload(version, level, mode)) for level in LEVELS]
            for mask, asked in ASKED.items():
                below[mask] += sum(cell[mask] < asked for cell in cells)
            told = (" / ".join(f"{ratio:,.0f}" for ratio in cell.values()) for cell in cells)
            found.append(f"| {version} | {mode} | {' | '.join(told)} |")
    said = (f"below {asked}: {below[mask]}" for mask, asked in ASKED.items())
    return [*found, "", f"Of {len(VERSIONS) * len(MODES) * len(LEVELS)}: {', '.join(said)}."]


def payload(version: int, level: Level, mode: str) -> Payload:
    """As many texts as a batch has, each filling the symbol."""
    letters, each, small, large = MODES[mode]
    room = BIT_LIMIT_TABLE[CORRECTION[level]][version] - 4 - (small if version < 10 else large)
    length = int(room / each + 1e-9)
    dice = random.Random(f"{version}-{level}-{mode}")
    texts = ["".join(dice.choices(letters, k=length)) for _ in range(BATCH)]
    return Payload(mode, level, version, texts)


def _ratios(one: Payload) -> dict[int | None, float]:
    """The peer's time over ours, best of the rounds each, in turns, by mask."""
    return {mask: _ratio(list(_rounds(one, mask))) for mask in ASKED}


def _rounds(one: Payload, mask: int | None) -> Iterator[tuple[float, float]]:
    one.drawn(mask)
    for _ in range(ROUNDS):
        yield seconds_each(lambda: one.drawn(mask)), seconds_each(lambda: one.by_qrcode(mask))


def _ratio(taken: list[tuple[float, float]]) -> float:
    return min(peer for _, peer in taken) / min(ours for ours, _ in taken)


if __name__ == "__main__":
    print("\n".join(lines()))
