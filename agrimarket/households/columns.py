"""From checked details to the columns of a household's row, one by one or a whole list."""

from typing import Any

from agrimarket.households.details import Details
from agrimarket.households.identity import citizen_index, person_hash, seal_citizen_id
from agrimarket.households.intake.outcome import person_key
from agrimarket.places import fold


def columns(details: Details, *, id: str) -> dict[str, Any]:
    """Every column that follows from the details; the citizen number only sealed and hashed."""
    values: dict[str, Any] = {
        "kind": str(details.kind),
        "name": details.name,
        "search_text": search_text(details),
        "person_key": person_hash_of(details),
        "crops": list(details.crops),
        "citizen_sealed": None,
        "citizen_index": None,
    }
    if details.citizen_id is not None:
        values["citizen_sealed"] = seal_citizen_id(details.citizen_id, id)
        values["citizen_index"] = citizen_index(details.citizen_id)
    for name in _AS_THEY_ARE:
        values[name] = getattr(details, name)
    return values


_AS_THEY_ARE = (
    "head_name", "legal_name", "commune_code", "former_district", "hamlet", "phone", "phone_of",
    "tax_code", "tax_is_citizen_id", "birth_date", "sex", "area_ha", "latitude", "longitude",
    "note",
)  # fmt: skip


def search_text(details: Details) -> str:
    """Names, hamlet and crops in lower case without tone marks; the phone is searched apart."""
    words = (details.head_name, details.legal_name, details.hamlet, *details.crops)
    return "; ".join(fold(word) for word in words if word)


def person_hash_of(details: Details) -> str:
    """The key by which a producer without a citizen number is found again."""
    key = person_key(
        name=details.person_name,
        phone=details.phone,
        commune_code=details.commune_code,
        birth_date=details.birth_date,
    )
    return person_hash(key)
