"""Importing a list on the pages: look first, import, one tap per choice, mend, undo."""

import io

import openpyxl
from flask.testing import FlaskClient
from sqlalchemy import update

from agrimarket.households.models import HouseholdImport
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from tests.builders.lists import FIRST_ROW, HOA, SPLIT, WRONG, a_list
from tests.people import HAM_RONG, People

URL = "/ho/nhap-danh-sach"


def tried(browser: FlaskClient, content: bytes) -> str:
    """The address of the result page after the look that comes first."""
    data = {"file": (io.BytesIO(content), "danh-sach.xlsx")}
    answer = browser.post(URL, data=data, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def total(people: People) -> int:
    found: int = people.phuc.get("/api/v1/households").get_json()["total"]
    return found


def test_look_first_then_import_from_the_kept_file(people: People) -> None:
    browser = people.phuc.browser()
    place = tried(browser, a_list(HOA, SPLIT, WRONG))
    page = browser.get(place).get_data(as_text=True)
    assert "Chưa lưu gì" in page
    assert "Lê Văn Bình" in page
    assert "Nhập thật 1 hộ" in page
    assert "Nguyễn Thị Hoa" in browser.get(f"{place}?outcome=created").get_data(as_text=True)
    assert total(people) == 0
    done = browser.post(f"{place}/nhap")
    assert done.status_code == 303
    page = browser.get(done.location).get_data(as_text=True)
    assert "Đã thêm 1 hộ." in page
    assert "Hoàn tác cả lần nhập" in page
    assert total(people) == 1
    assert browser.post(f"{place}/nhap").status_code == 409
    assert total(people) == 1


def test_one_tap_chooses_the_commune(people: People) -> None:
    browser = people.phuc.browser()
    place = tried(browser, a_list(HOA, SPLIT))
    browser.post(f"{place}/nhap")
    page = browser.get(f"{place}?outcome=choose_commune").get_data(as_text=True)
    assert "Phường Hàm Rồng" in page
    tap = {"row": FIRST_ROW + 1, "commune_code": HAM_RONG}
    answer = browser.post(f"{place}/chon-xa", data=tap)
    assert answer.status_code == 303
    assert total(people) == 2
    wrong = browser.post(f"{place}/chon-xa", data={"row": "x", "commune_code": HAM_RONG})
    assert wrong.status_code == 422
    assert "Danh sách không có dòng" in wrong.get_data(as_text=True)


def test_rows_to_mend_can_be_taken_away(people: People) -> None:
    browser = people.phuc.browser()
    place = tried(browser, a_list(HOA, WRONG))
    page = browser.get(f"{place}?outcome=rejected").get_data(as_text=True)
    assert "Số điện thoại chưa đúng" in page
    answer = browser.get(f"{place}/can-sua.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).active.max_row == 3
    fine = tried(browser, a_list(HOA))
    assert browser.get(f"{fine}/can-sua.xlsx").status_code == 409


def test_undo_of_the_whole_import(people: People) -> None:
    browser = people.phuc.browser()
    place = tried(browser, a_list(HOA))
    browser.post(f"{place}/nhap")
    made = people.phuc.get("/api/v1/households").get_json()["items"][0]
    tag = people.phuc.get(f"/api/v1/households/{made['id']}").headers["ETag"]
    people.phuc.patch(f"/api/v1/households/{made['id']}", {"hamlet": "Thôn 4"}, tag)
    held = browser.post(f"{place}/hoan-tac")
    assert held.status_code == 422
    assert f"/ho/{made['id']}" in held.get_data(as_text=True)
    again = tried(browser, a_list(HOA | {"name": "Lê Thị Mơ"}))
    browser.post(f"{again}/nhap")
    assert browser.post(f"{again}/hoan-tac").status_code == 303
    assert "đã được hoàn tác" in browser.get(again).get_data(as_text=True)
    assert total(people) == 1


def test_a_file_that_is_no_list_is_refused_on_the_page(people: People) -> None:
    browser = people.nam.browser()
    assert "Chưa chọn tệp" in browser.post(URL, data={}).get_data(as_text=True)
    data = {"file": (io.BytesIO(b"hello"), "a.xlsx")}
    answer = browser.post(URL, data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "không phải tệp Excel" in answer.get_data(as_text=True)


def test_the_empty_list_to_fill_in_is_one_we_read(people: People) -> None:
    content = people.nam.browser().get(f"{URL}/mau.xlsx").data
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.active.append([1, "Nguyễn Thị Hoa", "", "", "Nữ", "0912345678", "", "Xã Nga An"])
    filled = io.BytesIO()
    book.save(filled)
    browser = people.nam.browser()
    place = tried(browser, filled.getvalue())
    browser.post(f"{place}/nhap")
    assert total(people) == 1


def test_the_kept_file_is_gone_after_a_day(people: People) -> None:
    browser = people.nam.browser()
    place = tried(browser, a_list(HOA))
    with one_commit() as session:  # the day is over; nobody stays signed in for so long
        session.execute(update(HouseholdImport).values(cells_until=clock.now()))
    answer = browser.post(f"{place}/nhap")
    assert answer.status_code == 409
    assert "Hãy gửi lại tệp" in answer.get_data(as_text=True)
    assert total(people) == 0


def test_the_list_of_another_worker_is_not_there(people: People) -> None:
    nam, lan = people.nam.browser(), people.lan.browser()
    place = tried(nam, a_list(HOA))
    assert "danh-sach.xlsx" in nam.get(URL).get_data(as_text=True)
    assert "danh-sach.xlsx" not in lan.get(URL).get_data(as_text=True)
    for path in ("", "/can-sua.xlsx"):
        assert lan.get(place + path).status_code == 404
    for path in ("/nhap", "/hoan-tac"):
        assert lan.post(place + path).status_code == 404
    assert total(people) == 0
