"""Operations of phones: done once, told the same ever after, refused one by one."""

import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from agrimarket.fieldwork import people as verbs
from agrimarket.fieldwork.jobs import HANDLERS
from agrimarket.fieldwork.kinds import KINDS
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import JobContext
from tests.builders.fieldwork import (
    HOA,
    SYNC,
    answered,
    edited,
    op,
    registered,
    result,
    results,
)
from tests.builders.households import a_household
from tests.people import HAM_RONG, People


def count(table: str) -> int:
    return int(db.session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def test_a_producer_registered_in_the_yard_is_there(people: People) -> None:
    consent = {"version": "2026-11", "channel": "voice", "purposes": ["publication"]}
    told = result(people.nam, sent := registered(consent=consent, crops=["Cói"]))
    assert told["status"] == "applied"
    assert told["object_id"] == sent["object_id"]
    seen = people.nam.get(f"/api/v1/households/{sent['object_id']}").get_json()
    assert seen["head_name"] == "Nguyễn Thị Hoa"
    assert seen["state"] == "registered"
    assert told["revision"] == seen["revision"]


def test_sent_again_it_is_answered_byte_for_byte_and_done_once(people: People) -> None:
    sent = registered()
    first, second = answered(people.nam, sent), answered(people.nam, sent)
    assert first.data == second.data
    assert count("household") == 1
    assert count("field_operation") == 1


def test_the_same_id_with_another_content_touches_nothing(people: People) -> None:
    sent = registered()
    first = answered(people.nam, sent).data
    other = sent | {"fields": {**HOA, "head_name": "Người Khác"}}
    assert result(people.nam, other)["code"] == "operation_id_taken"
    assert answered(people.nam, sent).data == first
    assert count("household") == 1


def test_the_same_id_from_somebody_else_tells_nothing(people: People) -> None:
    sent = registered()
    answered(people.nam, sent)
    told = result(people.huong, sent)
    assert (told["status"], told["code"]) == ("refused", "operation_id_taken")
    assert told["revision"] is None


def test_a_batch_with_one_bad_operation_keeps_the_others(people: People) -> None:
    bad = registered(commune_code=HAM_RONG)
    told = results(people.nam, registered(), bad, {"id": 7}, "x", registered(head_name="Lê Văn An"))
    assert [one["status"] for one in told] == [
        "applied",
        "refused",
        "refused",
        "refused",
        "applied",
    ]
    assert told[1]["code"] == "commune_outside_scope"
    assert [one["code"] for one in told[2:4]] == ["operation_invalid"] * 2


def test_a_refusal_names_the_fields_and_is_kept(people: People) -> None:
    sent = registered(head_name="Hoa", phone="12")
    first = answered(people.nam, sent)
    (told,) = json.loads(first.text)["results"]
    assert (told["status"], told["code"]) == ("refused", "invalid_fields")
    assert set(told["fields"]) >= {"phone"}
    assert answered(people.nam, sent).data == first.data
    assert count("household") == 0


def test_what_breaks_in_one_operation_is_told_and_may_be_sent_again(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = registered(), registered(head_name="Lê Văn An")

    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    real = verbs.rules.register
    calls = iter([breaks, real])
    monkeypatch.setattr(verbs.rules, "register", lambda *a, **k: next(calls)(*a, **k))
    told = results(people.nam, broken, fine)
    assert [one["status"] for one in told] == ["failed", "applied"]
    monkeypatch.setattr(verbs.rules, "register", real)
    assert result(people.nam, broken)["status"] == "applied"
    assert count("household") == 2


def test_more_than_five_hundred_are_not_taken(people: People) -> None:
    answer = answered(people.nam, *([registered()] * 501))
    assert (answer.status_code, answer.get_json()["code"]) == (413, "too_many_operations")
    assert count("field_operation") == 0


def test_a_chain_that_comes_backwards_waits_and_is_then_done(people: People) -> None:
    first = registered()
    second = edited(first["object_id"], None, hamlet="Thôn 5") | {"after": first["id"]}
    third = edited(first["object_id"], None, phone="0912345678") | {"after": second["id"]}
    told = results(people.nam, third, second)
    assert [one["status"] for one in told] == ["held", "held"]
    assert result(people.nam, third)["status"] == "held"  # still waits
    (told_first,) = results(people.nam, first)
    assert told_first["status"] == "applied"
    assert [one["status"] for one in results(people.nam, second, third)] == ["applied"] * 2
    seen = people.nam.get(f"/api/v1/households/{first['object_id']}").get_json()
    assert (seen["hamlet"], seen["phone"]) == ("Thôn 5", "0912345678")
    assert count("field_operation WHERE body_sealed IS NOT NULL") == 0


def test_in_one_batch_backwards_everybody_is_told_the_outcome(people: People) -> None:
    first = registered()
    second = edited(first["object_id"], None, hamlet="Thôn 5") | {"after": first["id"]}
    told = results(people.nam, second, first)
    assert [one["status"] for one in told] == ["applied", "applied"]


def test_what_waits_tells_nothing_at_rest(people: People) -> None:
    waits = edited(new_id(), 1, phone="0912345678") | {"after": new_id()}
    assert result(people.nam, waits)["status"] == "held"
    row = db.session.execute(text("SELECT * FROM field_operation")).one()
    assert b"0912345678" not in bytes(row.body_sealed)
    assert "0912345678" not in str(row)


def test_after_ninety_days_what_waited_is_refused_in_words(app: Flask, people: People) -> None:
    waits = edited(new_id(), 1, hamlet="Thôn 5") | {"after": new_id()}
    assert result(people.nam, waits)["status"] == "held"
    HANDLERS["fieldwork.expire"](JobContext("", {}, 0))
    assert result(people.nam, waits)["status"] == "held"
    with clock.moved_to(clock.now() + timedelta(days=91)):
        HANDLERS["fieldwork.expire"](JobContext("", {}, 0))
    told = result(people.nam, waits)
    assert (told["status"], told["code"]) == ("refused", "after_missing")


def test_what_builds_on_a_refusal_says_so(people: People) -> None:
    first = registered(head_name="")
    second = edited(first["object_id"], None, hamlet="Thôn 5") | {"after": first["id"]}
    assert [one["code"] for one in results(people.nam, first, second)] == [
        "invalid_fields", "after_refused",
    ]  # fmt: skip


@pytest.mark.parametrize("days", [-4000, -3, 3, 4000])
def test_a_wrong_clock_decides_nothing(people: People, days: int) -> None:
    sent = op("household.register", fields=HOA, off=timedelta(days=days))
    assert result(people.nam, sent)["status"] == "applied"


def test_who_may_not_is_refused_in_the_result(people: People) -> None:
    team = people.person(Role.COMMUNITY_TEAM, "Tổ 1", communes=("16144",))
    household = a_household(people)
    told = result(team, edited(household.id, household.revision, hamlet="Thôn 9"))
    assert (told["status"], told["code"]) == ("refused", "no_longer_draft")
    told = result(team, op("diary.add", fields={"lot_id": new_id(), "kind": "harvest"}))
    assert told["code"] == "not_allowed"
    told = result(people.lan, edited(household.id, household.revision, hamlet="Thôn 9"))
    assert told["code"] == "not_found"


def test_an_agency_and_a_program_write_here_what_they_write_elsewhere(people: People) -> None:
    trade = people.person(Role.PROVINCE_OFFICER, "Sở", agency="cong_thuong")
    assert answered(trade, registered()).status_code == 403
    only_sync = people.person(Role.API_CLIENT, "App", scopes=("fieldwork:write",))
    assert result(only_sync, registered())["code"] == "not_allowed"
    both = people.person(Role.API_CLIENT, "App", scopes=("fieldwork:write", "households:write"))
    assert result(both, registered())["status"] == "applied"


def test_an_unknown_kind_is_refused_in_words(people: People) -> None:
    assert result(people.nam, op("household.explode"))["code"] == "operation_kind_unknown"


def test_signed_out_nothing_is_taken(people: People) -> None:
    assert people.minh.post(f"{SYNC}/operations", {"operations": []}).status_code == 401


def test_what_is_no_operation_is_refused_in_its_place_in_vietnamese(people: People) -> None:
    first = registered()
    told = results(people.nam, None, first, 7, "x", [])
    refused = ["refused"] * 3
    assert [one["status"] for one in told] == ["refused", "applied", *refused]
    assert {one["code"] for one in told if one["status"] == "refused"} == {"operation_invalid"}
    assert all(one["detail"].startswith("Việc này thiếu") for one in told if one["code"])


def test_the_description_tells_every_kind_and_its_fields(people: People) -> None:
    told = people.nam.get("/api/v1/openapi.json").json["components"]["schemas"]["BatchIn"]
    items = told["properties"]["operations"]["items"]
    kinds = {one["title"]: one["properties"] for one in items["anyOf"] if "title" in one}
    assert set(kinds) == set(KINDS)
    for kind, properties in kinds.items():
        assert properties["kind"] == {"type": "string", "enum": [kind]}
        assert set(properties["fields"]["properties"]) == set(KINDS[kind].fields().fields)
    assert kinds["household.register"]["fields"]["required"] == ["commune_code"]
