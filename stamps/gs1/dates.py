"""Dates of six digits: which century they mean, and the day 00 that means a month's last."""

from calendar import monthrange
from datetime import date
from typing import Final

from stamps.refusals import BadGs1Date

_LATER: Final = 51  # a year 51 or more ahead of today's is of the century before
_EARLIER: Final = -50  # and one 50 or more behind it of the century after
_DIGITS: Final = 6
_LEAP_DAY: Final = 29


def full_year(two_digits: int, *, today: date) -> int:
    """The year that two digits mean on a given day (GS1 General Specifications, 7.12).

    Always between 49 years before and 50 years after: in 2026, 76 is 2076 and 77 is 1977.
    """
    century = today.year - today.year % 100
    ahead = two_digits - today.year % 100
    if ahead >= _LATER:
        return century - 100 + two_digits
    if ahead <= _EARLIER:
        return century + 100 + two_digits
    return century + two_digits


def read_date(digits: str, *, today: date) -> date:
    """YYMMDD as a day; the day 00 is the last of its month. Raises BadGs1Date.

    The library has no clock: `today` decides the century and nothing else.
    """
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        raise BadGs1Date(digits=digits)
    year = full_year(int(digits[:2]), today=today)
    month, day = int(digits[2:4]), int(digits[4:])
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise BadGs1Date(digits=digits) from None


def write_date(day: date) -> str:
    """A day as YYMMDD; whoever reads it later finds the century by the rule above."""
    return day.strftime("%y%m%d")


def exists(digits: str, *, month_only: bool = False) -> bool:
    """Whether six digits can be a day in some century; `month_only` lets the day 00 through.

    29/02/00 stands: 2000 had one, though 1900 had none; `read_date` knows the century.
    """
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1 <= month <= 12:
        return False
    if day == 0:
        return month_only
    return day <= monthrange(2000 + year, month)[1]
