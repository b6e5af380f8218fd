"""Codes in bulk beside codes one by one, and beside what STAMPS asks: 55,000 in half a second."""

import hashlib

from benchmarks.measure import HEAD, Figure, compare
from stamps import KeyRing

RING = KeyRing.new(hashlib.sha256(b"a key for measuring").digest())
A_YEAR = 55_000
SOME = 2_000


def figures() -> list[Figure]:
    """Making and opening."""
    few, year = range(1, SOME + 1), range(1, A_YEAR + 1)
    codes = [RING.seal(serial) for serial in few]
    return [
        compare("making a code, 55,000 in bulk", lambda: len(list(RING.make_many(year))),
                "one by one", lambda: len([RING.seal(serial) for serial in few])),
        compare("opening a code, 20,000 in bulk", lambda: len(list(RING.open_many(codes * 10))),
                "one by one", lambda: len([RING.open(code) for code in codes])),
    ]  # fmt: skip


def lines() -> list[str]:
    """The table, and the time of a year's stamps."""
    found = figures()
    told = f"{A_YEAR:,} codes: {found[0].ours_s * A_YEAR:.3f} s of CPU (asked: at most 0.5 s)."
    return [HEAD, *(figure.line() for figure in found), "", told]
