"""Two people changed one producer: which fields go together, and which a person must decide."""

from collections.abc import Collection, Mapping
from typing import Any

# Who it is: the wrong one of two versions is another person.
IDENTITY = frozenset({
    "head_name", "legal_name", "citizen_id", "birth_date", "sex", "kind", "commune_code",
    "tax_code", "bank",
})  # fmt: skip
SETS = frozenset({"crops"})
ADD, REMOVE = "add", "remove"


def at_odds(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], changed: Collection[str]
) -> list[str]:
    """Identity fields that both sides changed to something different, sorted.

    `mine` holds the patched fields as they would be kept, `theirs` what stands there now,
    `changed` what others changed since the phone last looked.
    """
    return sorted(
        name
        for name, value in mine.items()
        if name in IDENTITY and name in changed and value != theirs[name]
    )


def patched(fields: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with sets that are told by what comes and goes turned into whole ones."""
    return {
        name: _set(value, now[name]) if name in SETS and isinstance(value, Mapping) else value
        for name, value in fields.items()
    }


def follow(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """Two patches of one phone as one: what comes later holds, sets go on from each other."""
    found = {**earlier, **later}
    for name in SETS & set(earlier) & set(later):
        before, after = earlier[name], later[name]
        if isinstance(after, Mapping) and isinstance(before, Mapping):
            found[name] = _both(before, after)
        elif isinstance(after, Mapping):
            found[name] = _set(after, before or ())
    return found


def _both(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What comes and goes after both: a word stands on the side that named it last."""
    come = {REMOVE: after.get(ADD) or (), ADD: after.get(REMOVE) or ()}
    return {
        side: _set({ADD: after.get(side) or (), REMOVE: come[side]}, before.get(side) or ())
        for side in (ADD, REMOVE)
    }


def _set(patch: Mapping[str, Any], now: Collection[str]) -> list[str]:
    gone = {_same(word) for word in patch.get(REMOVE) or ()}
    kept = [word for word in now if _same(word) not in gone]
    there = {_same(word) for word in kept}
    for word in patch.get(ADD) or ():
        if _same(word) not in there and word.strip():
            kept.append(word)
            there.add(_same(word))
    return kept


def _same(word: str) -> str:
    return " ".join(word.split()).casefold()
