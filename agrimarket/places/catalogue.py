"""The communes of the province, now and before, as data read once from one file."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from agrimarket.places.spelling import tidy

# Units as on 2025-06-30: the two-tier system began the day after (Resolution 1686/NQ-UBTVQH15).
_LAST_DAY_OF_DISTRICTS = "2025-06-30"

KINDS = ("Xã", "Phường", "Thị trấn")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune in force since 2025-07-01. Position in degrees (WGS 84), area in km²."""

    code: str
    name: str
    kind: str
    lat: float
    lon: float
    area_km2: float


@dataclass(frozen=True, slots=True)
class FormerCommune:
    """A commune that held until the given day, and the current codes that took it over."""

    code: str
    name: str
    kind: str
    district: str
    successors: tuple[str, ...]
    until: date


@cache
def _raw() -> dict[str, Any]:
    path = resources.files("agrimarket.places").joinpath("data/places_38.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@cache
def province_name() -> str:
    """The province with its type word: "Tỉnh Thanh Hóa"."""
    return tidy(_raw()["province"]["name"])


@cache
def communes() -> tuple[Commune, ...]:
    """The 166 communes in force, by code."""
    found = (
        Commune(
            code=row["code"],
            name=tidy(row["name"]),
            kind=row["kind"],
            lat=row["lat"],
            lon=row["lon"],
            area_km2=row["area_km2"],
        )
        for row in _raw()["current"]
    )
    return tuple(sorted(found, key=lambda one: one.code))


@cache
def _by_code() -> dict[str, Commune]:
    return {one.code: one for one in communes()}


def commune(code: str) -> Commune:
    """The current commune of this code; KeyError where there is none."""
    return _by_code()[code]


def is_commune(code: str) -> bool:
    """Whether this is the code of a commune in force."""
    return code in _by_code()


@cache
def former_communes() -> tuple[FormerCommune, ...]:
    """The 547 communes as on 2025-06-30, then the 37 names and districts held until 2024."""
    raw = _raw()
    return tuple(_former(row) for row in (*raw["former"], *raw["earlier"]))


def _former(row: dict[str, Any]) -> FormerCommune:
    name, kind = _with_kind(row["name"])
    return FormerCommune(
        code=row["code"],
        name=name,
        kind=kind,
        district=tidy(row["district"]),
        successors=tuple(sorted(row["successors"])),
        until=date.fromisoformat(row.get("until", _LAST_DAY_OF_DISTRICTS)),
    )


def _with_kind(name: str) -> tuple[str, str]:
    """The name with its type word written one way ("Thị Trấn" occurs), and that word."""
    clean = tidy(name)
    for kind in KINDS:
        if clean.lower().startswith(kind.lower() + " "):
            return kind + clean[len(kind) :], kind
    raise ValueError(f"no type word in the name of a former commune: {name!r}")


def is_of_2025(place: FormerCommune) -> bool:
    """Whether it held until the districts ended, rather than until the end of 2024 only."""
    return place.until.isoformat() == _LAST_DAY_OF_DISTRICTS


@cache
def _heirs() -> dict[str, tuple[str, ...]]:
    heirs: dict[str, set[str]] = {}
    for place in former_communes():
        heirs.setdefault(place.code, set()).update(place.successors)
    return {code: tuple(sorted(found)) for code, found in heirs.items()}


def current_codes(code: str) -> tuple[str, ...]:
    """The codes in force that a code stands for today, sorted; empty for one never given.

    A code in force is itself, also where it was another unit's before: all 166 were.
    """
    return (code,) if is_commune(code) else _heirs().get(code, ())


@cache
def former_districts() -> tuple[str, ...]:
    """The 26 districts as on 2025-06-30, with their type word, by name."""
    return tuple(sorted({place.district for place in former_communes() if is_of_2025(place)}))


@cache
def _districts_by_successor() -> dict[str, tuple[str, ...]]:
    counts: dict[str, Counter[str]] = {}
    for place in former_communes():
        if is_of_2025(place):
            for code in place.successors:
                counts.setdefault(code, Counter())[place.district] += 1
    return {
        code: tuple(sorted(tally, key=lambda name: (-tally[name], name)))
        for code, tally in counts.items()
    }


def former_districts_of(code: str) -> tuple[str, ...]:
    """Districts of 2025-06-30 this commune was made from, most communes first.

    KeyError where no commune has the code. Reports that need one district take the first.
    """
    return _districts_by_successor()[commune(code).code]
