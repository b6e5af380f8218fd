"""Community teams and who is in them."""

from typing import Any

from werkzeug.test import TestResponse

from agrimarket.accounts.models import Account
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.builders.teams import a_team, a_team_member
from tests.people import HAM_RONG, NGA_AN, People, Person

API = "/api/v1/teams"


def change(person: Person, path: str, **body: Any) -> TestResponse:
    return person.patch(path, body, person.get(path).headers.get("ETag", "*"))


def test_nam_notes_the_team_of_a_hamlet(people: People) -> None:
    body = {"name": "Tổ công nghệ số thôn 3", "commune_code": NGA_AN, "hamlet": "Thôn 3"}
    made = people.nam.post(API, body | {"since": "2022-06-01"})
    assert (made.status_code, made.get_json()["commune_name"]) == (201, "Xã Nga An")
    found = people.nam.get(API, query_string={"q": "cong nghe so thon 3"}).get_json()
    assert (found["total"], found["items"][0]["size"]) == (1, 0)
    again = people.nam.post(API, body)
    assert (again.status_code, again.get_json()["code"]) == (409, "team_exists")
    path = f"{API}/{made.get_json()['id']}"
    assert people.nam.patch(path, {"hamlet": "Thôn 4"}).status_code == 428
    assert change(people.nam, path, until="2025-06-30").get_json()["until"] == "2025-06-30"
    assert people.nam.get(API, query_string={"ended": "no"}).get_json()["total"] == 0
    assert people.nam.post(API, body).status_code == 201
    both = change(people.nam, path, until=None)
    assert both.get_json()["code"] == "team_exists"


def test_what_a_team_cannot_be(people: People) -> None:
    good = {"name": "Tổ xã", "commune_code": NGA_AN}
    for body, field in (
        ({"name": " "}, "name"), ({"commune_code": "1"}, "commune_code"),
        ({"since": "2199-01-01"}, "since"), ({"until": "2020-01-01"}, "until"),
    ):  # fmt: skip
        answer = people.nam.post(API, good | body)
        assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])
    foreign = people.nam.post(API, good | {"commune_code": HAM_RONG})
    assert (foreign.status_code, foreign.get_json()["code"]) == (403, "commune_outside_scope")
    path = f"{API}/{a_team(people, since='2022-01-01')['id']}"
    assert "until" in change(people.nam, path, until="2021-01-01").get_json()["fields"]


def test_who_sees_teams(people: People) -> None:
    team = a_team(people)
    path = f"{API}/{team['id']}"
    volunteer = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(NGA_AN,))
    for person in (people.nam, people.phuc, volunteer, people.person(Role.AUDITOR, "Kiểm")):
        assert person.get(path).status_code == 200
    assert people.lan.get(path).get_json() == people.lan.get(f"{API}/{new_id()}").get_json()
    assert people.lan.get(API).get_json()["total"] == 0
    assert change(people.lan, path, hamlet="Thôn 1").status_code == 404
    hoa = people.producer(a_household(people).id)
    assert (hoa.get(path).status_code, volunteer.post(API, {}).status_code) == (403, 403)
    program = people.person(Role.API_CLIENT, "Sở", communes=(NGA_AN,), scopes=("teams:read",))
    assert program.get(API).get_json()["total"] == 1
    elsewhere = people.person(Role.API_CLIENT, "Sở 2", communes=(HAM_RONG,), scopes=("teams:read",))
    assert elsewhere.get(API).get_json()["total"] == 0


def test_members_by_name_and_by_account(people: People) -> None:
    team = a_team(people)
    volunteer = people.person(Role.COMMUNITY_TEAM, "Lê Thị Tổ", communes=(NGA_AN,))
    volunteer.browser()  # has an account
    account = reading().query(Account).filter_by(name="Lê Thị Tổ").one()
    path = f"{API}/{team['id']}/members"
    by_account = people.huong.post(path, {"account_id": account.id, "leader": True})
    assert (by_account.status_code, by_account.get_json()["name"]) == (201, "Lê Thị Tổ")
    again = people.huong.post(path, {"account_id": account.id})
    assert (again.status_code, again.get_json()["code"]) == (409, "team_member_already")
    tam = a_team_member(people, team, name="lê văn tám", phone="+84 912 345 678", leader=True)
    assert (tam["name"], tam["phone"]) == ("Lê Văn Tám", "0912345678")
    told = people.nam.get(path).get_json()["items"]
    assert [(one["name"], one["leader"]) for one in told] == [
        ("Lê Văn Tám", True), ("Lê Thị Tổ", False),
    ]  # fmt: skip
    masked = people.person(Role.AUDITOR, "Kiểm").get(path).get_json()["items"][0]["phone"]
    assert masked == "•••••••678"
    assert people.nam.get(f"{API}/{team['id']}").get_json()["size"] == 2


def test_who_cannot_be_a_member(people: People) -> None:
    team = a_team(people)
    path = f"{API}/{team['id']}/members"
    hoa = a_household(people)
    people.producer(hoa.id, "Bà Hoa Nguyễn").browser()
    own = reading().query(Account).filter_by(name="Bà Hoa Nguyễn").one()
    for account in (own.id, new_id()):
        answer = people.huong.post(path, {"account_id": account})
        assert (answer.status_code, answer.get_json()["code"]) == (404, "team_account_not_found")
    assert people.nam.post(path, {}).get_json()["code"] == "team_member_missing"
    for body, field in (
        ({"name": "1"}, "name"), ({"phone": "12"}, "phone"), ({"sex": "x"}, "sex"),
        ({"since": "2199-01-01"}, "since"),
    ):  # fmt: skip
        answer = people.nam.post(path, {"name": "Lê Văn Tám"} | body)
        assert list(answer.get_json()["fields"]) == [field]
    change(people.nam, f"{API}/{team['id']}", until="2025-01-01")
    assert people.nam.post(path, {"name": "Lê Văn Tám"}).get_json()["code"] == "team_ended"


def test_a_leader_who_left_leads_no_more(people: People) -> None:
    team = a_team(people)
    tam = a_team_member(people, team, leader=True)
    path = f"{API}/{team['id']}/members/{tam['id']}"
    left = change(people.nam, path, until="2026-01-01").get_json()
    assert (left["leader"], left["until"]) == (False, "2026-01-01")
    assert people.nam.get(f"{API}/{team['id']}").get_json()["size"] == 0
    assert people.lan.get(path).status_code == 404


def test_the_pages(people: People) -> None:
    browser = people.nam.browser()
    assert "Chưa có tổ nào" in browser.get("/to").text
    wrong = browser.post("/to/moi", data={"name": "", "hamlet": "Thôn 3"})
    assert wrong.status_code == 422
    assert "Hãy ghi tên tổ" in wrong.text or "Thiếu ô này" in wrong.text
    made = browser.post("/to/moi", data={"name": "Tổ thôn 3", "hamlet": "Thôn 3", "since": ""})
    assert made.status_code == 303, made.text
    home = made.headers["Location"]
    added = browser.post(
        f"{home}/thanh-vien/moi",
        data={"name": "Lê Văn Tám", "phone": "0912345678", "sex": "male", "leader": "1"},
    )
    assert added.status_code == 303, added.text
    page = browser.get(home).text
    assert "0912 345 678" in page
    assert "Tổ trưởng" in page
    assert "Tổ thôn 3" in browser.get("/to?q=to+thon&ended=no").text
    assert "Không tìm thấy tổ nào" in browser.get("/to?ended=yes").text
    assert browser.get("/to?ended=maybe&page=x").status_code == 200
    one = people.nam.get(f"/api/v1/teams/{home.split('/')[-1]}/members").get_json()["items"][0]
    path = f"{home}/thanh-vien/{one['id']}"
    assert "Lê Văn Tám" in browser.get(path).text
    change = {"revision": "1", "name": "Lê Văn Tám", "phone": "0912345678", "sex": ""}
    assert browser.post(path, data=change | {"until": "2026-01-01"}).status_code == 303
    assert "Đã thôi" in browser.get(home).text
    assert browser.post(f"{home}/sua", data={"revision": "9", "name": "Tổ"}).status_code == 422
    assert browser.post(f"{home}/sua", data={"revision": "1", "name": "Tổ 3"}).status_code == 303
    assert people.lan.browser().get(home).status_code == 404
    auditor = people.person(Role.AUDITOR, "Kiểm").browser()
    assert "/sua" not in auditor.get(home).text
