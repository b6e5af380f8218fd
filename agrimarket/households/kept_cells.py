"""Rows as typed, sealed while they need mending, and opened again exactly as they were."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.header import Field
from agrimarket.households.intake.sheet import RawRow
from agrimarket.households.keys import the_keys
from agrimarket.kit.sealed import seal, unseal


def seal_cells(values: Sequence[Cell], *, import_id: str, row: int) -> bytes:
    """The cells of one row, encrypted for this import and row alone."""
    text = json.dumps([_plain(cell) for cell in values], ensure_ascii=False)
    return seal(the_keys(), text, place=cells_place(import_id, row))


def open_cells(sealed: bytes, *, import_id: str, row: int, columns: Mapping[str, int]) -> RawRow:
    """The row as the list's reader gave it; SealBroken."""
    kept = json.loads(unseal(the_keys(), sealed, place=cells_place(import_id, row)))
    values = tuple(_cell(one) for one in kept)
    cells = {cast(Field, name): values[column] for name, column in columns.items()}
    return RawRow(row, cells, values)


def seal_file(text: str, *, import_id: str) -> bytes:
    """A whole upload (base64), encrypted for this import alone."""
    return seal(the_keys(), text, place=file_place(import_id))


def open_file(sealed: bytes, *, import_id: str) -> str:
    """The upload as it was sealed; SealBroken."""
    return unseal(the_keys(), sealed, place=file_place(import_id))


def _plain(cell: Cell) -> Any:
    """JSON knows no days and times; they carry the name of their kind."""
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time):
        return {"time": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    return cell


def _cell(kept: Any) -> Cell:
    if not isinstance(kept, dict):
        return cast(Cell, kept)
    ((kind, value),) = kept.items()
    return cast(Cell, _KINDS[kind](value))


_KINDS: Mapping[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}


def cells_place(import_id: str, row: int) -> str:
    """Table, column and row of a list's row."""
    return f"household_import_row.cells_sealed.{import_id}.{row}"


def file_place(import_id: str) -> str:
    """Table, column and row of an upload."""
    return f"household_import.file_sealed.{import_id}"
