"""Opens a workbook: its visible sheets one after another, as tables."""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

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
    # `map` lets go of a sheet as soon as its lines are made
    return map(partial(_table, unpack(source)), _sheets(source))


def _sheets(source: bytes) -> Iterator[CalamineSheet]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(source)) as book:
            for about in book.sheets_metadata:
                is_list = about.typ == SheetTypeEnum.WorkSheet
                if is_list and about.visible == SheetVisibleEnum.Visible:
                    yield book.get_sheet_by_name(about.name)
    except (CalamineError, OSError, ValueError) as fault:
        raise FileDamaged from fault


def _table(parts: Mapping[str, bytes], sheet: CalamineSheet) -> Table:
    lines = _lines(sheet, error_cells(parts, sheet.name))
    return Table(sheet.name, lines, tuple(sheet.merged_cell_ranges or ()))


def _lines(sheet: CalamineSheet, errors: Sequence[tuple[int, int]]) -> list[list[Cell]]:
    """Every line from A1; one text that stands in many cells is in memory once."""
    if sheet.start is None:
        return []
    before: list[Cell] = [""] * sheet.start[1]
    texts: dict[Cell, Cell] = {}
    same = texts.setdefault
    lines: list[list[Cell]] = [
        before + [same(cell, cell) if type(cell) is str else cell for cell in line]
        for line in sheet.iter_rows()
    ]
    for row, column in errors:
        if row < len(lines) and column < len(lines[row]):
            lines[row][column] = ERROR
    return lines
