"""Update mode: a row with a registered citizen number changes that household, field by field."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from agrimarket.households.lists.jobs import HANDLERS
from agrimarket.households.models import Household, HouseholdImportRow
from agrimarket.kit import clock
from agrimarket.kit.db import db, reading
from agrimarket.kit.jobs import JobContext
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, a_list
from tests.people import HAM_RONG, People, Person

URL, PAGE = "/api/v1/household-imports", "/ho/nhap-danh-sach"
FACTS = ("head_name", "phone", "hamlet", "crops", "area_ha", "note", "birth_date", "commune_code")


def updated(person: Person, *rows: Any, dry_run: bool = False) -> dict[str, Any]:
    data = {"file": (io.BytesIO(a_list(*rows)), "a.xlsx")}
    path = f"{URL}?mode=update" + ("&dry_run=true" if dry_run else "")
    answer = person.post(path, data=data, content_type="multipart/form-data")
    assert answer.status_code == 201, answer.get_json()
    body: dict[str, Any] = answer.get_json()
    return body


def facts(household_id: str) -> list[Any]:
    db.session.rollback()
    db.session.expire_all()
    row = db.session.get_one(Household, household_id)
    return [getattr(row, name) for name in FACTS]


def registered(people: People) -> tuple[str, str]:
    number = citizen_id()
    hoa = a_household(
        people, citizen_id=number, phone="0912345678", hamlet="Thôn 3", crops=["Cói"], note="Cũ"
    )
    return hoa.id, number


def test_fields_that_differ_are_told_and_then_changed(people: People) -> None:
    hoa, number = registered(people)
    row = {
        "name": "NGUYEN THI HOA", "citizen_id": number, "commune": "Xã Nga An", "hamlet": "thôn 3",
        "phone": "0987654321", "product": "Cói, lúa",
    }  # fmt: skip
    before = facts(hoa)
    trial = updated(people.nam, row, HOA | {"name": "Vi Văn Ba"}, dry_run=True)
    assert trial["counts"] == {
        "created": 1, "duplicate": 0, "choose_commune": 0, "rejected": 0, "updated": 1,
        "unchanged": 0,
    }  # fmt: skip
    told = {one["field"]: (one["before"], one["after"]) for one in trial["results"][0]["changes"]}
    assert told == {
        "phone": ("0912345678", "0987654321"), "crops": (["Cói"], ["Cói", "lúa"]),
    }  # fmt: skip
    assert facts(hoa) == before
    real = updated(people.nam, row)
    assert real["counts"]["updated"] == 1
    name, phone, hamlet, crops, *rest = facts(hoa)
    assert (phone, crops) == ("0987654321", ["Cói", "lúa"])
    assert (name, hamlet, rest) == (before[0], before[2], before[4:])
    assert updated(people.nam, row)["counts"]["unchanged"] == 1
    history = people.nam.get(f"/api/v1/households/{hoa}/history").get_json()["items"]
    assert history[0]["after"]["changed"] == ["phone", "crops"]


def test_empty_cells_empty_nothing(people: People) -> None:
    hoa, number = registered(people)
    before = facts(hoa)
    row = {"name": "Nguyễn Thị Hoa", "citizen_id": number, "commune": "Xã Nga An"}
    assert updated(people.nam, row)["counts"]["unchanged"] == 1
    assert facts(hoa) == before


def test_the_default_mode_changes_nobody(people: People) -> None:
    hoa, number = registered(people)
    before = facts(hoa)
    row = HOA | {"citizen_id": number, "phone": "0987654321"}
    data = {"file": (io.BytesIO(a_list(row)), "a.xlsx")}
    answer = people.nam.post(URL, data=data, content_type="multipart/form-data").get_json()
    assert answer["counts"] == {"created": 0, "duplicate": 1, "choose_commune": 0, "rejected": 0}
    assert "changes" not in answer["results"][0]
    assert facts(hoa) == before


def test_without_a_number_and_elsewhere_a_duplicate_stays_one(people: People) -> None:
    a_household(people, phone="0912345678")
    known = {"name": "Nguyễn Thị Hoa", "phone": "0912345678", "commune": "Xã Nga An"}
    assert updated(people.nam, known | {"hamlet": "Thôn 9"})["counts"]["duplicate"] == 1
    hoa, number = registered(people)
    elsewhere = HOA | {"citizen_id": number, "commune": "Phường Hàm Rồng", "hamlet": "Thôn 9"}
    told = updated(people.lan, elsewhere)
    assert told["counts"]["duplicate"] == 1
    assert told["results"][0]["household_id"] is None
    moved = updated(people.phuc, elsewhere | {"name": "Nguyễn Thị Hoa"})
    assert moved["counts"]["updated"] == 1
    assert facts(hoa)[-1] == HAM_RONG


def test_the_second_row_of_one_person_repeats_the_first(people: People) -> None:
    hoa, number = registered(people)
    rows = [HOA | {"citizen_id": number, "hamlet": f"Thôn {one}"} for one in (7, 8)]
    body = updated(people.nam, *rows)
    assert [one["outcome"] for one in body["results"]] == ["updated", "duplicate"]
    assert body["results"][1]["duplicate_of_row"] == body["results"][0]["row"]
    assert facts(hoa)[2] == "Thôn 7"


def test_undo_gives_every_field_back(app: Flask, people: People) -> None:
    hoa, number = registered(people)
    before = facts(hoa)
    row = HOA | {"citizen_id": number, "phone": "0987654321", "note": "Mới", "area": 1.5}
    body = updated(people.nam, row, HOA | {"name": "Vi Văn Ba"})
    assert facts(hoa) != before
    assert people.nam.post(f"{URL}/{body['id']}/undo").status_code == 200
    assert facts(hoa) == before
    assert people.nam.get("/api/v1/households").get_json()["total"] == 1


def test_whoever_was_changed_since_is_told_and_kept(people: People) -> None:
    hoa, number = registered(people)
    body = updated(people.nam, HOA | {"citizen_id": number, "hamlet": "Thôn 8"},
                   HOA | {"name": "Vi Văn Ba"}, HOA | {"name": "Lê Thị Mơ"})  # fmt: skip
    made = body["results"][1]["household_id"]
    for one, hamlet in ((hoa, "Thôn 5"), (made, "Thôn 6")):
        tag = people.nam.get(f"/api/v1/households/{one}").headers["ETag"]
        people.nam.patch(f"/api/v1/households/{one}", {"hamlet": hamlet}, tag)
    refused = people.nam.post(f"{URL}/{body['id']}/undo")
    assert (refused.status_code, refused.get_json()["facts"]["count"]) == (409, 2)
    assert refused.get_json()["facts"]["household_ids"] == sorted([hoa, made])
    done = people.nam.post(f"{URL}/{body['id']}/undo?keep_used=true")
    assert done.status_code == 200
    left = people.nam.get("/api/v1/households").get_json()["items"]
    assert {one["id"]: one["hamlet"] for one in left} == {hoa: "Thôn 5", made: "Thôn 6"}


def test_after_thirty_days_it_is_refused_and_the_old_values_are_gone(people: People) -> None:
    _hoa, number = registered(people)
    body = updated(people.nam, HOA | {"citizen_id": number, "hamlet": "Thôn 8"})
    with clock.moved_to(clock.now() + timedelta(days=29)):
        HANDLERS["households.drop_cells"](JobContext("", {}, 1))
    kept = reading().query(HouseholdImportRow).one()
    assert kept.changes_sealed is not None
    with clock.moved_to(clock.now() + timedelta(days=31)):
        answer = people.nam.post(f"{URL}/{body['id']}/undo")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "import_too_old")
        HANDLERS["households.drop_cells"](JobContext("", {}, 1))
    reading().rollback()
    reading().expire_all()
    assert reading().query(HouseholdImportRow).one().changes_sealed is None


def test_the_page_shows_before_and_after(people: People) -> None:
    hoa, number = registered(people)
    browser = people.nam.browser()
    data = {
        "file": (io.BytesIO(a_list(HOA | {"citizen_id": number, "hamlet": "Thôn 8"})), "a.xlsx"),
        "mode": "update",
    }
    place = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    page = browser.get(f"{place}?outcome=updated").get_data(as_text=True)
    assert "cập nhật 1 hộ" in page
    assert "<s>Thôn 3</s> → <b>Thôn 8</b>" in page
    done = browser.post(f"{place}/nhap")
    assert "cập nhật 1 hộ" in browser.get(done.location).get_data(as_text=True)
    assert facts(hoa)[2] == "Thôn 8"


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Trịnh Văn Khác", "rejected"), ("Nguyễn Thị Hòan", "rejected"), ("Hoa", "updated"),
        ("nguyen thi hòa", "updated"), ("Trần Thị Hoa", "updated"),
    ],
)  # fmt: skip
def test_another_name_under_the_number_is_asked_about(
    people: People, name: str, outcome: str
) -> None:
    hoa, number = registered(people)
    row = HOA | {"name": name, "citizen_id": number, "hamlet": "Thôn 9"}
    before = facts(hoa)
    trial = updated(people.nam, row, dry_run=True)
    assert (trial["results"][0]["outcome"], trial["counts"][outcome]) == (outcome, 1)
    if outcome == "rejected":
        assert trial["results"][0]["errors"] == ["update_name_differs"]
        updated(people.nam, row)
        assert facts(hoa) == before


def test_the_preview_says_why_and_the_workbook_marks_the_number(people: People) -> None:
    _hoa, number = registered(people)
    browser, row = people.nam.browser(), HOA | {"name": "Trịnh Văn Khác", "citizen_id": number}
    data = {"file": (io.BytesIO(a_list(row)), "a.xlsx"), "mode": "update"}
    place = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    assert "đã đăng ký cho hộ có chủ hộ tên khác" in browser.get(place).text
    assert browser.get(f"{place}/can-sua.xlsx").status_code == 200
