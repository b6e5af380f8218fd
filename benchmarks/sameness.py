"""Symbols from tables beside those `qrcode` draws, module by module: 10,000 random payloads of
each version and level, modes, lengths and masks at random; every fortieth lets both choose.

All cores, some ten minutes of CPU. `AGRIMARKET_STAMPS=all` makes the tests as long.
"""

import itertools
import os
import random
import string
from concurrent.futures import ProcessPoolExecutor

import qrcode
from qrcode.util import BIT_LIMIT_TABLE

from benchmarks.symbols import CORRECTION
from stamps.symbols import LEVELS, Level, batch

PAYLOADS = 10_000
AT_ONCE, SHAPES = 250, 10
FREE_EVERY = 40
VERSIONS = range(1, 11)
LETTERS = string.digits + string.ascii_uppercase + " $%*+-./:"
# Letters, and bits a letter takes, in numeric, alphanumeric and byte mode.
MODES = (
    (string.digits, 10 / 3),
    (LETTERS, 11 / 2),
    (LETTERS + string.ascii_lowercase + "?&=#~", 8),
)
HEAD = "| version | payloads of each level | L | M | Q | H |\n|---|---:|---:|---:|---:|---:|"


def lines() -> list[str]:
    """Payloads whose symbol differs, by version and level."""
    cells = list(itertools.product(VERSIONS, LEVELS))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip(cells, pool.map(differing, *zip(*cells, strict=True)), strict=True))
    rows = []
    for version in VERSIONS:
        counts = " | ".join(str(found[version, level]) for level in LEVELS)
        rows.append(f"| {version} | {PAYLOADS:,} | {counts} |")
    told = f"Different: {sum(found.values())} of {PAYLOADS * len(cells):,}."
    return [HEAD, *rows, "", told]


def differing(version: int, level: Level, payloads: int = PAYLOADS) -> int:
    """How many of so many random payloads are drawn otherwise."""
    dice = random.Random(f"{version}-{level}")
    wrong = 0
    for number in range(payloads // AT_ONCE):
        texts = [text for _ in range(SHAPES) for text in _alike(dice, version, level)]
        dice.shuffle(texts)
        mask = None if number % FREE_EVERY == 0 else dice.randrange(8)
        drawn = batch(texts, level=level, mask=mask, version=version)
        for text, modules in zip(texts, drawn.arrays().tolist(), strict=True):
            wrong += modules != _by_qrcode(text, version, level, mask)
    return wrong


def _alike(dice: random.Random, version: int, level: Level) -> list[str]:
    """Texts of one mode and length, which tables draw together."""
    letters, each = dice.choice(MODES)
    room = BIT_LIMIT_TABLE[CORRECTION[level]][version] - 4 - 16
    length = dice.randint(1, max(1, int(room / each)))
    return ["".join(dice.choices(letters, k=length)) for _ in range(AT_ONCE // SHAPES)]


def _by_qrcode(text: str, version: int, level: Level, mask: int | None) -> list[list[bool]]:
    code = qrcode.QRCode(
        version=version, error_correction=CORRECTION[level], mask_pattern=mask, border=0
    )
    code.add_data(text)
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.get_matrix()]
