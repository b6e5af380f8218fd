"""Every list we hand out is opened again: no cell of it is a formula, whatever was typed."""

import csv
import io
import re

import openpyxl
import pytest

from agrimarket.kit.spreadsheets import csv_bytes, plain, workbook
from tests.hostile.conftest import Province
from tests.hostile.page import Page
from tests.hostile.strings import CONTROL, FORMULAS, KINDS
from tests.hostile.test_forms import kind_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
TYPED = [text for text in (*FORMULAS, *KINDS["words"], *KINDS["direction"], *CONTROL)
         if "\0" not in text]  # fmt: skip


def formulas(content: bytes) -> list[str]:
    """Cells of a workbook that a spreadsheet would calculate."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def calculated(content: bytes) -> list[str]:
    """Cells of a CSV that a spreadsheet would calculate."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row
            if cell.startswith(DANGEROUS) and not NUMBER.fullmatch(cell)]  # fmt: skip


def test_what_people_typed_stays_text() -> None:
    rows = [[text, 1, None] for text in TYPED]
    assert formulas(workbook("Bảng", ["=1+1", "@b", "c"], rows, notes=["=cmd|' /C calc'!A0"])) == []
    assert calculated(csv_bytes(["=1+1", "@b", "c"], rows)) == []


def test_the_judges_see_a_planted_formula() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    assert formulas(out.getvalue()) == ["=1+1"]
    assert calculated(b"\xef\xbb\xbf=1+1,a\n") == ["=1+1"]


@pytest.mark.parametrize("text", [*FORMULAS, "＝1+1", "\n=1"])
def test_a_cell_is_neutralised(text: str) -> None:
    assert not str(plain(text)).startswith(DANGEROUS)


def test_every_download_of_the_province(province: Province) -> None:
    """Follow every link to a workbook or CSV that an officer can reach."""
    browser, seen, files = province.browser("tinh"), set[str](), set[str]()
    waiting = ["/viec", "/ho", "/tem", "/so-lieu", "/ho/nhap-danh-sach"]
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if not address.startswith("/") or kind in seen or kind.startswith("/static"):
            continue
        seen.add(kind)
        answer = browser.get(address)
        if answer.mimetype == "text/html":
            waiting += Page(answer.text).links
        elif "spreadsheet" in answer.mimetype:
            files.add(kind)
            assert formulas(answer.data) == [], kind
        elif answer.mimetype == "text/csv":
            files.add(kind)
            assert calculated(answer.data) == [], kind
        answer.close()
    assert len(files) >= 3
