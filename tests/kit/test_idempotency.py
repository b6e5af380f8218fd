"""A request sent twice has one effect."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from agrimarket.kit import clock, idempotency
from agrimarket.kit.db import one_commit
from agrimarket.kit.ids import new_id
from tests.kit import toy
from tests.people import People, Person


@pytest.fixture
def nam(app: Flask) -> Person:
    toy.install(app)
    return People(app).nam


def send(nam: Person, text: str, key: str | None = "k1", **more: str):
    headers = {"Idempotency-Key": key} if key else {}
    return nam.post("/api/v1/toys", {"text": text, **more}, headers=headers)


def test_the_same_key_and_body_is_answered_from_what_was_kept(nam: Person) -> None:
    first, second = send(nam, "a"), send(nam, "a")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert second.headers["Idempotent-Replay"] == "true"
    assert toy.count() == 1


def test_the_same_key_with_another_body_is_refused(nam: Person) -> None:
    send(nam, "a")
    again = send(nam, "b")
    assert (again.status_code, again.json["code"]) == (422, "idempotency_key_reused")
    assert toy.count() == 1


def test_without_a_key_two_requests_are_two_effects(nam: Person) -> None:
    send(nam, "a", key=None)
    send(nam, "a", key=None)
    assert toy.count() == 2


def test_keys_of_two_callers_do_not_meet(nam: Person) -> None:
    send(nam, "a")
    lan = People(nam.app).lan
    assert send(lan, "b").status_code == 201
    assert toy.count() == 2


def test_a_refusal_is_kept_too_and_leaves_nothing(nam: Person) -> None:
    first, second = send(nam, "refuse"), send(nam, "refuse")
    assert (first.status_code, second.status_code) == (409, 409)
    assert second.headers["Idempotent-Replay"] == "true"
    assert toy.count() == 0


def test_a_bug_is_not_kept_so_the_request_can_be_sent_again(nam: Person) -> None:
    assert send(nam, "bug").status_code == 500
    assert toy.count() == 0
    assert send(nam, "bug").status_code == 500  # run again, not "in progress"


def test_an_answer_that_cannot_be_made_takes_its_effect_back(nam: Person) -> None:
    assert send(nam, "break while answering").status_code == 500
    assert toy.count() == 0


def test_a_key_whose_request_still_runs_is_told_to_wait(nam: Person) -> None:
    _plant_running(nam, datetime.now(UTC))
    answer = send(nam, "a")
    assert (answer.status_code, answer.json["code"]) == (409, "request_in_progress")


def test_a_key_whose_process_died_can_be_used_again(nam: Person) -> None:
    _plant_running(nam, datetime.now(UTC) - timedelta(minutes=5))
    assert send(nam, "a").status_code == 201


def test_a_key_is_free_again_after_thirty_days(nam: Person) -> None:
    send(nam, "a")
    with clock.moved_to(datetime.now(UTC) + timedelta(days=31)):
        assert send(nam, "other").status_code == 201


def test_a_clients_own_id_makes_one_thing(nam: Person) -> None:
    mine = new_id()
    first = send(nam, "a", key=None, id=mine)
    second = send(nam, "a", key=None, id=mine)
    assert first.json["id"] == second.json["id"] == mine
    assert toy.count() == 1


def test_a_clients_id_with_other_content_is_refused(nam: Person) -> None:
    mine = new_id()
    send(nam, "a", key=None, id=mine)
    again = send(nam, "b", key=None, id=mine)
    assert (again.status_code, again.json["code"]) == (422, "id_taken")


def test_an_id_more_than_two_days_ahead_is_refused(nam: Person) -> None:
    ahead = new_id(datetime.now(UTC) + timedelta(days=2, hours=1))
    answer = send(nam, "a", key=None, id=ahead)
    assert (answer.status_code, answer.json["code"]) == (422, "id_from_future")


def test_a_caller_without_a_token_leaves_no_key_behind(nam: Person) -> None:
    answer = nam.app.test_client().post(
        "/api/v1/toys", json={"text": "a"}, headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 401
    with one_commit() as session:
        assert session.query(idempotency.KeptAnswer).count() == 0


def test_a_key_of_any_length_is_answered(nam: Person) -> None:
    answer = send(nam, "a", key="k" * 201)
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_too_long")


def _plant_running(nam: Person, at: datetime) -> None:
    """The row that a first request leaves while it runs."""
    headers = {"Idempotency-Key": "k1", "Authorization": f"Bearer {nam.secret}"}
    with nam.app.test_request_context(
        "/api/v1/toys", method="POST", json={"text": "a"}, headers=headers
    ):
        claim = idempotency._claim()
    assert claim is not None
    with one_commit() as session:
        session.add(idempotency.KeptAnswer(key=claim.key, body_hash=claim.body_hash, at=at))
