"""Rows as typed, sealed while they need mending, and opened again exactly as they were."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.header import Field
from agrimarket.households.intake.sheet import RawRow
from agrimarket.households.keys import the_keys
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.kit.sealed import seal, unseal

Key = tuple[int, int]  # list of the file from 0, row
Changes = dict[str, list[Any]]  # field -> value before, value after


def seal_cells(values: Sequence[Cell], *, import_id: str, key: Key) -> bytes:
    """The cells of one row, encrypted for this import and row alone."""
    text = json.dumps([_plain(cell) for cell in values], ensure_ascii=False)
    return seal(the_keys(), text, place=cells_place(import_id, *key))


def open_cells(listed: HouseholdImport, line: HouseholdImportRow) -> RawRow:
    """The row as the list's reader gave it; SealBroken."""
    place = cells_place(listed.id, line.sheet, line.row)
    values = tuple(
        map(_cell, json.loads(unseal(the_keys(), line.cells_sealed or b"", place=place)))
    )
    columns = sheet_of(listed, line.sheet)["columns"]
    cells = {cast(Field, name): values[column] for name, column in columns.items()}
    return RawRow(line.row, cells, values, line.sheet)


def sheet_of(listed: HouseholdImport, number: int) -> Mapping[str, Any]:
    """Name, header and columns of one list of the file; before 2026-12 there was one alone."""
    if number < len(listed.sheets):
        found: Mapping[str, Any] = listed.sheets[number]
        return found
    return {"name": listed.sheet_name, "header": listed.header, "columns": listed.columns}


def seal_changes(changes: Changes, *, import_id: str, key: Key) -> bytes:
    """What an updated household's fields were and became, encrypted for this row alone."""
    text = json.dumps(changes, ensure_ascii=False)
    return seal(the_keys(), text, place=changes_place(import_id, *key))


def open_changes(line: Any, *, import_id: str) -> Changes:
    """The same, opened; empty for a row that changed nothing or whose term is over; SealBroken."""
    if line.changes_sealed is None:
        return {}
    place = changes_place(import_id, line.sheet, line.row)
    found: Changes = json.loads(unseal(the_keys(), line.changes_sealed, place=place))
    return found


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


def cells_place(import_id: str, sheet: int, row: int) -> str:
    """Table, column and row of a list's row."""
    place = f"household_import_row.cells_sealed.{import_id}.{row}"
    return f"{place}.{sheet}" if sheet else place


def changes_place(import_id: str, sheet: int, row: int) -> str:
    """The same of what a row changed."""
    return f"household_import_row.changes_sealed.{import_id}.{row}.{sheet}"


def file_place(import_id: str) -> str:
    """Table, column and row of an upload."""
    return f"household_import.file_sealed.{import_id}"
