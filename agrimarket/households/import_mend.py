"""The workbook of the rows to mend: as they were typed, with the reason, ready to send again."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store_imports
from agrimarket.households.import_refusals import ImportCellsGone, ImportNothingToMend
from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.words import ERROR_WORDS
from agrimarket.households.kept_cells import open_cells
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.spreadsheets import workbook
from agrimarket.places import commune

REASON = "Lý do cần sửa"
NOTE = "Sửa theo cột đầu rồi gửi lại cả tệp này. Cột đầu không cần xóa."


def mend_workbook(session: Session, *, viewer: Viewer, import_id: str) -> bytes:
    """An xlsx of the rejected and choose_commune rows, all columns as they stood; audited.

    For the uploader alone, within 24 hours: NotFound, ImportNothingToMend, ImportCellsGone.
    """
    listed = store_imports.by_id(session, import_id)
    if listed is None or listed.who != viewer.caller:
        raise NotFound
    lines = store_imports.unfinished(session, listed.id)
    if not lines:
        raise ImportNothingToMend
    if listed.cells_until <= clock.now() or any(line.cells_sealed is None for line in lines):
        raise ImportCellsGone
    audit.record(
        session, viewer, "import_errors_downloaded", kind="household_import", id=listed.id,
        after={"rows": len(lines)},
    )  # fmt: skip
    return _write(listed, lines)


def _write(listed: HouseholdImport, lines: Sequence[HouseholdImportRow]) -> bytes:
    """A workbook mended once more carries the reason column already; it is made anew."""
    columns = [place for place, text in enumerate(listed.header) if text != REASON]
    rows = [_row(listed, line, columns) for line in lines]
    header = [REASON, *(listed.header[place] for place in columns)]
    return workbook(listed.sheet_name or "Danh sách", header, rows, notes=[NOTE])


def _row(listed: HouseholdImport, line: HouseholdImportRow, columns: Sequence[int]) -> list[Any]:
    raw = open_cells(
        line.cells_sealed or b"", import_id=listed.id, row=line.row, columns=listed.columns
    )
    cells = raw.values
    typed = [_typed(cells[place]) if place < len(cells) else "" for place in columns]
    return [reason(line, read_row(raw)), *typed]


def reason(line: HouseholdImportRow, row: ListRow) -> str:
    """Why the row was not taken, in the words of its reading."""
    if line.outcome == "choose_commune":
        names = ", ".join(commune(code).name for code in line.commune_codes)
        return f"{row.place_words} Ghi một trong: {names}."
    return " ".join(reasons(line, row))


def reasons(line: HouseholdImportRow, row: ListRow | None) -> list[str]:
    """A sentence per error; without the row as typed, the general words of each code."""
    words = ERROR_WORDS | {CommuneOutsideScope.code: CommuneOutsideScope.sentence}
    exact = dict(zip(row.errors, row.reasons, strict=True)) if row else {}
    return [exact.get(code) or words[code] for code in line.errors]


def _typed(cell: Cell) -> Any:
    """The cell as the reader takes it again; days as people write them."""
    if isinstance(cell, datetime) and cell.time() == time():
        return f"{cell:%d/%m/}{cell.year:04d}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/}{cell.year:04d}"
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell
