"""Counting islands of ink and of white in small pictures of letters."""

import numpy as np
import numpy.typing as npt

Ink = npt.NDArray[np.bool_]


def islands(ink: Ink) -> int:
    """Pieces of ink; dots that meet at a corner hang together."""
    return _pieces(ink, corners=True)


def white_islands(ink: Ink) -> int:
    """Pieces of white, the surroundings one of them; white does not pass between corners."""
    return _pieces(~np.pad(ink, 1), corners=False)


def touching(one: Ink, other: Ink) -> bool:
    """Whether two pictures of a size share a dot or have dots side by side or corner to corner."""
    wide = np.pad(other, 1)
    rows, columns = other.shape
    return any(
        bool((one & wide[1 + down : 1 + down + rows, 1 + right : 1 + right + columns]).any())
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    )


def _pieces(ink: Ink, *, corners: bool) -> int:
    """Runs of each row joined to those of the row above that they meet."""
    reach = 1 if corners else 0
    roots: list[int] = []
    above: list[tuple[int, int, int]] = []
    count = 0
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    for row in edges:
        here = []
        for start, end in zip(np.flatnonzero(row > 0), np.flatnonzero(row < 0), strict=True):
            mine, count = len(roots), count + 1
            roots.append(mine)
            for first, last, theirs in above:
                if first < end + reach and start < last + reach:
                    one, two = _root(roots, mine), _root(roots, theirs)
                    if one != two:
                        roots[one] = two
                        count -= 1
            here.append((int(start), int(end), mine))
        above = here
    return count


def _root(roots: list[int], at: int) -> int:
    while roots[at] != at:
        at = roots[at]
    return at
