"""Which six digits may open a phone, and how they are kept."""

import pytest
from flask import Flask

from agrimarket.accounts import pins
from agrimarket.accounts.own_pages import keys
from agrimarket.kit.sealed import SealBroken

WEAK = {
    "a row": ["123456", "654321", "012345", "890123", "987654", "135791"],
    "one digit": ["000000", "111111", "777777"],
    "two or three again and again": ["121212", "898989", "123123", "407407"],
    "favourites": ["112233", "123321", "147258", "686868", "797979"],
    "a year": ["198512", "121985", "200001", "012011"],
    "a birthday": ["150890", "010175", "290288"],
}


@pytest.mark.parametrize("pin", [pin for pins_ in WEAK.values() for pin in pins_])
def test_what_a_thief_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(pins.PinWeak):
        pins.check(pin, pin)


@pytest.mark.parametrize(
    "pin", ["", "12345", "1234567", "12a456", "１２３４５６", "-12345", "4 8271"]
)
def test_six_plain_digits_it_must_be(pin: str) -> None:
    with pytest.raises(pins.PinShape):
        pins.check(pin, pin)


@pytest.mark.parametrize("pin", ["482715", "739462", "950317", "604829"])
def test_others_will_do(pin: str) -> None:
    pins.check(pin, pin)


def test_most_pins_will_do() -> None:
    weak = sum(pins.is_weak(f"{number:06d}") for number in range(1_000_000))
    assert weak < 70_000


def test_typed_twice_alike() -> None:
    with pytest.raises(pins.PinUnequal):
        pins.check("482715", "482716")


def test_a_kept_pin_is_sealed_and_bound_to_its_phone(app: Flask) -> None:
    kept = pins.kept(keys(), "phone-1", "482715")
    assert "argon2" not in kept
    assert "482715" not in kept
    assert pins.matches(keys(), "phone-1", kept, "482715")
    assert not pins.matches(keys(), "phone-1", kept, "482716")
    for device, changed in (("phone-2", kept), ("phone-1", kept[:-4] + "AAAA"), ("phone-1", "1.?")):
        with pytest.raises(SealBroken):
            pins.matches(keys(), device, changed, "482715")
