"""Pictures and recordings in pieces: from any byte on, once, equal by hash."""

import hashlib
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from agrimarket.fieldwork.jobs import HANDLERS
from agrimarket.fieldwork.uploads import LARGEST_PIECE
from agrimarket.kit import clock
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import JobContext
from tests.builders.fieldwork import SYNC, a_file, op, put, registered, result
from tests.builders.households import a_household
from tests.builders.products import a_photo, a_product
from tests.builders.voices import a_voice
from tests.people import People, Person

PIECE = 1000


def sent(person: Person, told: dict[str, object], content: bytes) -> dict[str, object]:
    """Announce and send in pieces of a thousand bytes; the last answer."""
    begun = person.post(f"{SYNC}/files", told)
    assert begun.status_code == 200, begun.text
    answer = begun.get_json()
    for at in range(answer["received"], len(content), PIECE):
        there = put(person, str(told["id"]), at, content[at : at + PIECE])
        assert there.status_code == 200, there.text
        answer = there.get_json()
    return dict(answer)


def test_a_picture_comes_in_pieces_from_where_it_broke_off(people: People) -> None:
    household, content = a_household(people), a_photo(900, 700)
    told = a_file(content, household.id)
    people.nam.post(f"{SYNC}/files", told)
    assert put(people.nam, told["id"], 0, content[:PIECE]).get_json()["received"] == PIECE
    wrong = put(people.nam, told["id"], 0, content[:PIECE])
    assert (wrong.status_code, wrong.get_json()["facts"]) == (409, {"received": PIECE})
    assert sent(people.nam, told, content) == {"received": len(content), "complete": True}
    assert people.nam.post(f"{SYNC}/files", told).get_json()["complete"]
    (photo,) = people.nam.get(f"/api/v1/households/{household.id}/photos").get_json()
    assert photo["sha256"] == hashlib.sha256(content).hexdigest()
    assert people.nam.get(photo["url"]).mimetype == "image/webp"
    assert people.lan.get(photo["url"]).status_code == 404
    assert people.minh.get(photo["url"]).status_code == 401
    assert db.session.scalar(text("SELECT count(*) FROM field_piece")) == 0


def test_a_file_waits_for_its_operation_and_is_sealed_meanwhile(people: People) -> None:
    first, content = registered(), a_photo()
    told = a_file(content, first["object_id"], after=first["id"])
    assert sent(people.nam, told, content) == {"received": len(content), "complete": False}
    kept = db.session.scalars(text("SELECT content_sealed FROM field_piece")).all()
    assert not any(content[100:160] in bytes(piece) for piece in kept)
    result(people.nam, first)
    assert people.nam.post(f"{SYNC}/files", told).get_json()["complete"]


def test_what_is_not_as_promised_begins_anew(people: People) -> None:
    household, content = a_household(people), a_photo()
    told = a_file(content, household.id)
    people.nam.post(f"{SYNC}/files", told)
    answer = put(people.nam, told["id"], 0, b"x" * len(content))
    assert (answer.status_code, answer.get_json()["code"]) == (422, "file_hash_wrong")
    assert people.nam.post(f"{SYNC}/files", told).get_json()["received"] == 0
    assert sent(people.nam, told, content)["complete"]


@pytest.mark.parametrize("kind", ["text/html", "application/octet-stream"])
def test_a_piece_is_refused_by_what_is_wrong_with_it(people: People, kind: str) -> None:
    there = f"{SYNC}/files/{new_id()}?offset=0"
    large = kind.startswith("application")
    piece = b"x" * (LARGEST_PIECE + 1 if large else 9)
    answer = people.nam.call("PUT", there, data=piece, content_type=kind)
    code, says = (
        ("piece_too_large", "256 kB") if large else ("not_bytes", "application/octet-stream")
    )
    assert (answer.status_code, answer.json["code"]) == (413 if large else 415, code)
    assert says in answer.json["detail"]


def test_a_voice_proves_the_consent_it_came_with(people: People) -> None:
    first = registered()
    agreed = {"version": "2026-11", "channel": "voice", "purposes": ["publication"]}
    consent = op("consent.give", first["object_id"], after=first["id"], fields=agreed)
    result(people.nam, first)
    voice = a_voice()
    told = a_file(voice, first["object_id"], "consent_voice", after=consent["id"])
    assert not sent(people.nam, told, voice)["complete"]
    assert result(people.nam, consent)["status"] == "applied"
    assert people.nam.post(f"{SYNC}/files", told).get_json()["complete"]
    there = f"/api/v1/households/{first['object_id']}/evidence"
    assert [one["kind"] for one in people.nam.get(there).get_json()] == ["voice"]


def test_a_product_gets_its_picture_by_its_own_rule(people: People) -> None:
    product, content = a_product(people), a_photo()
    told = a_file(content, product.id, "product_photo")
    assert sent(people.nam, told, content)["complete"]
    assert len(people.nam.get(f"/api/v1/products/{product.id}/photos").get_json()) == 1


def test_what_is_refused(people: People) -> None:
    household, content = a_household(people), a_photo()
    told = a_file(content, household.id)
    for over, code in (
        ({"kind": "video"}, "file_kind_unknown"),
        ({"size": 1 << 30}, "field_file_too_large"),
        ({"id": "x"}, "id_invalid"),
    ):
        assert people.nam.post(f"{SYNC}/files", told | over).get_json()["code"] == code
    people.nam.post(f"{SYNC}/files", told)
    assert (
        people.nam.post(f"{SYNC}/files", told | {"size": 5}).get_json()["code"] == "file_id_taken"
    )
    assert people.huong.post(f"{SYNC}/files", told).get_json()["code"] == "file_id_taken"
    assert put(people.huong, told["id"], 0, b"x").status_code == 404
    assert put(people.nam, new_id(), 0, b"x").status_code == 404
    assert put(people.nam, told["id"], 0, b"x" * (len(content) + 1)).status_code == 422
    text_file = b"no picture at all" * 9
    words = a_file(text_file, household.id)
    people.nam.post(f"{SYNC}/files", words)
    assert put(people.nam, words["id"], 0, text_file).get_json()["code"] == "not_a_photo"


def test_what_never_was_whole_goes_after_thirty_days(app: Flask, people: People) -> None:
    household, content = a_household(people), a_photo()
    told = a_file(content, household.id)
    people.nam.post(f"{SYNC}/files", told)
    put(people.nam, told["id"], 0, content[:PIECE])
    with clock.moved_to(clock.now() + timedelta(days=31)):
        HANDLERS["fieldwork.expire"](JobContext("", {}, 0))
    assert db.session.scalar(text("SELECT count(*) FROM field_piece")) == 0
    assert people.nam.post(f"{SYNC}/files", told).get_json()["received"] == 0


def test_an_address_that_is_no_id_is_as_a_missing_one(people: People) -> None:
    """PostgreSQL takes no other text for an id: such an address fell with a 500."""
    assert put(people.nam, "0", 0, b"x").status_code == 404


@pytest.mark.parametrize("kind", ["household_photo", "product_photo", "event_photo"])
def test_a_file_of_nothing_or_of_others_is_refused_when_announced(
    people: People, kind: str
) -> None:
    household = a_household(people)
    foreign = household.id if kind == "household_photo" else a_product(people, household).id
    for target in (new_id(), foreign):
        told = {**a_file(a_photo(), target), "kind": kind}
        answer = people.lan.post(f"{SYNC}/files", told)
        assert (answer.status_code, answer.json["code"]) == (404, "not_found")
        assert put(people.lan, str(told["id"]), 0, b"x").status_code == 404
