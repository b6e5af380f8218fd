"""Builds Excel lists of producers for tests."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from agrimarket.households.models import Consent, Household
from tests.people import Person

COLUMNS = {
    "name": "Họ và tên chủ hộ",
    "citizen_id": "Số CCCD",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "phone": "Số điện thoại",
    "hamlet": "Thôn/Bản",
    "commune": "Xã/Phường",
    "district": "Huyện (cũ)",
    "product": "Sản phẩm chính",
    "area": "Diện tích (ha)",
    "consent": "Đồng ý",
    "note": "Ghi chú",
}
HOA = {
    "name": "Nguyễn Thị Hoa", "phone": "0912345678", "hamlet": "Thôn 3", "commune": "Xã Nga An",
    "product": "Bưởi, cam", "area": 0.35, "consent": "x",
}  # fmt: skip
# Split on 2025-07-01 between the wards Hàm Rồng (14758) and Hạc Thành.
SPLIT = {"name": "Lê Văn Bình", "commune": "Phường Đông Thọ", "district": "TP Thanh Hóa"}
WRONG = {"name": "Trần Thị Cúc", "phone": "12", "commune": "Xã Nga An"}
FIRST_ROW = 3  # a title, the header, then the rows


def a_list(*rows: Mapping[str, Any]) -> bytes:
    """An xlsx with a title row, the header and these rows (keys of COLUMNS)."""
    header = list(COLUMNS.values())
    lines = [[row.get(name, "") for name in COLUMNS] for row in rows]
    return a_workbook([["Danh sách hộ tham gia"], header, *lines])


def a_workbook(lines: Sequence[Sequence[Any]]) -> bytes:
    """An xlsx of these lines, numbers as numbers, all else as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Danh sách")
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, int | float):
                sheet.write_number(number, column, cell)
            elif cell:
                sheet.write_string(number, column, str(cell))
    book.close()
    return out.getvalue()


def upload(
    person: Person, content: bytes, *, dry_run: bool = False, **options: Any
) -> TestResponse:
    """POST the list as the API takes it."""
    path = "/api/v1/household-imports" + ("?dry_run=true" if dry_run else "")
    data = {"file": (io.BytesIO(content), "danh-sach.xlsx")}
    return person.post(path, data=data, content_type="multipart/form-data", **options)


def imported(person: Person, *rows: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of a real import of these rows."""
    answer = upload(person, a_list(*rows))
    assert answer.status_code == 201, answer.get_json()
    body: dict[str, Any] = answer.get_json()
    return body


def table_of(app: Flask, session: Session) -> list[tuple[Any, ...]]:
    """Everything that stands in the tables of households and consents."""
    session.rollback()
    found: list[tuple[Any, ...]] = []
    for model in (Household, Consent):
        table = model.__table__
        found += [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
    return found
