"""What one sender may leave with the service: little enough that nobody else notices."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from agrimarket.fieldwork import take, uploads
from agrimarket.fieldwork.jobs import HANDLERS
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import JobContext
from tests.builders.fieldwork import SYNC, a_file, answered, edited, op, put, registered, result
from tests.builders.households import a_household
from tests.builders.products import a_photo
from tests.people import People


def waiting(**fields: Any) -> dict[str, Any]:
    return edited(new_id(), 1, **fields) | {"after": new_id()}


def test_what_waits_has_an_end_and_the_rest_goes_on(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take, "MOST_HELD", 2)
    kept = [waiting(hamlet=f"Thôn {at}") for at in range(3)]
    told = [result(people.nam, one) for one in kept]
    assert [one["status"] for one in told] == ["held", "held", "failed"]
    assert told[2]["code"] == "too_many_held"
    assert db.session.scalar(text("SELECT count(*) FROM field_operation")) == 2
    assert result(people.nam, registered())["status"] == "applied"
    assert result(people.huong, waiting(hamlet="Thôn 1"))["status"] == "held"


def test_one_operation_is_as_long_as_words_are(people: People) -> None:
    told = result(people.nam, waiting(note="x" * 70_000))
    assert (told["status"], told["code"]) == ("refused", "operation_invalid")
    assert db.session.scalar(text("SELECT count(*) FROM field_operation")) == 0


@pytest.mark.parametrize("fields", [{"hamlet": "\ud800"}, {"\ud800": 1}])
def test_halves_of_letters_are_refused_in_words(people: People, fields: Any) -> None:
    body = json.dumps({"operations": [op("household.register", fields=fields)]})
    there = f"{SYNC}/operations"
    answer = people.nam.call("POST", there, data=body, content_type="application/json")
    assert answer.status_code == 200
    assert answer.get_json()["results"][0]["code"] == "operation_invalid"


def test_an_id_that_is_none_does_not_stop_others_from_being_let_go(people: People) -> None:
    strange = op(
        "product.draft", after=new_id(),
        fields={"household_id": "x" * 36, "name": "Cói", "category": "food"},
    )  # fmt: skip
    assert result(people.nam, strange)["status"] == "held"
    assert answered(people.nam, strange).status_code == 200
    HANDLERS["fieldwork.expire"](JobContext("", {}, 0))
    first = registered()
    assert result(people.nam, first | {"id": strange["after"]})["status"] == "applied"
    assert result(people.nam, strange)["code"] == "invalid_fields"


def test_files_that_never_become_whole_have_an_end(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    household, content = a_household(people), a_photo()
    monkeypatch.setattr(uploads, "MOST_BYTES", 2 * len(content))
    begun = [a_file(content, household.id) for _ in range(3)]
    said = [people.nam.post(f"{SYNC}/files", one).status_code for one in begun]
    assert said == [200, 200, 429]
    assert people.nam.post(f"{SYNC}/files", begun[0]).status_code == 200  # it goes on
    assert put(people.nam, begun[0]["id"], 0, content).get_json()["complete"]
    assert people.nam.post(f"{SYNC}/files", begun[2]).status_code == 200
    assert people.huong.post(f"{SYNC}/files", a_file(content, household.id)).status_code == 200
