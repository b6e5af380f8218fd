"""GTINs, check digits, and GS1 Digital Link addresses, built and strictly parsed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stamps import StampRefusal, digital_link, gs1
from stamps.digital_link import DigitalLink


# GS1 General Specifications, 7.9.1 and its examples; 893 is Vietnam's prefix
@pytest.mark.parametrize(
    ("digits", "check"),
    [("629104150021", "3"), ("37610425002123456", "9"), ("9638507", "4"), ("03600029145", "2")],
)
def test_check_digits(digits: str, check: str) -> None:
    assert gs1.check_digit(digits) == check


@pytest.mark.parametrize("gtin", ["96385074", "036000291452", "6291041500213", "06291041500213"])
def test_all_lengths_become_fourteen(gtin: str) -> None:
    assert gs1.is_gtin(gtin)
    assert gs1.to_gtin14(gtin) == gtin.rjust(14, "0")


@given(st.integers(1, 10**12 - 1), st.integers(0, 12), st.integers(1, 9))
def test_every_wrong_digit_is_caught(number: int, place: int, step: int) -> None:
    body = f"{number:012d}"
    right = body + gs1.check_digit(body)
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    assert gs1.is_gtin(right)
    assert not gs1.is_gtin(wrong)


@pytest.mark.parametrize(
    "text",
    ["", "893850597419", "6291041500214", "0" * 13, "٦٢٩١٠٤١٥٠٠٢١٣", "6291041500213 ", "²" * 13],
)
def test_what_is_no_gtin_is_refused(text: str) -> None:
    assert not gs1.is_gtin(text)
    with pytest.raises(StampRefusal) as refused:
        gs1.to_gtin14(text)
    assert refused.value.code == "bad_gtin"


def test_an_address_is_built_in_the_order_of_the_standard() -> None:
    """GS1 Digital Link URI syntax 1.2: primary key, then lot, then serial."""
    gtin = "6291041500213"
    built = digital_link.build(
        host="tem.example.vn", gtin=gtin, lot="A.1-2", code="1FXY0YKYWGBJSMJT"
    )
    assert built == "HTTPS://TEM.EXAMPLE.VN/01/06291041500213/10/A.1-2/21/1FXY0YKYWGBJSMJT"
    assert digital_link.build(host="tem.example.vn", gtin=gtin).endswith("/01/06291041500213")


LOTS = st.text("!\"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz", min_size=1, max_size=20)


@given(st.none() | LOTS, st.none() | LOTS)
def test_built_addresses_parse_back(lot: str | None, code: str | None) -> None:
    """All of character set 82 (GS1 General Specifications, 7.11), percent-encoded where needed."""
    built = digital_link.build(host="tem.example.vn", gtin="6291041500213", lot=lot, code=code)
    path = built.removeprefix("HTTPS://TEM.EXAMPLE.VN")
    assert digital_link.parse(path) == DigitalLink("06291041500213", lot, code)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/01",
        "/01/",
        "01/06291041500213",
        "/01/06291041500213/",
        "/01/06291041500213/10",
        "/01/06291041500213/10/",
        "/01/06291041500213/21/A/10/B",
        "/01/06291041500213/10/A/10/B",
        "/01/06291041500213/99/A",
        "/02/06291041500213",
        "/01/06291041500214",
        "/01/06291041500213/10/A%",
        "/01/06291041500213/10/A%2",
        "/01/06291041500213/10/%C3%A9",
        "/01/06291041500213/10/%FF",
        "/01/06291041500213/10/A B",
        "/01/06291041500213/10/" + "A" * 21,
        "/01/06291041500213/21/A%00",
    ],
)
def test_everything_else_is_refused(path: str) -> None:
    with pytest.raises(StampRefusal) as refused:
        digital_link.parse(path)
    assert refused.value.code in {"bad_digital_link", "bad_gtin"}
