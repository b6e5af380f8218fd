"""Words kept on a phone since before consent was taken back do not bring it back by themselves."""

from typing import Any

from sqlalchemy import text

from agrimarket.kit.db import db
from tests.builders.fieldwork import SYNC, a_file, op, put, registered, result
from tests.builders.households import a_household
from tests.builders.voices import a_voice
from tests.people import People, Person

HOUSEHOLDS = "/api/v1/households"
AGREED = {"version": "2026-11", "channel": "voice", "purposes": ["publication"]}


def withdrawn(person: Person, id: str) -> None:
    answer = person.post(f"{HOUSEHOLDS}/{id}/consents/withdraw", {})
    assert answer.status_code == 200, answer.text


def seen(person: Person, id: str) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"{HOUSEHOLDS}/{id}").get_json()
    return found


def test_an_old_agreement_that_arrives_after_a_withdrawal_waits_for_a_new_one(
    people: People,
) -> None:
    household = a_household(people)
    kept = op("consent.give", household.id, base=household.revision, fields=AGREED)
    withdrawn(people.huong, household.id)
    told = result(people.nam, kept)
    assert (told["status"], told["code"]) == ("refused", "consent_taken_back")
    now = seen(people.nam, household.id)
    assert (now["state"], len(now["consents"])) == ("draft", 1)
    anew = op("consent.give", household.id, base=now["revision"], fields=AGREED)
    assert result(people.nam, anew)["status"] == "applied"
    assert seen(people.nam, household.id)["state"] == "registered"


def test_who_does_not_say_what_was_known_asks_again_after_any_withdrawal(people: People) -> None:
    first = registered(consent=AGREED)
    result(people.nam, first)
    withdrawn(people.huong, first["object_id"])
    later = op("consent.give", first["object_id"], after=first["id"], fields=AGREED)
    assert result(people.nam, later)["code"] == "consent_taken_back"


def test_another_change_is_no_withdrawal(people: People) -> None:
    household = a_household(people, consent=None)
    kept = op("consent.give", household.id, base=household.revision, fields=AGREED)
    there = f"{HOUSEHOLDS}/{household.id}"
    people.huong.patch(there, {"hamlet": "Thôn 7"}, people.huong.get(there).headers["ETag"])
    assert result(people.nam, kept)["status"] == "applied"


def test_a_voice_whose_agreement_was_refused_proves_no_other_one(people: People) -> None:
    household = a_household(people)
    kept = op("consent.give", household.id, base=household.revision, fields=AGREED)
    withdrawn(people.huong, household.id)
    assert result(people.nam, kept)["status"] == "refused"
    voice = a_voice()
    told = a_file(voice, household.id, "consent_voice", after=kept["id"])
    people.nam.post(f"{SYNC}/files", told)
    answer = put(people.nam, told["id"], 0, voice)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "consent_not_there")
    assert db.session.scalar(text("SELECT count(*) FROM consent_evidence")) == 0


def test_what_the_former_head_agreed_to_does_not_bind_the_new_one(people: People) -> None:
    household = a_household(people, consent=None)
    kept = op("consent.give", household.id, base=household.revision, fields=AGREED)
    answer = people.huong.post(f"{HOUSEHOLDS}/{household.id}/heads", {"name": "Lê Văn Bình"})
    assert answer.status_code == 201, answer.text
    assert result(people.nam, kept)["code"] == "consent_taken_back"
