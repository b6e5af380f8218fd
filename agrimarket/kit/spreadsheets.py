"""Workbooks we hand out: text stays text, so that no cell is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

# The wide forms too: Excel of East Asia reads them as the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def workbook(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, notes: Sequence[str] = ()
) -> bytes:
    """One sheet: notes above, a header, rows; columns as wide as what stands in them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    for number, note in enumerate(notes):
        sheet.write_string(number, 0, note)
    widths = [len(name) for name in header]
    for column, name in enumerate(header):
        sheet.write_string(len(notes), column, name, bold)
    for number, row in enumerate(rows, len(notes) + 1):
        for column, value in enumerate(row):
            write_cell(sheet, number, column, value)
            widths[column] = max(widths[column], min(60, len(str(value or ""))))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width + 2)
    sheet.freeze_panes(len(notes) + 1, 0)
    book.close()
    return out.getvalue()


def write_cell(sheet: Any, row: int, column: int, value: Any, style: Any = None) -> None:
    """A number as a number, all else as text; nothing where nothing stands, unless styled."""
    if value is None or value == "":
        if style is not None:
            sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, str(value), style)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Vietnamese; formulas neutralised."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([plain(name) for name in header])
    writer.writerows([plain(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def plain(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value
