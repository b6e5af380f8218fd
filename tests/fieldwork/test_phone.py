"""The phone's own side: what it is told at the start, its keys, the page of conflicts."""

import base64
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import text

from agrimarket.accounts import ends
from agrimarket.accounts.models import Account
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import db, one_commit
from tests.builders.fieldwork import edited, op, registered, result
from tests.builders.households import a_household
from tests.people import People

THERE = "/thuc-dia"


def a_phone(people: People) -> FlaskClient:
    """Anh Nam's browser, with a PIN set on it."""
    browser = people.nam.browser()
    named = {"name": "Điện thoại xanh", "pin": "258036", "again": "258036"}
    assert browser.post("/tai-khoan/may", data=named).status_code == 303
    return browser


def start(browser: FlaskClient) -> dict[str, Any]:
    answer = browser.get(f"{THERE}/khoi-dong")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_phone_gets_the_same_keys_until_it_is_taken_away(people: People) -> None:
    browser = a_phone(people)
    told = start(browser)
    assert len(base64.b64decode(told["vault_key"])) == 32
    assert told["vault_key"] != told["export_key"]
    assert told["citizen_key"]["jwk"]["crv"] == "P-256"
    assert told["home_commune"] == "16144"
    assert told["texts"][0]["purposes"]
    names = ("vault_key", "export_key", "citizen_key")
    assert [start(browser)[name] for name in names] == [told[name] for name in names]
    desk = people.nam.browser()
    assert start(desk)["vault_key"] is None
    browser.post(f"/tai-khoan/may/{told['device_id']}/go")
    kept = db.session.scalar(text("SELECT key_sealed FROM field_vault WHERE kind = 'device'"))
    assert kept is None


def test_a_disabled_person_has_no_key_left(people: People) -> None:
    start(a_phone(people))
    with one_commit() as session:
        for account in session.query(Account).filter_by(name="Nam"):
            ends.disable(session, SYSTEM, account)
    kept = db.session.scalar(text("SELECT key_sealed FROM field_vault WHERE kind = 'device'"))
    assert kept is None


def test_the_same_verbs_by_cookie(people: People) -> None:
    browser, first = people.nam.browser(), registered()
    answer = browser.post(f"{THERE}/dong-bo", json={"operations": [first]})
    assert answer.get_json()["results"][0]["status"] == "applied"
    page = browser.get(f"{THERE}/thay-doi?cursor=&page_size=10").get_json()
    assert first["object_id"] in [one["id"] for one in page["items"]]
    asks = {"Accept": "application/json"}
    bad = browser.post(f"{THERE}/dong-bo", data="x", headers=asks)
    assert (bad.status_code, bad.get_json()["code"]) == (400, "bad_json")
    gone = people.app.test_client().get(f"{THERE}/khoi-dong", headers=asks)
    assert gone.status_code == 401


def test_places_are_fetched_once(people: People) -> None:
    browser = people.nam.browser()
    answer = browser.get(f"{THERE}/dia-danh")
    told = answer.get_json()
    assert (len(told["communes"]), len(told["former"])) == (166, 584)
    again = browser.get(f"{THERE}/dia-danh", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_page_of_conflicts_settles_and_takes_back(people: People) -> None:
    household = a_household(people)
    there = f"/api/v1/households/{household.id}"
    etag = people.huong.get(there).headers["ETag"]
    people.huong.patch(there, {"head_name": "Nguyễn Thị Hòa"}, etag)
    change = edited(household.id, household.revision, head_name="Nguyễn Thị Hoan")
    id = result(people.nam, change)["conflict_id"]
    browser = people.nam.browser()
    page = browser.get(f"{THERE}/xung-dot").text
    assert "Nguyễn Thị Hoan" in page
    assert "Nguyễn Thị Hòa" in page
    (one,) = browser.get(f"{THERE}/xung-dot.json").get_json()["items"]
    assert one["id"] == id
    wrong = browser.post(f"{THERE}/xung-dot/{id}", data={"choice": "x"})
    assert wrong.status_code == 422
    assert browser.post(f"{THERE}/xung-dot/{id}", data={"choice": "mine"}).status_code == 303
    assert people.nam.get(there).get_json()["head_name"] == "Nguyễn Thị Hoan"
    assert "Hoàn tác" in browser.get(f"{THERE}/xung-dot").text
    assert browser.post(f"{THERE}/xung-dot/{id}/hoan-tac").status_code == 303
    assert people.nam.get(there).get_json()["head_name"] == "Nguyễn Thị Hòa"


def test_a_forgotten_person_is_not_brought_back_by_a_phone(people: People) -> None:
    first = registered()
    waits = edited(first["object_id"], 1, hamlet="Thôn 8") | {"after": op("x")["id"]}
    result(people.nam, first)
    assert result(people.nam, waits)["status"] == "held"
    erased = people.huong.post(
        f"/api/v1/households/{first['object_id']}/erase", {"reason": "Người này yêu cầu xóa"}
    )
    assert erased.status_code == 200, erased.text
    rows = db.session.execute(text("SELECT body_sealed, content_hash FROM field_operation")).all()
    assert {tuple(row) for row in rows} == {(None, "")}
    told = result(people.nam, first)
    assert told["status"] == "applied"  # what was answered then
    assert result(people.nam, waits)["code"] == "household_erased"
    seen = people.nam.get(f"/api/v1/households/{first['object_id']}").get_json()
    assert seen["head_name"] is None
