"""The words of a request, sealed under the person's key where the person is known."""

import json
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from agrimarket.households.keys import the_keys
from agrimarket.kit.person_keys import PersonErased, open_for, seal_for
from agrimarket.kit.rekey import SealedColumn
from agrimarket.kit.sealed import SealBroken, seal, unseal
from agrimarket.privacy.models import PersonRequest

GONE = "đã xóa theo yêu cầu"


@dataclass(frozen=True)
class Details:
    """Who asks, how to reach them, and what for, in their own words."""

    asker: str = ""
    contact: str = ""
    text: str = ""


def seal_text(session: Session, row: PersonRequest, column: str, text: str) -> bytes:
    """Sealed for this row and column alone; with the person's key it goes when they are erased."""
    place = _place(column, row.id)
    if row.household_id is None:
        return seal(the_keys(), text, place=place)
    return seal_for(session, the_keys(), row.household_id, text, place=place)


def open_text(session: Session, row: PersonRequest, column: str, sealed: bytes | None) -> str:
    """The text again; once the person is forgotten, words that say so."""
    if sealed is None:
        return ""
    place = _place(column, row.id)
    try:
        if row.household_id is None:
            return unseal(the_keys(), sealed, place=place)
        return open_for(session, the_keys(), row.household_id, sealed, place=place)
    except PersonErased:
        return GONE
    except SealBroken:
        return ""


def seal_details(session: Session, row: PersonRequest, details: Details) -> bytes:
    """The details as one sealed JSON."""
    text = json.dumps(asdict(details), ensure_ascii=False)
    return seal_text(session, row, "details_sealed", text)


def details_of(session: Session, row: PersonRequest) -> Details:
    """What was said; empty words where it is gone."""
    text = open_text(session, row, "details_sealed", row.details_sealed)
    return Details(**json.loads(text)) if text.startswith("{") else Details(text=text)


def answer_of(session: Session, row: PersonRequest) -> str:
    """What the office answered."""
    return open_text(session, row, "answer_sealed", row.answer_sealed)


def _place(column: str, id: str) -> str:
    return f"person_request.{column}.{id}"


# Moved to the newest key by the rotation; what a person's own key sealed stays as it is.
REKEYED = (
    SealedColumn(PersonRequest.details_sealed, place=lambda row: _place("details_sealed", row.id)),
    SealedColumn(PersonRequest.answer_sealed, place=lambda row: _place("answer_sealed", row.id)),
)
