"""Several sheets, CSV files, headings nobody knows: asked for, said once, remembered."""

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from flask import Flask
from werkzeug.test import TestResponse

from agrimarket.households.lists import stages as import_stages
from agrimarket.kit.jobs import run_due
from tests.builders.lists import COLUMNS, HOA, a_list, a_workbook
from tests.people import NGA_AN, People, Person

URL, PAGE = "/api/v1/household-imports", "/ho/nhap-danh-sach"
HEAD = list(COLUMNS.values())


def lines(*names: str, commune: str = "Xã Nga An") -> list[list[str]]:
    rows = [HOA | {"name": name, "commune": commune} for name in names]
    return [[str(row.get(one, "")) for one in COLUMNS] for row in rows]


def two_sheets() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for title, rows in (
            ("Thôn 1", lines("Lê Thị Mơ")),
            ("Thôn 2", lines("Lê Thị Mơ", "Vi Văn Ba")),
        ):
            sheet = book.add_worksheet(title)
            for number, row in enumerate([HEAD, *rows]):
                sheet.write_row(number, 0, row)
        book.add_worksheet("Ghi chép").write(0, 0, "Hỏi lại chị Lan")
    return out.getvalue()


def sent(person: Person, content: bytes, query: str = "", name: str = "a.xlsx") -> TestResponse:
    data = {"file": (io.BytesIO(content), name)}
    return person.post(f"{URL}{query}", data=data, content_type="multipart/form-data")


def test_a_sheet_by_its_name_or_all_of_them(people: People) -> None:
    first = sent(people.nam, two_sheets(), "?dry_run=true").get_json()
    assert [one["row"] for one in first["results"]] == [2]
    assert "sheet" not in first["results"][0]
    second = sent(people.nam, two_sheets(), "?dry_run=true&sheet=Thôn 2").get_json()
    assert [one["row"] for one in second["results"]] == [2, 3]
    both = sent(people.nam, two_sheets(), "?sheet=*").get_json()
    assert both["counts"] == {"created": 2, "duplicate": 1, "choose_commune": 0, "rejected": 0}
    told = [(one["sheet"], one["row"], one.get("duplicate_of_sheet")) for one in both["results"]]
    assert told == [("Thôn 1", 2, None), ("Thôn 2", 2, "Thôn 1"), ("Thôn 2", 3, None)]
    unknown = sent(people.nam, two_sheets(), "?sheet=Thôn 9")
    assert (unknown.status_code, unknown.get_json()["code"]) == (422, "sheet_unknown")
    assert "Thôn 1, Thôn 2" in unknown.get_json()["detail"]


def test_undoing_all_sheets_takes_all_back(people: People) -> None:
    body = sent(people.nam, two_sheets(), "?sheet=*").get_json()
    assert people.nam.post(f"{URL}/{body['id']}/undo").status_code == 200
    assert people.nam.get("/api/v1/households").get_json()["total"] == 0


def test_a_csv_is_a_list_too(people: People) -> None:
    rows = [HEAD, *lines("Lê Thị Mơ"), *lines("Vi Văn Ba")]
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        body = sent(people.nam, text.encode(encoding), "?dry_run=true", "a.csv").get_json()
        assert body["counts"]["created"] == 2
    mended = sent(people.nam, text.replace("0912345678", "12").encode(), "", "a.csv").get_json()
    assert mended["counts"]["rejected"] == 2
    assert people.nam.get(f"{URL}/{mended['id']}/errors.xlsx").status_code == 200


def test_columns_said_by_a_program(people: People) -> None:
    book = a_workbook([["Người dân", "Nơi ở", "Máy"], ["Lê Thị Mơ", "Xã Nga An", "0912345678"]])
    assert sent(people.nam, book).get_json()["code"] == "list_header_missing"
    told = sent(people.nam, book, "?columns=name:A,commune:B,phone:C&header_row=1").get_json()
    assert told["counts"]["created"] == 1
    assert told["results"][0]["commune_codes"] == [NGA_AN]
    for wrong in ("name:A", "name:A,commune:A", "name:A,commune:ZZ", "name", "x:A,commune:B"):
        refused = sent(people.nam, book, f"?dry_run=true&columns={wrong}")
        assert (refused.status_code, refused.get_json()["code"]) == (422, "mapping_invalid"), wrong


def tried(people: People, content: bytes, **form: Any) -> tuple[Any, str]:
    browser = people.nam.browser()
    data = {"file": (io.BytesIO(content), "a.xlsx"), **form}
    answer = browser.post(PAGE, data=data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return browser, str(answer.location)


def test_the_page_asks_which_sheet(people: People) -> None:
    browser, place = tried(people, two_sheets())
    asked = browser.get(place, follow_redirects=True).get_data(as_text=True)
    assert "Tất cả các trang" in asked
    assert "Thôn 2" in asked
    answer = browser.post(f"{place}/cach-doc", data={"sheet": "*"})
    page = browser.get(answer.location).get_data(as_text=True)
    assert "Thôn 2, dòng 3" in page
    browser.post(f"{place}/nhap")
    assert people.nam.get("/api/v1/households").get_json()["total"] == 2


def test_headings_nobody_knows_are_explained_once(people: People) -> None:
    def book(name: str) -> bytes:
        return a_workbook([["Người dân", "Nơi ở"], [name, "Xã Nga An"]])

    browser, place = tried(people, book("Lê Thị Mơ"))
    asked = browser.get(place, follow_redirects=True).get_data(as_text=True)
    assert "Cột nào là gì" in asked
    assert "Lê Thị Mơ" in asked
    form = {"columns": "1", "sheet": "Danh sách", "header_row": "1", "c0": "name"}
    refused = browser.post(f"{place}/cach-doc", data=form)
    assert refused.status_code == 422
    assert "Chưa khớp được cột" in refused.get_data(as_text=True)
    assert browser.post(f"{place}/cach-doc", data=form | {"c1": "commune"}).status_code == 303
    assert "Nhập thật 1 hộ" in browser.get(place).get_data(as_text=True)
    data = {"file": (io.BytesIO(book("Vi Văn Ba")), "a.xlsx")}
    place = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    assert "Nhập thật 1 hộ" in browser.get(place).get_data(as_text=True)
    browser.post(f"{place}/nhap")
    assert people.nam.get("/api/v1/households").get_json()["total"] == 1
    data = {"file": (io.BytesIO(book("Vi Văn Ba")), "a.xlsx")}
    lan = people.lan.browser()
    answer = lan.post(PAGE, data=data, content_type="multipart/form-data")
    assert lan.get(answer.location).status_code == 303, "what Nam said is not remembered for Lan"


def test_explained_headings_come_back_mended_without_a_question(people: People) -> None:
    content = a_workbook([["Người dân", "Nơi ở"], ["Lê Thị Mơ", "Xã Không Có"]])
    browser, place = tried(people, content)
    form = {"columns": "1", "sheet": "Danh sách", "header_row": "1", "c0": "name", "c1": "commune"}
    browser.post(f"{place}/cach-doc", data=form)
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{place}/can-sua.xlsx").data))
    book.active["C3"] = "Xã Nga An"
    mended = io.BytesIO()
    book.save(mended)
    data = {"file": (io.BytesIO(mended.getvalue()), "a.xlsx")}
    again = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    assert "Nhập thật 1 hộ" in browser.get(again).get_data(as_text=True)


def test_a_long_list_is_read_and_imported_by_a_job(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_stages, "SMALL", 1000)
    monkeypatch.setattr(import_stages, "LONG", 0)
    browser, place = tried(people, a_list(HOA, HOA | {"name": "Vi Văn Ba"}))
    assert "Đang đọc danh sách" in browser.get(place).get_data(as_text=True)
    assert browser.post(f"{place}/nhap").status_code == 409
    run_due(app)
    assert "Nhập thật 2 hộ" in browser.get(place).get_data(as_text=True)
    browser.post(f"{place}/nhap")
    assert "Đang nhập danh sách" in browser.get(place).get_data(as_text=True)
    assert people.nam.get("/api/v1/households").get_json()["total"] == 0
    run_due(app)
    assert people.nam.get("/api/v1/households").get_json()["total"] == 2
    assert "Hoàn tác cả lần nhập" in browser.get(place).get_data(as_text=True)


def test_a_long_file_that_is_no_list_says_so(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_stages, "SMALL", 10)
    browser, place = tried(people, b"PK\x03\x04" + b"x" * 100)
    run_due(app)
    page = browser.get(place).get_data(as_text=True)
    assert "Tệp bị hỏng" in page
    assert "Chưa có gì được lưu" in page
