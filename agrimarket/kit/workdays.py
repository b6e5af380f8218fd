"""Working days of offices, as data: public holidays, days off in lieu, Saturdays worked instead.

One list a year, as the Government announces it each autumn (Labour Code 2019, Art. 111 and 112).
Read in secondary sources; the days of 2027 are to be held against the announcement. In a year that
stands nowhere here the days of the law as `holidays` reckons them count, Tết by the moon, and the
log says that the list owes that year.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib import import_module

from agrimarket.kit.logs import log

SATURDAY = 5
NEW_YEAR, TET, KINGS = "Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
REUNION, LABOUR, NATION = "Ngày Chiến thắng", "Quốc tế Lao động", "Quốc khánh"
CULTURE, LIEU = "Ngày Văn hóa Việt Nam", "Nghỉ bù"

HOLIDAYS: Mapping[date, str] = {
    date(2025, 1, 1): NEW_YEAR,
    **{date(2025, 1, day): TET for day in range(27, 32)},
    date(2025, 4, 7): KINGS,
    date(2025, 4, 30): REUNION,
    date(2025, 5, 1): LABOUR,
    date(2025, 5, 2): LIEU,
    date(2025, 9, 1): NATION,
    date(2025, 9, 2): NATION,
    date(2026, 1, 1): NEW_YEAR,
    date(2026, 1, 2): LIEU,
    **{date(2026, 2, day): TET for day in range(16, 21)},
    date(2026, 4, 26): KINGS,
    date(2026, 4, 27): LIEU,
    date(2026, 4, 30): REUNION,
    date(2026, 5, 1): LABOUR,
    date(2026, 8, 31): LIEU,
    date(2026, 9, 1): NATION,
    date(2026, 9, 2): NATION,
    # From 2026: Resolution 80-NQ/TW, put into Art. 112.
    date(2026, 11, 24): CULTURE,
    date(2027, 1, 1): NEW_YEAR,
    **{date(2027, 2, day): TET for day in range(4, 11)},
    date(2027, 4, 16): KINGS,
    date(2027, 4, 30): REUNION,
    date(2027, 5, 1): LABOUR,
    date(2027, 5, 3): LIEU,
    date(2027, 9, 2): NATION,
    date(2027, 9, 3): NATION,
    date(2027, 11, 24): CULTURE,
}
# Saturdays that offices work for a day off elsewhere in the year.
WORKED: frozenset[date] = frozenset(
    {date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)},
)
KNOWN_YEARS = frozenset(day.year for day in HOLIDAYS)


def is_working(day: date) -> bool:
    """Whether offices work on a Vietnamese day."""
    if day in WORKED:
        return True
    return day.weekday() < SATURDAY and not holiday(day)


def holiday(day: date) -> str:
    """The name of a public holiday or day in lieu; "" for any other day."""
    if day.year in KNOWN_YEARS:
        return HOLIDAYS.get(day, "")
    return _reckoned(day.year).get(day, "")


@cache
def _reckoned(year: int) -> Mapping[date, str]:
    """The days of a year nobody announced yet; said once, because days in lieu may differ."""
    log.warning("workdays_year_missing", year=year, known=sorted(KNOWN_YEARS))
    holidays = import_module("holidays")  # 6 MB, and most commands reckon no office's days
    return dict(holidays.country_holidays("VN", years=[year], language="vi"))


def after_working_days(day: date, count: int) -> date:
    """The last of `count` working days, counted from the day after `day` (Civil Code Art. 147)."""
    found = day
    while count:
        found += timedelta(days=1)
        count -= is_working(found)
    return found


def working_days_left(today: date, last: date) -> int:
    """Working days after today, up to the last one; 0 on it, below 0 once it is over."""
    if last < today:
        return -_between(last, today)
    return _between(today, last)


def _between(first: date, last: date) -> int:
    """Working days after the first day, the last one included."""
    days = (last - first).days
    return sum(is_working(first + timedelta(days=n)) for n in range(1, days + 1))
