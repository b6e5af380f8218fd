"""Consent: given, withdrawn; the state follows from what stands."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from agrimarket.households.consenting.covers import covers
from agrimarket.households.events import ConsentWithdrawn
from agrimarket.households.models import Household
from agrimarket.kit.db import db
from tests.builders.households import a_household
from tests.people import People

URL = "/api/v1/households"
GIVEN = {"version": "2026-01", "channel": "voice", "purposes": ["channels", "publication"]}


@contextmanager
def heard(app: Flask) -> Iterator[list[ConsentWithdrawn]]:
    """What another room would hear."""
    told: list[ConsentWithdrawn] = []
    before = app.extensions["agrimarket.reactions"]
    app.extensions["agrimarket.reactions"] = {
        ConsentWithdrawn: [lambda _session, event: told.append(event)]
    }
    yield told
    app.extensions["agrimarket.reactions"] = before


def test_a_draft_becomes_registered(people: People) -> None:
    hoa = a_household(people, consent=None)
    answer = people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN)
    assert answer.status_code == 201
    assert answer.get_json()["state"] == "registered"
    assert answer.get_json()["consents"][0]["channel"] == "voice"
    assert answer.headers["ETag"] != f'"{hoa.id[:8]}-1"'


def test_withdrawal_closes_the_household_and_tells_the_other_rooms(
    app: Flask, people: People
) -> None:
    hoa = a_household(people)
    path = f"{URL}/{hoa.id}/consents/withdraw"
    with heard(app) as told:
        answer = people.producer(hoa.id).post(path, {"reason": "không bán nữa"})
    assert answer.status_code == 200
    assert answer.get_json()["state"] == "draft"
    assert answer.get_json()["consents"][0]["withdrawn_at"]
    assert told == [ConsentWithdrawn(household_id=hoa.id)]
    titles = [one["title"] for one in people.nam.get(f"{URL}/{hoa.id}/history").get_json()["items"]]
    assert titles == ["Chủ hộ rút đồng ý", "Đăng ký hộ"]


def test_nothing_to_withdraw(people: People) -> None:
    hoa = a_household(people, consent=None)
    answer = people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "nothing_to_withdraw")


def test_after_withdrawal_consent_can_be_given_again(people: People) -> None:
    hoa = a_household(people)
    people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {})
    body = people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN).get_json()
    assert body["state"] == "registered"
    assert len(body["consents"]) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("purposes", []), ("purposes", ["Mọi thứ"]), ("channel", "fax"), ("version", ""), ("by", "x")],
)
def test_a_wrong_consent_is_refused(people: People, field: str, value: object) -> None:
    hoa = a_household(people, consent=None)
    answer = people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN | {field: value})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == [field]


def kept(household_id: str) -> tuple[str, list[str]]:
    """State and covered purposes as they stand in the database."""
    db.session.rollback()
    db.session.expire_all()
    row = db.session.get_one(Household, household_id)
    return row.state, row.purposes


@pytest.mark.parametrize(
    ("purposes", "state", "covered"),
    [
        (["support"], "draft", ["support"]),
        (["channels"], "draft", ["channels"]),
        (["publication"], "registered", ["publication"]),
        (["support", "publication"], "registered", ["publication", "support"]),
        (["traceability"], "registered", ["channels", "publication"]),
        (["traceability", "support"], "registered", ["channels", "publication", "support"]),
    ],
)
def test_a_consent_covers_what_it_names(
    people: People, purposes: list[str], state: str, covered: list[str]
) -> None:
    hoa = a_household(people, consent=None)
    assert kept(hoa.id) == ("draft", [])
    answer = people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN | {"purposes": purposes})
    assert answer.get_json()["state"] == state
    assert kept(hoa.id) == (state, covered)
    people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {})
    assert kept(hoa.id) == ("draft", [])


def test_consents_cover_together_what_each_covers(people: People) -> None:
    hoa = a_household(people, consent=None)
    for purpose in ("support", "channels", "publication"):
        people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN | {"purposes": [purpose]})
    assert kept(hoa.id) == ("registered", ["channels", "publication", "support"])


def test_no_purpose_covers_nothing() -> None:
    assert not any(covers([], purpose) for purpose in ("publication", "channels", "support"))


def test_lan_cannot_speak_for_hoa(people: People) -> None:
    hoa = a_household(people)
    assert people.lan.post(f"{URL}/{hoa.id}/consents", GIVEN).status_code == 404
    assert people.lan.post(f"{URL}/{hoa.id}/consents/withdraw", {}).status_code == 404


def test_one_purpose_is_taken_back_and_the_other_stands(app: Flask, people: People) -> None:
    hoa = a_household(people, consent=None)
    people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN)
    with heard(app) as told:
        answer = people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {"purposes": ["channels"]})
    assert answer.status_code == 200
    assert answer.get_json()["state"] == "registered"
    assert answer.get_json()["consents"][0]["ended"] == ["channels"]
    assert answer.get_json()["consents"][0]["withdrawn_at"] is None
    assert kept(hoa.id) == ("registered", ["publication"])
    assert told == [ConsentWithdrawn(household_id=hoa.id)]
    again = people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {"purposes": ["channels"]})
    assert again.status_code == 409
    last = people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {"purposes": ["publication"]})
    assert last.get_json()["consents"][0]["withdrawn_at"]
    assert kept(hoa.id) == ("draft", [])


def test_a_name_that_was_taken_to_cover_goes_with_what_it_covered(people: People) -> None:
    hoa = a_household(people, consent=None)
    body = GIVEN | {"purposes": ["traceability", "support"]}
    people.nam.post(f"{URL}/{hoa.id}/consents", body)
    people.nam.post(f"{URL}/{hoa.id}/consents/withdraw", {"purposes": ["publication"]})
    assert kept(hoa.id) == ("draft", ["support"])


def test_the_page_takes_back_one_purpose(people: People) -> None:
    hoa = a_household(people, consent=None)
    people.nam.post(f"{URL}/{hoa.id}/consents", GIVEN)
    browser = people.nam.browser()
    assert "Rút việc này" in browser.get(f"/ho/{hoa.id}").text
    browser.post(f"/ho/{hoa.id}/rut-dong-y", data={"purposes": "channels"})
    assert kept(hoa.id) == ("registered", ["publication"])
