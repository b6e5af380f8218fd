"""Reads an uploaded list wholly, before and outside of any transaction."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.sheet import ListSheet, open_list

Progress = Callable[[int, int], None]
_STEP = 200


@dataclass(frozen=True, slots=True)
class ReadList:
    """An upload with its rows read: `values[n]` are the cells that `rows[n]` was read from."""

    source: bytes = field(repr=False)
    sha256: str
    sheet_name: str
    header: tuple[str, ...]
    columns: Mapping[str, int]
    values: list[tuple[Cell, ...]] = field(repr=False)
    rows: list[ListRow] = field(repr=False)


def read_list(source: bytes, progress: Progress | None = None) -> ReadList:
    """The list in an xlsx file; a ListRefused where it is none. `progress` hears (done, total)."""
    sheet = open_list(source)
    return ReadList(
        source=source,
        sha256=hashlib.sha256(source).hexdigest(),
        sheet_name=sheet.sheet_name,
        header=sheet.header,
        columns={str(name): place for name, place in sheet.columns.items()},
        values=[raw.values for raw in sheet.rows],
        rows=_rows(sheet, progress),
    )


def _rows(sheet: ListSheet, progress: Progress | None) -> list[ListRow]:
    rows: list[ListRow] = []
    total = len(sheet.rows)
    for number, raw in enumerate(sheet.rows, 1):
        rows.append(read_row(raw))
        if progress and (number % _STEP == 0 or number == total):
            progress(number, total)
    return rows
