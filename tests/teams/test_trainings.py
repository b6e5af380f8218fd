"""Trainings, who came, and the province's sums: every person once."""

from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from agrimarket.teams.pasted import read_line, read_people
from agrimarket.teams.rules import Counts, counts
from tests.builders.households import a_household
from tests.builders.teams import a_team, a_team_member, a_training
from tests.people import HAM_RONG, NGA_AN, People, Person

API = "/api/v1/trainings"
TODAY = date(2026, 11, 22)


def add(person: Person, training: Any, **body: Any) -> TestResponse:
    return person.post(f"{API}/{training['id']}/attendance", body)


def people_of(person: Person, training: Any) -> tuple[int, int, int]:
    told = person.get(f"{API}/{training['id']}").get_json()
    return told["people"], told["women"], told["men"]


@pytest.mark.parametrize(
    ("line", "name", "sex"),
    [
        ("1. Bà Nguyễn Thị Hoa", "Nguyễn Thị Hoa", "female"),
        ("2) ông trần văn chín - thôn 3 - 0912345678", "Trần Văn Chín", "male"),
        ("- Lê Văn Tám, 0912 345 678", "Lê Văn Tám", None),
        ("12\tĐỖ THỊ BẢY\tThôn 5", "Đỗ Thị Bảy", None),
        ("Chu Văn An", "Chu Văn An", None),
        ("Lê Thị Sáu (nữ)", "Lê Thị Sáu", "female"),
        ("Bà Hoa", "Bà Hoa", "female"),
        ("5 Phạm Văn Nam; nam", "Phạm Văn Nam", "male"),
        ("bác Hà Thị Lan: thôn 2", "Hà Thị Lan", None),
    ],
)
def test_lines_as_people_paste_them(line: str, name: str, sex: str | None) -> None:
    person = read_line(line)
    assert person is not None
    assert (person.name, person.sex) == (name, sex)


@pytest.mark.parametrize("line", ["", "0912345678", "1.", "Hoa", "---", "=SUM(A1)", "12/11/2025"])
def test_lines_without_a_name(line: str) -> None:
    assert read_line(line) is None


def test_the_same_name_twice_is_told(people: People) -> None:
    read = read_people("Lê Văn Tám\nLÊ VĂN TÁM\n\n0912\nle van tam")
    assert (len(read.people), read.again, read.unread) == (
        1,
        ["Lê Văn Tám", "Le Van Tam"],
        ["0912"],
    )
    assert len(read_people("Lê Văn Tám\n" * 600).unread) == 100


def test_a_training_and_who_came(people: People) -> None:
    training = a_training(people)
    hoa = a_household(people, sex="female")
    tam = a_team_member(people, a_team(people))
    done = add(
        people.nam, training, household_ids=[hoa.id], team_member_ids=[tam["id"]],
        names="Bà Đỗ Thị Bảy\nTrần Văn Chín\nnguyễn thị hoa\n0912",
    )  # fmt: skip
    assert done.status_code == 201, done.text
    assert done.get_json() == {"added": 4, "again": ["Nguyễn Thị Hoa"], "unread": ["0912"]}
    assert people_of(people.nam, training) == (4, 2, 1)
    again = add(people.nam, training, household_ids=[hoa.id], names="Lê Văn Tám\ntran van chin")
    assert again.get_json()["added"] == 0
    assert people_of(people.nam, training) == (4, 2, 1)
    listed = people.nam.get(f"{API}/{training['id']}/attendance").get_json()
    assert {one["name"] for one in listed["items"]} == {
        "Nguyễn Thị Hoa", "Lê Văn Tám", "Đỗ Thị Bảy", "Trần Văn Chín",
    }  # fmt: skip


def test_a_name_that_turns_out_to_be_a_household_counts_once(people: People) -> None:
    training, hoa = a_training(people), a_household(people)
    add(people.nam, training, names="Nguyễn Thị Hoa")
    ticked = add(people.nam, training, household_ids=[hoa.id]).get_json()
    assert (ticked["added"], ticked["again"]) == (0, ["Nguyễn Thị Hoa"])
    items = people.nam.get(f"{API}/{training['id']}/attendance").get_json()["items"]
    assert [one["household_id"] for one in items] == [hoa.id]


def test_a_list_is_mended_with_its_history(people: People) -> None:
    training = a_training(people)
    add(people.nam, training, names="Lê Văn Tám\nTrần Văn Chín")
    first = people.nam.get(f"{API}/{training['id']}/attendance").get_json()["items"][0]
    path = f"{API}/{training['id']}/attendance/{first['id']}"
    assert people.nam.post(f"{path}/remove", {"reason": "x"}).status_code == 422
    gone = people.nam.post(f"{path}/remove", {"reason": "Hôm đó không dự"})
    assert gone.get_json()["removed_reason"] == "Hôm đó không dự"
    twice = people.nam.post(f"{path}/remove", {"reason": "Hôm đó không dự"})
    assert (twice.status_code, twice.get_json()["code"]) == (409, "already_removed")
    assert people_of(people.nam, training)[0] == 1
    kept = people.nam.get(f"{API}/{training['id']}/attendance", query_string={"removed": "true"})
    assert kept.get_json()["total"] == 1
    assert people.nam.get(path).get_json()["name"] == "Lê Văn Tám"
    back = add(people.nam, training, names="Lê Văn Tám").get_json()
    assert back["added"] == 1


def test_what_a_training_cannot_be(people: People) -> None:
    good = {"topic": "booth", "audience": "team", "held_on": "2025-11-20", "commune_code": NGA_AN}
    for body, field in (
        ({"topic": "moon"}, "topic"), ({"audience": "all"}, "audience"),
        ({"held_on": "2199-01-01"}, "held_on"), ({"held_on": "1990-01-01"}, "held_on"),
        ({"commune_code": "1"}, "commune_code"), ({"hours": 0}, "hours"), ({"hours": 900}, "hours"),
    ):  # fmt: skip
        answer = people.nam.post(API, good | body)
        assert (answer.status_code, list(answer.get_json()["fields"])) == (422, [field])
    foreign = people.nam.post(API, good | {"commune_code": HAM_RONG})
    assert foreign.status_code == 403
    training = a_training(people)
    assert add(people.nam, training).get_json()["code"] == "nobody_named"
    tu = a_household(people, commune_code=HAM_RONG)
    for id in (tu.id, new_id()):
        answer = add(people.nam, training, household_ids=[id])
        assert (answer.status_code, answer.get_json()["code"]) == (404, "attendee_not_found")


def test_outside_the_scope_an_attendee_is_a_number(people: People) -> None:
    training = a_training(people)
    tu = a_household(people, head_name="Lê Thị Tư", commune_code=HAM_RONG, sex="female")
    assert add(people.phuc, training, household_ids=[tu.id]).status_code == 201
    assert people_of(people.nam, training) == (1, 1, 0)
    told = people.nam.get(f"{API}/{training['id']}/attendance").get_json()
    assert (told["items"], told["total"]) == ([], 0)
    page = people.nam.browser().get(f"/tap-huan/{training['id']}").text
    assert "Và 1 người khác" in page
    assert "Lê Thị Tư" not in page
    assert people.lan.get(f"{API}/{training['id']}").status_code == 404


def test_a_withdrawn_training_counts_no_more(people: People) -> None:
    training = a_training(people)
    add(people.nam, training, names="Lê Văn Tám")
    path = f"{API}/{training['id']}"
    tag = people.nam.get(path).headers["ETag"]
    assert people.nam.patch(path, {"hours": "1,5"}, tag).get_json()["hours"] == 1.5
    assert people.nam.post(f"{path}/withdraw", {"reason": "Ghi hai lần"}).status_code == 200
    assert people.nam.get(API).get_json()["total"] == 0
    assert counts(reading(), people.nam.viewer, TODAY) == {}
    assert add(people.nam, training, names="Trần Văn Chín").get_json()["code"] == "already_removed"
    assert "Ghi hai lần" in people.nam.browser().get(f"/tap-huan/{training['id']}").text


def test_the_sums_count_people_once(people: People) -> None:
    team = a_team(people, since="2024-01-01")
    tam = a_team_member(people, team, since="2024-01-01")
    a_team_member(people, team, name="Trần Văn Chín", since="2026-03-01")
    hoa = a_household(people)
    for day in ("2025-05-01", "2025-11-20"):
        training = a_training(people, held_on=day)
        add(people.nam, training, household_ids=[hoa.id], team_member_ids=[tam["id"]],
            names="Bà Đỗ Thị Bảy")  # fmt: skip
    far = a_training(people, commune_code=HAM_RONG, held_on="2026-02-02")
    add(people.phuc, far, names="Đỗ Thị Bảy\nVõ Văn Mười")
    session = reading()
    assert counts(session, people.phuc.viewer, TODAY) == {
        NGA_AN: Counts(1, 2, 2, 3), HAM_RONG: Counts(0, 0, 1, 2),
    }  # fmt: skip
    assert counts(session, people.nam.viewer, date(2025, 6, 1)) == {NGA_AN: Counts(1, 1, 1, 3)}
    assert counts(session, people.producer(hoa.id).viewer, TODAY) == {}
    assert counts(session, people.phuc.viewer, date(2020, 1, 1)) == {}


def test_filters_of_the_list(people: People) -> None:
    a_training(people)
    a_training(people, topic="stamp", audience="team", held_on="2026-02-01")
    a_training(people, commune_code=HAM_RONG)
    for query, total in (
        ({}, 3), ({"topic": "stamp"}, 1), ({"audience": "producers"}, 2),
        ({"commune": HAM_RONG}, 1), ({"since": "2026-01-01"}, 1), ({"until": "31/12/2025"}, 2),
    ):  # fmt: skip
        assert people.phuc.get(API, query_string=query).get_json()["total"] == total
    assert people.nam.get(API).get_json()["total"] == 2


def test_the_pages_work_without_javascript(people: People) -> None:
    hoa = a_household(people, hamlet="Thôn Bảy")
    a_team_member(people, a_team(people))
    volunteer = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(NGA_AN,))
    browser = volunteer.browser()
    assert "Chưa có buổi nào" in browser.get("/tap-huan").text
    assert browser.post("/tap-huan/moi", data={"topic": "booth"}).status_code == 422
    sent = {"topic": "booth", "audience": "producers", "held_on": "20/11/2025", "hours": "2,5",
            "place": "Nhà văn hóa", "title": "", "held_by": ""}  # fmt: skip
    made = browser.post("/tap-huan/moi", data=sent)
    assert made.status_code == 303, made.text
    listing = made.headers["Location"]
    form = browser.get(f"{listing}?tim=hoa").text
    assert "Thôn Bảy" in form
    assert "Lê Văn Tám" in form
    empty = browser.post(listing, data={"names": "", "tim": "hoa"})
    assert empty.status_code == 422
    assert "Chưa có ai" in empty.text
    forged = browser.post(listing, data={"household_ids": ["x' OR 1"], "names": ""})
    assert forged.status_code == 422
    done = browser.post(
        listing, data={"household_ids": [hoa.id], "names": "Bà Đỗ Thị Bảy\n09", "tim": "hoa"}
    )
    assert done.status_code == 303
    page = browser.get(done.headers["Location"]).text
    assert "Không đọc được tên: 09" in page
    assert "Đỗ Thị Bảy" in page
    home = done.headers["Location"]
    id = people.nam.get(f"{API}/{home.split('/')[-1]}/attendance").get_json()["items"][1]["id"]
    assert browser.get(f"{listing}/{id}/bo").status_code == 200
    assert browser.post(f"{listing}/{id}/bo", data={"reason": ""}).status_code == 422
    assert browser.post(f"{listing}/{id}/bo", data={"reason": "Ghi nhầm"}).status_code == 303
    assert "Đã bỏ khỏi danh sách" in browser.get(home).text
    assert "2,5" in browser.get(f"{home}/sua").text
    assert browser.post(f"{home}/bo", data={"reason": "Ghi hai lần"}).status_code == 303
    assert "Buổi này đã bỏ" in browser.get(home).text


def test_the_forgotten_leave_no_name_on_lists(people: People) -> None:
    hoa = a_household(people, head_name="Đinh Thị Xuyến Chi", phone="0912888777",
                      consent=None)  # fmt: skip
    training, team = a_training(people), a_team(people)
    add(people.nam, training, household_ids=[hoa.id], names="Lê Văn Tám")
    other = a_training(people)
    add(people.nam, other, names="Đinh Thị Xuyến Chi")
    a_team_member(people, team, name="Đinh Thị Xuyến Chi", phone="0912888777")
    erased = people.huong.post(f"/api/v1/households/{hoa.id}/erase", {"reason": "Theo đơn"})
    assert erased.status_code in {200, 204}, erased.text
    assert (people_of(people.nam, training)[0], people_of(people.nam, other)[0]) == (2, 1)
    for path in (f"{API}/{training['id']}/attendance", f"{API}/{other['id']}/attendance",
                 f"/api/v1/teams/{team['id']}/members"):  # fmt: skip
        assert "Xuyến Chi" not in people.phuc.get(path).text


def test_a_record_that_was_merged_leaves_no_name_in_its_commune_either(people: People) -> None:
    hoa = a_household(people, head_name="Đinh Thị Xuyến Chi", consent=None)
    far = a_household(people, head_name="Đinh Thị Xuyến Chi", consent=None, commune_code=HAM_RONG)
    training = a_training(people, commune_code=HAM_RONG)
    add(people.phuc, training, names="Đinh Thị Xuyến Chi")
    body = {"keep": hoa.id, "merge": far.id}
    assert people.phuc.post("/api/v1/household-merges", body).status_code == 201
    erased = people.phuc.post(f"/api/v1/households/{hoa.id}/erase", {"reason": "Theo đơn"})
    assert erased.status_code in {200, 204}, erased.text
    assert "Xuyến Chi" not in people.phuc.get(f"{API}/{training['id']}/attendance").text
