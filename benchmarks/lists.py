"""Reading lists of producers beside the usual way of reading workbooks."""

import io
from typing import Any

import openpyxl
import xlsxwriter

from agrimarket.households.intake.rows import read_rows
from agrimarket.households.intake.sheet import open_list
from agrimarket.places.catalogue import former_communes
from agrimarket.places.read import read_place
from benchmarks.measure import Figure, compare

ROWS = 3000


def figures() -> list[Figure]:
    """Reading and understanding a list; reading place names."""
    book = a_list()
    cells = [(place.name, place.district) for place in former_communes()]
    return [
        compare("a row of a list, read and understood", lambda: len(read_rows(open_list(book))),
                "openpyxl, cells only", lambda: _openpyxl(book)),
        compare("a place name", lambda: len([read_place(*cell) for cell in cells]),
                "its two texts compared with every former commune", lambda: _scan(cells)),
    ]  # fmt: skip


def a_list() -> bytes:
    """A workbook of invented producers over all former communes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["TT", "Họ tên", "Điện thoại", "Xã, phường", "Huyện", "Đồng ý"])
    places = former_communes()
    for number in range(ROWS):
        place = places[number % len(places)]
        row: list[Any] = [number + 1, f"Nguyễn Văn {chr(65 + number % 26)}", f"09{number:08d}"]
        sheet.write_row(number + 1, 0, [*row, place.name, place.district, "x"])
    book.close()
    return out.getvalue()


def _openpyxl(book: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True).active
    assert sheet is not None
    return sum(1 for _ in sheet.iter_rows(values_only=True)) - 1


def _scan(cells: list[tuple[str, str]]) -> int:
    known = former_communes()
    for name, district in cells:
        next(p for p in known if p.name.lower() == name.lower() and p.district == district)
    return len(cells)
