"""Certificates: noting, mending, removing, and what they are worth on a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agrimarket.kit import clock
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from agrimarket.products import standing
from agrimarket.products.kinds import CERTIFICATE_KINDS
from agrimarket.products.models import Product
from agrimarket.products.refusals import ConsentMissing, ProductNotApproved, SafetyBasisMissing
from agrimarket.products.scope import stands_safely
from tests.builders.households import a_household
from tests.builders.products import a_certificate, a_product
from tests.people import People


def day(days: int) -> date:
    return clock.today() + timedelta(days=days)


def test_ba_hoa_notes_her_commitment_and_stands_safely(people: People) -> None:
    product = a_product(people, basis=False)
    hoa = people.producer(product.household_id)
    body = {"kind": "commitment", "number": "12/CK", "issuer": "UBND xã Nga An"}
    answer = hoa.post(f"/api/v1/products/{product.id}/certificates", body)
    assert answer.status_code == 201
    assert answer.json["valid"] is True
    assert answer.json["is_safety_basis"] is True
    assert hoa.get(f"/api/v1/products/{product.id}").json["has_safety_basis"] is True


@pytest.mark.parametrize("kind", sorted(CERTIFICATE_KINDS))
def test_only_safety_papers_are_a_basis(people: People, kind: str) -> None:
    product = a_product(people, basis=False)
    a_certificate(people, product, kind)
    expected = kind in {"commitment", "food_safety", "vietgap", "globalgap", "haccp", "iso22000"}
    assert standing.has_safety_basis(reading(), product) is expected
    safe = reading().scalars(select(Product.id).where(stands_safely(clock.today()))).all()
    assert list(safe) == ([product.id] if expected else [])


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (-10, 0, True),  # the last day is a good day
        (0, None, True),
        (-10, -1, False),
        (1, None, False),
    ],
)
def test_a_paper_holds_from_its_first_to_its_last_day(
    people: People, first: int | None, last: int | None, holds: bool
) -> None:
    product = a_product(people, basis=False)
    a_certificate(
        people, product, "vietgap",
        valid_from=None if first is None else day(first),
        valid_to=None if last is None else day(last),
    )  # fmt: skip
    assert standing.has_safety_basis(reading(), product) is holds
    assert bool(standing.public_certificates(reading(), product)) is holds


def test_the_day_is_vietnamese(people: People) -> None:
    """At 18:00 UTC it is tomorrow in Thanh Hóa; a paper that ended yesterday there has ended."""
    product = a_product(people, basis=False)
    a_certificate(people, product, "haccp", valid_to=date(2026, 11, 22))
    from_utc = clock.start_of_day(date(2026, 11, 23))  # 17:00 UTC on the 22nd
    with clock.frozen_at(from_utc - timedelta(minutes=1)):
        assert standing.has_safety_basis(reading(), product)
    with clock.frozen_at(from_utc + timedelta(hours=1)):
        assert not standing.has_safety_basis(reading(), product)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "diploma"}, "certificate_kind_unknown"),
        (
            {"kind": "vietgap", "valid_from": "2026-02-01", "valid_to": "2026-01-01"},
            "certificate_dates_reversed",
        ),
        ({"kind": "vietgap", "valid_from": "hôm qua"}, "invalid_fields"),
        ({"number": "1"}, "invalid_fields"),
        ({"kind": "vietgap", "removed_at": "2026-01-01"}, "invalid_fields"),
    ],
)
def test_papers_that_cannot_be_noted(people: People, body: dict[str, str], code: str) -> None:
    product = a_product(people, basis=False)
    answer = people.nam.post(f"/api/v1/products/{product.id}/certificates", body)
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["fields"]


def test_a_commitment_serves_small_producers_only(people: People) -> None:
    firm = a_household(people, kind="enterprise", legal_name="Công ty Ba Làng", head_name=None)
    product = a_product(people, firm, basis=False)
    answer = people.nam.post(f"/api/v1/products/{product.id}/certificates", {"kind": "commitment"})
    assert (answer.status_code, answer.json["code"]) == (422, "commitment_for_small_only")


def test_removing_needs_a_reason_and_keeps_history(people: People) -> None:
    product = a_product(people)
    papers = f"/api/v1/products/{product.id}/certificates"
    paper_id = people.nam.get(papers).json[0]["id"]
    assert people.nam.post(f"{papers}/{paper_id}/remove", {"reason": ""}).status_code == 422
    answer = people.nam.post(f"{papers}/{paper_id}/remove", {"reason": "Ghi nhầm hộ"})
    assert answer.json["removed_reason"] == "Ghi nhầm hộ"
    assert answer.json["valid"] is False
    assert not standing.has_safety_basis(reading(), product)
    assert len(people.nam.get(papers).json) == 1
    again = people.nam.post(f"{papers}/{paper_id}/remove", {"reason": "Lần nữa"})
    assert (again.status_code, again.json["code"]) == (409, "paper_removed")


def test_mending_a_paper_needs_its_etag(people: People) -> None:
    product = a_product(people)
    papers = f"/api/v1/products/{product.id}/certificates"
    one = f"{papers}/{people.nam.get(papers).json[0]['id']}"
    etag = people.nam.get(one).headers["ETag"]
    assert people.nam.patch(one, {"number": "9"}).status_code == 428
    assert people.nam.patch(one, {"number": "9"}, etag).json["number"] == "9"
    assert people.nam.patch(one, {"number": "10"}, etag).status_code == 412
    assert people.nam.patch(one, {"kind": "vietgap"}, etag).status_code == 422


def test_lan_sees_no_papers_and_no_paper_is_reached_through_another_product(
    people: People,
) -> None:
    product, other = a_product(people), a_product(people)
    papers = f"/api/v1/products/{product.id}/certificates"
    paper_id = people.nam.get(papers).json[0]["id"]
    assert people.lan.get(papers).status_code == 404
    assert people.lan.post(papers, {"kind": "vietgap"}).status_code == 404
    stray = people.nam.get(f"/api/v1/products/{other.id}/certificates/{paper_id}")
    assert stray.status_code == 404
    assert people.nam.get(f"{papers}/{new_id()}").status_code == 404


def test_what_a_stamp_order_asks_first(people: People) -> None:
    silent = a_product(people, a_household(people, consent=None), state="draft")
    waiting = a_product(people, state="submitted")
    bare = a_product(people, basis=False)
    good = a_product(people)
    with pytest.raises(ConsentMissing):
        standing.check_sellable(reading(), silent)
    with pytest.raises(ProductNotApproved):
        standing.check_sellable(reading(), waiting)
    with pytest.raises(SafetyBasisMissing):
        standing.check_sellable(reading(), bare)
    standing.check_sellable(reading(), good)
