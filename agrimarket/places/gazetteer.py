"""Places by name, laid out once so that reading 33,130 cells takes a second."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from agrimarket.places.catalogue import (
    Commune,
    FormerCommune,
    communes,
    former_communes,
    is_of_2025,
)
from agrimarket.places.parts import DISTRICT_KINDS, Part
from agrimarket.places.spelling import fold, tone_key


@dataclass(frozen=True, slots=True)
class Place:
    """A commune under one of its names. One code under two spellings is one place."""

    code: str
    kind: str
    name: str
    spelling: str
    successors: tuple[str, ...]
    former: bool


class Names:
    """Places that answer to a name: exactly (tones, letters) or without any accent."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._exact: dict[str, list[Place]] = {}
        self._folded: dict[str, list[Place]] = {}
        for place in places:
            bare = place.name.split(" (")[0].removeprefix(place.kind + " ")
            self._exact.setdefault(place.spelling, []).append(place)
            self._folded.setdefault(fold(bare), []).append(place)

    def exact(self, part: Part) -> list[Place]:
        """Places of this name; a typed type word must be theirs, left out any fits."""
        return list(_fitting(self._exact, part.readings))

    def folded(self, part: Part) -> list[Place]:
        """The same without accents on either side."""
        return list(_fitting(self._folded, part.folded))


def _fitting(
    table: dict[str, list[Place]], readings: Iterable[tuple[str | None, str]]
) -> Iterator[Place]:
    for kind, name in readings:
        for place in table.get(name, ()):
            if kind is None or kind == place.kind:
                yield place


@dataclass(frozen=True, slots=True)
class District:
    """What a district's name may mean, in the order in which meanings are sought."""

    name: str
    former: Names
    earlier: Names
    current: Names

    @property
    def tiers(self) -> tuple[Names, Names, Names]:
        """The communes of 2025-06-30, else those until 2024, else the ones in force."""
        return self.former, self.earlier, self.current


def _current(one: Commune) -> Place:
    bare = one.name.removeprefix(one.kind + " ")
    return Place(one.code, one.kind, one.name, tone_key(bare), (one.code,), former=False)


def _former(one: FormerCommune) -> Place:
    bare = one.name.removeprefix(one.kind + " ")
    label = f"{one.name} ({one.district})"
    return Place(one.code, one.kind, label, tone_key(bare), one.successors, former=True)


@cache
def current_names() -> Names:
    """The communes in force, by name."""
    return Names(_current(one) for one in communes())


@cache
def old_names() -> Names:
    """All communes that ended, those of 2025-06-30 first."""
    return Names(_former(one) for one in former_communes())


@cache
def _districts() -> dict[tuple[str, str], District]:
    """Districts by (kind, name without it as tone_key), Huyện Đông Sơn of 2024 included."""
    found: dict[tuple[str, str], District] = {}
    for name in dict.fromkeys(one.district for one in former_communes()):
        kind, bare = _with_kind(name)
        found[kind, tone_key(bare)] = _district(name)
    return found


def _district(name: str) -> District:
    own = [one for one in former_communes() if one.district == name]
    heirs = {code for one in own for code in one.successors}
    return District(
        name=name,
        former=Names(_former(one) for one in own if is_of_2025(one)),
        earlier=Names(_former(one) for one in own if not is_of_2025(one)),
        current=Names(_current(one) for one in communes() if one.code in heirs),
    )


def _with_kind(name: str) -> tuple[str, str]:
    for kind in DISTRICT_KINDS:
        if name.startswith(kind + " "):
            return kind, name.removeprefix(kind + " ")
    raise ValueError(f"no type word in the name of a district: {name!r}")


@cache
def _districts_by_text() -> dict[tuple[str | None, str], District]:
    """The same, reachable with and without the type word and, folded, without accents.

    No two districts of the province share a name, with or without accents (a test holds it).
    """
    table: dict[tuple[str | None, str], District] = {}
    for (kind, _key), district in _districts().items():
        bare = district.name.removeprefix(kind + " ")
        for name in (tone_key(bare), fold(bare)):
            table[kind, name] = table[None, name] = district
    return table


def find_district(part: Part) -> District | None:
    """The district this part names, or None. Without any accent it is read without accents."""
    table = _districts_by_text()
    for reading in part.readings:
        if found := table.get(reading):
            return found
    return None
