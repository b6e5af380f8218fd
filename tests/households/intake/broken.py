"""Sixty lists as they really arrive: odd, half broken, mislabelled; made anew at run time.

Each has its answer beside it: the code of one refusal, or the rows that must be read, each with its
number in the sheet and its errors. Nobody in them is real.
"""

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import xlsxwriter

from agrimarket.households.intake.old_letters import to_tcvn3, to_vni
from tests.households.intake.letters_1258 import to_1258

HEAD = ["TT", "Họ tên", "Xã", "Huyện", "Số CCCD", "Ngày sinh", "Điện thoại", "Đồng ý"]
HOA = [1, "Lê Thị Hoa", "Xã Nga An", "Nga Sơn", "", "", "0912345678", "x"]
NAM = [2, "Phạm Văn Nam", "Xã Nga An", "Nga Sơn", "", "", "0987654321", "x"]
BAD = [3, "Trần Thị Cúc", "Xã Không Có", "Nga Sơn", "", "", "12", ""]
FINE: tuple[str, ...] = ()
WRONG = ("commune_unknown", "phone_invalid")
Answer = str | list[tuple[int, tuple[str, ...]]]
Made = tuple[bytes, Answer]
NO_NAME: Answer = [(2, ("name_invalid",))]
ONE: Answer = [(2, FINE)]
TWO: Answer = [(2, FINE), (3, FINE)]


def book(
    *lines: list[Any], more: Callable[[Any, Any], None] | None = None, **options: Any
) -> bytes:
    """A workbook of these lines, changed by `more(book, sheet)` before it is closed."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        sheet = made.add_worksheet("Danh sách")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
        if more:
            more(made, sheet)
    return out.getvalue()


def repacked(source: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same package with parts changed, or left out where the change answers None."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = change(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
    return out.getvalue()


def without(part: str) -> bytes:
    return repacked(book(HEAD, HOA), lambda name, content: None if name == part else content)


def swapped(part: str, old: bytes, new: bytes, source: bytes | None = None) -> bytes:
    return repacked(
        source or book(HEAD, HOA, NAM),
        lambda name, content: content.replace(old, new) if name == part else content,
    )


def text(*lines: list[Any], separator: str = ";") -> str:
    return "\r\n".join(separator.join(map(str, line)) for line in lines) + "\r\n"


def ole(word: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000 + word.encode("utf-16-le") + b"\0" * 500


def all_of_them() -> Iterator[tuple[str, bytes, Answer]]:
    """Name, file and answer of each."""
    for table in (
        _headers(),
        _cells(),
        _letters(),
        _sheets(),
        _texts(),
        _packages(),
        _other_files(),
    ):
        for name, (source, answer) in table.items():
            yield name, source, answer


def _headers() -> dict[str, Made]:
    low = ["", "", "Xã", "Huyện", "", "", "", ""]
    up = ["TT", "Họ tên", "Địa chỉ", "", "Số CCCD", "Ngày sinh", "Điện thoại", "Đồng ý"]

    def two(made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 2, 0, 3, "Địa chỉ")
        for column in (0, 1, 4, 5, 6, 7):
            sheet.merge_range(0, column, 1, column, up[column])

    def wide_name(made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 1, "Họ và tên")

    def title(made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 7, "DANH SÁCH HỘ SẢN XUẤT NĂM 2026")

    split = [["Họ và tên", "", "Xã"], ["Lê Thị", "Hoa", "Xã Nga An"], ["Phạm", "Nam", "Xã Nga An"]]
    return {
        "merged title": (book([""] * 8, HEAD, HOA, more=title), [(3, FINE)]),
        "two header rows, merged": (book(up, low, HOA, NAM, more=two), [(3, FINE), (4, FINE)]),
        "two header rows, not merged": (book(up, low, HOA), [(3, FINE)]),
        "name over two columns": (book(*split, more=wide_name), TWO),
        "blank second row": (book(HEAD, [], HOA, [], NAM), [(3, FINE), (5, FINE)]),
        "header twice": (book(HEAD, HOA, HEAD, NAM), [(2, FINE), (4, FINE)]),
        "duplicated columns": (book([*HEAD, "Họ tên", "Xã"], [*HOA, "Khác", "Khác"]), [(2, FINE)]),
        "header without accents": (book(["TT", "Ho ten", "Xa", "Huyen"], HOA[:4]), [(2, FINE)]),
        "capitals and line breaks": (book(["HỌ VÀ TÊN\nCHỦ HỘ", "XÃ /\nPHƯỜNG"], HOA[1:3]), ONE),
        "no header": (book(HOA, NAM), "list_header_missing"),
        "header only": (book(HEAD), "list_has_no_rows"),
        "no commune column": (book(["Họ tên", "Tuổi"], ["Hoa", 5]), "list_header_missing"),
        "far below": (book(*[[]] * 900, HEAD, HOA), [(902, FINE)]),
        "header in column Z": (book([""] * 25 + HEAD, [""] * 25 + HOA), [(2, FINE)]),
    }  # fmt: skip


def _cells() -> dict[str, Made]:
    def formulas(made: Any, sheet: Any) -> None:
        sheet.write_formula(1, 1, '="Lê Thị "&"Hoa"', None, "Lê Thị Hoa")
        sheet.write_formula(2, 4, "=1/0", None, "#DIV/0!")

    def grey(made: Any, sheet: Any) -> None:
        style = made.add_format({"bg_color": "#EEEEEE"})
        for row in range(3, 100_003):
            sheet.write_blank(row, 0, None, style)

    def wide(made: Any, sheet: Any) -> None:
        for column in range(8, 16_384):
            sheet.write_string(0, column, "x")

    def merged(made: Any, sheet: Any) -> None:
        sheet.merge_range(1, 2, 2, 2, "Xã Nga An")

    def dates(made: Any, sheet: Any) -> None:
        day = made.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 5, datetime.date(1980, 11, 5), day)

    citizen = ["", "Lê Thị Hoa", "Xã Nga An", "", 38_180_000_001, "", "", "x"]
    number = ["", "Lê Thị Hoa", "Xã Nga An", "", "", 1980, 912_345_678, 1]
    return {
        "formulas with their values": (book(HEAD, HOA, NAM, more=formulas),
                                       [(2, FINE), (3, ("citizen_id_invalid",))]),
        "numbers as text": (book(HEAD, ["1", *HOA[1:]]), [(2, FINE)]),
        "text as numbers": (book(HEAD, citizen), [(2, FINE)]),
        "a year for a birthday": (book(HEAD, number), [(2, ("birth_date_invalid",))]),
        "a name of digits": (book(HEAD, ["", 17, *HOA[2:]]), NO_NAME),
        "100,000 empty formatted rows": (book(HEAD, HOA, NAM, more=grey), TWO),
        "16,384 columns": (book(HEAD, HOA, more=wide), [(2, FINE)]),
        "merged commune": (book(HEAD, HOA, NAM, more=merged), TWO),
        "days since 1904": (book(HEAD, HOA, date_1904=True, more=dates), [(2, FINE)]),
    }  # fmt: skip


def _letters() -> dict[str, Made]:
    return {
        "NUL letters": (swapped("xl/sharedStrings.xml", "Lê Thị Hoa".encode(), b"L_x0000_ Hoa"),
                        [(2, ("name_invalid",)), (3, FINE)]),
        "emoji": (book(HEAD, ["", "Lê Thị Hoa 🌾", *HOA[2:]]), NO_NAME),
        "right to left marks": (book(HEAD, ["", "Lê \u202eThị\u202c", *HOA[2:]]), NO_NAME),
        "zero-width letters": (book(HEAD, ["", "Lê\u200b Thị Hoa", *HOA[2:]]), [(2, FINE)]),
        "no-break spaces": (book(HEAD, ["", "Lê\u00a0Thị\u00a0Hoa", *HOA[2:]]), [(2, FINE)]),
        "rows and reasons": (book(HEAD, HOA, BAD), [(2, FINE), (3, WRONG)]),
        "markup in cells": (book(HEAD, ["", "<script>alert(1)</script>", *HOA[2:]]), NO_NAME),
        "a story in a cell": (book(HEAD, ["", "x" * 32_000, *HOA[2:]]), NO_NAME),
        "total below": (book(HEAD, HOA, ["", "Tổng cộng: 1 hộ"]), [(2, FINE)]),
        "numbered but empty": (book(HEAD, HOA, [2], [3]), [(2, FINE)]),
    }  # fmt: skip


def _sheets() -> dict[str, Made]:
    def hidden(made: Any, sheet: Any) -> None:
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})

    def hidden_sheet(made: Any, sheet: Any) -> None:
        other = made.add_worksheet("Ẩn")
        other.write_row(0, 0, HEAD)
        other.hide()

    def chart(made: Any, sheet: Any) -> None:
        drawn = made.add_chart({"type": "column"})
        drawn.add_series({"values": "='Danh sách'!$A$2:$A$3"})
        made.add_chartsheet("Biểu đồ").set_chart(drawn)

    empty = openpyxl.Workbook()
    empty.create_sheet("B")
    none = io.BytesIO()
    empty.save(none)
    return {
        "hidden rows and columns": (book(HEAD, HOA, NAM, more=hidden), TWO),
        "a hidden sheet": (book(HEAD, HOA, NAM, more=hidden_sheet), TWO),
        "a chart sheet": (book(HEAD, HOA, NAM, more=chart), TWO),
        "nothing at all": (none.getvalue(), "list_header_missing"),
        "a filter and frozen panes": (
            book(HEAD, HOA, NAM, more=lambda _book, sheet: sheet.autofilter(0, 0, 2, 7)), TWO),
    }  # fmt: skip


def _texts() -> dict[str, Made]:
    long = [[n, f"Nguyễn Thị Hường {chr(65 + n)}", "Xã Nga An", "Huyện Nga Sơn"] for n in range(6)]
    plain = text(HEAD[:4], *long)
    rows: Answer = [(number, FINE) for number in range(2, 8)]
    quoted = 'Họ tên,Xã\r\n"Lê Thị Hoa","Xã Nga An, Huyện Nga Sơn"\r\n'
    lost = text(HEAD, ["", "Lê Thị Hoa", "Xã Nga An", "", "38180000001", "", "912345678", "x"])
    return {
        "csv, UTF-8": (plain.encode(), rows),
        "csv, UTF-8 with its mark": (plain.encode("utf-8-sig"), rows),
        "csv, UTF-16": (plain.encode("utf-16"), rows),
        "csv, UTF-16 without its mark": (plain.encode("utf-16-le"), rows),
        "csv, windows-1258": (to_1258(plain), rows),
        "csv, TCVN3": (to_tcvn3(plain), rows),
        "csv, VNI": (to_vni(plain), rows),
        "csv, commas": (text(HEAD[:4], *long, separator=",").encode(), rows),
        "csv, tabs": (text(HEAD[:4], *long, separator="\t").encode(), rows),
        "csv, quotes": (quoted.encode(), [(2, FINE)]),
        "csv, sep= above": (("sep=;\r\n" + plain).encode(), rows),
        "csv, lost zeros": (lost.encode(), [(2, FINE)]),
        "csv, NUL letters": (plain.replace("Hường", "Hư\0ờng").encode(), rows),
        "csv, uneven lines": (b"Ho ten;Xa\nHoa Le;Nga An;;;\nNam Le\n",
                              [(2, FINE), (3, ("commune_unknown",))]),
        "csv, an open quote": (b'Ho ten;Xa\n"Hoa Le;Nga An\n' + b"Nam;Nga An\n" * 4000,
                               "list_quote_open"),
        "csv, letters broken before": (plain.encode().decode("cp1252", "replace").encode(),
                                       "list_letters_broken"),
        "csv, letters of nobody": (b"Ho ten;Xa\n" + bytes(range(160, 250)) * 3 + b";Nga An\n",
                                    "list_letters_unknown"),
    }  # fmt: skip


def _packages() -> dict[str, Made]:
    fine = book(HEAD, HOA, NAM)
    far = swapped("xl/worksheets/sheet1.xml", b"</sheetData>",
                  b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')  # fmt: skip
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (80 * 2**20))
    return {
        "cut off": (fine[: len(fine) // 2], "file_damaged"),
        "a letter wrong": (fine[:300] + b"?" + fine[301:], "file_damaged"),
        "shared strings missing": (without("xl/sharedStrings.xml"), "file_damaged"),
        "workbook missing": (without("xl/workbook.xml"), "file_not_xlsx"),
        "sheet missing": (without("xl/worksheets/sheet1.xml"), "file_damaged"),
        "wrong content types": (swapped("[Content_Types].xml", b"sheet.main+xml", b"nothing"), TWO),
        "sheet is no XML": (swapped("xl/worksheets/sheet1.xml", b"<sheetData>", b"<<<"),
                            "file_damaged"),
        "a cell at the far end": (far, "list_cells_too_far"),
        "a bomb": (bomb.getvalue(), "file_too_big"),
    }  # fmt: skip


def _other_files() -> dict[str, Made]:
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<x/>")
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    page = "<html><meta charset=utf-8><table><tr><td>Họ tên<td>Xã</table>"
    return {
        ".xls renamed": (ole("Workbook"), "file_old_xls"),
        "with a password": (ole("EncryptedPackage"), "file_encrypted"),
        ".ods renamed": (ods.getvalue(), "file_open_document"),
        "a letter in Word": (word.getvalue(), "file_not_xlsx"),
        "a web page as .xls": (page.encode(), "file_web_page"),
        "XML of 2003": (b'<?xml version="1.0"?><Workbook/>', "file_web_page"),
        "a PDF": (b"%PDF-1.7\nHo ten;Xa\n", "file_not_xlsx"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 40, "file_not_xlsx"),
        "a note": (b"hello", "file_not_xlsx"),
        "empty": (b"", "file_empty"),
    }  # fmt: skip
