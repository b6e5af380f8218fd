"""What was read of one producer out of a message; nothing of it is saved yet."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from agrimarket.households.intake.births import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """One producer as a message tells of it. Area in hectares; codes as `read_place` gives them.

    `source` are the words it was read from, `rest` those of them that were read into no field;
    `doubts` are Vietnamese sentences about what a person should look at.
    """

    source: str = field(repr=False)
    kind: str = "household"
    head_name: str | None = field(default=None, repr=False)
    legal_name: str | None = None
    sex: Sex | None = None
    birth_date: date | None = field(default=None, repr=False)
    birth_year: int | None = None
    citizen_id: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    phone_of: str | None = None
    phone_absent: bool = False
    hamlet: str | None = None
    place: str | None = None
    commune_codes: tuple[str, ...] = ()
    crops: tuple[str, ...] = ()
    area_ha: Decimal | None = None
    quantities: tuple[str, ...] = ()
    other_phones: tuple[str, ...] = field(default=(), repr=False)
    consent_said: bool | None = None
    rest: str = field(default="", repr=False)
    doubts: tuple[str, ...] = ()

    @property
    def note(self) -> str | None:
        """What no field holds, for the note: nothing that was written is lost."""
        year = f"Sinh năm {self.birth_year}" if self.birth_year and not self.birth_date else ""
        numbers = ", ".join(self.other_phones)
        phones = f"Số điện thoại khác: {numbers}" if numbers else ""
        said = [year, ", ".join(self.quantities), phones, self.rest]
        return ". ".join(one for one in said if one) or None
