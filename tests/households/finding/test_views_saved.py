"""Saved views: each person's own, by API and page, pinned on today's page."""

from typing import Any

import pytest

from agrimarket.households.finding import saved_views
from agrimarket.kit.access import Role
from tests.builders.households import a_household
from tests.people import NGA_AN, People, Person

URL = "/api/v1/household-views"
VIEW = {"name": "Hộ chưa có diện tích", "filters": {"gap": "area_missing", "q": "hoa"}}


def saved(person: Person, **over: Any) -> dict[str, Any]:
    answer = person.post(URL, VIEW | over)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_a_view_is_kept_changed_and_forgotten(people: People) -> None:
    view = saved(people.nam, pinned=True)
    assert (view["filters"], view["pinned"]) == (VIEW["filters"], True)
    one = people.nam.get(f"{URL}/{view['id']}")
    changed = people.nam.patch(
        f"{URL}/{view['id']}", {"name": "Khác", "filters": {"since": "2026-01-31"}},
        one.headers["ETag"],
    )  # fmt: skip
    assert changed.get_json()["filters"] == {"since": "2026-01-31"}
    assert people.nam.get(URL).get_json()["total"] == 1
    assert people.nam.call("DELETE", f"{URL}/{view['id']}").status_code == 204
    assert people.nam.get(URL).get_json()["total"] == 0


def test_the_same_name_replaces(people: People) -> None:
    first = saved(people.nam)
    again = saved(people.nam, name="HỘ CHƯA CÓ DIỆN TÍCH", filters={"state": "draft"})
    assert again["id"] == first["id"]
    assert again["filters"] == {"state": "draft"}


def test_only_ones_own(people: People) -> None:
    view = saved(people.nam)
    assert people.lan.get(URL).get_json()["total"] == 0
    assert people.lan.get(f"{URL}/{view['id']}").status_code == 404
    assert people.lan.call("DELETE", f"{URL}/{view['id']}").status_code == 404


@pytest.mark.parametrize("body", [
    {"name": " ", "filters": {}}, {"name": "x"}, {"name": "x", "filters": {"colour": "red"}},
    {"name": "x", "filters": {"gap": "hope_missing"}}, {"name": "x" * 81, "filters": {}},
    {"name": "x", "filters": {"since": "hôm qua"}}, {"name": "x", "filters": {}, "pinned": "yes"},
])  # fmt: skip
def test_what_is_no_view(people: People, body: dict[str, Any]) -> None:
    assert people.nam.post(URL, body).status_code == 422


def test_no_more_than_one_finds_a_way_in(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_views, "MOST", 3)
    monkeypatch.setattr(saved_views, "MOST_PINNED", 1)
    saved(people.nam, pinned=True)
    refused = people.nam.post(URL, VIEW | {"name": "Hai", "pinned": True})
    assert refused.get_json()["code"] == "too_many_pinned_views"
    for name in ("Hai", "Ba"):
        saved(people.nam, name=name)
    assert people.nam.post(URL, VIEW | {"name": "Bốn"}).get_json()["code"] == "too_many_views"


def test_a_producer_saves_none(people: People) -> None:
    hoa = a_household(people)
    assert people.producer(hoa.id).post(URL, VIEW).status_code == 403
    assert people.person(Role.AUDITOR, "Kiểm").get(URL).status_code == 200


def test_on_the_pages(people: People) -> None:
    a_household(people)
    browser = people.nam.browser()
    data = {"name": "Của Nga An", "pinned": "1"}
    answer = browser.post("/ho/bo-loc?gap=area_missing&sort=name", data=data)
    assert answer.headers["Location"] == "/ho?gap=area_missing&sort=name"
    page = browser.get("/ho?gap=area_missing&sort=name").get_data(as_text=True)
    assert 'href="/ho?gap=area_missing&amp;sort=name" aria-current="page"' in page
    today = browser.get("/viec").get_data(as_text=True)
    assert "Của Nga An" in today
    assert "Bộ lọc đã ghim: 1 hộ." in today
    views = browser.get("/ho/bo-loc").get_data(as_text=True)
    assert "Chưa ghi diện tích" in views
    path = views.split("/ghim")[0].rsplit('"', 1)[1]
    assert browser.post(f"{path}/ghim").status_code == 303
    assert "Của Nga An" not in browser.get("/viec").get_data(as_text=True)
    assert browser.post(f"{path}/xoa").status_code == 303
    assert "Chưa có bộ lọc nào" in browser.get("/ho/bo-loc").get_data(as_text=True)


def test_a_name_is_needed_on_the_page_too(people: People) -> None:
    a_household(people)
    answer = people.nam.browser().post(f"/ho/bo-loc?q=hoa&commune={NGA_AN}", data={"name": ""})
    assert answer.status_code == 422
    assert 'value="hoa"' in answer.get_data(as_text=True)


def test_a_forgotten_person_is_in_no_view(people: People) -> None:
    hoa = a_household(people, consent=None, head_name="Nguyễn Thị Hoa", phone="0912345678")
    saved(people.nam, filters={"q": "nguyen thi hoa"})
    saved(people.nam, name="Theo số", filters={"q": "0912345678"})
    saved(people.nam, name="Chưa có thôn", filters={"gap": "hamlet_missing"})
    url = f"/api/v1/households/{hoa.id}/erase"
    gone = people.phuc.post(url, {"reason": "Chị Hoa yêu cầu xóa thông tin"})
    assert gone.status_code in {200, 204}, gone.text
    left = people.nam.get(URL).get_json()["items"]
    assert [view["name"] for view in left] == ["Chưa có thôn"]
