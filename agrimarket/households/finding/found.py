"""From a producer's columns to the narrow row that lists search, filter and sort."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

from agrimarket.households.models import Household
from agrimarket.households.showing.todo import gaps
from agrimarket.places import fold

# Each gap of todo.py has its bit; a bit once given is never given to another gap.
GAP_BITS: Mapping[str, int] = {
    "consent_missing": 1,
    "phone_missing": 2,
    "citizen_id_missing": 4,
    "tax_code_missing": 8,
    "crops_missing": 16,
    "hamlet_missing": 32,
    "area_missing": 64,
    "payment_missing": 128,
}
_COPIED = (
    "phone", "commune_code", "former_district", "kind", "state", "import_id", "registered_by",
    "owner_id", "created_at", "updated_at",
)  # fmt: skip
_EMPTY: Mapping[str, None] = dict.fromkeys(Household.__table__.columns.keys())
LEFT = ("erased_at", "merged_into", "deleted_at")  # with one of these it stands in no list


def stands(columns: Mapping[str, Any]) -> bool:
    """Whether a producer with these columns stands in lists at all."""
    return all(columns.get(name) is None for name in LEFT)


def found_row(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The narrow row of a producer, without product names, which its own row does not know."""
    return {
        "household_id": columns["id"],
        "words": columns["search_text"],
        "crops": folded(columns["crops"] or ()),
        "gaps": gap_bits(columns),
        "sort_name": sort_name(columns["name"]),
        **{name: columns.get(name) for name in _COPIED},
    }


def folded(texts: Any) -> str:
    """Several texts without tone marks in one, apart from each other."""
    return "; ".join(fold(text) for text in texts)


def gap_bits(columns: Mapping[str, Any]) -> int:
    """What is missing, as bits; a gap that lists do not know has none."""
    row = cast(Household, SimpleNamespace(**{**_EMPTY, **columns}))
    return sum(GAP_BITS.get(gap.code, 0) for gap in gaps(row))


def sort_name(name: str) -> str:
    """The given name first, then the whole: Vietnamese lists go by the given name."""
    words = fold(name)
    return f"{words.rpartition(' ')[2]} {words}"[:200]
