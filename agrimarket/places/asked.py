"""Finds out which part of the typed text is the commune and which the district."""

from collections.abc import Sequence
from dataclasses import dataclass

from agrimarket.places.gazetteer import District, find_district
from agrimarket.places.parts import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    PROVINCE,
    URBAN_DISTRICT,
    Part,
    split_cell,
)
from agrimarket.places.spelling import fold, tone_key

# One province a database; nothing but this and the data file ties the code to Thanh Hóa.
_PROVINCE_NAMES = frozenset({tone_key("Thanh Hóa"), fold("Thanh Hóa"), fold("tỉnh Thanh Hóa")})
_COUNTRY = frozenset({"viet nam", "vietnam", "vn"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A commune asked for and the district it stood with, if any did."""

    commune: Part
    district: District | None
    district_accented: bool


def ask(commune_text: str, district_text: str) -> Asked | None:
    """What the two cells ask for; None where no place is named, or one outside the province."""
    parts = _without_province(split_cell(commune_text))
    column = _without_province(split_cell(district_text))
    if len(column) == 1 and _is_province(column[0]) and column[0].kind == PROVINCE:
        column = ()
    if not parts or len(column) > 1 or any(_is_elsewhere(part) for part in (*parts, *column)):
        return None
    own = column[0] if column else None
    split = _commune_and_district(parts, own)
    if split is None:
        return None
    commune, shared = split
    return _with_district(commune, shared, own)


def _with_district(commune: Part, shared: Part | None, own: Part | None) -> Asked | None:
    """None where a district is named that the province never had, or two different ones are."""
    if shared and own and _is_province(own):
        own = None  # "Xã A, Huyện B" beside "Thanh Hóa": the column means the province
    part = shared or own
    if part is None:
        return Asked(commune, None, district_accented=False)
    district = find_district(part)
    if district is None or (shared and own and find_district(own) is not district):
        return None
    return Asked(commune, district, district_accented=part.accented)


def _without_province(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Without a last "Thanh Hóa": in a shared cell it is the province unless TP is written."""
    if len(parts) > 1 and fold(parts[-1].text) in _COUNTRY:
        parts = parts[:-1]
    return parts[:-1] if len(parts) > 1 and _is_province(parts[-1]) else parts


def _is_province(part: Part) -> bool:
    return any(kind in (None, PROVINCE) and name in _PROVINCE_NAMES for kind, name in part.readings)


def _is_elsewhere(part: Part) -> bool:
    """Another province, or the urban district of a city, which this province never had."""
    return part.kind in (PROVINCE, URBAN_DISTRICT) and not _is_province(part)


def _commune_and_district(
    parts: Sequence[Part], own: Part | None
) -> tuple[Part, Part | None] | None:
    """The commune's part and the district's, told by type words first, by place otherwise."""
    districts = [part for part in parts if part.kind in DISTRICT_KINDS]
    communes = [part for part in parts if part.kind in COMMUNE_KINDS]
    if len(districts) > 1 or len(communes) > 1:
        return None
    if districts:
        return _beside_district(parts, districts[0], communes)
    if communes:
        return _beside_commune(parts, communes[0], own)
    return _by_order(parts, own)


def _beside_district(
    parts: Sequence[Part], district: Part, communes: Sequence[Part]
) -> tuple[Part, Part | None] | None:
    """The commune stands right before "Huyện B", or after it where nothing stands before."""
    place = parts.index(district)
    before = [part for part in parts[:place] if not part.is_hamlet]
    after = [part for part in parts[place + 1 :] if not part.is_hamlet]
    commune = communes[0] if communes else next(iter(before[-1:] or after[:1]), None)
    # what is left behind the district names a wider place: another province
    if commune is None or any(part is not commune for part in after):
        return None
    return commune, district


def _beside_commune(
    parts: Sequence[Part], commune: Part, own: Part | None
) -> tuple[Part, Part | None] | None:
    """The district stands without its type word right behind "Xã A", or before it."""
    place = parts.index(commune)
    before = [part for part in parts[:place] if not part.is_hamlet and find_district(part)]
    after = [part for part in parts[place + 1 :] if not part.is_hamlet]
    if len(after) > 1:
        return None
    if after:
        return commune, after[0]
    return commune, before[-1] if before and own is None else None


def _by_order(parts: Sequence[Part], own: Part | None) -> tuple[Part, Part | None] | None:
    """Without any type word: hamlet, commune, district from left to right."""
    names = [part for part in parts if not part.is_hamlet]
    if len(names) < 2:
        return (names or list(parts))[-1], None
    if find_district(names[-1]):
        return names[-2], names[-1]
    # behind the commune stands a place nobody here knows, unless a district column vouches for it
    return (names[-1], None) if own else None
