"""A number as people type it becomes the ten digits we keep, or nothing."""

import pytest

from agrimarket.kit.phones import ten_digits


@pytest.mark.parametrize(
    "text",
    ["0912345678", "0912 345 678", "0912.345.678", "(0912) 345-678", "+84912345678",
     "+84 0912 345 678", "84912345678", " 0912\u00a0345\u00a0678 "],
)  # fmt: skip
def test_ways_to_write_one_number(text: str) -> None:
    assert ten_digits(text) == "0912345678"


@pytest.mark.parametrize(
    "text",
    ["", "0", "912345678", "09123456789", "0237 3852 246", "0112345678", "+1 912 345 678",
     "0912345678a", "٠٩١٢٣٤٥٦٧٨", "0912345678\n0912345678", "nam@xa.example"],
)  # fmt: skip
def test_what_is_no_mobile_number(text: str) -> None:
    assert ten_digits(text) is None
