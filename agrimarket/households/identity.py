"""What a person must not be known by: sealed under their own key, found again by keyed hashes."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.depth.bank import Bank
from agrimarket.households.details import Details
from agrimarket.households.intake.outcome import PersonKey
from agrimarket.households.keys import the_keys
from agrimarket.households.models import Household
from agrimarket.households.showing.masks import HIDDEN, SHOWN_DIGITS
from agrimarket.kit import person_keys
from agrimarket.kit.rekey import PERSON as PERSON_SEALED
from agrimarket.kit.sealed import blind_indexes, unseal

CITIZEN, PERSON = "household.citizen_id", "household.person"  # purposes of the hashes

_as_text = json.JSONEncoder(ensure_ascii=False).encode  # made once: it is asked for every row
Seal = Callable[[str, str], bytes]  # what, and its place


def seal_of(session: Session, household_id: str) -> Seal:
    """Seals under the key of this person, made at first use; PersonErased."""
    return lambda plain, place: person_keys.seal_for(
        session, the_keys(), household_id, plain, place=place
    )


def fresh_seal(household_id: str) -> tuple[Seal, dict[str, Any]]:
    """The same for somebody new in a long list: the seal, and the row of the key to insert."""
    secret, wrapped = person_keys.fresh(the_keys(), household_id)
    return (
        lambda plain, place: person_keys.seal_under(secret, plain, place=place),
        {"person_id": household_id, "wrapped": wrapped, "destroyed_at": None},
    )


def nothing_to_seal(_plain: str, place: str) -> bytes:
    """The seal of somebody of whom nothing is sealed; a fault in the code where it is asked."""
    raise LookupError(place)


def sealed_columns(details: Details, household_id: str, seal: Seal) -> dict[str, bytes | None]:
    """Citizen number and bank account, each sealed for this household's row alone."""
    citizen, bank = details.citizen_id, details.bank
    return {
        "citizen_sealed": seal(citizen, citizen_place(household_id)) if citizen else None,
        "bank_sealed": seal(bank.as_json(), _bank_place(household_id)) if bank else None,
    }


def open_citizen_id(session: Session, household: Household) -> str | None:
    """The twelve digits, or None; SealBroken where the value is not this row's own."""
    sealed = household.citizen_sealed
    if sealed is None:
        return None
    place = citizen_place(household.id)
    if sealed[0] != PERSON_SEALED:  # sealed before every person had a key
        return unseal(the_keys(), sealed, place=place)
    return person_keys.open_for(session, the_keys(), household.id, sealed, place=place)


def open_bank(session: Session, household: Household) -> Bank | None:
    """The bank account, or None; SealBroken."""
    sealed = household.bank_sealed
    if sealed is None:
        return None
    place = _bank_place(household.id)
    text = person_keys.open_for(session, the_keys(), household.id, sealed, place=place)
    return Bank.from_json(text)


def citizen_indexes(citizen_id: str) -> dict[str, str]:
    """By column: keyed hashes, the same for the same number, that tell nothing of it."""
    return _by_column("citizen_index", citizen_id, CITIZEN)


def person_hashes(key: PersonKey) -> dict[str, str]:
    """By column: keyed hashes of name, phone, commune and, without a phone, birth date."""
    born = key.birth_date.isoformat() if key.birth_date else None
    text = _as_text([key.name, key.phone, key.commune_code, born])
    return _by_column("person_key", text, PERSON)


def _by_column(column: str, text: str, purpose: str) -> dict[str, str]:
    found = blind_indexes(the_keys(), text, purpose=purpose)
    return {column_of(column, version): index for version, index in sorted(found.items())}


def column_of(column: str, version: int) -> str:
    """Odd versions of the key stand in one column, even ones in the other."""
    return column if version % 2 else f"{column}_even"


def masked(number: str) -> str:
    """The number with all but its last three digits hidden."""
    return HIDDEN * (len(number) - SHOWN_DIGITS) + number[-SHOWN_DIGITS:]


def citizen_place(household_id: str) -> str:
    """Table, column and row."""
    return f"household.citizen_sealed.{household_id}"


def _bank_place(household_id: str) -> str:
    return f"household.bank_sealed.{household_id}"
