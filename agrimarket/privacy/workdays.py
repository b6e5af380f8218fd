"""Working days of Viet Nam; the one file that imports `holidays`."""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


@cache
def _public(year: int) -> frozenset[date]:
    """Public holidays of a year (Labour Code 2019, Art. 112), with the days given in lieu."""
    return frozenset(holidays.country_holidays("VN", years=[year]).keys())


def is_working(day: date) -> bool:
    """Neither a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in _public(day.year)


def after_working_days(day: date, count: int) -> date:
    """The last of `count` working days, counted from the day after `day` (Civil Code Art. 147)."""
    found = day
    while count:
        found += timedelta(days=1)
        count -= is_working(found)
    return found
