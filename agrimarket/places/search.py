"""Suggests current communes while somebody types, by their names now and before."""

from dataclasses import dataclass
from functools import cache

from agrimarket.places.catalogue import Commune, communes, former_communes
from agrimarket.places.spelling import fold, has_accents, tone_key


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A current commune, and the former ones by whose names it was found (empty: by its own)."""

    commune: Commune
    former_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    commune: Commune
    label: str | None
    folded: tuple[str, ...]
    toned: tuple[str, ...]


@cache
def _names() -> tuple[_Name, ...]:
    """Every name a commune has or its parts had: in full, and without the type word."""
    by_code = {one.code: one for one in communes()}
    own = [_name(one, one.name, one.kind, None) for one in communes()]
    old = [
        _name(by_code[code], place.name, place.kind, f"{place.name} ({place.district})")
        for place in former_communes()
        for code in place.successors
    ]
    return (*own, *old)


def _name(commune: Commune, name: str, kind: str, label: str | None) -> _Name:
    forms = (name.removeprefix(kind + " "), name)
    return _Name(commune, label, tuple(map(fold, forms)), tuple(map(tone_key, forms)))


def search(q: str, limit: int = 10) -> tuple[Suggestion, ...]:
    """Up to `limit` current communes whose name, now or before, holds words beginning like q.

    Tone marks and case are ignored; where q has accents, names that agree with them come first.
    """
    wanted, toned = fold(q), tone_key(q)
    if not wanted:
        return ()
    best: dict[str, tuple[tuple[int, bool, bool, str], list[str], Commune]] = {}
    for name in _names():
        rank = min(_rank(form, wanted) for form in name.folded)
        if rank > 1:
            continue
        off = has_accents(q) and all(_rank(form, toned) > 1 for form in name.toned)
        key = (rank, off, name.label is not None, name.folded[0])
        known = best.get(name.commune.code)
        labels = known[1] if known else []
        if name.label:
            labels.append(name.label)
        best[name.commune.code] = (min(key, known[0]) if known else key, labels, name.commune)
    ranked = sorted(best.values(), key=lambda one: (one[0], one[2].code))
    return tuple(
        Suggestion(commune, tuple(dict.fromkeys(labels)) if key[2] else ())
        for key, labels, commune in ranked[:limit]
    )


def _rank(form: str, wanted: str) -> int:
    """0: the name begins so; 1: a later word does; 2: no word does."""
    if form.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in form else 2
