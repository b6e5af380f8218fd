"""Ids that the examples of all rooms share, so that they work one after the other."""

import hashlib
import uuid

# 2025-07-01 08:00 in Vietnam, the day the communes of today began; far from any real row's birth.
_BORN_MS = 1_751_331_600_000


def example_id(thing: str) -> str:
    """The UUIDv7 that stands for a thing ("lot") in every example: the same on each run."""
    tail = int.from_bytes(hashlib.sha256(thing.encode()).digest()[:10], "big")
    low = tail & ((1 << 62) - 1)
    high = (tail >> 62) & 0xFFF
    return str(uuid.UUID(int=_BORN_MS << 80 | 7 << 76 | high << 64 | 2 << 62 | low))
