"""Texts that are the same to a reader are the same to the program."""

import unicodedata

import pytest

from agrimarket.places import fold, has_accents, tidy, tone_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoá", "Hóa"),
        ("THUỶ", "thủy"),
        ("Hoà", unicodedata.normalize("NFD", "Hòa")),
        ("Quý  Lộc", "quý\u00a0lộc "),
        ("Đ", "đ"),
        ("Ðông", "Đông"),
        ("Nga\u200b Sơn", "Nga Sơn"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert tone_key(one) == tone_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hóa"), ("Hoa", "Hóa"), ("Đông", "Đồng"), ("Dông", "Đông"), ("Vân", "Văn")],
)
def test_different(one: str, other: str) -> None:
    assert tone_key(one) != tone_key(other)
    assert fold(one) == fold(other)


def test_fold_leaves_plain_letters_only() -> None:
    assert fold("  XÃ ĐỒNG  Tiến ") == "xa dong tien"
    assert fold(unicodedata.normalize("NFD", "Thuỷ")) == "thuy"
    assert fold("") == tone_key("") == tidy("  ") == ""


def test_accents() -> None:
    assert has_accents("Đông")
    assert has_accents("nga sơn")
    assert has_accents("Hoa\u0301")
    assert not has_accents("NGA  AN 3")
    assert not has_accents("")
