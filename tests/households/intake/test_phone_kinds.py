"""A number's kind is told by how it begins: the same as the library says of the whole number."""

import random

import phonenumbers
import pytest

from agrimarket.households.intake.phones import _TELLING, _kind, read_phone


@pytest.mark.parametrize("digits", [7, 8, 9, 10, 11])
def test_as_the_whole_number(digits: int) -> None:
    chance = random.Random(digits)
    for _ in range(3000):
        begins = f"0{chance.randint(1000, 9999)}"
        tail = "".join(chance.choices("0123456789", k=digits - len(begins)))
        number = phonenumbers.PhoneNumber(country_code=84, national_number=int(begins + tail))
        told = _kind((begins + tail)[:_TELLING], digits)
        assert told == phonenumbers.number_type(number), begins + tail


def test_no_kind_looks_further() -> None:
    """Were a new plan in the library to look at a sixth digit, numbers that differ there differ."""
    chance = random.Random(6)
    for begins in (f"0{one}" for one in range(1000, 10_000, 3)):
        one, other = (begins + f"{chance.randint(0, 99999):05}" for _ in range(2))
        kinds = {
            phonenumbers.number_type(phonenumbers.PhoneNumber(84, int(number)))
            for number in (one, other)
        }
        assert len(kinds) == 1, (one, other)


@pytest.mark.parametrize("typed", ["'0912345678", "’0912345678", "`0912 345 678", "' 0912.345.678"])
def test_the_mark_that_keeps_a_text_a_text_is_no_part_of_the_number(typed: str) -> None:
    read = read_phone(typed)
    assert (read.value, read.error, read.warning) == ("0912345678", None, None)


def test_a_mark_alone_or_elsewhere_is_no_number() -> None:
    assert read_phone("'").warning == "phone_absent"
    assert read_phone("0912'345678").error == "phone_invalid"
