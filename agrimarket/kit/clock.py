"""The one place that reads time, so that rules, tests and `worker --at` share a clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

# Viet Nam has kept UTC+7 without daylight saving since 1975; a fixed offset needs no tzdata.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())
_frozen: ContextVar[datetime | None] = ContextVar("clock_frozen", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    frozen = _frozen.get()
    return frozen.astimezone(UTC) if frozen else datetime.now(UTC) + _shift.get()


def today() -> date:
    """The day it is in Viet Nam; every rule that speaks of a day means this one."""
    return now().astimezone(VIETNAM).date()


def vietnam_day(moment: datetime) -> date:
    """The Vietnamese calendar day of an aware moment."""
    return moment.astimezone(VIETNAM).date()


def start_of_day(day: date) -> datetime:
    """The moment, in UTC, at which a Vietnamese day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM).astimezone(UTC)


@contextmanager
def moved_to(at: datetime) -> Iterator[None]:
    """Run with a clock that starts at `at` (aware) and goes on from there."""
    token = _shift.set(at - datetime.now(UTC))
    try:
        yield
    finally:
        _shift.reset(token)


@contextmanager
def frozen_at(at: datetime) -> Iterator[None]:
    """Run with a clock that stands still at `at` (aware)."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
