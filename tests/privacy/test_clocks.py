"""Due days: working days around Tết and weekends, third parties, one extension, dated rules."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agrimarket.kit.workdays import after_working_days, is_working
from agrimarket.privacy import clocks
from agrimarket.privacy.models import RequestKind

ERASE, ACCESS = RequestKind.ERASE, RequestKind.ACCESS


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 18)),  # Monday
        (date(2026, 11, 23), date(2026, 11, 26)),  # 24 November: Culture Day, off since 2026
        (date(2026, 11, 26), date(2026, 11, 30)),  # Thursday: the weekend does not count
        (date(2026, 11, 15), date(2026, 11, 17)),  # Sunday
        (date(2026, 8, 31), date(2026, 9, 4)),  # National Day, two days
        (date(2026, 4, 29), date(2026, 5, 5)),  # 30 April and 1 May, then a weekend
    ],
)
def test_two_working_days_to_answer(received: date, due: date) -> None:
    assert clocks.due(clocks.ANSWER, ACCESS, False, received) == due


def test_tet_is_no_working_time() -> None:
    """Lunar new year 2027 is 6 February; the days around it are off."""
    assert not is_working(date(2027, 2, 8))
    assert after_working_days(date(2027, 2, 3), 2) > date(2027, 2, 10)


def test_fifteen_days_and_twenty_with_third_parties() -> None:
    since = date(2026, 11, 22)
    assert clocks.due(clocks.ACT, ERASE, False, since) == since + timedelta(days=15)
    assert clocks.due(clocks.ACT, ERASE, True, since) == since + timedelta(days=20)


def test_every_kind_has_every_term_on_every_day() -> None:
    for kind in RequestKind:
        for what in (clocks.ANSWER, clocks.ACT, clocks.EXTENSION):
            for others in (False, True):
                for day in (date(2025, 12, 31), date(2026, 1, 1), date(2030, 6, 1)):
                    assert clocks.term(what, kind, others, day).days > 0


def test_a_new_rule_takes_over_on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    old = clocks.Term(clocks.ANSWER, "x", 2, working=True, valid_to=date(2026, 12, 31))
    new = clocks.Term(clocks.ANSWER, "x", 5, working=True, valid_from=date(2027, 1, 1))
    monkeypatch.setattr(clocks, "RULES", (old, new))
    assert clocks.term(clocks.ANSWER, ACCESS, False, date(2026, 12, 31)).days == 2
    assert clocks.term(clocks.ANSWER, ACCESS, False, date(2027, 1, 1)).days == 5


def test_seventy_two_hours() -> None:
    noticed = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    assert clocks.notice_due(noticed) == datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
