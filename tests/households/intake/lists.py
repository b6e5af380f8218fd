"""Workbooks as people keep them, made anew at run time, with what an import must answer.

Every row is made by deciding first what shall be right or wrong with it; the answer follows from
that and from the rules of the paper. Nothing of the code under test is used, nobody is real.
"""

import csv
import io
import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tests.places.typed import any_place, without_accents

FAMILIES = ("Lê", "Nguyễn", "Phạm", "Đỗ", "Trương", "Vi", "Lò", "Quách", "Tống")
GIVEN = {True: ("Thị Hoa", "Thu Phương", "Mỹ Lệ"), False: ("Văn Nam", "Đình Phúc", "Y Đức")}
PREFIXES = ("032", "039", "070", "076", "079", "081", "085", "086", "090", "094", "097", "098")
HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("STT", "TT", "stt"),
    "name": ("Họ và tên chủ hộ", "Họ tên", "Tên chủ hộ", "CHỦ HỘ", "  họ  Tên "),
    "citizen_id": ("Số CCCD", "CCCD/CMND", "Số căn cước"),
    "birth_date": ("Ngày sinh", "Ngày tháng năm sinh"),
    "sex": ("Giới tính", "Nam/Nữ"),
    "phone": ("Số điện thoại", "SĐT", "Điện thoại"),
    "hamlet": ("Thôn/Bản", "Thôn, bản"),
    "commune": ("Xã/Phường", "Xã, phường", "Xã", "XÃ / PHƯỜNG"),
    "district": ("Huyện (cũ)", "Huyện", "Huyện/TX/TP"),
    "product": ("Sản phẩm chính",),
    "area_ha": ("Diện tích (ha)",),
    "consent": ("Đồng ý cung cấp dữ liệu", "Đồng ý"),
    "note": ("Ghi chú",),
    "unknown": ("Cán bộ phụ trách",),
}


@dataclass
class Made:
    """A row's cells, and the answer it must get."""

    cells: dict[str, Any]
    errors: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)
    codes: tuple[str, ...] = ()
    outcome: str = ""
    person: tuple[str, str | None] = ("", None)
    citizen_id: str | None = None


def make_row(chance: random.Random) -> Made:
    row = Made({"number": 1, "hamlet": "Thôn 3", "product": "Mía", "area_ha": 1.5, "unknown": "x"})
    female = chance.random() < 0.5
    born = date(chance.randint(1940, 2005), chance.randint(1, 12), chance.randint(1, 28))
    name = f"{chance.choice(FAMILIES)} {chance.choice(GIVEN[female])}"
    row.cells["sex"] = chance.choice(("Nữ", "NỮ", "nu") if female else ("Nam", "nam", "NAM"))
    _name(chance, row, name)
    birth_known = _birth(chance, row, born)
    _citizen(chance, row, female, born, birth_known)
    _phone(chance, row)
    _place(chance, row)
    agreed = chance.random() < 0.9
    yes = ("x", "X", "có", "Đồng ý", "YES", 1, "1", True, "✓", "ĐỒNG Ý")
    row.cells["consent"] = chance.choice(yes if agreed else (None, "không", "chưa", "0", 0))
    if not agreed:
        row.warnings.add("consent_missing")
    row.person = (without_accents(name).lower(), row.person[1])
    return row


def _name(chance: random.Random, row: Made, name: str) -> None:
    shapes: list[Callable[[str], str]] = [
        str, str.upper, str.lower, lambda one: "  " + one.replace(" ", "  "),
        lambda one: unicodedata.normalize("NFD", one),
    ]  # fmt: skip
    row.cells["name"] = chance.choice(shapes)(name)
    if chance.random() < 0.03:
        row.cells["name"] = chance.choice((None, "   "))
        row.errors.add("name_missing")
    elif chance.random() < 0.03:
        row.cells["name"] = chance.choice(("<b>Hoa</b>", "Lê Văn 2", "A", "???", "Hoa, Nam", 17))
        row.errors.add("name_invalid")


def _birth(chance: random.Random, row: Made, born: date) -> bool:
    if chance.random() < 0.06:
        row.cells["birth_date"] = chance.choice((None, "31/02/1970", "không nhớ", "1980", 1980))
        if row.cells["birth_date"] is not None:
            row.errors.add("birth_date_invalid")
        return False
    d, m, y = born.day, born.month, born.year
    forms = (born, born, f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y}", f"{d}-{m}-{y}", f"{d:02}.{m:02}.{y}")
    row.cells["birth_date"] = chance.choice((*forms, f"{y}-{m:02}-{d:02}"))
    return True


def _citizen(chance: random.Random, row: Made, female: bool, born: date, birth_known: bool) -> None:
    province = chance.choice(("038", "038", "038", "001", "040", "096"))
    digit = (born.year // 100 - 19) * 2 + female
    tail = f"{chance.randrange(10**6):06}"
    number = f"{province}{digit}{born.year % 100:02}{tail}"
    draw = chance.random()
    if draw < 0.08:
        row.cells["citizen_id"] = None
        return
    row.citizen_id = number
    if draw < 0.12:
        bad = (number[:9], number + "1", f"097{number[3:]}", f"000{number[3:]}", number[1:])
        bad = (*bad, f"{province}4{number[4:]}", "12345678A012", "chưa có", 138_000_000_000)
        row.cells["citizen_id"] = chance.choice(bad)
        row.errors.add("citizen_id_invalid")
    elif draw < 0.15:
        year = f"{(born.year + 3) % 100:02}"
        other = (f"{province}{digit ^ 1}{number[4:]}", f"{province}{digit}{year}{tail}")
        row.cells["citizen_id"] = other[0] if not birth_known else chance.choice(other)
        row.errors.add("citizen_id_mismatch")
    elif draw < 0.35:
        row.cells["citizen_id"] = int(number)
        row.warnings.add("citizen_id_zero_restored")
    else:
        shapes = (number, number, f" {number[:3]} {number[3:6]} {number[6:]} ")
        row.cells["citizen_id"] = chance.choice(shapes)


def _phone(chance: random.Random, row: Made) -> None:
    number = chance.choice(PREFIXES) + f"{chance.randrange(10**7):07}"
    spaced = f"{number[1:4]} {number[4:7]} {number[7:]}"
    draw = chance.random()
    row.person = ("", number)
    if draw < 0.1:
        row.cells["phone"] = chance.choice((None, "", "-", "chưa có", "Không có", " CHƯA CÓ "))
        row.person = ("", None)
        row.warnings.add("phone_absent")
    elif draw < 0.15:
        bad = ("abc", "0123", "09123456789012", "01234567890", "02438252525", "+1 650 253 0000")
        row.cells["phone"] = chance.choice((*bad, number + " gọi tối", 12345, "01689123456"))
        row.errors.add("phone_invalid")
    elif draw < 0.3:
        row.cells["phone"] = chance.choice((int(number), number[1:], spaced))
        row.warnings.add("phone_zero_restored")
    elif draw < 0.35:
        number = f"0237{chance.randrange(3_000_000, 3_999_999)}"
        row.cells["phone"] = row.person[1] or number
        row.cells["phone"], row.person = number, ("", number)
    else:
        forms = (number, number, f"+84 {spaced}", "84" + number[1:], int("84" + number[1:]))
        row.cells["phone"] = chance.choice((*forms, f"{number[:4]}.{number[4:7]}.{number[7:]}"))


def _place(chance: random.Random, row: Made) -> None:
    typed = any_place(chance)
    row.cells["commune"], row.cells["district"] = typed.commune, typed.district or None
    row.codes = typed.codes
    if typed.outcome in ("unknown", "ambiguous"):
        row.errors.add(f"commune_{typed.outcome}")
    if typed.warned:
        row.warnings.add("former_commune_mapped")
    row.outcome = "choose_commune" if typed.outcome == "choose" else "created"


def make_list(seed: int, size: int = 400) -> list[Made]:
    """Rows with some people twice: by citizen number, or by name, phone and commune."""
    chance = random.Random(seed)
    rows: list[Made] = []
    while len(rows) < size:
        row = make_row(chance)
        accepted = [one for one in rows if one.outcome in ("created", "choose_commune")]
        if accepted and chance.random() < 0.06:
            _repeat(row, chance.choice(accepted))
        if row.errors:
            row.outcome = "rejected"
        elif _is_known(row, accepted):
            row.outcome = "duplicate"
        rows.append(row)
    return rows


def _repeat(row: Made, of: Made) -> None:
    """The same person again; elsewhere and under another name if there is a citizen number."""
    same = ("birth_date", "sex", "citizen_id", "phone")
    same += () if of.citizen_id else ("name", "commune", "district")
    row.cells.update({one: of.cells[one] for one in same})
    wrong = {one for one in row.errors if one.startswith(("name", "commune"))}
    row.errors = wrong if of.citizen_id else set()
    row.warnings = set()
    row.citizen_id = of.citizen_id
    row.person = (row.person[0] if of.citizen_id else of.person[0], of.person[1])
    row.codes = row.codes if of.citizen_id else of.codes


def _is_known(row: Made, accepted: list[Made]) -> bool:
    if row.citizen_id:
        return any(row.citizen_id == one.citizen_id for one in accepted)
    return any(
        row.person == one.person
        and set(row.codes) & set(one.codes)
        and (row.person[1] or row.cells["birth_date"] == one.cells["birth_date"])
        for one in accepted
    )


def write(rows: list[Made], seed: int) -> tuple[bytes, list[int]]:
    """A workbook with title rows, shuffled columns, gaps and a total; and each row's number."""
    chance = random.Random(seed + 1_000)
    columns = list(HEADERS)
    chance.shuffle(columns)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, "DANH SÁCH HỘ SẢN XUẤT")
        sheet.write(1, 2, "Xã: Nga An; Họ tên cán bộ: ...")
        place = chance.randint(3, 6)
        for column, one in enumerate(columns):
            sheet.write(place, column, chance.choice(HEADERS[one]))
        numbers = []
        for number, row in enumerate(rows, start=1):
            place += 1 + (chance.random() < 0.03)
            row.cells["number"] = number
            numbers.append(place + 1)
            for column, one in enumerate(columns):
                _write_cell(sheet, place, column, row.cells.get(one), day)
        total = "Tổng cộng" if seed % 2 else "CỘNG: các hộ"
        sheet.write(place + 2, columns.index("name"), total)
        sheet.write(place + 2, columns.index("area_ha"), 600.5)
    return out.getvalue(), numbers


def write_csv(rows: list[Made], seed: int) -> tuple[str, list[int]]:
    """The same list as text with semicolons: days as d/m/yyyy, numbers without their zeros.

    Text has no number cells: eleven digits that do not begin with 0 have lost one.
    """
    chance = random.Random(seed + 2_000)
    columns = list(HEADERS)
    chance.shuffle(columns)
    out = io.StringIO()
    text = csv.writer(out, delimiter=chance.choice(";,\t"))
    text.writerow([chance.choice(HEADERS[one]) for one in columns])
    for number, row in enumerate(rows, start=1):
        cells = row.cells | {"number": number}
        if _lost_a_zero(cells.get("citizen_id")):
            cells["citizen_id"] = "12345678A012"
        text.writerow([_as_text(cells.get(one)) for one in columns])
    return out.getvalue(), list(range(2, len(rows) + 2))


def _lost_a_zero(cell: Any) -> bool:
    """Text in a workbook, and so no citizen number there."""
    return isinstance(cell, str) and cell.isdigit() and len(cell) == 11 and cell[0] != "0"


def _as_text(cell: Any) -> str:
    if isinstance(cell, date | datetime):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return "" if cell is None else str(cell)


def _write_cell(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, date | datetime):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, value)
