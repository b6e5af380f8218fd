"""Reads birth dates and sex."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from agrimarket.households.intake.cells import Cell, as_text
from agrimarket.households.intake.result import Read
from agrimarket.places import fold

Sex = Literal["male", "female"]

_FORMS = (
    re.compile(r"(?P<d>[0-9]{1,2})(?P<mark>[/.-])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4})"),
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
)
# Citizen numbers know people of these years only as Vietnam now lives; outside it is a typo.
_YEARS = range(1900, 2100)
_SEXES: dict[str, Sex] = {"nam": "male", "nu": "female"}


def read_birth_date(cell: Cell) -> Read[date | None]:
    """A date cell, or text d/m/yyyy, d-m-yyyy, d.m.yyyy, yyyy-mm-dd; else birth_date_invalid.

    An empty cell is no error. A bare number is none of these: 1980 would be a day of 1905.
    """
    if isinstance(cell, datetime):
        return _checked(cell.date())
    if isinstance(cell, date):
        return _checked(cell)
    text = as_text(cell)
    if not text:
        return Read(None)
    return _checked(_from_text(text) if isinstance(cell, str) else None)


def _from_text(text: str) -> date | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:  # 31/02/1970
                return None
    return None


def _checked(day: date | None) -> Read[date | None]:
    if day is None or day.year not in _YEARS:
        return Read(None, error="birth_date_invalid")
    return Read(day)


@lru_cache(maxsize=256, typed=True)
def read_sex(cell: Cell) -> Sex | None:
    """Nam or Nữ in any case, with or without accents; None for anything else."""
    return _SEXES.get(fold(as_text(cell)))
