"""Members of producers of any kind, and who heads them: nothing is thrown away."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from agrimarket.households.models import Household
from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from tests.builders.households import a_cooperative, a_household, citizen_id
from tests.people import HAM_RONG, People, Person

API = "/api/v1/households"
CONSENT = {"version": "2026-11", "channel": "paper", "purposes": ["publication"]}


def members(person: Person, producer: Household, **query: str) -> Any:
    return person.get(f"{API}/{producer.id}/members", query_string=query).get_json()


def add(person: Person, producer: Household, **body: Any) -> TestResponse:
    return person.post(f"{API}/{producer.id}/members", body)


def change(person: Person, producer: Household, member: Any, **body: Any) -> TestResponse:
    path = f"{API}/{producer.id}/members/{member['id']}"
    return person.patch(path, body, person.get(path).headers.get("ETag", "*"))


def head(person: Person, producer: Household, **body: Any) -> TestResponse:
    return person.post(f"{API}/{producer.id}/heads", body)


def names(told: Any) -> list[str]:
    return [one["name"] for one in told["items"]]


def test_a_cooperative_lists_households_and_names(people: People) -> None:
    coop, hoa = a_cooperative(people), a_household(people)
    linked = add(people.nam, coop, member_household_id=hoa.id, since="2024-03-01")
    assert (linked.status_code, linked.get_json()["name"]) == (201, "Nguyễn Thị Hoa")
    assert add(people.nam, coop, name="lê văn tám", role="accountant").status_code == 201
    told = members(people.nam, coop)
    assert names(told) == ["Nguyễn Thị Hoa", "Lê Văn Tám"]
    assert (told["elsewhere"], told["total"]) == (0, 2)
    page = people.nam.browser().get(f"/ho/{coop.id}").text
    assert f"/ho/{hoa.id}" in page
    assert "Kế toán" in page
    assert coop.name in people.nam.browser().get(f"/ho/{hoa.id}").text
    assert coop.name in people.producer(hoa.id).browser().get(f"/ho/{hoa.id}").text


def test_outside_the_scope_a_member_is_a_number(people: People) -> None:
    coop = a_cooperative(people)
    tu = a_household(people, head_name="Lê Thị Tư", commune_code=HAM_RONG)
    far = add(people.phuc, coop, member_household_id=tu.id).get_json()
    told = members(people.nam, coop)
    assert (told["items"], told["elsewhere"], told["total"]) == ([], 1, 0)
    page = people.nam.browser().get(f"/ho/{coop.id}").text
    assert "1 hộ ở địa bàn khác" in page
    assert "Lê Thị Tư" not in page
    assert people.nam.get(f"{API}/{coop.id}/members/{far['id']}").status_code == 404
    assert change(people.nam, coop, far, role="worker").status_code == 404
    tus = people.lan.browser().get(f"/ho/{tu.id}").text
    assert "1 nhóm, đơn vị ở địa bàn khác" in tus
    assert coop.name not in tus
    assert members(people.lan, coop).get("code") == "not_found"


def test_what_cannot_be_a_member(people: People) -> None:
    coop, hoa = a_cooperative(people), a_household(people)
    tu = a_household(people, commune_code=HAM_RONG)
    assert add(people.nam, coop).get_json()["code"] == "member_missing"
    both = add(people.nam, coop, name="Lê Văn Tám", member_household_id=hoa.id)
    assert both.get_json()["code"] == "member_missing"
    for missing in (tu.id, new_id()):
        answer = add(people.nam, coop, member_household_id=missing)
        assert (answer.status_code, answer.get_json()["code"]) == (
            404, "member_household_not_found",
        )  # fmt: skip
    itself = add(people.nam, coop, member_household_id=coop.id)
    assert (itself.status_code, itself.get_json()["code"]) == (409, "member_is_itself")
    assert add(people.nam, coop, member_household_id=hoa.id).status_code == 201
    turned = add(people.nam, hoa, member_household_id=coop.id)
    assert turned.get_json()["code"] == "member_is_itself"
    again = add(people.nam, coop, member_household_id=hoa.id)
    assert (again.status_code, again.get_json()["code"]) == (409, "member_already")
    assert add(people.nam, coop, name="0912").status_code == 422
    ahead = add(people.nam, coop, name="Lê Văn Tám", since="2199-01-01").get_json()
    assert list(ahead["fields"]) == ["since"]
    turned = add(people.nam, coop, name="Lê Văn Tám", role="king")
    assert turned.status_code == 422


def test_a_member_leaves_and_comes_back(people: People) -> None:
    coop, hoa = a_cooperative(people), a_household(people)
    one = add(people.nam, coop, member_household_id=hoa.id, since="2020-01-01").get_json()
    early = change(people.nam, coop, one, until="2019-01-01")
    assert list(early.get_json()["fields"]) == ["until"]
    assert change(people.nam, coop, one, until="2024-06-30").get_json()["until"] == "2024-06-30"
    assert members(people.nam, coop, current="true")["items"] == []
    assert names(members(people.nam, coop)) == ["Nguyễn Thị Hoa"]
    assert coop.name not in people.nam.browser().get(f"/ho/{hoa.id}").text
    assert add(people.nam, coop, member_household_id=hoa.id, since="2025-01-01").status_code == 201
    assert change(people.nam, coop, one, until=None).get_json()["code"] == "member_already"
    acts = [one.action for one in audit.history(reading(), kind="household", id=coop.id)]
    assert acts.count("member_added") == 2
    assert acts.count("member_ended") == 1


def test_a_change_needs_the_revision_it_was_made_on(people: People) -> None:
    coop = a_cooperative(people)
    one = add(people.nam, coop, name="Lê Văn Tám").get_json()
    path = f"{API}/{coop.id}/members/{one['id']}"
    assert people.nam.patch(path, {"role": "worker"}).status_code == 428
    tag = people.nam.get(path).headers["ETag"]
    assert people.nam.patch(path, {"role": "worker"}, tag).status_code == 200
    assert people.nam.patch(path, {"role": "board"}, tag).status_code == 412


def test_a_new_head_of_a_household_is_asked_again(people: People) -> None:
    hoa = a_household(people, citizen_id=citizen_id(), sex="female", bank=BANK)
    answer = head(people.nam, hoa, name="Trần Văn Sáu", since="2026-01-05", sex="male")
    assert answer.status_code == 201, answer.text
    told = people.nam.get(f"{API}/{hoa.id}").get_json()
    assert (told["head_name"], told["state"], told["sex"]) == ("Trần Văn Sáu", "draft", "male")
    assert (told["has_citizen_id"], told["has_bank"]) == (False, False)
    assert told["consents"][0]["withdrawn_at"]
    before = answer.get_json()["items"]
    assert [(one["name"], one["since"], one["until"]) for one in before] == [
        ("Trần Văn Sáu", "2026-01-05", None), ("Nguyễn Thị Hoa", None, "2026-01-05"),
    ]  # fmt: skip
    back = head(people.nam, hoa, name="Đỗ Thị Bảy", since="2026-02-01", left=True, consent=CONSENT)
    assert back.status_code == 201, back.text
    assert people.nam.get(f"{API}/{hoa.id}").get_json()["state"] == "registered"
    assert [one["until"] for one in back.get_json()["items"]] == [None, "2026-02-01", "2026-01-05"]
    left = {one["name"]: one["until"] for one in members(people.nam, hoa)["items"]}
    assert left == {"Đỗ Thị Bảy": None, "Nguyễn Thị Hoa": None, "Trần Văn Sáu": "2026-02-01"}
    page = people.nam.browser().get(f"/ho/{hoa.id}").text
    assert "Trước đây" in page
    assert "Nguyễn Thị Hoa" in page


BANK = {"name": "Agribank", "account_number": "123456789012", "holder": "Nguyen Thi Hoa"}


def test_a_member_becomes_the_head_of_a_cooperative(people: People) -> None:
    coop, hoa = a_cooperative(people, head_name="Lê Văn Tám"), a_household(people)
    one = add(people.nam, coop, member_household_id=hoa.id).get_json()
    assert head(people.nam, coop, member_id=one["id"]).status_code == 201
    told = people.nam.get(f"{API}/{coop.id}").get_json()
    assert (told["head_name"], told["state"]) == ("Nguyễn Thị Hoa", "registered")
    stays = change(people.nam, coop, one, until="2026-01-01")
    assert (stays.status_code, stays.get_json()["code"]) == (409, "head_stays")
    assert head(people.nam, coop, member_id=one["id"]).get_json()["code"] == "head_same"
    assert head(people.nam, coop, name="Nguyễn Thị Hoa").get_json()["code"] == "head_same"
    assert head(people.nam, coop, member_id=new_id()).status_code == 404
    assert head(people.nam, coop).get_json()["code"] == "member_missing"
    ahead = head(people.nam, coop, name="Lê Văn Chín", since="2199-01-01")
    assert list(ahead.get_json()["fields"]) == ["since"]


def test_a_mended_name_is_the_heads_name_in_every_list(people: People) -> None:
    hoa = a_household(people)
    head(people.nam, hoa, name="Trần Văn Sau")
    tag = people.nam.get(f"{API}/{hoa.id}").headers["ETag"]
    assert (
        people.nam.patch(f"{API}/{hoa.id}", {"head_name": "Trần Văn Sáu"}, tag).status_code == 200
    )
    assert names(members(people.nam, hoa, current="true")) == ["Nguyễn Thị Hoa", "Trần Văn Sáu"]
    head(people.nam, hoa, name="Đỗ Thị Bảy")
    assert "Trần Văn Sáu" in names(members(people.nam, hoa))


def test_who_may_write(people: People) -> None:
    hoa = a_household(people)
    own, team = (
        people.producer(hoa.id),
        people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(hoa.commune_code,)),
    )
    assert add(own, hoa, name="Lê Văn Con", role="child").status_code == 201
    assert head(own, hoa, name="Lê Văn Con").status_code == 403
    assert add(team, hoa, name="Lê Văn Con").get_json()["code"] == "no_longer_draft"
    assert head(team, hoa, name="Lê Văn Con").get_json()["code"] == "no_longer_draft"
    assert add(people.lan, hoa, name="Lê Văn Con").status_code == 404
    draft = a_household(people, consent=None)
    assert add(team, draft, name="Lê Văn Con").status_code == 201


def test_the_pages_work_without_javascript(people: People) -> None:
    coop, hoa = a_cooperative(people), a_household(people, hamlet="Thôn Bảy")
    browser = people.nam.browser()
    assert "Thôn Bảy" in browser.get(f"/ho/{coop.id}/thanh-vien/moi?tim=hoa").text
    wrong = browser.post(f"/ho/{coop.id}/thanh-vien/moi", data={"tim": "hoa"})
    assert wrong.status_code == 422
    assert "Hãy chọn một hộ đã đăng ký" in wrong.text
    added = browser.post(
        f"/ho/{coop.id}/thanh-vien/moi",
        data={"tim": "hoa", "member_household_id": hoa.id, "role": "board", "name": ""},
    )
    assert added.status_code == 303, added.text
    one = members(people.nam, coop)["items"][0]
    assert one["role"] == "board"
    path = f"/ho/{coop.id}/thanh-vien/{one['id']}"
    assert 'name="name"' not in browser.get(path).text
    ended = {"revision": "1", "role": "board", "since": "", "until": "2026-01-01"}
    assert browser.post(path, data=ended | {"revision": "7"}).status_code == 422
    assert browser.post(path, data=ended).status_code == 303
    form = browser.get(f"/ho/{hoa.id}/doi-chu-ho").text
    assert "Phải hỏi lại chủ hộ mới" in form
    done = browser.post(f"/ho/{hoa.id}/doi-chu-ho", data={"name": "Trần Văn Sáu", "since": ""})
    assert done.status_code == 303, done.text
    assert "Trần Văn Sáu" in browser.get(f"/ho/{hoa.id}").text
    for foreign in (f"/ho/{hoa.id}/doi-chu-ho", f"/ho/{coop.id}/thanh-vien/moi", path):
        assert people.lan.browser().get(foreign).status_code == 404


@pytest.mark.parametrize("of_group", [False, True])
def test_the_forgotten_leave_no_name_behind(people: People, of_group: bool) -> None:
    coop, hoa = a_cooperative(people), a_household(people, head_name="Đinh Thị Xuyến Chi")
    add(people.nam, hoa, name="Lê Văn Con", role="child")
    head(people.nam, hoa, name="Lê Văn Mới")
    if of_group:
        add(people.nam, coop, member_household_id=hoa.id)
    add(people.nam, coop, name="Lê Văn Mới")
    done = people.huong.post(f"{API}/{hoa.id}/erase", {"reason": "Theo đơn của chính chủ"})
    assert done.status_code in {200, 204}, done.text
    assert members(people.nam, hoa)["items"] == []
    told = names(members(people.nam, coop))
    assert set(told) == {"Người sản xuất đã xóa thông tin"}
    assert len(told) == 1 + of_group
