"""Numbers, money, days and codes look the same on every page."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.web import filters
from agrimarket.kit.web.read_numbers import NumberInvalid, read_number

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (33130, "33.130"),
        (0, "0"),
        (999, "999"),
        (10_000_000, "10.000.000"),
        (-1500, "-1.500"),
        (1234.5, "1.234,5"),
        (Decimal("0.25"), "0,25"),
        (Decimal("2.50"), "2,5"),
        (-0.001, "0"),
        (None, "chưa có"),
        ("", "chưa có"),
        ("1,5 sào", "1,5 sào"),
    ],
)
def test_number(value: Any, text: str) -> None:
    assert filters.number(value) == text


def test_number_with_another_word_for_missing() -> None:
    assert filters.number(None, "–") == "–"


def test_money_keeps_its_sign_on_the_line() -> None:
    assert filters.money(125000) == "125.000\u00a0₫"
    assert filters.money(Decimal("499.6")) == "500\u00a0₫"
    assert filters.money(0) == "0\u00a0₫"
    assert filters.money(None) == "chưa có"


def test_percent() -> None:
    assert filters.percent(0.125) == "12,5%"
    assert filters.percent(1) == "100%"
    assert filters.percent(0) == "0%"
    assert filters.percent(None) == "chưa có"


def test_dates_are_vietnamese_days() -> None:
    assert filters.vn_date(date(2026, 11, 2)) == "02/11/2026"
    late = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)  # half past one on the 22nd here
    assert filters.vn_date(late) == "22/11/2026"
    assert filters.vn_datetime(late) == "22/11/2026 01:30"
    assert filters.vn_month(date(2026, 3, 9)) == "03/2026"
    assert filters.vn_date(None) == filters.vn_datetime(None) == "chưa có"


def test_a_moment_without_zone_is_refused() -> None:
    naive = datetime(2026, 11, 22, 14, 5)
    for show in (filters.vn_date, filters.vn_datetime, filters.iso):
        with pytest.raises(ValueError, match="time zone"):
            show(naive)


@pytest.mark.parametrize(
    ("day", "vi", "en"),
    [
        (date(2026, 11, 22), "hôm nay", "today"),
        (date(2026, 11, 21), "hôm qua", "yesterday"),
        (date(2026, 11, 23), "ngày mai", "tomorrow"),
        (date(2026, 11, 19), "3 ngày trước", "3 days ago"),
        (date(2026, 11, 26), "4 ngày nữa", "in 4 days"),
        (date(2026, 11, 15), "15/11/2026", "15/11/2026"),
    ],
)
def test_relative_day(day: date, vi: str, en: str) -> None:
    with clock.frozen_at(NOON):
        assert filters.relative_day(day) == vi
        assert filters.relative_day(day, "en") == en


def test_iso() -> None:
    assert filters.iso(date(2026, 11, 22)) == "2026-11-22"
    assert filters.iso(NOON) == "2026-11-22T12:00+07:00"
    assert filters.iso("2026-11-") == "2026-11-"
    assert filters.iso(None) == ""


def test_code_in_four_groups() -> None:
    assert filters.grouped_code("1fxy0ykywgbjsmjt") == "1FXY-0YKY-WGBJ-SMJT"
    assert filters.grouped_code("1FXY-0YKY WGBJ-SMJT") == "1FXY-0YKY-WGBJ-SMJT"
    assert filters.grouped_code(None) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0912345678", "0912 345 678"),
        ("+84912345678", "0912 345 678"),
        ("84 912.345.678", "0912 345 678"),
        ("02373852123", "0237 3852 123"),
        ("1900", "1900"),
        (None, ""),
    ],
)
def test_phone(typed: str | None, shown: str) -> None:
    assert filters.phone(typed) == shown


def test_field_id_is_fit_for_an_address() -> None:
    assert filters.field_id("crops[0].name") == "f-crops-0-name"
    assert filters.field_id("head_name") == "f-head_name"


def test_sentences() -> None:
    assert filters.sentences("Một câu.") == ["Một câu."]
    assert filters.sentences(["A", "B"]) == ["A", "B"]
    assert filters.sentences(None) == []


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.500", 1500),
        ("1.234,5", Decimal("1234.5")),
        ("1234,5", Decimal("1234.5")),
        ("1.5", Decimal("1.5")),
        (" 12 000 ", 12000),
        ("1.234.567", 1234567),
        ("0,05", Decimal("0.05")),
    ],
)
def test_numbers_as_hands_type_them(typed: str, value: Decimal) -> None:
    assert read_number(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "abc", "1,2,3", "-5", "1.23.456", "1e9", "Infinity", "12 ha"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NumberInvalid):
        read_number(typed)


@pytest.mark.parametrize("value", [0, 1, 0.5, 1234.5, 33130, 1_000_000, Decimal("12.34")])
def test_a_shown_number_reads_back(value: Any) -> None:
    assert read_number(filters.number(value)) == Decimal(str(value))
