"""A producer as this viewer may see it, for JSON and pages alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session, object_session

from agrimarket.households.identity import masked, open_bank, open_citizen_id
from agrimarket.households.models import Consent, Household
from agrimarket.households.showing import masks
from agrimarket.households.showing.todo import gaps
from agrimarket.kit.access import Viewer
from agrimarket.kit.person_keys import PersonErased
from agrimarket.places import commune

CITIZEN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A household's public face to one viewer: `row` gives what nobody needs to mask."""

    row: Household
    viewer: Viewer
    consents: Sequence[Consent] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def commune_name(self) -> str:
        return commune(self.row.commune_code).name

    @property
    def phone(self) -> str | None:
        """Whole for those who call people, its last digits for those who do not."""
        return masks.shown_phone(self.viewer, self.row.phone)

    @property
    def phone_of(self) -> str | None:
        return self.row.phone_of if masks.sees_phones(self.viewer) else None

    @property
    def birth_date(self) -> date | None:
        return self.row.birth_date if masks.sees_phones(self.viewer) else None

    @property
    def note(self) -> str | None:
        return self.row.note if masks.sees_phones(self.viewer) else None

    @property
    def wish_note(self) -> str | None:
        return self.row.wish_note if masks.sees_phones(self.viewer) else None

    @property
    def latitude(self) -> float | None:
        return self.row.latitude if masks.sees_position(self.viewer, self.row) else None

    @property
    def longitude(self) -> float | None:
        return self.row.longitude if masks.sees_position(self.viewer, self.row) else None

    @property
    def has_citizen_id(self) -> bool:
        return self.row.citizen_sealed is not None

    @property
    def citizen_id_masked(self) -> str | None:
        """Its last three digits for workers and officers, so that they can compare a card."""
        if not self.has_citizen_id:
            return None
        if not masks.sees_last_digits(self.viewer):
            return masks.HIDDEN * CITIZEN_DIGITS
        try:
            return masked(open_citizen_id(self._session, self.row) or "")
        except PersonErased:
            return None

    @property
    def has_bank(self) -> bool:
        return self.row.bank_sealed is not None

    @property
    def bank(self) -> dict[str, str | None] | None:
        """The bank and the end of the number, for those who may write it; None for others."""
        if not self.has_bank or not masks.sees_bank(self.viewer, self.row):
            return None
        try:
            found = open_bank(self._session, self.row)
        except PersonErased:
            return None
        assert found is not None
        return {
            "bank_code": found.bank_code,
            "name": found.name,
            "account_number_masked": masked(found.account_number),
        }

    @property
    def todo(self) -> list[str]:
        return [gap.code for gap in gaps(self.row)]

    @property
    def since(self) -> datetime:
        return self.row.created_at

    @property
    def _session(self) -> Session:
        session = object_session(self.row)
        assert session is not None, "a row is shown while its session is open"
        return session
