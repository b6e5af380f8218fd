"""Citizen numbers sealed and found again; people without one told apart by a keyed hash."""

import json

from agrimarket.households.intake.outcome import PersonKey
from agrimarket.households.keys import the_keys
from agrimarket.kit.sealed import blind_index, seal, unseal

SHOWN_DIGITS = 3
HIDDEN = "•"


def seal_citizen_id(citizen_id: str, household_id: str) -> bytes:
    """The number encrypted for this household's row alone."""
    return seal(the_keys(), citizen_id, place=_place(household_id))


def open_citizen_id(sealed: bytes, household_id: str) -> str:
    """The twelve digits; SealBroken where the row's value is not its own."""
    return unseal(the_keys(), sealed, place=_place(household_id))


def citizen_index(citizen_id: str) -> str:
    """A keyed hash, the same for the same number, that tells nothing of it."""
    return blind_index(the_keys(), citizen_id, purpose="household.citizen_id")


def person_hash(key: PersonKey) -> str:
    """A keyed hash of name, phone, commune and, without a phone, birth date."""
    born = key.birth_date.isoformat() if key.birth_date else None
    text = json.dumps([key.name, key.phone, key.commune_code, born], ensure_ascii=False)
    return blind_index(the_keys(), text, purpose="household.person")


def masked(citizen_id: str) -> str:
    """The number with all but its last three digits hidden."""
    hidden = HIDDEN * (len(citizen_id) - SHOWN_DIGITS)
    return hidden + citizen_id[-SHOWN_DIGITS:]


def _place(household_id: str) -> str:
    return f"household.citizen_sealed.{household_id}"
