"""The registration form of a worker's communes, and the workbook that comes back to be mended."""

import io
from typing import Any

import openpyxl
from flask.testing import FlaskClient

from agrimarket.households.lists.mend import REASON
from agrimarket.households.lists.read import read_list
from agrimarket.households.lists.template import COLUMN_WORDS, register_form
from agrimarket.kit.access import SYSTEM
from agrimarket.places import communes, former_communes, read_place
from tests.builders.lists import COLUMNS, HOA, SPLIT, WRONG, a_list, imported, upload
from tests.people import HAM_RONG, People

URL, PAGE = "/api/v1/household-imports", "/ho/nhap-danh-sach"


def form_of(browser: FlaskClient) -> Any:
    return openpyxl.load_workbook(io.BytesIO(browser.get(f"{PAGE}/mau.xlsx").data))


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def choices(sheet: Any) -> dict[str, str]:
    return {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}


def test_the_form_offers_the_workers_own_communes(people: People) -> None:
    book = form_of(people.nam.browser())
    sheet = book.active
    assert book.sheetnames == ["Mẫu đăng ký", "Hướng dẫn"]
    assert [cell.value for cell in sheet[1]] == list(COLUMN_WORDS)
    assert sheet.freeze_panes == "A2"
    assert choices(sheet)["H2:H2002"] == '"Xã Nga An"'
    assert sheet.column_dimensions["C"].width > 12
    assert sheet["C2"].number_format == "@"


def test_the_province_chooses_among_all_of_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(register_form(SYSTEM)))
    listed = [row[0].value for row in book["Danh mục"].iter_rows(max_row=166)]
    assert listed == [one.name for one in communes()]
    assert book["Danh mục"].sheet_state == "hidden"
    found = {read_place(one.name).commune_codes for one in communes()}
    assert found == {(one.code,) for one in communes()}


def test_filled_in_it_is_read_without_a_loss(people: People) -> None:
    book = form_of(people.nam.browser())
    sheet = book.active
    people_there = 40
    for number in range(people_there):
        sheet.append([
            number + 1, f"Nguyễn Thị Hoa {chr(97 + number % 26)}{chr(97 + number // 26)}",
            f"038180{number:06d}", "05/11/1980", "Nữ", f"09{number:08d}", "Thôn 3", "Xã Nga An",
            "", "Lúa, Cói", "0,25", "x", "",
        ])  # fmt: skip
    read = read_list(saved(book))
    assert len(read.rows) == people_there, "the example row is nobody"
    assert {(row.errors, row.warnings) for row in read.rows} == {((), ())}
    assert {row.citizen_id for row in read.rows} == {
        f"038180{number:06d}" for number in range(people_there)
    }
    answer = upload(people.nam, saved(book)).get_json()
    assert answer["counts"]["created"] == people_there


def test_an_empty_form_has_no_rows(people: People) -> None:
    answer = upload(people.nam, saved(form_of(people.nam.browser())))
    assert answer.get_json()["code"] == "list_has_no_rows"


def returned(people: People, *rows: Any) -> Any:
    body = imported(people.phuc, *rows)
    answer = people.phuc.get(f"{URL}/{body['id']}/errors.xlsx")
    return openpyxl.load_workbook(io.BytesIO(answer.data))


def test_each_cell_at_fault_says_why(people: People) -> None:
    sheet = returned(people, HOA, WRONG | {"birth_date": "31/02/1980", "commune": "Xã Nào"}).active
    head = [cell.value for cell in sheet[2]]
    assert head == [REASON, *COLUMNS.values()]
    told = {
        head[cell.column - 1]: cell.comment.text for cell in sheet[3] if cell.comment is not None
    }
    assert set(told) == {"Số điện thoại", "Ngày sinh", "Xã/Phường"}
    assert all("Hãy" in words for words in told.values())
    filled = {head[cell.column - 1] for cell in sheet[3] if cell.fill.fgColor.rgb == "FFFFE3B3"}
    assert filled == set(told)


def test_a_choice_owed_is_a_drop_down_that_is_read_again(people: People) -> None:
    book = returned(people, SPLIT)
    sheet = book.active
    (place, options), = choices(sheet).items()  # fmt: skip
    assert "Phường Hàm Rồng" in options
    sheet[place] = "Phường Hàm Rồng"
    answer = upload(people.phuc, saved(book)).get_json()
    assert answer["counts"]["created"] == 1
    assert answer["results"][0]["commune_codes"] == [HAM_RONG]


def test_every_split_commune_can_be_chosen_for_in_the_workbook(people: People) -> None:
    split = [one for one in former_communes() if len(one.successors) > 1]
    assert len(split) >= 10
    rows = [
        {"name": f"Lê Văn {chr(65 + number)}a", "commune": one.name, "district": one.district}
        for number, one in enumerate(split)
    ]
    for choice in (0, -1):
        book = returned(people, *rows)
        sheet = book.active
        wanted = []
        for number, one in enumerate(split):
            code = sorted(one.successors)[choice]
            cell = f"H{number + 3}"
            sheet[cell] = next(now.name for now in communes() if now.code == code)
            wanted.append([code])
        answer = upload(people.phuc, saved(book), dry_run=True).get_json()
        assert [one["commune_codes"] for one in answer["results"]] == wanted


def test_a_list_once_mended_keeps_its_columns_and_sheets(people: People) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_list(WRONG)))
    other = book.copy_worksheet(book.active)
    other.title = "Thôn 2"
    data = {"file": (io.BytesIO(saved(book)), "a.xlsx")}
    path = f"{URL}?sheet=*"
    body = people.phuc.post(path, data=data, content_type="multipart/form-data").get_json()
    mend = openpyxl.load_workbook(
        io.BytesIO(people.phuc.get(f"{URL}/{body['id']}/errors.xlsx").data)
    )
    assert mend.sheetnames == ["Danh sách", "Thôn 2"]


def test_a_person_typed_over_the_example_is_read_and_the_example_is_not(people: People) -> None:
    book = form_of(people.nam.browser())
    sheet = book.active
    sheet["B2"], sheet["F2"] = "Bạch Thị Thật", "0912000888"
    (only,) = upload(people.nam, saved(book)).json["results"]
    assert (only["row"], only["outcome"]) == (2, "created")
    made = people.nam.get(f"/api/v1/households/{only['household_id']}").json
    assert (made["name"], made["note"]) == ("Bạch Thị Thật", None)
    sheet["B2"] = "nguyễn thị hoa"  # another one of that name, with her own telephone
    (other,) = upload(people.nam, saved(book), dry_run=True).json["results"]
    assert other["outcome"] == "created"
    untouched = form_of(people.nam.browser())
    assert upload(people.nam, saved(untouched)).json["code"] == "list_has_no_rows"
