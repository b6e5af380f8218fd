"""Which mask suits each symbol: the four rules of ISO/IEC 18004:2015, 7.8.3, on whole rows at once.

Eight masked forms of many symbols are weighed together, a row of modules in one machine word, its
leftmost module in the highest bit. `qrcode` weighs them with format, version and the lone dark
module light, where the standard weighs whole symbols; its choice is the one taken here.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from stamps.symbols import peer
from stamps.symbols.matrix import Level, Packed, bytes_of_row, side_of

MASKS: Final = 8
_STRIDE: Final = 120 << 10  # bytes of masked forms at a time: from 128 kB malloc asks the kernel
_LONG_RUN, _BLOCK, _FINDER, _UNEVEN = 3, 3, 40, 10  # 7.8.3.1, table 11: N1 to N4

Rows = Any  # arrays of words of 32 or 64 bits, shape (rows, …): numpy has no type for either
Counts = npt.NDArray[np.int32]


def chosen(version: int, level: Level, packed: Packed) -> npt.NDArray[np.uint8]:
    """The mask of fewest lost points, the lowest of equals, for symbols drawn with mask 0.

    `packed` has the shape (n, size · row_bytes), the answer (n,).
    """
    size = side_of(version)
    masks = np.empty(len(packed), dtype=np.uint8)
    others = _weighed_forms(version, level)
    stride = max(8, _STRIDE // others.nbytes)
    for start in range(0, len(packed), stride):
        rows = _lanes(packed[start : start + stride], size)
        forms = rows[:, None, :] ^ others[:, :, None]
        masks[start : start + stride] = lost_points(forms, size).argmin(axis=0)
    return masks


@lru_cache(maxsize=16)
def changes(version: int, level: Level) -> Packed:
    """What turns a symbol with mask 0 into one with each mask, shape (8, size · row_bytes)."""
    drawn: Packed = np.stack([peer.blank(version, level, mask) for mask in range(MASKS)])
    drawn ^= drawn[0].copy()
    return drawn


@lru_cache(maxsize=16)
def _weighed_forms(version: int, level: Level) -> Rows:
    """What turns a symbol with mask 0 into each form that is weighed, shape (size, 8)."""
    forms = [peer.blank(version, level, mask, weighed=True) for mask in range(MASKS)]
    return _lanes(np.stack(forms) ^ peer.blank(version, level, 0), side_of(version))


def _lanes(packed: Packed, size: int) -> Rows:
    """Packed symbols as one word a row, shape (size, n)."""
    row = bytes_of_row(size)
    lane = 4 if row <= 4 else 8
    wide = np.zeros((len(packed), size, lane), dtype=np.uint8)
    wide[:, :, :row] = packed.reshape(len(packed), size, row)
    return wide.view(f">u{lane}")[:, :, 0].T.astype(f"=u{lane}", order="C")


def lost_points(forms: Rows, size: int) -> Counts:
    """Points lost by each symbol; `forms` has the shape (size, …), the answer what is left of it.

    Bits below the `size` highest are zero in `forms` and masked out of every finding.
    """
    right = forms ^ forms << 1  # where a module differs from its neighbour on the right
    below = forms[:-1] ^ forms[1:]
    across, down = _runs_across(right, size), _runs_down(below, size)
    dark = _bits(forms)
    return (
        _bits(across, down)
        + (_LONG_RUN - 1) * _bits(across & ~(across << 1), _last_down(down))
        + _BLOCK * _bits(~(right[:-1] | right[1:] | below) & _highest(size - 1, forms))
        + _FINDER * _bits(_finders_across(forms, right, size), _finders_down(forms, below))
        + _uneven(size)[dark]
    )


def _runs_across(right: Rows, size: int) -> Rows:
    """Modules that are like the four right of them: a run of n modules has n - 4 such."""
    two = right | right << 1
    return ~(two | two << 2) & _highest(size - 4, right)


def _runs_down(below: Rows, size: int) -> Rows:
    two = below[:-1] | below[1:]
    return ~(two[:-2] | two[2:]) & _highest(size, below)


def _last_down(runs: Rows) -> Rows:
    """The lowest module of each run's findings: one for a run."""
    last = runs.copy()
    last[:-1] &= ~runs[1:]
    return last


def _finders_across(forms: Rows, right: Rows, size: int) -> Rows:
    """Modules where 10111010000 or 00001011101 begins; no module begins both."""
    falls = right & forms  # dark, then light
    rises, stays = right ^ falls, forms ^ falls
    finder = falls & stays << 2 & stays << 3 & rises << 5
    two = forms | right
    light = ~(two | two << 2)  # four light ones
    return (finder & light << 7 | finder << 4 & light) & _highest(size - 10, forms)


def _finders_down(forms: Rows, below: Rows) -> Rows:
    above = forms[:-1]
    falls = below & above
    rises, stays = below ^ falls, above ^ falls
    finder = falls[:-5] & stays[2:-3] & stays[3:-2] & rises[5:]
    two = above | below
    light = ~(two[:-2] | two[2:])
    return finder[:-4] & light[7:] | finder[4:] & light[:-7]


def _bits(*findings: Rows) -> Counts:
    """Bits set in all rows of each symbol; the first of the findings has the most rows."""
    count = np.bitwise_count(findings[0])
    for other in findings[1:]:
        count[: len(other)] += np.bitwise_count(other)
    total: Counts = count.sum(axis=0, dtype=np.uint16).astype(np.int32)
    return total


@lru_cache(maxsize=16)
def _uneven(size: int) -> Counts:
    """Points for every number of dark modules: ten for each whole 5 % away from a half."""
    shares = (dark / size**2 for dark in range(size**2 + 1))
    points = [_UNEVEN * int(abs(share * 100 - 50) / 5) for share in shares]
    return np.array(points, dtype=np.int32)


def _highest(count: int, like: Rows) -> Any:
    """A word with its `count` highest bits set."""
    width = like.dtype.itemsize * 8
    return like.dtype.type(((1 << count) - 1) << (width - count))
