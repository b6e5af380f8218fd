"""The register of breaches and its 72-hour clock."""

from datetime import timedelta
from typing import Any

from flask import Flask

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from tests.people import NGA_AN, People

PATH = "/api/v1/breaches"
LEAK = {"happened": "Tệp danh sách gửi nhầm thư", "data_kinds": ["contact"], "people": 120}


def reported(people: People, **over: Any) -> Any:
    answer = people.phuc.post(PATH, LEAK | over)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_the_clock_runs_from_the_noticing(people: People) -> None:
    noticed = clock.now() - timedelta(hours=10, minutes=30)
    made = reported(people, noticed_at=noticed.isoformat())
    assert made["hours_left"] == 61
    late = reported(people, noticed_at=(clock.now() - timedelta(hours=80)).isoformat())
    assert late["hours_left"] < 0
    assert people.phuc.get(f"{PATH}?state=open").json["total"] == 2


def test_the_way_of_a_breach(people: People) -> None:
    one = f"{PATH}/{reported(people)['id']}"
    assert people.phuc.post(f"{one}/close", {"measures": "x"}).json["code"] == "breach_wrong_state"
    assert people.phuc.post(f"{one}/notify", {"number": " "}).json["code"] == "why_missing"
    assert people.phuc.post(f"{one}/notify", {"number": "12/BC"}).json["state"] == "notified"
    assert (
        people.phuc.post(f"{one}/close", {"measures": "đã thu hồi thư"}).json["state"] == "closed"
    )
    etag = people.phuc.get(one).headers["ETag"]
    assert people.phuc.patch(one, {"people": 5}, etag).json["code"] == "breach_wrong_state"


def test_more_is_known_later(people: People) -> None:
    made = people.phuc.post(PATH, LEAK)
    one = f"{PATH}/{made.json['id']}"
    changed = people.phuc.patch(one, {"people": 150}, made.headers["ETag"]).json
    assert (changed["people"], changed["happened"]) == (150, LEAK["happened"])


def test_the_operator_reports_technical_facts_alone(people: People) -> None:
    operator = people.person(Role.OPERATOR, "Vận hành")
    assert operator.post(PATH, LEAK).json["code"] == "technical_only"
    assert operator.post(PATH, {"technical": ""}).json["code"] == "why_missing"
    made = operator.post(PATH, {"technical": "cổng 5432 mở 3 giờ"})
    assert made.status_code == 201
    one = f"{PATH}/{made.json['id']}"
    etag = made.headers["ETag"]
    assert operator.patch(one, {"people": 3}, etag).json["code"] == "technical_only"
    assert operator.patch(one, {"technical": "đã đóng"}, etag).json["technical"] == "đã đóng"
    assert operator.post(f"{one}/notify", {"number": "1"}).status_code == 403


def test_who_sees_them(people: People) -> None:
    one = f"{PATH}/{reported(people)['id']}"
    auditor = people.person(Role.AUDITOR, "Kiểm toán")
    assert auditor.get(one).status_code == 200
    assert auditor.post(PATH, LEAK).status_code == 403
    for caller in (
        people.huong,
        people.nam,
        people.person(Role.COMMUNITY_TEAM, "x", communes=(NGA_AN,)),
    ):
        assert caller.get(one).status_code == 403
    assert people.phuc.get(f"{PATH}/{new_id()}").status_code == 404


def test_what_is_refused(people: People) -> None:
    future = (clock.now() + timedelta(days=1)).isoformat()
    assert people.phuc.post(PATH, LEAK | {"data_kinds": ["xyz"]}).json["code"] == "invalid_fields"
    assert (
        people.phuc.post(PATH, LEAK | {"noticed_at": future}).json["code"] == "received_in_future"
    )
    assert people.phuc.post(PATH, {"happened": "  "}).json["code"] == "why_missing"
    assert people.phuc.post(PATH, LEAK | {"state": "closed"}).json["code"] == "invalid_fields"


def test_the_trail_knows(app: Flask, people: People) -> None:
    made = reported(people)
    db.session.rollback()
    acts = audit.history(db.session(), kind="breach", id=made["id"])
    assert [one.action for one in acts] == ["breach_reported"]
