"""A producer as this viewer may see it, for JSON and pages alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from agrimarket.households.identity import HIDDEN, masked, open_citizen_id
from agrimarket.households.models import Consent, Household
from agrimarket.households.todo import gaps
from agrimarket.kit.access import WORKERS, Role, Viewer
from agrimarket.places import commune

_SHOWN_PHONE_DIGITS = 3
_SEE_ALL_MASKED = (Role.AUDITOR,)


@dataclass(frozen=True, slots=True)
class Shown:
    """A household's public face to one viewer: `row` gives what nobody needs to mask."""

    row: Household
    viewer: Viewer
    consents: Sequence[Consent] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def _masks(self) -> bool:
        return self.viewer.role in _SEE_ALL_MASKED

    @property
    def commune_name(self) -> str:
        return commune(self.row.commune_code).name

    @property
    def phone(self) -> str | None:
        """Whole for those who call people, its last digits for those who audit."""
        number = self.row.phone
        if number is None or not self._masks:
            return number
        return HIDDEN * (len(number) - _SHOWN_PHONE_DIGITS) + number[-_SHOWN_PHONE_DIGITS:]

    @property
    def birth_date(self) -> date | None:
        return None if self._masks else self.row.birth_date

    @property
    def note(self) -> str | None:
        return None if self._masks else self.row.note

    @property
    def latitude(self) -> float | None:
        return None if self._masks else self.row.latitude

    @property
    def longitude(self) -> float | None:
        return None if self._masks else self.row.longitude

    @property
    def has_citizen_id(self) -> bool:
        return self.row.citizen_index is not None

    @property
    def citizen_id_masked(self) -> str | None:
        """Its last three digits for workers and officers, so that they can compare a card."""
        sealed = self.row.citizen_sealed
        if sealed is None:
            return None
        if not self.viewer.is_one_of(WORKERS):
            return HIDDEN * 12
        return masked(open_citizen_id(sealed, self.row.id))

    @property
    def todo(self) -> list[str]:
        return [gap.code for gap in gaps(self.row)]

    @property
    def since(self) -> datetime:
        return self.row.created_at
