"""A certificate that its producer typed proves nothing until somebody of the state saw it."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import downgrade, upgrade
from sqlalchemy import select

from agrimarket.app import MIGRATIONS
from agrimarket.channels import facts
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, reading
from agrimarket.products.models import Certificate
from tests.builders.channels import a_sellable
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.papers import API, put
from tests.builders.products import a_certificate, a_held_paper, a_product
from tests.people import People, Person

ORDERS = "/api/v1/stamp-orders"
WORD = "tự khai, chưa có cán bộ xem giấy"


def typed(hoa: Person, household: Household, kind: str, **over: Any) -> str:
    answer = hoa.post(API, {
        "household_id": household.id, "kind": kind, "number": f"FAKE-{kind}", "issuer": "Bộ NN",
        "valid_from": "2026-01-01", "valid_to": "2050-01-01", "covers_all": True, **over,
    })  # fmt: skip
    assert (answer.status_code, answer.json["checked_at"]) == (201, None), answer.text
    return str(answer.json["id"])


def checked(person: Person, id: str) -> bool:
    reading().rollback()  # another transaction changed what this one began to read
    return person.get(f"{API}/{id}").json["checked_at"] is not None


def proven(client: FlaskClient, lot_id: str) -> list[str]:
    """Kinds of paper that the passport of a lot proves."""
    return [one["kind"] for one in client.get(f"/lot/{lot_id}/passport").json["certificates"]]


def test_typed_papers_are_told_as_typed(people: People, client: FlaskClient) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household))
    hoa = people.producer(household.id)
    ids = [typed(hoa, household, kind) for kind in ("vietgap", "globalgap", "organic", "gi")]
    assert proven(client, lot.id) == ["commitment"]
    page = client.get(f"/lot/{lot.id}").text
    assert WORD in page
    assert "FAKE" not in page
    assert "Bộ NN" not in page
    told = client.get(f"/lot/{lot.id}?format=json").json
    assert told["declared"] == ["gi", "globalgap", "organic", "vietgap"]
    english = client.get(f"/lot/{lot.id}?lang=en").text
    assert "papers not seen by an officer" in english
    for id in ids:
        assert people.nam.post(f"{API}/{id}/check").status_code == 200
    page = client.get(f"/lot/{lot.id}").text
    assert "FAKE-organic" in page
    assert WORD not in page
    assert set(proven(client, lot.id)) == {"commitment", "vietgap", "globalgap", "organic", "gi"}


def test_stamps_and_release_wait_for_the_look(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household, basis=False)
    lot = a_lot(people, product, state="open")
    hoa = people.producer(household.id)
    paper = typed(hoa, household, "food_safety")
    assert hoa.get(f"/api/v1/products/{product.id}").json["has_safety_basis"] is False
    refused = hoa.post(ORDERS, {"product_id": product.id, "count": 10})
    assert (refused.status_code, refused.json["code"]) == (409, "safety_basis_unchecked")
    assert "chờ cán bộ xem" in refused.json["fields"]["certificates"][0]
    release = hoa.post(f"/api/v1/lots/{lot.id}/release")
    assert release.json["code"] == "safety_basis_unchecked"
    missing = hoa.get(f"/api/v1/products/{product.id}/missing-papers").json["purposes"]["stamps"]
    basis = [one for one in missing if one["requirement"]["about"] == "safety_basis"]
    assert [one["unchecked_id"] for one in basis] == [paper]
    page = hoa.browser().get(f"/san-pham/{product.id}/con-thieu").text
    assert "Đã ghi, chờ cán bộ xem" in page
    assert f"/giay/{paper}" in page
    assert people.nam.post(f"{API}/{paper}/check").status_code == 200
    assert hoa.post(f"/api/v1/lots/{lot.id}/release").status_code == 200
    left = hoa.get(f"/api/v1/products/{product.id}/missing-papers").json["purposes"]["stamps"]
    assert "safety_basis" not in {one["requirement"]["about"] for one in left}


def test_a_commitment_counts_and_is_no_proof(people: People, client: FlaskClient) -> None:
    household = a_household(people)
    product = a_product(people, household, basis=False)
    typed(people.producer(household.id), household, "commitment")
    lot = a_lot(people, product)
    assert proven(client, lot.id) == []
    assert client.get(f"/lot/{lot.id}?format=json").json["declared"] == ["commitment"]


def test_channels_are_told_what_counts(people: People) -> None:
    product = a_sellable(people)
    household = reading().get_one(Household, product.household_id)
    paper = typed(people.producer(household.id), household, "vietgap")

    def kinds() -> list[str]:
        reading().rollback()
        found = facts.facts_of(
            reading(), viewer=people.phuc.viewer, product_ids=[product.id], on=clock.today()
        )
        return [one.kind for one in found[product.id].content.papers]

    assert kinds() == ["commitment"]
    people.phuc.post(f"{API}/{paper}/check")
    assert set(kinds()) == {"commitment", "vietgap"}


def test_the_way_to_market_waits_too(people: People) -> None:
    household = a_household(people)
    a_product(people, household, basis=False)
    hoa = people.producer(household.id)
    paper = typed(hoa, household, "vietgap")

    def step() -> str:
        return str(people.nam.get(f"/api/v1/households/{household.id}/onboarding").json["step"])

    assert step() == "papers"
    people.nam.post(f"{API}/{paper}/check")
    assert step() != "papers"


@pytest.mark.parametrize(
    "change",
    [{"number": "VG-2"}, {"issuer": "Bộ NN"}, {"scope": "1.000 ha"}, {"valid_to": "2050-01-01"},
     {"valid_from": "2020-01-01"}],
)  # fmt: skip
def test_what_the_producer_changes_is_seen_anew(people: People, change: dict[str, str]) -> None:
    household = a_household(people)
    paper = a_held_paper(people, household, number="VG-1").id
    hoa = people.producer(household.id)
    path, etag = f"{API}/{paper}", {"If-Match": "*"}
    assert hoa.call("PATCH", path, json={"number": "VG-1"}, headers=etag).status_code == 200
    assert checked(hoa, paper)  # nothing changed
    assert hoa.call("PATCH", path, json=change, headers=etag).status_code == 200
    assert not checked(hoa, paper)
    change = {"number": "VG-3"}
    assert people.nam.call("PATCH", path, json=change, headers=etag).status_code == 200
    assert checked(hoa, paper)


def test_a_wider_cover_is_seen_anew(people: People) -> None:
    household = a_household(people)
    one, two = (a_product(people, household, basis=False) for _ in range(2))
    paper = a_held_paper(people, household, product_ids=[one.id, two.id]).id
    hoa = people.producer(household.id)
    put(hoa, f"{API}/{paper}/products", {"product_ids": [one.id]})
    assert checked(hoa, paper)
    put(hoa, f"{API}/{paper}/products", {"product_ids": [one.id, two.id]})
    assert not checked(hoa, paper)
    people.nam.post(f"{API}/{paper}/check")
    put(hoa, f"{API}/{paper}/products", {"covers_all": True})
    assert not checked(hoa, paper)
    people.nam.post(f"{API}/{paper}/check")
    area = hoa.post("/api/v1/areas", {"household_id": household.id, "name": "Vườn đồi"}).json["id"]
    put(hoa, f"{API}/{paper}/areas", {"area_ids": [area]})
    assert not checked(hoa, paper)


def test_who_may_say_that_it_was_seen(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    path = f"{API}/{typed(hoa, household, 'organic')}/check"
    auditor = people.person(Role.AUDITOR, "Kiểm")
    assert hoa.post(path).status_code == 403
    assert auditor.post(path).status_code == 403
    assert people.lan.post(path).status_code == 404
    first = people.nam.post(path).json["checked_at"]
    assert people.phuc.post(path).json["checked_at"] == first  # the second look changes nothing
    story = people.phuc.browser().get(f"/nhat-ky/household/{household.id}").text
    assert story.count("Cán bộ đã xem giấy tờ") >= 1
    gone = a_held_paper(people, household).id
    assert people.nam.post(f"{API}/{gone}/remove", {"reason": "Nhầm"}).status_code == 200
    assert people.nam.post(f"{API}/{gone}/check").json["code"] == "paper_removed"


def test_what_the_state_writes_it_has_seen(people: People) -> None:
    paper = a_certificate(people, a_product(people, basis=False), "vietgap")
    found = reading().get_one(Certificate, paper.id)
    assert found.checked_at is not None
    viewer = people.phuc.viewer
    assert found.checked_by == (viewer.token_id or viewer.account_id)


def test_papers_to_see_are_todays_work(people: People) -> None:
    household = a_household(people)
    hoa, nam = people.producer(household.id), people.nam.browser()
    paper = typed(hoa, household, "organic")
    typed(hoa, household, "haccp", valid_to="2026-01-02")  # ended: nobody need look
    a_held_paper(people, household)
    home = nam.get("/viec").text
    assert "Giấy chờ xem: 1" in home
    assert 'href="/giay?checked=no"' in home
    assert "Giấy chờ xem" not in people.lan.browser().get("/viec").text
    assert "Giấy chờ xem" not in hoa.browser().get("/viec").text
    rows = people.nam.get(f"{API}?checked=no").json["items"]
    assert [one["id"] for one in rows] == [paper]
    assert len(people.nam.get(f"{API}?checked=yes").json["items"]) == 1
    assert "Chờ cán bộ xem" in nam.get("/giay?checked=no").text
    assert "Đã xem giấy" in nam.get(f"/giay/{paper}").text
    own = hoa.browser().get(f"/giay/{paper}").text
    assert "Đã ghi, chờ cán bộ xem" in own
    assert "Đã xem giấy" not in own
    answer = nam.post(f"/giay/{paper}/da-xem")
    assert answer.status_code == 303, answer.text
    assert "Cán bộ đã xem" in nam.get(f"/giay/{paper}").text
    assert "Giấy chờ xem" not in nam.get("/viec").text


def test_what_was_noted_before_stands_as_seen(app: Flask, people: People) -> None:
    household = a_household(people)
    typed(people.producer(household.id), household, "vietgap")
    db.session.remove()
    downgrade(directory=str(MIGRATIONS), revision="0030")
    upgrade(directory=str(MIGRATIONS))
    found = reading().scalars(select(Certificate)).one()
    assert found.checked_at == found.created_at
    assert found.checked_by is None
