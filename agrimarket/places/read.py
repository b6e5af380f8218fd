"""Reads place names as people type them, and never guesses: found, choose, ambiguous, unknown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from agrimarket.places.asked import Asked, ask
from agrimarket.places.gazetteer import District, Names, Place, current_names, old_names
from agrimarket.places.parts import Part

Outcome = Literal["found", "choose", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a typed place means: sorted current codes, and the names it was matched by.

    `commune_codes` holds one code when found, several to choose from, none otherwise. `former`
    says the name is one that ended, even where its successor bears the same name.
    """

    outcome: Outcome
    commune_codes: tuple[str, ...] = ()
    former: bool = False
    names: tuple[str, ...] = ()

    @property
    def warning(self) -> str | None:
        """`former_commune_mapped` where a commune that ended was found."""
        return "former_commune_mapped" if self.outcome == "found" and self.former else None

    @property
    def error(self) -> str | None:
        """`commune_ambiguous`, `commune_unknown`, or None."""
        return f"commune_{self.outcome}" if self.outcome in ("ambiguous", "unknown") else None


_UNKNOWN = PlaceReading("unknown")
# "X Nga An H Nga Son": no name holds such a letter, so where nothing else is found it is a type
# word without its dot.
_LETTERS = re.compile(r"\b([xph])(?= +\w)", re.IGNORECASE)


def read_place(commune_text: str, district_text: str = "") -> PlaceReading:
    """What a commune cell and a district cell mean together, by the communes of Thanh Hóa.

    The commune cell may hold the district and more ("Thôn 3 - Xã A - Huyện B - Thanh Hóa").
    With a district: the commune of 2025-06-30, else one of before 2025, else a current one made
    from a commune of that district. Without: a current one, else the only former one of that
    name. Source of names and successors: Resolution 1686/NQ-UBTVQH15, in force 2025-07-01.

    Cases the rules leave open, decided here: only one of the two cells without accents is read
    exactly first, then without accents; a type word in full without accents ("Xa Nga Thanh")
    shows a writer without accents, so the exact name is no proof; two communes or two districts
    in a cell, a cell and a column naming different districts, and any part behind the district
    that is not the province are unknown.
    """
    read = _read(commune_text, district_text)
    dotted = _LETTERS.sub(r"\1.", commune_text) if read is _UNKNOWN else commune_text
    return read if dotted == commune_text else _read(dotted, district_text)


def _read(commune_text: str, district_text: str) -> PlaceReading:
    asked = ask(commune_text, district_text)
    if asked is None:
        return _UNKNOWN
    if asked.district is None:
        return _without_district(asked.commune)
    return _with_district(asked, asked.district)


def _with_district(asked: Asked, district: District) -> PlaceReading:
    part = asked.commune
    if part.accented:
        return _first_tier(district.tiers, part, folded=False)
    if not asked.district_accented or part.full_type_word_without_accents:
        return _first_tier(district.tiers, part, folded=True)
    exact = _first_tier(district.tiers, part, folded=False)
    return exact if exact is not _UNKNOWN else _first_tier(district.tiers, part, folded=True)


def _first_tier(tiers: Sequence[Names], part: Part, *, folded: bool) -> PlaceReading:
    for names in tiers:
        if meanings := names.folded(part) if folded else names.exact(part):
            return _settle(meanings)
    return _UNKNOWN


def _settle(meanings: Sequence[Place]) -> PlaceReading:
    """One successor is found, several are a choice, wherever they come from."""
    codes = sorted({code for place in meanings for code in place.successors})
    return PlaceReading(
        outcome="found" if len(codes) == 1 else "choose",
        commune_codes=tuple(codes),
        former=meanings[0].former,
        names=tuple(dict.fromkeys(place.name for place in meanings)),
    )


def _without_district(part: Part) -> PlaceReading:
    if part.accented:
        return _only(current_names().exact(part), old_names().exact(part))
    current, old = current_names().folded(part), old_names().folded(part)
    spellings = {place.spelling for place in (*current, *old)}
    # Vân Am and Vân Âm are one place, so two spellings alone do not make it ambiguous
    if len(spellings) > 1 and (current or _count(old) > 1):
        return _ambiguous((*current, *old))
    return _only(current, old)


def _only(current: Sequence[Place], old: Sequence[Place]) -> PlaceReading:
    """The current one, else the former one if only one place bore the name."""
    meanings = current or old
    if not meanings:
        return _UNKNOWN
    return _settle(meanings) if _count(meanings) == 1 else _ambiguous(meanings)


def _count(places: Sequence[Place]) -> int:
    return len({place.code for place in places})


def _ambiguous(meanings: Sequence[Place]) -> PlaceReading:
    return PlaceReading("ambiguous", names=tuple(dict.fromkeys(one.name for one in meanings)))
