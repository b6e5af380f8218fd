"""Whether a number is registered elsewhere is not for asking by phones either."""

import pytest

from agrimarket.kit import tries
from tests.builders.fieldwork import edited, op, registered, result, results, sealed
from tests.builders.households import a_household, citizen_id
from tests.fieldwork.test_merging import CONFLICTS, HOUSEHOLDS, at_the_desk, waiting
from tests.people import HAM_RONG, People

MOST = 3
ELSEWHERE = "duplicate_household"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(tries.TRIES, "elsewhere", tries.Limit(MOST, tries.HOUR))


def test_operations_that_waited_are_counted_as_well(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    first = registered(head_name="Lê Văn An")
    asked = [op("household.register", after=first["id"]) for _ in range(MOST + 3)]
    for each in asked:
        each["fields"] = registered(
            head_name="Phạm Văn Dò", citizen_sealed=sealed(number, each["object_id"])
        )["fields"]
    assert {one["status"] for one in results(people.nam, *asked)} == {"held"}
    result(people.nam, first)
    told = [result(people.nam, one)["code"] for one in asked]
    assert told.count(ELSEWHERE) == MOST


def test_who_asked_too_often_still_sends_the_rest(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    for _ in range(MOST):
        asked = registered(head_name="Phạm Văn Dò")
        asked["fields"]["citizen_sealed"] = sealed(number, asked["object_id"])
        assert result(people.nam, asked)["code"] == ELSEWHERE
    other = registered(head_name="Lê Văn Bốn")
    other["fields"]["citizen_sealed"] = sealed(citizen_id(), other["object_id"])
    assert result(people.nam, other)["code"] == "locked_out"
    assert result(people.nam, registered(head_name="Lê Văn An"))["status"] == "applied"


def test_a_choice_between_two_versions_is_a_question_too(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    opened = []
    for at in range(MOST + 1):
        mine = a_household(people, head_name=f"Lê Văn {'ABCDE'[at]}n", phone=f"091200000{at}")
        base = mine.revision
        at_the_desk(people.huong, mine.id, citizen_id=citizen_id())
        told = result(people.nam, edited(mine.id, base, citizen_sealed=sealed(number, mine.id)))
        assert told["status"] == "conflict"
        opened.append(f"{CONFLICTS}/{told['conflict_id']}")
    said = [people.nam.post(one, {"choice": "mine"}).get_json()["code"] for one in opened]
    assert said == [ELSEWHERE] * MOST + ["locked_out"]
    assert len(waiting(people.nam)) == MOST + 1


def test_a_change_at_a_desk_is_a_question_too(people: People) -> None:
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    mine = a_household(people, head_name="Lê Văn An", phone="0912000001")
    there = f"{HOUSEHOLDS}/{mine.id}"
    etag = people.nam.get(there).headers["ETag"]
    body = {"citizen_id": number}
    said = [people.nam.patch(there, body, etag).get_json()["code"] for _ in range(MOST + 1)]
    assert said == [ELSEWHERE] * MOST + ["locked_out"]
    body = {"citizen_id": citizen_id()}
    assert people.nam.patch(there, body, etag).status_code == 429  # yes or no, it is not told
    assert people.nam.patch(there, {"hamlet": "Thôn 9"}, etag).status_code == 200
