"""Reads an uploaded list wholly, before and outside of any transaction."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.sheet import ListSheet, open_lists
from agrimarket.households.intake.wish import Wish
from agrimarket.kit.give_back import give_back

Progress = Callable[[int, int], None]
_STEP = 200
LARGE = 250_000  # bytes: some 2,500 rows, which are 30 times as large unpacked


@dataclass(frozen=True, slots=True)
class SheetRead:
    """How one list of the file was understood."""

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, int]
    header_row: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be told of numbers that are registered elsewhere: `told` are those households,
    rows from place `rows` on are not looked up (foreign.py)."""

    told: frozenset[str] = frozenset()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class ReadList:
    """An upload with its rows read: `values[n]` are the cells that `rows[n]` was read from."""

    source: bytes = field(repr=False)
    sha256: str
    sheets: Sequence[SheetRead]
    values: list[Sequence[Cell]] = field(repr=False)
    rows: list[ListRow] = field(repr=False)
    asked: Asked = Asked()


def read_list(
    source: bytes, progress: Progress | None = None, *, wish: Wish | None = None
) -> ReadList:
    """The wished lists of a file; a ListRefused where it is none. `progress`: (done, total)."""
    sheets = open_lists(source, wish or Wish())
    if len(source) > LARGE:
        give_back()
    return ReadList(
        source=source,
        sha256=hashlib.sha256(source).hexdigest(),
        sheets=[_about(sheet) for sheet in sheets],
        values=[line for sheet in sheets for line in sheet.rows.lines],
        rows=_rows(sheets, progress),
    )


def _about(sheet: ListSheet) -> SheetRead:
    columns = {str(name): place for name, place in sheet.columns.items()}
    return SheetRead(sheet.sheet_name, sheet.header, columns, sheet.header_row)


def _rows(sheets: Sequence[ListSheet], progress: Progress | None) -> list[ListRow]:
    rows: list[ListRow] = []
    total = sum(len(sheet.rows) for sheet in sheets)
    for raw in (raw for sheet in sheets for raw in sheet.rows):
        rows.append(read_row(raw))
        if progress and (len(rows) % _STEP == 0 or len(rows) == total):
            progress(len(rows), total)
    return rows
