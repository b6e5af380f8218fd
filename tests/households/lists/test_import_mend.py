"""The workbook of the rows to mend: as typed, with the reason, ready to send again."""

import io
from datetime import timedelta
from typing import Any

import openpyxl

from agrimarket.households.lists.jobs import HANDLERS
from agrimarket.households.lists.mend import REASON
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.kit import audit, clock
from agrimarket.kit.db import reading
from agrimarket.kit.jobs import JobContext
from tests.builders.lists import (
    COLUMNS,
    HOA,
    SPLIT,
    WRONG,
    a_list,
    a_workbook,
    imported,
    upload,
)
from tests.people import People, Person

URL = "/api/v1/household-imports"


def lines_of(content: bytes) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [["" if cell is None else cell for cell in row] for row in book.active.values]


def errors_of(person: Person, import_id: str) -> list[list[Any]]:
    answer = person.get(f"{URL}/{import_id}/errors.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return lines_of(answer.data)


def test_rows_to_mend_come_back_as_they_were_typed(people: People) -> None:
    body = imported(people.phuc, HOA, SPLIT, WRONG | {"area": 0.5, "birth_date": "05/11/1980"})
    note, header, split, wrong = errors_of(people.phuc, body["id"])
    assert note[0].startswith("Sửa theo cột đầu")
    assert header == [REASON, *COLUMNS.values()]
    assert "Phường Hàm Rồng" in split[0]
    assert split[1:] == [SPLIT.get(name, "") for name in COLUMNS]
    assert "Số điện thoại chưa đúng" in wrong[0]
    assert wrong[header.index("Diện tích (ha)")] == 0.5
    assert wrong[header.index("Ngày sinh")] == "05/11/1980"


def test_mended_and_sent_again_every_row_is_taken(people: People) -> None:
    body = imported(people.phuc, HOA, SPLIT, WRONG)
    lines = errors_of(people.phuc, body["id"])
    header = lines[1]
    lines[2][header.index("Xã/Phường")] = "Phường Hàm Rồng"
    lines[3][header.index("Số điện thoại")] = "0987654321"
    again = upload(people.phuc, a_workbook(lines)).get_json()
    assert again["counts"] == {"created": 2, "duplicate": 0, "choose_commune": 0, "rejected": 0}
    assert people.phuc.get("/api/v1/households").get_json()["total"] == 3


def test_mended_only_in_part_the_reason_column_is_not_doubled(people: People) -> None:
    first = imported(people.phuc, WRONG)
    lines = errors_of(people.phuc, first["id"])
    second = upload(people.phuc, a_workbook(lines)).get_json()
    assert errors_of(people.phuc, second["id"]) == lines


def test_a_row_outside_scope_says_so(people: People) -> None:
    body = imported(people.lan, HOA)
    assert "ngoài địa bàn" in errors_of(people.lan, body["id"])[2][0]


def test_for_the_uploader_alone(people: People) -> None:
    body = imported(people.nam, WRONG)
    path = f"{URL}/{body['id']}/errors.xlsx"
    for other in (people.lan, people.huong, people.phuc):
        assert other.get(path).status_code == 404
    assert people.minh.get(path).status_code == 401
    rows = audit.history(reading(), kind="household_import", id=body["id"])
    assert [row.action for row in rows] == ["households_imported"]
    people.nam.get(path)
    reading().rollback()
    rows = audit.history(reading(), kind="household_import", id=body["id"])
    assert [row.action for row in rows] == ["import_errors_downloaded", "households_imported"]


def test_nothing_to_mend(people: People) -> None:
    body = imported(people.nam, HOA)
    answer = people.nam.get(f"{URL}/{body['id']}/errors.xlsx")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "import_nothing_to_mend")


def test_after_a_day_it_is_refused_and_then_forgotten(people: People) -> None:
    body = imported(people.nam, WRONG, SPLIT)
    trial = upload(people.nam, a_list(WRONG), dry_run=True).get_json()
    path = f"{URL}/{body['id']}/errors.xlsx"
    with clock.moved_to(clock.now() + timedelta(hours=23)):
        HANDLERS["households.drop_cells"](JobContext("", {}, 1))
        assert people.nam.get(path).status_code == 200
    with clock.moved_to(clock.now() + timedelta(hours=25)):
        assert people.nam.get(path).get_json()["code"] == "import_cells_gone"
        HANDLERS["households.drop_cells"](JobContext("", {}, 1))
    session = reading()
    session.rollback()
    kept = session.query(HouseholdImportRow).all()
    assert [line.cells_sealed for line in kept] == [None] * len(kept)
    assert {line.import_id for line in kept} == {body["id"]}
    assert session.get(HouseholdImport, trial["id"]) is None
    assert people.nam.get(f"{URL}/{body['id']}").status_code == 200
