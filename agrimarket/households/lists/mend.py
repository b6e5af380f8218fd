"""The workbook of the rows to mend: as they were typed, with the reason, ready to send again."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.intake.cells import Cell
from agrimarket.households.intake.header import fingerprint, read_header
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.intake.words import (
    ERROR_WORDS,
    NUMBER_UNCHECKED,
    NUMBER_UNCHECKED_WORDS,
    UPDATE_NAME,
    UPDATE_NAME_WORDS,
    UPDATE_REFUSED,
    UPDATE_REFUSED_WORDS,
)
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists import store_mappings
from agrimarket.households.lists.kept_cells import open_cells, sheet_of
from agrimarket.households.lists.refusals import ImportCellsGone, ImportNothingToMend
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.marked_sheets import Choice, SheetPlan, marked_book
from agrimarket.places import commune, read_place

REASON = "Lý do cần sửa"
NOTE = "Sửa theo cột đầu rồi gửi lại cả tệp này. Cột đầu không cần xóa."


def mend_workbook(session: Session, *, viewer: Viewer, import_id: str) -> bytes:
    """An xlsx of the rejected and choose_commune rows, all columns as they stood, each cell at
    fault marked with its reason, a drop-down where a commune is to be chosen; audited.

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
    _remember(session, viewer, listed)
    return marked_book(list(_plans(listed, lines)))


def _remember(session: Session, viewer: Viewer, listed: HouseholdImport) -> None:
    """Headings that were explained once need no second word when the workbook comes back."""
    for sheet in listed.sheets:
        places = [place for place, text in enumerate(sheet["header"]) if text != REASON]
        header = [REASON, *(sheet["header"][place] for place in places)]
        if read_header(header) is None:
            columns = {
                name: 1 + places.index(place)
                for name, place in sheet["columns"].items()
                if place in places
            }
            store_mappings.remember(session, viewer, fingerprint(header), columns)


def _plans(listed: HouseholdImport, lines: Sequence[HouseholdImportRow]) -> Iterator[SheetPlan]:
    """A sheet for each list of the file that has rows to mend, in their order."""
    for number in sorted({line.sheet for line in lines}):
        yield _plan(listed, number, [line for line in lines if line.sheet == number])


def _plan(listed: HouseholdImport, number: int, lines: Sequence[HouseholdImportRow]) -> SheetPlan:
    """A workbook mended once more carries the reason column already; it is made anew."""
    sheet = sheet_of(listed, number)
    header = sheet["header"]
    columns = [place for place, text in enumerate(header) if text != REASON]
    rows: list[list[Any]] = []
    marks: dict[tuple[int, int], str] = {}
    choices: list[Choice] = []
    for line in lines:
        raw = open_cells(listed, line)
        row = read_row(raw)
        cells = {place: _typed(cell) for place, cell in enumerate(raw.values)}
        for name, words in marks_of(line, row).items():
            place = sheet["columns"].get(name)
            if place in columns:
                marks[len(rows), 1 + columns.index(place)] = words
        if line.outcome == "choose_commune":
            choices.append(_choice(sheet["columns"], columns, line, cells, len(rows)))
        rows.append([reason(line, row), *(cells.get(place, "") for place in columns)])
    return SheetPlan(
        title=sheet["name"] or "Danh sách",
        header=[REASON, *(header[place] for place in columns)],
        rows=rows,
        notes=[NOTE],
        marks=marks,
        choices=choices,
        widths={0: 48},
    )


def _choice(
    fields: Mapping[str, int],
    columns: Sequence[int],
    line: HouseholdImportRow,
    cells: dict[int, Any],
    row: int,
) -> Choice:
    """A drop-down of the communes to choose from. A name that means something else beside the
    old district loses its district, so that whatever is chosen is read as it was meant."""
    names = {code: commune(code).name for code in line.commune_codes}
    district = fields.get("district")
    beside = str(cells.get(district, "")) if district is not None else ""
    meant = all(read_place(name, beside).commune_codes == (code,) for code, name in names.items())
    if not meant and district is not None:
        cells[district] = ""
    place = 1 + columns.index(fields["commune"])
    return Choice(
        options=list(names.values()), column=place, first=row, last=row,
        hint="Hãy chọn một xã, phường trong danh sách.",
    )  # fmt: skip


def marks_of(line: HouseholdImportRow, row: ListRow) -> dict[str, str]:
    """By the field at fault: what to do there."""
    if line.outcome == "choose_commune":
        return {"commune": reason(line, row)}
    marks: dict[str, str] = {}
    for code, words in zip(line.errors, reasons(line, row), strict=True):
        name = _AT.get(code, "name")
        marks[name] = f"{marks[name]} {words}" if name in marks else words
    return marks


# Error > the field whose cell is marked.
_AT = {
    "name_missing": "name", "name_invalid": "name", "citizen_id_invalid": "citizen_id",
    "citizen_id_mismatch": "citizen_id", "birth_date_invalid": "birth_date",
    "phone_invalid": "phone", "commune_unknown": "commune", "commune_ambiguous": "commune",
    CommuneOutsideScope.code: "commune", UPDATE_REFUSED: "citizen_id",
    UPDATE_NAME: "citizen_id", NUMBER_UNCHECKED: "citizen_id",
}  # fmt: skip


def reason(line: HouseholdImportRow, row: ListRow) -> str:
    """Why the row was not taken, in the words of its reading."""
    if line.outcome == "choose_commune":
        names = ", ".join(commune(code).name for code in line.commune_codes)
        return f"{row.place_words} Ghi một trong: {names}."
    return " ".join(reasons(line, row))


def reasons(line: HouseholdImportRow, row: ListRow | None) -> list[str]:
    """A sentence per error; without the row as typed, the general words of each code."""
    words = ERROR_WORDS | {
        CommuneOutsideScope.code: CommuneOutsideScope.sentence,
        UPDATE_REFUSED: UPDATE_REFUSED_WORDS,
        UPDATE_NAME: UPDATE_NAME_WORDS,
        NUMBER_UNCHECKED: NUMBER_UNCHECKED_WORDS,
    }
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
