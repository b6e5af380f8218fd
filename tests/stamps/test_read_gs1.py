"""GS1 values: check digits, letters, lengths, dates, codes; each rule kept and each refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps import StampRefusal, gs1
from stamps.gs1.checks import RULES
from stamps.gs1.letters import SET_32, SET_39, SET_82
from tests.stamps.gs1_values import RULED, code_of

TODAY = date(2026, 11, 22)


# GS1 General Specifications, 7.9.1 and its examples; 893 is Vietnam's prefix
@pytest.mark.parametrize(
    ("digits", "check"),
    [("629104150021", "3"), ("37610425002123456", "9"), ("9638507", "4"), ("03600029145", "2")],
)
def test_check_digits(digits: str, check: str) -> None:
    assert gs1.check_digit(digits) == check
    assert gs1.is_checked(digits + check)


@pytest.mark.parametrize("gtin", ["96385074", "036000291452", "6291041500213", "06291041500213"])
def test_all_lengths_become_fourteen(gtin: str) -> None:
    assert gs1.is_gtin(gtin)
    assert gs1.to_gtin14(gtin) == gtin.rjust(14, "0")


@given(st.sampled_from([7, 11, 12, 13, 16, 17]), st.data())
def test_every_wrong_digit_is_caught(length: int, data: st.DataObject) -> None:
    """GTIN-8 to GTIN-14, GLN, GSIN, SSCC, GSRN: each single wrong digit, at every place."""
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    right = body + gs1.check_digit(body)
    for place in range(len(right)):
        for digit in "0123456789":
            wrong = right[:place] + digit + right[place + 1 :]
            assert gs1.is_checked(wrong) == (digit == right[place])


@given(st.sampled_from([7, 11, 12, 13, 16, 17]), st.data())
def test_swaps_are_caught_unless_five_apart(length: int, data: st.DataObject) -> None:
    """Weights 3 and 1 differ by 2, so a swap changes the sum by 2·(a-b): only 5 apart hides."""
    body = data.draw(st.text("0123456789", min_size=length, max_size=length))
    right = body + gs1.check_digit(body)
    for place in range(len(right) - 1):
        a, b = right[place], right[place + 1]
        swapped = right[:place] + b + a + right[place + 2 :]
        assert gs1.is_checked(swapped) == (abs(int(a) - int(b)) in {0, 5})


@pytest.mark.parametrize(
    "text",
    ["", "893850597419", "6291041500214", "0" * 13, "٦٢٩١٠٤١٥٠٠٢١٣", "6291041500213 ", "²" * 13],
)
def test_what_is_no_gtin_is_refused(text: str) -> None:
    assert not gs1.is_gtin(text)
    assert code_of(lambda: gs1.to_gtin14(text)) == "bad_gtin"


# GS1 General Specifications, 7.9.5, and one with every letter of set 82 in turn
@pytest.mark.parametrize("gmn", ["1987654Ad4X4bL5ttr2310c2K", "12345_NOPQRSTUVWXYZDN"])
def test_check_pairs(gmn: str) -> None:
    assert gs1.check_pair(gmn[:-2]) == gmn[-2:]
    for place in range(len(gmn)):
        wrong = gmn[:place] + ("A" if gmn[place] != "A" else "B") + gmn[place + 1 :]
        assert not gs1.has_check_pair(wrong)
    assert not gs1.has_check_pair(gmn[-2:])


@given(st.text(SET_82, min_size=1, max_size=23))
def test_a_check_pair_is_of_set_32(body: str) -> None:
    assert set(gs1.check_pair(body)) <= set(SET_32)
    assert gs1.has_check_pair(body + gs1.check_pair(body))


# GS1 General Specifications, 7.12: 49 years back, 50 ahead
@pytest.mark.parametrize(
    ("two", "today", "year"),
    [
        (76, 2026, 2076),
        (77, 2026, 1977),
        (26, 2026, 2026),
        (0, 2026, 2000),
        (99, 2026, 1999),
        (1, 2099, 2101),
        (49, 2099, 2149),
        (50, 2099, 2050),
        (0, 2051, 2100),
        (99, 1999, 1999),
    ],
)
def test_the_century_of_two_digits(two: int, today: int, year: int) -> None:
    assert gs1.full_year(two, today=date(today, 6, 1)) == year
    assert -49 <= year - today <= 50


@given(st.dates(date(1978, 1, 1), date(2075, 12, 31)))
def test_dates_come_back(day: date) -> None:
    assert gs1.read_date(gs1.write_date(day), today=TODAY) == day


def test_day_nought_is_the_last_of_the_month() -> None:
    for digits, day in (("270200", 28), ("280200", 29), ("271200", 31), ("000200", 29)):
        assert gs1.read_date(digits, today=TODAY).day == day


@pytest.mark.parametrize("digits", ["270231", "271301", "270001", "27010", "27013٣", "", "27-1-1"])
def test_what_is_no_date_is_refused(digits: str) -> None:
    assert code_of(lambda: gs1.read_date(digits, today=TODAY)) == "bad_gs1_date"


@pytest.mark.parametrize(
    ("ai", "value", "number"),
    [
        ("3103", "001250", "1.250"),
        ("3100", "000007", "7"),
        ("3932", "7040012500", "125.00"),
        ("3920", "125000", "125000"),
        ("3941", "0125", "12.5"),
        ("3105", "999999", "9.99999"),
    ],
)
def test_measures_and_prices(ai: str, value: str, number: str) -> None:
    gs1.check_value(ai, value)
    assert gs1.amount(ai, value) == Decimal(number)


def test_what_measures_nothing_has_no_amount() -> None:
    assert gs1.amount("10", "310") is None
    assert gs1.UNITS["310"] == "kg"


def test_every_rule_is_used_and_told() -> None:
    used = {p.rule for row in gs1.IDENTIFIERS.values() for p in row.parts if p.rule}
    assert used == set(RULES) == set(RULED)


@pytest.mark.parametrize("rule", RULED)
def test_each_rule_lets_right_values_through_and_wrong_ones_not(rule: str) -> None:
    ai, right, wrong = RULED[rule]
    for value in right:
        gs1.check_value(ai, value)
    for value in wrong:
        assert code_of(gs1.check_value, ai, value) == "bad_gs1_value", value


@pytest.mark.parametrize(("ai", "letters"), [("10", SET_82), ("8010", SET_39)])
def test_letters_outside_the_set_are_refused(ai: str, letters: str) -> None:
    for number in (*range(256), 0x0661, 0xFF11, 0x1D7CE):
        value = f"8931{chr(number)}"
        if chr(number) in letters:
            gs1.check_value(ai, value)
        else:
            assert code_of(gs1.check_value, ai, value) == "bad_gs1_value"


def test_a_refusal_names_the_part_and_what_is_wrong() -> None:
    with pytest.raises(StampRefusal) as refused:
        gs1.check_value("17", "270231")
    assert "(17) hạn dùng" in refused.value.detail
    assert "không có ngày 31/02/27" in refused.value.detail
    with pytest.raises(StampRefusal, match="đủ 14 chữ số"):
        gs1.check_value("01", "629104150021")
    with pytest.raises(StampRefusal, match="dài quá 20 chữ"):
        gs1.check_value("10", "A" * 21)


@pytest.mark.parametrize("ai", ["", "1", "05", "14", "3106", "999", "٠١", "718", "4334"])
def test_unknown_identifiers_are_refused(ai: str) -> None:
    assert code_of(lambda: gs1.check_value(ai, "1")) == "unknown_gs1_identifier"


def test_no_identifier_begins_another() -> None:
    """What makes an unbroken string readable at all."""
    every = list(gs1.IDENTIFIERS)
    assert not [(a, b) for a in every for b in every if a != b and b.startswith(a)]


def test_the_keys_of_an_address() -> None:
    """GS1 Digital Link URI syntax 1.2, grammar; 415 and 8020 since 1.3."""
    sequences = {ai: gs1.IDENTIFIERS[ai].qualifiers for ai in gs1.PRIMARY_KEYS}
    alone = dict.fromkeys(["00", "253", "255", "401", "402", "8003", "8013"], ((),))
    assert sequences == alone | {
        "01": (("22", "10", "21"), ("235",)),
        "8006": (("22", "10", "21"),),
        "414": (("254",), ("7040",)),
        "415": (("8020",),),
        "417": (("7040",),),
        "8004": (("7040",),),
        "8010": (("8011",),),
        "8017": (("8019",),),
        "8018": (("8019",),),
    }
