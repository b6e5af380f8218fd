"""The register of requests: filed, due, answered, extended once, closed; in scope only."""

from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text

from agrimarket.cli import group
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from tests.builders.channels import a_listing, a_sellable
from tests.builders.households import a_household
from tests.people import HAM_RONG, NGA_AN, People, Person

PATH = "/api/v1/person-requests"


def filed(by: Person, **over: Any) -> Any:
    answer = by.post(PATH, {"kind": "access", "text": "cho tôi xem", **over})
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_producer_asks_for_itself(people: People) -> None:
    hoa = people.producer(a_household(people).id)
    made = filed(hoa)
    assert (made["household_id"], made["state"], made["overdue"]) == (
        hoa.viewer.household_id, "received", False,
    )  # fmt: skip
    assert (made["text"], made["channel"]) == ("cho tôi xem", "web")
    assert hoa.get(PATH).json["total"] == 1


def test_an_officer_notes_somebody_who_is_no_household(people: People) -> None:
    made = filed(people.huong, commune_code=NGA_AN, asker="Ông Lê Văn Tám", channel="paper")
    assert (made["household_id"], made["asker"]) == (None, "Ông Lê Văn Tám")


def test_words_are_sealed_in_the_row(app: Flask, people: People) -> None:
    filed(people.huong, household_id=a_household(people).id, text="Qwerti Zuzuki")
    filed(people.huong, commune_code=NGA_AN, asker="Zuzuki", text="Qwerti")
    for row in db.session.execute(text("SELECT * FROM person_request")):
        assert b"Qwerti" not in repr(tuple(row)).encode()
        assert "Zuzuki" not in repr(tuple(row))


def test_twenty_days_while_a_channel_holds_the_data(people: People) -> None:
    household = a_household(people)
    a_listing(people, a_sellable(people, household, photos=0))
    made = filed(people.huong, kind="object", household_id=household.id)
    assert made["third_parties"] is True
    assert made["act_due"] == (clock.today() + timedelta(days=20)).isoformat()


def test_the_way_of_a_request(people: People) -> None:
    household = a_household(people)
    one = f"{PATH}/{filed(people.huong, household_id=household.id)['id']}"
    assert people.huong.post(f"{one}/answer", {"text": " "}).json["code"] == "why_missing"
    assert people.huong.post(f"{one}/answer", {"text": "Sẽ gửi tệp"}).json["state"] == "answered"
    again = people.huong.post(f"{one}/answer", {"text": "lần nữa"})
    assert (again.status_code, again.json["code"]) == (409, "request_wrong_state")
    before = people.huong.get(one).json["act_due"]
    longer = people.huong.post(f"{one}/extend", {"reason": "chờ kênh trả lời"}).json
    assert longer["act_due"] > before
    assert people.huong.post(f"{one}/extend", {"reason": "nữa"}).json["code"] == "extended_once"
    assert people.huong.post(f"{one}/close", {}).json["state"] == "done"
    assert people.huong.post(f"{one}/close", {}).json["code"] == "request_wrong_state"
    assert people.producer(household.id).get(one).json["answer"] == "Sẽ gửi tệp"


def test_refused_with_a_reason(people: People) -> None:
    made = filed(people.huong, household_id=a_household(people).id)
    answer = people.huong.post(f"{PATH}/{made['id']}/close", {"refusal_reason": "Điều 5"})
    assert (answer.json["state"], answer.json["refusal_reason"]) == ("refused", "Điều 5")


def test_mended_while_nobody_answered(people: People) -> None:
    answer = people.huong.post(PATH, {"kind": "access", "household_id": a_household(people).id})
    one = f"{PATH}/{answer.json['id']}"
    etag = answer.headers["ETag"]
    assert people.huong.patch(one, {"text": "xem và nhận"}).status_code == 428
    assert people.huong.patch(one, {"text": "xem và nhận"}, etag).json["text"] == "xem và nhận"
    assert people.huong.patch(one, {"text": "cũ"}, etag).status_code == 412


def test_the_overdue_come_first_and_the_command_says_so(app: Flask, people: People) -> None:
    long_ago = (clock.now() - timedelta(days=40)).isoformat()
    fresh = filed(people.huong, household_id=a_household(people).id)
    late = filed(people.huong, household_id=a_household(people).id, received_at=long_ago)
    items = people.huong.get(PATH).json["items"]
    assert [one["id"] for one in items] == [late["id"], fresh["id"]]
    assert [one["overdue"] for one in items] == [True, False]
    assert people.huong.get(f"{PATH}?show=overdue").json["total"] == 1
    said = CliRunner().invoke(group, ["privacy", "overdue"], obj=lambda: app)
    assert said.exit_code == 1
    assert late["id"] in said.output
    people.huong.post(f"{PATH}/{late['id']}/close", {})
    assert CliRunner().invoke(group, ["privacy", "overdue"], obj=lambda: app).exit_code == 0


def test_an_answered_one_is_late_when_it_is_not_done(people: People) -> None:
    came = (clock.now() - timedelta(days=18)).isoformat()
    made = filed(people.huong, household_id=a_household(people).id, received_at=came)
    one = f"{PATH}/{made['id']}"
    people.huong.post(f"{one}/answer", {"text": "đang làm"})
    assert people.huong.get(one).json["overdue"] is True
    people.huong.post(f"{one}/extend", {"reason": "chờ kênh"})
    assert people.huong.get(one).json["overdue"] is False


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "access"}, "who_asks"),
        ({"kind": "access", "commune_code": NGA_AN}, "who_asks"),
        ({"kind": "access", "commune_code": HAM_RONG, "asker": "Tám"}, "place_outside_scope"),
        ({"kind": "access", "commune_code": "99999", "asker": "Tám"}, "who_asks"),
        ({"kind": "xyz", "commune_code": NGA_AN, "asker": "Tám"}, "invalid_fields"),
        ({"kind": "access", "commune_code": NGA_AN, "asker": "Tám",
          "received_at": "2099-01-01T00:00:00Z"}, "received_in_future"),
        ({"kind": "access", "commune_code": NGA_AN, "asker": "Tám", "state": "done"},
         "invalid_fields"),
        ({"kind": "access", "household_id": new_id()}, "not_found"),
    ],
)  # fmt: skip
def test_what_is_refused(people: People, body: dict[str, Any], code: str) -> None:
    assert people.huong.post(PATH, body).json["code"] == code


def test_foreign_is_missing(people: People) -> None:
    made = filed(people.huong, household_id=a_household(people).id)
    sibling = people.person(Role.COMMUNE_OFFICER, "Lan", communes=(HAM_RONG,))
    other = people.producer(a_household(people).id)
    for caller in (sibling, other):
        for act in ("", "/answer", "/extend", "/close"):
            if caller is other and act:
                continue
            body = {"text": "x"} if act == "/answer" else {"reason": "x"} if act else None
            body = {} if act == "/close" else body
            method = "POST" if act else "GET"
            foreign = caller.call(method, f"{PATH}/{made['id']}{act}", json=body)
            nowhere = caller.call(method, f"{PATH}/{new_id()}{act}", json=body)
            assert (foreign.status_code, foreign.json) == (404, nowhere.json)
        assert caller.get(PATH).json["total"] == 0


def test_a_producer_cannot_file_for_another(people: People) -> None:
    mine, other = a_household(people), a_household(people)
    hoa = people.producer(mine.id)
    foreign = hoa.post(PATH, {"kind": "access", "household_id": other.id})
    nowhere = hoa.post(PATH, {"kind": "access", "household_id": new_id()})
    assert (foreign.status_code, foreign.json) == (404, nowhere.json)
    assert filed(hoa, household_id=mine.id)["household_id"] == mine.id


def test_auditors_read_days_not_words(people: People) -> None:
    made = filed(people.huong, household_id=a_household(people).id, text="Zuzuki")
    auditor = people.person(Role.AUDITOR, "Kiểm toán")
    seen = auditor.get(f"{PATH}/{made['id']}").json
    assert (seen["kind"], "Zuzuki" in str(seen)) == ("access", False)
    assert auditor.post(f"{PATH}/{made['id']}/close", {}).status_code == 403
    for role in (Role.OPERATOR, Role.EXTENSION_WORKER):
        caller = people.person(role, "x", communes=(NGA_AN,))
        assert caller.get(PATH).status_code == 403


def test_the_same_id_twice_is_one_request(people: People) -> None:
    body = {"id": new_id(), "kind": "access", "household_id": a_household(people).id}
    first, again = people.huong.post(PATH, body), people.huong.post(PATH, body)
    assert first.json["id"] == again.json["id"]
    assert people.huong.get(PATH).json["total"] == 1
