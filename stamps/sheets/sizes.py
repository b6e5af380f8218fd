"""The sizes tried for the words of a label, from generous to tight."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

FIELD: Final = 5.8  # points at scale 1
SCALES: Final = tuple(step / 20 for step in range(24, 10, -1))  # 1.2 … 0.55
_NAMES: Final = tuple(step / 2.5 for step in range(36, 8, -1))  # 14.4 … 3.6 points
NAME_ABOVE_FIELD: Final = 1.08  # a name is never set smaller than this times the fields
_NAME_MOST: Final = 1.75  # nor larger than this times the fields
_LOT_LINES: Final = 4  # of a lot code too long for one
LEAST: Final = 0.5  # for more words than such a label is made for
_WRITING, WRITING_TIGHT = 1.75, 1.3  # a line to write on is taller than one of print


@dataclass(frozen=True, slots=True)
class Pass:
    """What may be given up: least points of the name, least scale of the fields, least name to
    field, most lines of the lot, whether names of fields stay whole, whether the foot runs across
    the whole label, whether the words reach into the margins.
    """

    name: float
    scale: float
    above: float
    breaks: int = 1
    full: bool = False
    wide: bool = False
    tight: bool = False


# first what reads well at arm's length, then whatever fits
_PASSES: Final = (
    Pass(6.2, 0.85, 1.25, full=True),
    Pass(6.2, 0.75, 1.25),
    Pass(6.2, 0.75, 1.25, _LOT_LINES),
    Pass(0.0, 0.65, NAME_ABOVE_FIELD),
    Pass(0.0, 0.65, NAME_ABOVE_FIELD, _LOT_LINES),
    Pass(0.0, 0.65, NAME_ABOVE_FIELD, wide=True),
    Pass(0.0, 0.0, NAME_ABOVE_FIELD, tight=True),
    Pass(0.0, 0.0, NAME_ABOVE_FIELD, wide=True, tight=True),
    Pass(0.0, 0.0, NAME_ABOVE_FIELD, _LOT_LINES, wide=True, tight=True),
)
TIGHTEST: Final = Pass(0.0, 0.0, NAME_ABOVE_FIELD, _LOT_LINES, wide=True, tight=True)


@dataclass(frozen=True, slots=True)
class Trial:
    """One set of sizes: scale of fields, size of the name, room to write, what is given up.

    A lot that is `cut` ends in … on its last line.
    """

    scale: float
    name: float
    writing: float
    given: Pass
    cut: bool = False
    stars: bool = True


def trials() -> Iterator[list[Trial]]:
    """Sizes from generous to tight, first with a readable name, then with any.

    The trials of one list differ only in the size of the name, the largest first.
    """
    for given in _PASSES:
        for writing in (_WRITING, WRITING_TIGHT):
            for scale in (scale for scale in SCALES if scale >= given.scale):
                least = max(FIELD * scale * given.above, given.name)
                sizes = [size for size in _NAMES if least <= size <= FIELD * scale * _NAME_MOST]
                if sizes:
                    yield [Trial(scale, size, writing, given) for size in sizes]
