"""What became of an imported list, for whoever may see it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists.changes import told_changes
from agrimarket.households.lists.kept_cells import open_cells, sheet_of
from agrimarket.households.lists.refusals import ImportIsTrial, ImportUndone
from agrimarket.households.lists.take import UPDATE
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.kit import clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.paging import Page, paged


@dataclass(frozen=True, slots=True)
class Outcomes:
    """An import with its rows, as JSON tells it; changes are told to their uploader alone."""

    listed: HouseholdImport
    session: Session
    viewer: Viewer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.listed, name)

    @property
    def results(self) -> Iterator[Mapping[str, Any]]:
        """Row by row from the database: a list may have a hundred thousand."""
        rows = store_imports.rows_of(self.session, self.viewer, self.id)
        return (_result(self.viewer, self.listed, row, row.household_id, _codes) for row in rows)


def get_import(session: Session, *, viewer: Viewer, import_id: str) -> HouseholdImport:
    """An import the viewer may see; NotFound."""
    listed = store_imports.one(session, viewer, import_id)
    if listed is None:
        raise NotFound
    return listed


def open_to_change(session: Session, *, viewer: Viewer, import_id: str) -> HouseholdImport:
    """A real import that stands, locked, for its uploader or a province officer.

    NotFound, ImportIsTrial, ImportUndone.
    """
    listed = store_imports.to_change(session, import_id)
    if listed is None:
        raise NotFound
    officer = viewer.role in {Role.PROVINCE_OFFICER, Role.SYSTEM}
    if not officer and listed.who != viewer.caller:
        raise NotFound
    if listed.dry_run:
        raise ImportIsTrial
    if listed.undone_at is not None:
        raise ImportUndone
    return listed


def imports(
    session: Session, *, viewer: Viewer, page: int = 1, page_size: int = 50
) -> Page[HouseholdImport]:
    """A page of the imports the viewer may see, newest first."""
    return paged(session, store_imports.listed(viewer), page=page, page_size=page_size)


def outcomes(session: Session, *, viewer: Viewer, listed: HouseholdImport) -> Outcomes:
    """Every row's outcome; a household outside the viewer's scope is not named."""
    return Outcomes(listed, session, viewer)


def outcome_of(session: Session, *, viewer: Viewer, line: HouseholdImportRow) -> dict[str, Any]:
    """One row's outcome, in the same shape."""
    ids = [line.household_id] if line.household_id else []
    listed = get_import(session, viewer=viewer, import_id=line.import_id)
    seen = store.seen_ids(session, viewer, ids)
    return _result(viewer, listed, line, line.household_id if seen else None, tuple)


@lru_cache(maxsize=1024)
def _codes(kept: str) -> tuple[str, ...]:
    """Thousands of rows have the same few codes."""
    return tuple(json.loads(kept))


def _result(
    viewer: Viewer,
    listed: HouseholdImport,
    row: Any,
    household_id: str | None,
    codes: Callable[[Any], Sequence[str]],
) -> dict[str, Any]:
    result = {
        "row": row.row,
        "outcome": row.outcome,
        "errors": codes(row.errors),
        "warnings": codes(row.warnings),
        "commune_codes": codes(row.commune_codes),
        "household_id": household_id,
        "duplicate_of_row": row.duplicate_row,
    }
    if len(listed.sheets) > 1:
        result["sheet"] = sheet_of(listed, row.sheet)["name"]
        if row.duplicate_sheet is not None:
            result["duplicate_of_sheet"] = sheet_of(listed, row.duplicate_sheet)["name"]
    if listed.mode == UPDATE and row.outcome == "updated":
        result["changes"] = told_changes(viewer, listed, row) if household_id else []
    return result


def typed_rows(
    listed: HouseholdImport, lines: Sequence[HouseholdImportRow], *, viewer: Viewer
) -> dict[tuple[int, int], ListRow]:
    """What was typed in these rows, by list and row number: for the uploader alone, 24 hours."""
    if listed.who != viewer.caller or listed.cells_until <= clock.now():
        return {}
    return {
        (line.sheet, line.row): read_row(open_cells(listed, line))
        for line in lines
        if line.cells_sealed is not None
    }
