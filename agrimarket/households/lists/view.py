"""The rows of an import as a page shows them: who, where, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.intake.words import (
    DUPLICATE_OF_HOUSEHOLD_WORDS,
    DUPLICATE_OF_ROW_WORDS,
    DUPLICATE_OF_SHEET_ROW_WORDS,
    WARNING_WORDS,
)
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists.changes import change_words, told_changes
from agrimarket.households.lists.kept_cells import sheet_of
from agrimarket.households.lists.mend import reasons
from agrimarket.households.lists.show import typed_rows
from agrimarket.households.models import Household, HouseholdImport, HouseholdImportRow
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page, paged
from agrimarket.places import Commune, commune

# What to look at first: a tap, then mending, then what went well.
TABS = {
    "choose_commune": "Cần chọn xã",
    "rejected": "Cần sửa",
    "created": "Thêm mới",
    "updated": "Cập nhật",
    "unchanged": "Không đổi",
    "duplicate": "Đã có",
}
NOW = " nay thuộc "  # places.explain; what follows stands on the buttons


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row. `name` is empty for viewers who may not know it, or after a day."""

    row: int
    name: str
    household_id: str | None
    communes: Sequence[Commune]
    choices: Sequence[Commune]
    words: Sequence[str]
    sheet: str = ""  # its name, where the file has several lists
    changes: Sequence[Mapping[str, str]] = ()


def default_tab(listed: HouseholdImport) -> str:
    """The first outcome with rows; the trial of a fine list shows what it will add."""
    return next((tab for tab in TABS if listed.counts.get(tab)), "created")


def view(
    session: Session,
    viewer: Viewer,
    listed: HouseholdImport,
    outcome: str,
    *,
    page: int,
    page_size: int,
) -> Page[ShownRow]:
    """A page of the rows of one outcome."""
    found = paged(session, store_imports.lines(listed.id, outcome), page=page, page_size=page_size)
    typed = typed_rows(listed, found.items, viewer=viewer)
    households = store.by_ids(
        session, viewer, [line.household_id for line in found.items if line.household_id]
    )
    shown = [
        _shown(
            listed,
            line,
            viewer,
            typed.get((line.sheet, line.row)),
            households.get(line.household_id or ""),
        )
        for line in found.items
    ]
    return Page(shown, found.total, found.page, found.page_size)


def _shown(
    listed: HouseholdImport,
    line: HouseholdImportRow,
    viewer: Viewer,
    typed: ListRow | None,
    household: Household | None,
) -> ShownRow:
    places = [commune(code) for code in line.commune_codes]
    choosing = line.outcome == "choose_commune"
    return ShownRow(
        row=line.row,
        name=household.name if household else (typed.name if typed else ""),
        household_id=household.id if household else None,
        communes=places,
        choices=[one for one in places if choosing and may_write_in(viewer, one.code)],
        words=_words(listed, line, typed),
        sheet=sheet_of(listed, line.sheet)["name"] if len(listed.sheets) > 1 else "",
        changes=change_words(told_changes(viewer, listed, line)) if household else (),
    )


def _words(listed: HouseholdImport, line: HouseholdImportRow, typed: ListRow | None) -> list[str]:
    if line.outcome == "rejected":
        return reasons(line, typed)
    if line.outcome == "choose_commune":
        return [f"Ghi: {typed.place_words.split(NOW)[0]}."] if typed else []
    if line.outcome == "duplicate":
        if line.duplicate_row is not None and line.duplicate_sheet not in (None, line.sheet):
            sheet = sheet_of(listed, line.duplicate_sheet or 0)["name"]
            return [DUPLICATE_OF_SHEET_ROW_WORDS.format(row=line.duplicate_row, sheet=sheet)]
        if line.duplicate_row is not None:
            return [DUPLICATE_OF_ROW_WORDS.format(row=line.duplicate_row)]
        return [DUPLICATE_OF_HOUSEHOLD_WORDS]
    return [WARNING_WORDS[code] for code in line.warnings if code in WARNING_WORDS]
