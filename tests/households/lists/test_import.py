"""Importing a list: row by row, a second time nothing, each worker in their own communes."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from agrimarket.households.models import Household
from agrimarket.kit.access import Role
from agrimarket.kit.db import db
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import (
    FIRST_ROW,
    HOA,
    SPLIT,
    WRONG,
    a_list,
    a_workbook,
    imported,
    upload,
)
from tests.people import NGA_AN, People

URL = "/api/v1/household-imports"
TOLD = ("row", "outcome", "errors", "commune_codes")


@pytest.fixture
def sample(shared: Path) -> tuple[bytes, dict[str, Any]]:
    """The shared list of 600 rows and what each of them must become."""
    data = shared / "data"
    expected = json.loads((data / "households_sample.expected.json").read_text())
    return (data / "households_sample.xlsx").read_bytes(), expected


def test_the_shared_sample_row_by_row(people: People, sample: tuple[bytes, dict[str, Any]]) -> None:
    content, expected = sample
    for dry_run in (True, False):
        answer = upload(people.phuc, content, dry_run=dry_run)
        assert answer.status_code == 201
        body = answer.get_json()
        assert body["counts"] == expected["counts"]
        assert len(body["results"]) == expected["rows"]
        for found, wanted in zip(body["results"], expected["results"], strict=True):
            assert {name: found[name] for name in TOLD} == {name: wanted[name] for name in TOLD}
            assert found["duplicate_of_row"] == wanted.get("duplicate_of_row")
            if found["outcome"] == "created":
                assert found["warnings"] == wanted["warnings"]
    total = people.phuc.get("/api/v1/households").get_json()["total"]
    assert total == expected["counts"]["created"]
    again = upload(people.phuc, content).get_json()["counts"]
    assert again["created"] == 0
    assert again["duplicate"] == expected["counts"]["created"] + expected["counts"]["duplicate"]


def test_a_row_becomes_a_household_with_all_it_says(people: People) -> None:
    result = imported(people.nam, HOA)["results"][0]
    assert result["row"] == FIRST_ROW
    body = people.nam.get(f"/api/v1/households/{result['household_id']}").get_json()
    assert (body["name"], body["commune_code"], body["hamlet"]) == (
        "Nguyễn Thị Hoa", NGA_AN, "Thôn 3",
    )  # fmt: skip
    assert body["crops"] == ["Bưởi", "cam"]
    assert (body["area_ha"], body["state"]) == (0.35, "registered")
    assert body["consents"][0]["channel"] == "paper"
    kept = db.session.get_one(Household, result["household_id"])
    assert kept.purposes == ["channels", "publication", "support"]
    assert people.nam.get("/api/v1/households?q=buoi").get_json()["total"] == 1


def test_a_dry_run_registers_nobody(people: People) -> None:
    body = upload(people.nam, a_list(HOA), dry_run=True).get_json()
    assert body["dry_run"] is True
    assert body["counts"]["created"] == 1
    assert body["results"][0]["household_id"] is None
    assert people.nam.get("/api/v1/households").get_json()["total"] == 0


def test_what_was_answered_can_be_read_again(people: People) -> None:
    body = imported(people.nam, HOA, SPLIT, WRONG)
    assert people.nam.get(f"{URL}/{body['id']}").get_json() == body
    listed = people.nam.get(URL).get_json()
    assert [one["id"] for one in listed["items"]] == [body["id"]]
    assert people.lan.get(URL).get_json()["total"] == 0
    assert people.lan.get(f"{URL}/{body['id']}").status_code == 404
    assert people.phuc.get(f"{URL}/{body['id']}").status_code == 200


def test_a_repeated_upload_with_its_key_is_one_import(people: People) -> None:
    file = FileStorage(io.BytesIO(a_list(HOA)), "danh-sach.xlsx")
    boundary, body = encode_multipart({"file": file}, boundary="one-upload-sent-twice")
    sent = {
        "data": body,
        "content_type": f"multipart/form-data; boundary={boundary}",
        "headers": {"Idempotency-Key": "danh-sach-1"},
    }
    first, again = people.nam.post(URL, **sent), people.nam.post(URL, **sent)
    assert first.status_code == 201
    assert first.get_json() == again.get_json()
    assert people.nam.get(URL).get_json()["total"] == 1


def test_rows_outside_lans_communes_are_refused_row_by_row(people: People) -> None:
    inside = HOA | {"commune": "Phường Hàm Rồng", "phone": "0987654321"}
    body = imported(people.lan, HOA, inside, SPLIT)
    hoa, ours, split = body["results"]
    assert (hoa["outcome"], hoa["errors"]) == ("rejected", ["commune_outside_scope"])
    assert hoa["commune_codes"] == [NGA_AN]
    assert ours["outcome"] == "created"
    assert split["outcome"] == "choose_commune"
    everybody = imported(people.phuc, HOA)
    assert everybody["counts"]["created"] == 1


def test_a_duplicate_elsewhere_is_told_without_its_id(people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, citizen_id=number)
    row = HOA | {"commune": "Phường Hàm Rồng", "citizen_id": number}
    lan = imported(people.lan, row)["results"][0]
    assert (lan["outcome"], lan["household_id"]) == ("duplicate", None)
    phuc = imported(people.phuc, row)["results"][0]
    assert phuc["household_id"] == hoa.id


def test_a_registered_household_is_known_by_name_phone_and_commune(people: People) -> None:
    hoa = a_household(people, phone="0912345678", citizen_id=citizen_id())
    result = imported(people.nam, HOA | {"name": "NGUYEN THI HOA"})["results"][0]
    assert (result["outcome"], result["household_id"]) == ("duplicate", hoa.id)
    assert imported(people.nam, HOA | {"name": "Lê Văn Nam"})["counts"]["created"] == 1


def test_long_and_strange_texts_are_kept(people: People) -> None:
    row = HOA | {"hamlet": "Thôn " + "dài " * 60, "product": "x" * 300, "note": "gọi sau_x0000_"}
    result = imported(people.nam, row)["results"][0]
    body = people.nam.get(f"/api/v1/households/{result['household_id']}").get_json()
    assert len(body["hamlet"]) <= 120
    assert ("dài " * 60).strip() in body["note"]
    assert "x" * 300 in body["note"]


def test_a_file_that_is_no_list_is_refused_in_words(people: People) -> None:
    for content, code in [
        (b"", "file_empty"),
        (b"hello", "file_not_xlsx"),
        (a_workbook([["Tên", "Tuổi"], ["Hoa", 50]]), "list_header_missing"),
    ]:
        answer = upload(people.nam, content)
        assert answer.status_code == 422
        assert answer.get_json()["code"] == code
    missing = people.nam.post(URL, data={}, content_type="multipart/form-data")
    assert list(missing.get_json()["fields"]) == ["file"]


def test_who_may_not_import(people: People) -> None:
    hoa = people.producer(a_household(people).id)
    for person in (hoa, people.person(Role.AUDITOR, "Kiểm"), people.person(Role.OPERATOR, "Vận")):
        assert upload(person, a_list(HOA)).status_code == 403
    assert upload(people.minh, a_list(HOA)).status_code == 401


def test_one_audit_row_tells_of_the_whole_list(people: People) -> None:
    result = imported(people.nam, HOA)["results"][0]
    path = f"/api/v1/households/{result['household_id']}/history"
    (entry,) = people.nam.get(path).get_json()["items"]
    assert (entry["title"], entry["who"]) == ("Nhập từ danh sách", "Nam, Cán bộ khuyến nông")
    assert entry["after"]["row"] == FIRST_ROW


def test_the_district_a_list_names_is_kept_for_the_figures(people: People) -> None:
    """Bỉm Sơn took communes of two districts; its own came first before."""
    rows = [
        {"name": "Lê Văn An", "commune": "Xã Hà Vinh", "district": "Huyện Hà Trung"},
        {"name": "Lê Văn Bách", "commune": "Phường Bỉm Sơn"},
    ]
    answer = imported(people.phuc, *rows)
    ids = [row["household_id"] for row in answer["results"]]
    kept = [people.phuc.get(f"/api/v1/households/{one}").json["former_district"] for one in ids]
    assert kept == ["Huyện Hà Trung", "Thị xã Bỉm Sơn"]


def test_letters_that_only_steer_are_left_out_and_a_long_hamlet_is_told(people: People) -> None:
    steering = "Thôn \x1b[31m\u202e3\u2066\u200b"
    row = HOA | {"hamlet": steering, "note": "Nhà\u202e cuối", "product": "Cói\u202e"}
    (made, long) = imported(
        people.phuc, row, HOA | {"name": "Lê Thị Mơ", "phone": "", "hamlet": "Thôn " + "a" * 200}
    )["results"]
    told = people.phuc.get(f"/api/v1/households/{made['household_id']}").json
    assert (told["hamlet"], told["note"], told["crops"]) == ("Thôn [31m3", "Nhà cuối", ["Cói"])
    assert "hamlet_shortened" not in made["warnings"]
    assert "hamlet_shortened" in long["warnings"]
