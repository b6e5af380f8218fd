"""What a phone goes on writing about a producer that is gone is one question, not a hundred."""

from typing import Any

import pytest

from agrimarket.fieldwork.merging import follow
from tests.builders.fieldwork import edited, op, registered, result, results
from tests.people import People, Person

HOUSEHOLDS = "/api/v1/households"
CONFLICTS = "/api/v1/sync/conflicts"


@pytest.fixture
def gone(people: People) -> str:
    """Bà Hoa's record, taken off the list while phones still hold it."""
    first = registered(crops=["Bưởi", "Cói"])
    result(people.nam, first)
    id: str = first["object_id"]
    away = op("household.delete", id, base=1, fields={"reason": "Đăng ký nhầm"})
    assert result(people.huong, away)["status"] == "applied"
    return id


def waiting(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(CONFLICTS).get_json()["items"]
    return found


def test_a_hundred_edits_of_one_phone_are_one_conflict(people: People, gone: str) -> None:
    told = results(
        people.nam, *(edited(gone, 1, hamlet=f"Thôn {number}") for number in range(1, 100)),
        edited(gone, 1, phone="0912000222", crops={"add": ["Lạc"]}),
        edited(gone, 1, crops={"remove": ["Cói", "Lạc"], "add": ["Cam"]}),
    )  # fmt: skip
    assert {one["status"] for one in told} == {"conflict"}
    assert len({one["conflict_id"] for one in told}) == 1
    (one,) = waiting(people.huong)
    sides = {side["field"]: side["mine"] for side in one["fields"]}
    assert sides["hamlet"] == "Thôn 99"
    assert set(sides) == {"hamlet", "phone", "crops"}
    settled = people.huong.post(f"{CONFLICTS}/{one['id']}", {"choice": "mine"})
    assert settled.status_code == 200, settled.text
    now = people.nam.get(f"{HOUSEHOLDS}/{gone}").get_json()
    assert (now["hamlet"], now["phone"]) == ("Thôn 99", "0912000222")
    assert now["crops"] == ["Bưởi", "Cam"]


def test_each_phone_asks_its_own_question(people: People, gone: str) -> None:
    mine = result(people.nam, edited(gone, 1, hamlet="Thôn 5"))["conflict_id"]
    theirs = result(people.huong, edited(gone, 1, hamlet="Thôn 6"))["conflict_id"]
    assert mine != theirs
    assert {one["id"] for one in waiting(people.huong)} == {mine, theirs}


def test_after_an_answer_a_new_edit_is_a_new_question(people: People, gone: str) -> None:
    first = result(people.nam, edited(gone, 1, hamlet="Thôn 5"))["conflict_id"]
    answer = people.huong.post(f"{CONFLICTS}/{first}", {"choice": "theirs"})
    assert answer.status_code == 200, answer.text
    again = result(people.nam, edited(gone, 1, hamlet="Thôn 5"))["conflict_id"]
    assert again != first
    assert [one["id"] for one in waiting(people.huong)] == [again]


def test_the_trail_tells_every_edit(people: People, gone: str) -> None:
    one = result(people.nam, edited(gone, 1, hamlet="Thôn 5"))["conflict_id"]
    result(people.nam, edited(gone, 1, phone="0912000222"))
    people.huong.post(f"{CONFLICTS}/{one}", {"choice": "mine"})
    acts = people.nam.get(f"{HOUSEHOLDS}/{gone}/history").get_json()["items"]
    told = [act["after"]["changed"] for act in acts if act["action"] == "field_conflict_opened"]
    assert told == [["phone"], ["hamlet"]]


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ({"add": ["A"]}, {"add": ["B"]}, {"add": ["A", "B"], "remove": []}),
        ({"add": ["A"]}, {"remove": ["a"]}, {"add": [], "remove": ["a"]}),
        ({"remove": ["A"]}, {"add": ["A"]}, {"add": ["A"], "remove": []}),
        (["A", "B"], {"remove": ["B"], "add": ["C"]}, ["A", "C"]),
        ({"add": ["A"]}, ["C"], ["C"]),
        (None, {"add": ["C"]}, ["C"]),
    ],
)
def test_patches_of_a_set_follow_each_other(before: Any, after: Any, both: Any) -> None:
    assert follow({"crops": before, "note": "1"}, {"crops": after}) == {"crops": both, "note": "1"}
