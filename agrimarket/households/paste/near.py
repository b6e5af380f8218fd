"""Reads the place of a message; where no commune is written so, what was probably meant."""

import difflib
from functools import cache

from agrimarket.places import PlaceReading, communes, fold, former_communes, read_place

OTHER_TYPE = "Không có {said}, chỉ có {names}. Hãy xem lại."
NEAR = "Không có {said}. Có phải {names}? Hãy xem lại."
_PROVINCE = ("thanh hoa", "tinh thanh hoa", "tp thanh hoa")  # a city too, until 2025
_TYPES = {"xa", "phuong", "x.", "p.", "thi"}
_ALIKE = 0.86  # of difflib: one letter of seven
_MOST = 4  # choices


def read_near(commune: str, district: str) -> tuple[PlaceReading, str | None]:
    """What the words mean, and the doubt where they had to be read otherwise than written."""
    reading = read_place(commune, district)
    if reading.outcome != "unknown":
        return reading, None
    if fold(district) in _PROVINCE:
        reading = read_place(commune)
        if reading.outcome != "unknown":
            return reading, None
    bare = _without_type_word(commune)
    said = ", ".join(one for one in (commune, district) if one)
    for name, where in ((bare, district), (bare, ""), (fold(bare), district), (fold(bare), "")):
        reading = read_place(name, where) if name else reading
        if reading.commune_codes:
            return reading, OTHER_TYPE.format(said=said, names=", ".join(reading.names))
    for name in difflib.get_close_matches(fold(bare or commune), _names(), n=_MOST, cutoff=_ALIKE):
        reading = read_place(name, district)
        if reading.commune_codes and len(reading.commune_codes) <= _MOST:
            return reading, NEAR.format(said=said, names=", ".join(reading.names))
    return read_place(commune, district), None


@cache
def _names() -> tuple[str, ...]:
    """Folded names of communes now and before, in one order."""
    now = {fold(one.name.removeprefix(one.kind + " ")) for one in communes()}
    old = {fold(one.name.removeprefix(one.kind + " ")) for one in former_communes()}
    return tuple(sorted(now | old))


def _without_type_word(commune: str) -> str:
    first, _, rest = commune.partition(" ")
    return rest if fold(first) in _TYPES else ""
