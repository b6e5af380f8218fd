"""From checked details to the columns of a household's row, one by one or a whole list."""

from operator import attrgetter
from typing import Any

from agrimarket.households.details import PERSONS, Details
from agrimarket.households.identity import Seal, citizen_indexes, person_hashes, sealed_columns
from agrimarket.households.intake.outcome import person_key
from agrimarket.households.merging.likeness import near_key, place_key
from agrimarket.places import fold


def columns(details: Details, *, id: str, seal: Seal) -> dict[str, Any]:
    """Every column that follows from the details; citizen number and bank account only sealed."""
    values: dict[str, Any] = {
        "kind": str(details.kind),
        "name": details.name,
        "search_text": search_text(details),
        "near_key": near_key(details.person_name, details.commune_code, details.birth_date),
        "place_key": place_key(details.person_name, details.commune_code, details.hamlet),
        "crops": list(details.crops),
        "payment_kinds": list(details.payment_kinds),
        "wish_channels": list(details.wish_channels),
        **index_columns(details),
        **sealed_columns(details, id, seal),
    }
    values.update(zip(_AS_THEY_ARE, _as_they_are(details), strict=True))
    return values


def index_columns(details: Details) -> dict[str, str | None]:
    """The keyed hashes under every version of the key; None in a column no version uses."""
    columns = ("citizen_index", "citizen_index_even", "person_key", "person_key_even")
    found: dict[str, str | None] = dict.fromkeys(columns)
    if details.citizen_id is not None:
        found |= citizen_indexes(details.citizen_id)
    return found | person_hashes_of(details)


_AS_THEY_ARE = (
    "head_name", "legal_name", "commune_code", "former_district", "hamlet", "phone", "phone_of",
    "tax_code", "tax_is_citizen_id", "birth_date", "sex", "area_ha", "latitude", "longitude",
    "note", "wish_by", "wish_note",
)  # fmt: skip
_as_they_are = attrgetter(*_AS_THEY_ARE)


def search_text(details: Details) -> str:
    """Names, hamlet and crops in lower case without tone marks; the phone is searched apart."""
    words = (details.head_name, details.legal_name, details.hamlet, *details.crops)
    return "; ".join(fold(word) for word in words if word)


def person_hashes_of(details: Details) -> dict[str, str]:
    """By column: the keys by which a producer without a citizen number is found again."""
    key = person_key(
        name=details.person_name,
        phone=details.phone,
        commune_code=details.commune_code,
        birth_date=details.birth_date,
    )
    return person_hashes(key)


def person_hashes_of_row(row: Any) -> dict[str, str]:
    """The same from what stands in a household's row."""
    key = person_key(
        name=row.head_name if row.kind in PERSONS and row.head_name else row.name,
        phone=row.phone,
        commune_code=row.commune_code,
        birth_date=row.birth_date,
    )
    return person_hashes(key)
