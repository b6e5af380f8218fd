"""Opens a workbook: its visible sheets one after another, as tables."""

import io
from collections.abc import Iterator, Sequence

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from agrimarket.households.intake.archive import error_cells, unpack
from agrimarket.households.intake.cells import ERROR, Cell
from agrimarket.households.intake.refusals import FileDamaged
from agrimarket.households.intake.table import Table


def book_tables(source: bytes) -> Iterator[Table]:
    """The visible sheets of an xlsx file; a ListRefused where it cannot be read."""
    parts = unpack(source)
    for sheet in _sheets(source):
        lines = _lines(sheet, error_cells(parts, sheet.name))
        yield Table(sheet.name, lines, tuple(sheet.merged_cell_ranges or ()))


def _sheets(source: bytes) -> Iterator[CalamineSheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source)) as book:
            for about in book.sheets_metadata:
                is_list = about.typ == SheetTypeEnum.WorkSheet
                if is_list and about.visible == SheetVisibleEnum.Visible:
                    yield book.get_sheet_by_name(about.name)
    except (CalamineError, OSError, ValueError) as fault:
        raise FileDamaged from fault


def _lines(sheet: CalamineSheet, errors: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    lines: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row, column in errors:
        if row < len(lines) and column < len(lines[row]):
            lines[row][column] = ERROR
    return lines
