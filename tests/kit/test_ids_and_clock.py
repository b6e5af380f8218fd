"""Ids that sort by time, and a day that is Viet Nam's."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agrimarket.kit import clock, ids


def test_ids_are_uuid7_and_grow() -> None:
    made = [ids.new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert all(one[14] == "7" and one[19] in "89ab" for one in made)


def test_an_id_tells_when_it_was_made() -> None:
    at = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert ids.made_at(ids.new_id(at)) == at


@pytest.mark.parametrize("text", ["", "x", "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "0" * 36])
def test_what_is_no_uuid7_is_refused(text: str) -> None:
    with pytest.raises(ids.IdInvalid):
        ids.accept_id(text)


def test_a_phone_two_days_ahead_passes_and_more_does_not() -> None:
    now = clock.now()
    ids.accept_id(ids.new_id(now + timedelta(days=1, hours=23)))
    with pytest.raises(ids.IdFromFuture):
        ids.accept_id(ids.new_id(now + timedelta(days=2, minutes=5)))


def test_the_day_turns_at_midnight_in_viet_nam() -> None:
    with clock.frozen_at(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 22)
    with clock.frozen_at(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)):
        assert clock.today() == date(2026, 11, 23)
    assert clock.start_of_day(date(2026, 11, 23)) == datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


def test_a_clock_frozen_in_any_zone_tells_utc() -> None:
    """An audit row hashed with another zone's text did not verify once read back."""
    with clock.frozen_at(datetime(2026, 11, 23, 0, 30, tzinfo=clock.VIETNAM)):
        assert clock.now().tzinfo is UTC
        assert clock.now() == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
