"""What cannot be is refused over the API and on the page alike: the field, and what to do next."""

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import clock
from stamps import gs1
from tests.builders.households import a_household
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_certificate, a_product
from tests.people import People

# address of the API, body, address of the page, form
Attempt = tuple[str, dict[str, Any], str, dict[str, Any]]
API = "/api/v1"
DIGITS = "893456789012"
WRONG_GTIN = f"{DIGITS}{(int(gs1.check_digit(DIGITS)) + 1) % 10}"


def a_rating(people: People, **over: Any) -> Attempt:
    product = a_product(people)
    told = {
        "decision_number": "12/QĐ-UBND", "decided_on": "2026-03-01", "score": 75,
        "issuer": "UBND tỉnh Thanh Hóa", **over,
    }  # fmt: skip
    return f"{API}/products/{product.id}/ratings", told, f"/san-pham/{product.id}/sao/moi", told


def wrong_stars(people: People) -> Attempt:
    return a_rating(people, stars=5)


def wrong_issuer(people: People) -> Attempt:
    """A district, after districts had ended."""
    return a_rating(people, issuer="UBND huyện Nga Sơn", issuer_level="district", score=60)


def rated_too_early(people: People) -> Attempt:
    return a_rating(people, decided_on="2018-05-06")


def a_shops_own_number(people: People) -> Attempt:
    digits = "200123456789"
    address, body, page, told = wrong_check_digit(people)
    number = {"gtin": digits + gs1.check_digit(digits)}
    return address, body | number, page, told | number


def wrong_check_digit(people: People) -> Attempt:
    owner = a_household(people)
    told = {"name": "Bưởi", "category": "food", "gtin": WRONG_GTIN}
    body = {"household_id": owner.id, **told}
    return f"{API}/products", body, f"/san-pham/moi?household={owner.id}", told


def a_new_lot(people: People, **over: Any) -> Attempt:
    product = a_product(people)
    told = {"lot_code": "L-1", "harvested_on": str(days_ago(3)), **over}
    return f"{API}/lots", {"product_id": product.id, **told}, f"/lo/moi?product={product.id}", told


def used_before_harvest(people: People) -> Attempt:
    return a_new_lot(people, use_by=str(days_ago(4)))


def packs_above_quantity(people: People) -> Attempt:
    return a_new_lot(people, quantity=10, unit="kg", pack_count=21, pack_amount=500, pack_unit="g")


def expired_basis(people: People) -> Attempt:
    product = a_product(people, basis=False)
    a_certificate(people, product, "haccp", valid_to=clock.today() - timedelta(days=1))
    body = {"product_id": product.id, "count": 3}
    return f"{API}/stamp-orders", body, f"/tem/moi?product={product.id}", {"count": "3"}


@pytest.mark.parametrize(
    ("attempt", "code", "field"),
    [
        (wrong_stars, "rating_stars_do_not_fit", "stars"),
        (wrong_issuer, "rating_issuer_does_not_fit", "issuer_level"),
        (rated_too_early, "rating_before_programme", "decided_on"),
        (a_shops_own_number, "gtin_restricted", "gtin"),
        (wrong_check_digit, "gtin_invalid", "gtin"),
        (used_before_harvest, "lot_dates_out_of_order", "use_by"),
        (packs_above_quantity, "lot_packs_above_quantity", "pack_count"),
        (expired_basis, "safety_basis_expired", "certificates"),
    ],
)
def test_refused_with_field_and_sentence(
    people: People, attempt: Callable[[People], Attempt], code: str, field: str
) -> None:
    path, body, page, form = attempt(people)
    refused = people.nam.post(path, body)
    assert refused.status_code in {409, 422}
    assert refused.json["code"] == code
    (sentence,) = refused.json["fields"][field]
    assert re.search(r"Hãy|hãy", sentence), sentence  # it says what to do next
    shown = people.nam.browser().post(page, data={k: str(v) for k, v in form.items()})
    assert shown.status_code == 422
    said = html.unescape(shown.text)
    assert sentence in said
    if f'name="{field}"' in said:
        assert re.search(rf'aria-describedby="[^"]*\bf-{field}-error"', said)


def test_an_expired_paper_lets_no_lot_go(people: People) -> None:
    product = a_product(people)
    lot = a_lot(people, product, state="sealed")
    for paper in people.nam.get(f"{API}/products/{product.id}/certificates").json:
        gone = f"{API}/products/{product.id}/certificates/{paper['id']}/remove"
        assert people.nam.post(gone, {"reason": "Hết hạn"}).status_code == 200
    a_certificate(people, product, "haccp", valid_to=clock.today() - timedelta(days=1))
    refused = people.nam.post(f"{API}/lots/{lot.id}/release", {})
    assert (refused.status_code, refused.json["code"]) == (409, "safety_basis_expired")
    (sentence,) = refused.json["fields"]["certificates"]
    shown = people.nam.browser().post(f"/lo/{lot.id}/xuat-ban", data={})
    assert shown.status_code == 422
    assert sentence in html.unescape(shown.text)
