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
