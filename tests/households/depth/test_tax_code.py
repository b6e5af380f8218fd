"""Tax codes: check digit, branches, and the citizen number of households."""

import pytest

from agrimarket.households.depth.tax_code import check_digit, read_tax_code
from tests.builders.households import citizen_id


def a_code(nine: str = "280012345") -> str:
    digit = check_digit(nine)
    assert digit is not None
    return f"{nine}{digit}"


def test_the_check_digit_by_hand() -> None:
    """2·31+8·29+0·23+0·19+1·17+2·13+3·7+4·5+5·3 = 393; 393 mod 11 = 8; 10 − 8 = 2."""
    assert check_digit("280012345") == 2


def test_forms_that_are_read() -> None:
    code = a_code()
    assert read_tax_code(code, "enterprise") == code
    assert read_tax_code(f"{code}-001", "enterprise") == f"{code}-001"
    assert read_tax_code(f"{code}001", "cooperative") == f"{code}-001"
    assert read_tax_code(f" {code[:4]} {code[4:]}", "household") == code


def test_every_changed_digit_is_caught() -> None:
    code = a_code()
    for place in range(10):
        for digit in set("0123456789") - {code[place]}:
            assert read_tax_code(code[:place] + digit + code[place + 1 :], "enterprise") is None


def test_nine_digits_without_a_check_digit() -> None:
    bad = [f"{n:09d}" for n in range(3000) if check_digit(f"{n:09d}") is None]
    assert bad
    assert all(read_tax_code(nine + "0", "enterprise") is None for nine in bad)


def test_the_citizen_number_is_a_households_code_but_no_firms() -> None:
    number = citizen_id()
    assert read_tax_code(number, "household") == number
    assert read_tax_code(number, "group") == number
    assert read_tax_code(number, "enterprise") is None
    assert read_tax_code("999" + number[3:], "household") is None


@pytest.mark.parametrize("text", ["", "abc", "12345", "28001234521", "2800123452-1"])
def test_other_texts_are_none(text: str) -> None:
    assert read_tax_code(text, "enterprise") is None


def test_branch_zero_is_none() -> None:
    assert read_tax_code(f"{a_code()}-000", "enterprise") is None
