"""Booths: applied for, opened, suspended, closed, always in the producer's own name."""

from typing import Any

from agrimarket.channels.deliver import deliver
from agrimarket.channels.models import Booth
from agrimarket.channels.staff import approve
from agrimarket.kit import audit
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.builders.households import a_household
from tests.people import People


def apply(person: Any, household_id: str, channel: str = "voso", **over: Any) -> Any:
    body = {"household_id": household_id, "channel": channel, **over}
    return person.post("/api/v1/booths", body)


def test_applied_for_then_opened(people: People) -> None:
    household = a_household(people)
    answer = apply(people.nam, household.id)
    assert (answer.status_code, answer.json["state"]) == (201, "applied")
    assert answer.json["helped_by"] == people.nam.viewer.token_id
    path = f"/api/v1/booths/{answer.json['id']}"
    opened = people.huong.post(f"{path}/open")
    assert (opened.status_code, opened.json["state"]) == (200, "open")
    assert opened.json["opened_at"]
    assert people.huong.post(f"{path}/open").json == opened.json
    acts = [row.action for row in audit.history(db.session(), kind="booth", id=opened.json["id"])]
    assert acts == ["booth_opened", "booth_applied"]


def test_only_officers_open(people: People) -> None:
    booth = apply(people.nam, a_household(people).id).json
    assert people.nam.post(f"/api/v1/booths/{booth['id']}/open").status_code == 403


def test_missing_papers(people: People) -> None:
    booth = apply(people.nam, a_household(people).id).json
    path = f"/api/v1/booths/{booth['id']}"
    body = {"documents_missing": ["Giấy phép kinh doanh"]}
    assert people.nam.patch(path, body).status_code == 428
    etag = people.nam.get(path).headers["ETag"]
    changed = people.nam.patch(path, body, etag=etag)
    assert changed.json["state"] == "supplement_needed"
    again = people.nam.patch(path, {"documents_missing": []}, etag=changed.headers["ETag"])
    assert again.json["state"] == "applied"
    assert people.nam.patch(path, body, etag=etag).status_code == 412


def test_papers_of_an_open_booth_are_not_missing(people: People) -> None:
    listing = a_listing(people, live=False)
    booth = db.session.query(Booth).one()
    path = f"/api/v1/booths/{booth.id}"
    etag = people.nam.get(path).headers["ETag"]
    answer = people.nam.patch(path, {"documents_missing": ["Ảnh"]}, etag=etag)
    assert (answer.status_code, answer.json["code"]) == (409, "booth_wrong_state")
    assert listing


def test_a_listing_waits_for_its_booth(people: People) -> None:
    household = a_household(people)
    apply(people.nam, household.id)
    listing = a_listing(people, a_sellable(people, household, photos=0), live=False)
    deliver()
    waiting = fresh(listing)
    assert (waiting.observed_state, waiting.hold) == ("absent", "booth_not_open")
    done = approve("voso", None)  # the channel's staff open the booth, too
    assert done.booths == 1
    deliver()
    assert fresh(listing).observed_state == "live"


def test_a_shut_booth_refuses(people: People) -> None:
    household = a_household(people)
    booth = apply(people.nam, household.id).json
    path = f"/api/v1/booths/{booth['id']}"
    assert people.huong.post(f"{path}/close", {}).status_code == 422
    assert people.huong.post(f"{path}/close", {"reason": " "}).json["code"] == "reason_missing"
    assert people.huong.post(f"{path}/close", {"reason": "Nghỉ bán"}).json["state"] == "closed"
    product = a_sellable(people, household, photos=0)
    answer = people.nam.post("/api/v1/listings", {"product_id": product.id, "channel": "voso"})
    assert (answer.status_code, answer.json["code"]) == (409, "booth_shut")


def test_suspending_what_is_not_open(people: People) -> None:
    booth = apply(people.nam, a_household(people).id).json
    answer = people.huong.post(f"/api/v1/booths/{booth['id']}/suspend", {"reason": "Nghỉ"})
    assert (answer.status_code, answer.json["code"]) == (409, "booth_wrong_state")


def test_refusals(people: People) -> None:
    household = a_household(people)
    apply(people.nam, household.id)
    again = apply(people.nam, household.id)
    assert (again.status_code, again.json["code"]) == (409, "booth_exists")
    draft = a_household(people, consent=None)
    answer = apply(people.nam, draft.id)
    assert (answer.status_code, answer.json["code"]) == (409, "consent_missing")
    answer = apply(people.nam, household.id, "shopee")
    assert (answer.status_code, answer.json["code"]) == (422, "channel_unknown")
    for stranger in (apply(people.lan, household.id), apply(people.nam, new_id())):
        assert (stranger.status_code, stranger.json["code"]) == (422, "household_not_found")


def test_the_same_id_for_another(people: People) -> None:
    mine = new_id()
    assert apply(people.nam, a_household(people).id, id=mine).status_code == 201
    other = apply(people.huong, a_household(people).id, id=mine)
    assert (other.status_code, other.json["code"]) == (422, "id_taken")


def test_scope_and_filters(people: People) -> None:
    household = a_household(people)
    booth = apply(people.nam, household.id).json
    path = f"/api/v1/booths/{booth['id']}"
    assert people.lan.get(path).status_code == people.lan.get("/api/v1/booths/x").status_code == 404
    assert people.lan.get("/api/v1/booths").json["total"] == 0
    for query, total in (
        ("", 1),
        (f"?household_id={household.id}", 1),
        (f"?household_id={new_id()}", 0),
        ("?channel=voso&state=applied", 1),
        ("?state=open", 0),
    ):
        assert people.phuc.get(f"/api/v1/booths{query}").json["total"] == total
