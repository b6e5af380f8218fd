"""Working days around Tết, month ends and swapped Saturdays; terms that change on a day."""

from datetime import date, timedelta

import holidays
import pytest
import structlog

from agrimarket.kit import workdays
from agrimarket.kit.workdays import (
    HOLIDAYS,
    KNOWN_YEARS,
    WORKED,
    after_working_days,
    holiday,
    is_working,
    working_days_left,
)
from agrimarket.products import terms
from agrimarket.products.terms import Term


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        (date(2026, 11, 9), date(2026, 11, 16)),  # a Monday: Tuesday to Monday
        (date(2026, 11, 13), date(2026, 11, 20)),  # a Friday
        (date(2026, 11, 14), date(2026, 11, 20)),  # a Saturday counts from Monday on
        (date(2026, 11, 20), date(2026, 11, 30)),  # over 24 November, and to a month's end
        (date(2026, 2, 13), date(2026, 2, 27)),  # the last Friday before Tết: a week is lost
        (date(2026, 2, 16), date(2026, 2, 27)),  # sent on New Year's Eve itself
        (date(2026, 2, 12), date(2026, 2, 26)),
        (date(2025, 1, 24), date(2025, 2, 7)),
        (date(2027, 2, 3), date(2027, 2, 17)),
        (date(2025, 12, 31), date(2026, 1, 9)),  # 1 and 2 January off
        (date(2026, 1, 7), date(2026, 1, 13)),  # Saturday 10 January is worked for the 2nd
        (date(2026, 4, 24), date(2026, 5, 6)),  # Kings on a Sunday, its Monday, 30 April, 1 May
        (date(2026, 8, 20), date(2026, 8, 26)),  # Saturday 22 August is worked
        (date(2026, 8, 28), date(2026, 9, 9)),  # National Day with its Monday
        (date(2028, 2, 28), date(2028, 3, 6)),  # a leap day in a year nobody announced yet
    ],
)
def test_five_working_days(submitted: date, due: date) -> None:
    assert terms.answer_due(submitted) == due


def test_ten_working_days_to_mend_it() -> None:
    assert terms.supplement_due(date(2026, 2, 13)) == date(2026, 3, 6)
    assert terms.supplement_due(date(2026, 1, 30)) == date(2026, 2, 13)


def test_no_last_day_is_a_day_off() -> None:
    day = date(2025, 1, 1)
    while day.year < 2028:
        due = terms.answer_due(day)
        assert is_working(due)
        assert sum(is_working(day + timedelta(n)) for n in range(1, (due - day).days + 1)) == 5
        day += timedelta(days=1)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_list_agrees_with_a_public_one(year: int) -> None:
    """Weekdays off; 2 January 2026 was swapped in a notice that the public list came without."""
    public = {day for day in holidays.country_holidays("VN", years=[year]) if day.weekday() < 5}
    ours = {day for day in HOLIDAYS if day.year == year and day.weekday() < 5}
    assert ours - public <= {date(2026, 1, 2)}
    assert public <= ours


def test_swapped_saturdays_are_worked_and_pay_for_a_day_off() -> None:
    assert all(day.weekday() == 5 and is_working(day) for day in WORKED)
    assert {2025, 2026, 2027} == KNOWN_YEARS
    assert not is_working(date(2026, 8, 29))


def test_a_year_without_a_list_has_the_days_of_the_law() -> None:
    assert "Quốc khánh" in holiday(date(2030, 9, 2))
    assert not is_working(date(2030, 1, 1))
    assert not is_working(date(2030, 2, 4))  # Tết, by the moon
    assert is_working(date(2030, 2, 11))


def test_a_year_without_a_list_is_told_once() -> None:
    workdays._reckoned.cache_clear()
    with structlog.testing.capture_logs() as said:
        assert [is_working(date(2031, 2, 4)), is_working(date(2031, 1, 23))] == [True, False]
        assert is_working(date(2027, 2, 3))
    told = [(one["event"], one["year"], one["log_level"]) for one in said]
    assert told == [("workdays_year_missing", 2031, "warning")]


@pytest.mark.parametrize(
    ("today", "left", "words", "kind"),
    [
        (date(2026, 2, 13), 5, "Còn 5 ngày làm việc", "wait"),
        (date(2026, 2, 22), 5, "Còn 5 ngày làm việc", "wait"),  # all of Tết changes nothing
        (date(2026, 2, 26), 1, "Còn 1 ngày làm việc", "wait"),
        (date(2026, 2, 27), 0, "Hết hôm nay", "wait"),
        (date(2026, 2, 28), 0, "Quá hạn", "look"),  # the Saturday after
        (date(2026, 3, 2), -1, "Quá hạn 1 ngày", "look"),
        (date(2026, 3, 4), -3, "Quá hạn 3 ngày", "look"),
    ],
)
def test_what_is_left(today: date, left: int, words: str, kind: str) -> None:
    due = date(2026, 2, 27)
    assert working_days_left(today, due) == left
    assert terms.time_left(today, due) == (words, kind)


def test_nobody_told_a_last_day() -> None:
    assert terms.time_left(date(2026, 2, 13), None) == ("Chưa tính hạn", "neutral")


def test_a_new_number_of_days_holds_from_its_day_on() -> None:
    rules = (
        Term("answer", "x", 5, date(2025, 1, 1), date(2026, 6, 30)),
        Term("answer", "x", 3, date(2026, 7, 1)),
    )
    told = {
        day: terms.term("answer", day, rules).days
        for day in (date(2024, 5, 1), date(2026, 6, 30), date(2026, 7, 1), date(2029, 1, 1))
    }
    assert list(told.values()) == [5, 5, 3, 3]
    assert after_working_days(date(2026, 7, 1), 0) == date(2026, 7, 1)
