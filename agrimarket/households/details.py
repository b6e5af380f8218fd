"""What is said about a producer, checked field by field, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from agrimarket.households.depth.bank import Bank
from agrimarket.households.intake.births import Sex
from agrimarket.households.models import ProducerKind

PERSONS = (ProducerKind.HOUSEHOLD, ProducerKind.HOUSEHOLD_BUSINESS)
_CENTIARE = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Clean values. Area in hectares, position in degrees (WGS 84), phone with its leading 0."""

    kind: str = ProducerKind.HOUSEHOLD
    head_name: str | None = field(default=None, repr=False)
    legal_name: str | None = None
    commune_code: str
    former_district: str | None = None
    hamlet: str | None = None
    phone: str | None = field(default=None, repr=False)
    phone_of: str | None = field(default=None, repr=False)
    citizen_id: str | None = field(default=None, repr=False)
    tax_code: str | None = None
    tax_is_citizen_id: bool = False
    birth_date: date | None = field(default=None, repr=False)
    sex: Sex | None = None
    crops: Sequence[str] = ()
    area_ha: Decimal | None = None
    latitude: float | None = field(default=None, repr=False)
    longitude: float | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    bank: Bank | None = field(default=None, repr=False)
    payment_kinds: Sequence[str] = ()
    wish_channels: Sequence[str] = ()
    wish_by: date | None = None
    wish_note: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The name to show: the business's where it has one, else the person's."""
        return self.legal_name or self.head_name or ""

    @property
    def person_name(self) -> str:
        """The name that tells producers apart: a person's where the producer is a person."""
        if self.kind in PERSONS and self.head_name:
            return self.head_name
        return self.name


FIELDS = tuple(one.name for one in fields(Details) if one.name != "tax_is_citizen_id")


def hectares(value: Decimal | None) -> Decimal | None:
    """Two decimals, 100 m², as kept; what is smaller than that stays at 0.01."""
    if value is None:
        return None
    return max(value.quantize(_CENTIARE, ROUND_HALF_UP), _CENTIARE)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without the empty ones, under the names of Details."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}
