"""Numbers that no product may carry: a shop's own, and those of coupons."""

import pytest

from agrimarket.products import gtin
from agrimarket.products.refusals import GtinForCoupons, GtinRestricted
from stamps import gs1
from tests.builders.products import a_product
from tests.people import People


def number(digits: str) -> str:
    return digits + gs1.check_digit(digits)


RESTRICTED = [f"{prefix:02d}0123456789" for prefix in (2, 4, *range(20, 30))]
COUPONS = [f"{prefix:02d}0123456789" for prefix in (5, 98, 99)]
SOLD = [f"{prefix:02d}0123456789" for prefix in (0, 1, 3, 6, 9, 10, 19, 30, 45, 50, 89, 97)]


@pytest.mark.parametrize("digits", RESTRICTED)
def test_a_shops_own_numbers_are_refused_in_every_length(digits: str) -> None:
    shorter = [number(digits[1:])] if digits[0] == "0" else []
    for text in (number(digits), number(f"1{digits}"), number(f"0{digits}"), *shorter):
        with pytest.raises(GtinRestricted):
            gtin.accept(text)


@pytest.mark.parametrize("digits", COUPONS)
def test_numbers_of_coupons_are_refused_in_every_length(digits: str) -> None:
    for text in (number(digits), number(f"2{digits}")):
        with pytest.raises(GtinForCoupons):
            gtin.accept(text)


@pytest.mark.parametrize("digits", SOLD)
def test_all_other_numbers_are_taken(digits: str) -> None:
    for text in (number(digits), number(f"2{digits}"), number(f"9{digits}")):
        assert gtin.accept(text) == text


def test_short_numbers_have_prefixes_of_their_own() -> None:
    for restricted in (number("0123456"), number("2123456"), f"00000{number('2123456')}"):
        with pytest.raises(GtinRestricted):
            gtin.accept(restricted)
    for sold in ("96385074", number("9938507"), number("5038507")):
        assert gtin.accept(sold) == sold


@pytest.mark.parametrize(
    ("text", "code"),
    [(number(RESTRICTED[2]), "gtin_restricted"), (number(COUPONS[1]), "gtin_for_coupons")],
)
def test_a_product_and_a_size_say_it_at_the_field(people: People, text: str, code: str) -> None:
    product = a_product(people)
    seen = people.nam.get(f"/api/v1/products/{product.id}")
    changed = people.nam.patch(
        f"/api/v1/products/{product.id}", {"gtin": text}, seen.headers["ETag"]
    )
    size = people.nam.post(
        f"/api/v1/products/{product.id}/packs", {"amount": "5", "unit": "kg", "gtin": text}
    )
    for answer in (changed, size):
        assert (answer.status_code, answer.json["code"]) == (422, code)
        assert "để trống" in answer.json["fields"]["gtin"][0]
