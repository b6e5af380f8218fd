"""Putting a product on a channel: first it works, then each refusal."""

from typing import Any

import pytest
from flask import Flask

from agrimarket.channels.deliver import deliver
from agrimarket.channels.models import Booth, Outbox
from agrimarket.channels.staff import approve, counts
from agrimarket.kit import audit
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import Job
from agrimarket.places.catalogue import commune
from agrimarket.products.models import Product
from tests.builders.channels import CHANNELS, a_listing, a_sellable, fresh
from tests.builders.households import a_household, agreed
from tests.builders.products import a_product
from tests.people import HAM_RONG, People


def post(person: Any, product: Any, channel: str = "voso", **over: Any) -> Any:
    return person.post("/api/v1/listings", {"product_id": product.id, "channel": channel, **over})


def test_a_product_reaches_live_on_three_channels(people: People) -> None:
    """List, hand over, approve there, look: what the report counts is what the channel shows."""
    product = a_sellable(people)
    for channel in CHANNELS:
        answer = post(people.nam, product, channel)
        assert answer.status_code == 201, answer.json
        assert answer.json["sync_state"] == "queued"
        assert answer.json["state"] == "unknown"
    assert deliver() == 9  # each: look for it, submit, look at it
    states = {one["channel"]: one["state"] for one in listings(people)}
    assert states == {"postmart": "pending_review", "voso": "live", "portal": "pending_review"}
    for channel in CHANNELS:
        approve(channel, None)
    deliver()
    assert {one["state"] for one in listings(people)} == {"live"}
    assert {one["sync_state"] for one in listings(people)} == {"in_sync"}
    assert {counts(channel)["live"] for channel in CHANNELS} == {1}


def listings(people: People) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = people.nam.get("/api/v1/listings").json["items"]
    return found


def test_nothing_is_sent_before_the_commit(people: People) -> None:
    product = a_sellable(people, photos=0)
    listing = post(people.nam, product).json
    assert counts("voso")["live"] == 0
    row = db.session.query(Outbox).filter_by(listing_id=listing["id"]).one()
    assert (row.action, row.state) == ("fetch", "queued")
    assert db.session.query(Job).filter_by(kind="channels.reconcile").one()


def test_a_booth_in_the_producers_own_name_comes_with_it(people: People) -> None:
    household = a_household(people)
    listing = post(people.nam, a_sellable(people, household, photos=0)).json
    post(people.nam, a_sellable(people, household, photos=0))
    booth = db.session.query(Booth).one()
    assert (booth.household_id, booth.state) == (household.id, "open")
    assert booth.helped_by == people.nam.viewer.token_id
    acts = [row.action for row in audit.history(db.session(), kind="listing", id=listing["id"])]
    assert acts == ["listing_wanted"]


def test_a_producer_lists_her_own_and_needs_no_help(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    assert post(hoa, a_sellable(people, household, photos=0)).status_code == 201
    assert db.session.query(Booth).one().helped_by is None


@pytest.mark.parametrize(
    ("channel", "over", "field", "words"),
    [
        ("postmart", {"name": "Bưởi " * 25}, "name", "tối đa|rút ngắn"),
        ("voso", {"name": "B" * 101}, "name", "101 ký tự"),
        ("voso", {"price_vnd": 45_250}, "price_vnd", "chẵn 500"),
        ("voso", {"description": "Gọi 0912 345 678"}, "description", "số điện thoại"),
        ("portal", {"basis": False}, "certificates", "an toàn"),
        ("portal", {"monthly_output": None}, "monthly_output", "sản lượng"),
        ("postmart", {"photos": 2}, "photos", "thêm 1 ảnh"),
    ],
)
def test_a_broken_rule_is_refused_with_its_field_in_words(
    people: People, channel: str, over: dict[str, Any], field: str, words: str
) -> None:
    answer = post(people.nam, a_sellable(people, **over), channel)
    assert answer.status_code == 422
    assert answer.json["code"] == "listing_not_ready"
    assert any(part in answer.json["fields"][field][0] for part in words.split("|"))
    assert listings(people) == []
    assert db.session.query(Booth).count() == 0


def test_a_producer_without_consent(people: People) -> None:
    household = a_household(people, consent=None)
    product = a_product(people, household, state="draft")
    answer = post(people.nam, product)
    assert (answer.status_code, answer.json["code"]) == (409, "consent_missing")


def test_a_producer_who_does_not_want_channels(people: People) -> None:
    household = a_household(people, consent=agreed("publication"))
    product = a_sellable(people, household, photos=0)
    answer = post(people.nam, product)
    assert (answer.status_code, answer.json["code"]) == (409, "channel_consent_missing")
    booth = {"household_id": household.id, "channel": "voso"}
    answer = people.nam.post("/api/v1/booths", booth)
    assert (answer.status_code, answer.json["code"]) == (409, "channel_consent_missing")
    assert db.session.query(Booth).count() == 0


def test_an_agencys_own_text_is_enough(people: People) -> None:
    household = a_household(people, consent=agreed("traceability"))
    assert post(people.nam, a_sellable(people, household, photos=0)).status_code == 201


def test_consent_anew_without_channels_keeps_it_off(people: People) -> None:
    listing = a_listing(people)
    product = db.session.get_one(Product, listing.product_id)
    path = f"/api/v1/households/{product.household_id}/consents"
    people.nam.post(f"{path}/withdraw", {})
    again = {"version": "2026-01", "channel": "voice"}
    people.nam.post(path, again | {"purposes": ["publication"]})
    deliver()
    now = fresh(listing)
    assert (now.observed_state, now.hold) == ("absent", "channel_consent_missing")
    people.nam.post(path, again | {"purposes": ["channels"]})
    deliver()
    assert (fresh(listing).observed_state, fresh(listing).hold) == ("live", None)


def test_a_product_nobody_approved(people: People) -> None:
    answer = post(people.nam, a_sellable(people, state="submitted"))
    assert (answer.status_code, answer.json["code"]) == (409, "product_not_approved")


def test_a_channel_nobody_knows(people: People) -> None:
    answer = post(people.nam, a_sellable(people), "shopee")
    assert (answer.status_code, answer.json["code"]) == (422, "channel_unknown")
    assert "postmart" in answer.json["detail"]


def test_twice_is_once(people: People) -> None:
    product = a_sellable(people)
    first = post(people.nam, product).json
    again = post(people.nam, product)
    assert (again.status_code, again.json["code"]) == (409, "listing_exists")
    assert again.json["facts"]["listing_id"] == first["id"]


def test_the_same_id_again_is_the_same_answer(people: People) -> None:
    product, mine = a_sellable(people, photos=0), new_id()
    first, again = (post(people.nam, product, id=mine) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert first.json["id"] == mine


def test_what_is_foreign_answers_like_what_is_missing(people: People) -> None:
    product = a_sellable(people)
    listing = a_listing(people, product, live=False)
    for answer in (post(people.lan, product), post(people.lan, _nothing())):
        assert (answer.status_code, answer.json["code"]) == (422, "product_not_found")
    for path in ("", "/checks"):
        mine = people.lan.get(f"/api/v1/listings/{listing.id}{path}")
        none = people.lan.get(f"/api/v1/listings/{new_id()}{path}")
        assert (mine.status_code, mine.json) == (none.status_code, none.json) == (404, none.json)
    assert people.lan.get("/api/v1/listings").json["total"] == 0
    assert people.phuc.get("/api/v1/listings").json["total"] == 1
    assert commune(HAM_RONG)


def _nothing() -> Any:
    return type("Nothing", (), {"id": new_id()})()


def test_buyers_and_strangers_may_not(people: People) -> None:
    assert post(people.minh, a_sellable(people)).status_code == 401


def test_a_channel_without_adapter_says_so(app: Flask, people: People) -> None:
    app.extensions["agrimarket.channels"] = {}
    answer = post(people.nam, a_sellable(people))
    assert (answer.status_code, answer.json["code"]) == (409, "sandbox_off")


def test_filters(people: People) -> None:
    live = a_listing(people, channel="voso")
    waiting = a_listing(people, channel="portal", live=False)

    def ids(query: str) -> set[str]:
        return {one["id"] for one in people.nam.get(f"/api/v1/listings?{query}").json["items"]}

    assert ids("state=live") == {live.id}
    assert ids("state=queued") == {waiting.id}
    assert ids("channel=portal") == {waiting.id}
    assert ids(f"product_id={live.product_id}") == {live.id}
    assert people.nam.get("/api/v1/listings?product_id=nonsense").status_code == 422


def test_checks_before_and_after(people: People) -> None:
    product = a_sellable(people, price_vnd=45_250)
    ask = f"/api/v1/channels/voso/checks?product_id={product.id}"
    answer = people.nam.get(ask).json
    assert (answer["ready"], answer["issues"][0]["field"]) == (False, "price_vnd")
    listing = a_listing(people, channel="voso")
    answer = people.nam.get(f"/api/v1/listings/{listing.id}/checks").json
    assert (answer["ready"], answer["issues"]) == (True, [])
    assert people.lan.get(ask).status_code == 404


def test_changing_the_wish_needs_the_newest_revision(people: People) -> None:
    listing = a_listing(people, channel="voso")
    path = f"/api/v1/listings/{listing.id}"
    assert people.nam.patch(path, {"desired_state": "absent"}).status_code == 428
    assert people.nam.patch(path, {"desired_state": "absent"}, etag='"x-1"').status_code == 412
    etag = people.nam.get(path).headers["ETag"]
    assert people.nam.patch(path, {"desired_state": "maybe"}, etag=etag).status_code == 422
    assert people.nam.patch(path, {"desired_state": "absent"}, etag=etag).status_code == 200
    deliver()
    assert fresh(listing).observed_state == "absent"
    etag = people.nam.get(path).headers["ETag"]
    assert people.nam.patch(path, {"desired_state": "listed"}, etag=etag).status_code == 200
    deliver()
    assert fresh(listing).observed_state == "live"
    assert counts("voso")["live"] == 1
