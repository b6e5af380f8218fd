"""Opening a file: lists of every shape, then every refusal, then what harms a machine."""

import io
import re
import struct
import unicodedata
import zipfile
from datetime import date

import openpyxl
import pytest

from agrimarket.households.intake import refusals, sheet
from agrimarket.households.intake.rows import read_rows
from agrimarket.households.intake.sheet import open_list

HEAD = ["TT", "Họ tên", "Xã", "Huyện", "CCCD/CMND", "Ngày sinh", "Ghi chú khác"]
HOA = [1, "Lê Thị Hoa", "Xã Nga An", "Nga Sơn", "", "", ""]


def a_file(*rows: list[object], title: str = "Sheet") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(source: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The same file with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(
                entry.filename, content.replace(*change) if entry.filename == name else content
            )
    return out.getvalue()


def test_row_numbers_are_those_of_the_sheet() -> None:
    found = open_list(a_file(["Danh sách"], [], HEAD, [], HOA, [], [], HOA))
    assert found.header_row == 3
    assert [row.row for row in found.rows] == [5, 8]
    assert found.header == tuple(HEAD)
    assert found.rows[0].values[1] == "Lê Thị Hoa"


def test_a_list_that_does_not_begin_at_the_corner() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for column, (head, cell) in enumerate(zip(HEAD, HOA, strict=True), start=4):
        sheet.cell(7, column, head)
        sheet.cell(9, column, cell)
    found = open_list(saved(book))
    assert (found.header_row, found.rows[0].row) == (7, 9)
    assert read_rows(found)[0].name == "Lê Thị Hoa"


@pytest.mark.parametrize(
    ("person", "commune"),
    [
        ("  HỌ  VÀ TÊN CHỦ HỘ ", "XÃ / PHƯỜNG"),
        ("Chủ hộ (*)", '"Xã, phường"'),
        (unicodedata.normalize("NFD", "Họ tên"), unicodedata.normalize("NFD", "Xã")),
        ("Ho ten", "Xa/Phuong"),
        ("Tên\nchủ hộ", "Xã/Phường:"),
    ],
)
def test_headings_in_any_writing(person: str, commune: str) -> None:
    found = open_list(
        a_file(["Xã Nga An", "Họ tên cán bộ"], [commune, "?", person], ["a", "", "b"])
    )
    assert dict(found.columns) == {"commune": 0, "name": 2}


def test_a_column_on_traditional_medicine_is_no_consent() -> None:
    found = open_list(a_file([*HEAD, "Đông y", "Dong y"], [*HOA, "x", "x"]))
    assert "consent" not in found.columns


def test_the_first_of_two_columns_counts_and_the_known_word_before_its_relative() -> None:
    found = open_list(a_file(["Họ và tên", "Họ tên", "Xã", "Xã/Phường"], ["a", "b", "c", "d"]))
    assert dict(found.columns) == {"name": 1, "commune": 2}


@pytest.mark.parametrize(
    "row",
    [
        ["", "Tổng cộng: 600 hộ"],
        ["Tổng", "", "", "", 12.5],
        ["", "", "CỘNG"],
        ["Tong cong", 3],
        [7, "", "  "],
        ["TT", "Họ tên", "Xã", "Huyện"],
    ],
)
def test_rows_that_say_nothing_of_a_household(row: list[object]) -> None:
    assert [one.row for one in open_list(a_file(HEAD, HOA, row, HOA)).rows] == [2, 4]


@pytest.mark.parametrize(
    "row", [["", "Tống Văn Nam"], ["", "Tong Van Nam"], ["", "Tổng", "Xã Nga An"], ["", "Công"]]
)
def test_rows_that_look_like_a_total_and_are_people(row: list[object]) -> None:
    assert [one.row for one in open_list(a_file(HEAD, row)).rows] == [2]


def test_the_list_may_stand_on_a_later_sheet_but_not_on_a_hidden_one() -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("cũ", 0)
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("Danh sách & hộ")
    for row in (HEAD, HOA, HOA):
        shown.append(row)
    for row in (HEAD, HOA):
        hidden.append(row)
    found = open_list(saved(book))
    assert (found.sheet_name, len(found.rows)) == ("Danh sách & hộ", 2)


def test_a_formula_error_is_not_an_empty_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_file(HEAD, HOA, HOA, title="Hộ & người")))
    sheet = book["Hộ & người"]
    sheet["E2"] = sheet["F2"] = sheet["B3"] = "#N/A"
    for cell in ("E2", "F2", "B3"):
        sheet[cell].data_type = "e"
    first, second = read_rows(open_list(saved(book)))
    assert first.errors == ("birth_date_invalid", "citizen_id_invalid")
    assert second.errors == ("name_invalid",)


def test_dates_of_a_workbook_from_a_mac() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append([*HOA[:5], date(1985, 2, 3)])
    assert read_rows(open_list(saved(book)))[0].birth_date == date(1985, 2, 3)


def test_coloured_empty_cells_far_below_harm_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_file(HEAD, HOA)))
    sheet = book.active
    assert sheet is not None
    for column in (1, 500):
        sheet.cell(1_048_576, column).fill = openpyxl.styles.PatternFill("solid", "FFFF00")
    shut = saved(book)
    assert len(open_list(shut).rows) == 1
    for empty in (b'<c r="A1048576" s="1"/>', b'<c r="A1048576" s="1"></c>'):
        assert len(open_list(with_cell(shut, empty)).rows) == 1


def with_cell(source: bytes, cell: bytes) -> bytes:
    """The workbook with its far first cell written in another library's way."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(kept, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                far = rb'<c r="A1048576"[^>]*?(?:/>|></c>)'
                part, found = re.subn(far, cell, part)
                assert found == 1
            new.writestr(entry, part)
    return kept.getvalue()


LIST = a_file(HEAD, HOA)
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        (b"", refusals.FileEmpty),
        (b"STT;H\xe1\xbb\x8d t\xc3\xaan;X\xc3\xa3\n", refusals.NoRows),
        (b"<html><table></table></html>", refusals.FileWebPage),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), refusals.FileOldXls),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), refusals.FileEncrypted),
        (LIST[:-200], refusals.FileDamaged),
        (b"PK\x03\x04" + b"x" * 100, refusals.FileDamaged),
        (a_file(["Họ tên", "Ngày sinh"], ["Hoa", ""]), refusals.HeaderMissing),
        (a_file(), refusals.HeaderMissing),
        (a_file(HEAD, [], ["", "Tổng cộng"]), refusals.NoRows),
        (repacked(LIST, "xl/worksheets/sheet1.xml", (b"</v>", b"</x>")), refusals.FileDamaged),
        (b"PK\x03\x04" + b"\0" * (31 * 2**20), refusals.FileTooBig),
    ],
)
def test_refusals(source: bytes, refusal: type[refusals.ListRefused]) -> None:
    with pytest.raises(refusal) as caught:
        open_list(source)
    assert caught.value.code
    assert caught.value.detail.endswith(".")
    assert "{" not in caught.value.detail


def test_a_list_may_not_have_more_rows_than_one_import_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert sheet.MOST_ROWS == 50_000  # as the sentence says
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    assert len(open_list(a_file(HEAD, HOA, HOA, [], HOA)).rows) == 3
    with pytest.raises(refusals.TooManyRows) as caught:
        open_list(a_file(HEAD, HOA, HOA, HOA, HOA))
    assert "quá 50.000 dòng" in caught.value.detail


def test_another_kind_of_zip() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(refusals.FileNotXlsx):
        open_list(out.getvalue())


def test_a_locked_entry() -> None:
    flag = struct.pack("<H", 1)
    central = LIST.index(b"PK\x01\x02")
    locked = LIST[: central + 8] + flag + LIST[central + 10 :]
    with pytest.raises(refusals.FileEncrypted):
        open_list(locked)


def test_a_bomb_is_seen_before_it_is_unpacked() -> None:
    out = io.BytesIO(LIST)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.xml", bytes(30 * 2**20))
    with pytest.raises(refusals.FileTooBig):
        open_list(out.getvalue())


def test_a_declared_size_that_lies() -> None:
    """The directory says a few bytes, the data unpack to more."""
    central = LIST.rindex(b"xl/worksheets/sheet1.xml") - 46
    lying = LIST[: central + 24] + struct.pack("<I", 10) + LIST[central + 28 :]
    with pytest.raises(refusals.FileDamaged):
        open_list(lying)


def test_thousands_of_entries() -> None:
    out = io.BytesIO(LIST)
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(1_000):
            archive.writestr(f"xl/media/{number}.bin", b"")
    with pytest.raises(refusals.FileTooBig):
        open_list(out.getvalue())


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        b"<c r = 'XFD1048576'><v>1</v></c>",
        b'<c x=">" r="XFD1048576"><v>1</v></c>',
        b'<c r="xfd1048576"><v>1</v></c>',
        b'</row><row r="1048576"><c r="XFC1"/><c><v>1</v></c>',
    ],
)
def test_two_cells_at_the_ends_of_a_sheet(cell: bytes) -> None:
    """Laid out as a table they would take 500 GB: a file of 5 KB took the whole service down."""
    bomb = repacked(
        LIST, "xl/worksheets/sheet1.xml", (b"</row></sheetData>", cell + b"</row></sheetData>")
    )
    with pytest.raises(refusals.CellsTooFar):
        open_list(bomb)


def test_one_long_text_referred_to_by_every_cell() -> None:
    """Each cell is given a copy of its own: a file of 1 MB would take many GB."""
    shared = a_file(HEAD, HOA, ["dài" * 9_000])
    cell = b'<c r="A4" t="s"><v>7</v></c>'
    end = b"</row></sheetData>"
    with pytest.raises(refusals.FileTooBig):
        open_list(repacked(shared, "xl/worksheets/sheet1.xml", (end, cell * 80_000 + end)))
