"""Choosing the commune of a row whose old commune was split, by one tap."""

from dataclasses import replace

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.intake.rows import ListRow, read_row
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists.details import agreement_of_row, details_of_row
from agrimarket.households.lists.foreign import closed_to
from agrimarket.households.lists.kept_cells import open_cells
from agrimarket.households.lists.refusals import (
    ChoiceNotOffered,
    ImportCellsGone,
    ImportRowSettled,
    ImportRowUnknown,
)
from agrimarket.households.lists.show import open_to_change
from agrimarket.households.models import HouseholdImport, HouseholdImportRow
from agrimarket.households.refusals import CommuneOutsideScope, DuplicateHousehold
from agrimarket.households.register import known_as, register_details
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing import oracle
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer


def choose(
    session: Session,
    *,
    viewer: Viewer,
    import_id: str,
    row: int,
    commune_code: str,
    sheet: str | None = None,
) -> HouseholdImportRow:
    """Register the row's household in the chosen commune; the same choice again changes nothing.

    The row ends created, or duplicate where somebody registered the household meanwhile.
    NotFound, ImportIsTrial, ImportUndone, ImportRowUnknown, ImportRowSettled, ChoiceNotOffered,
    CommuneOutsideScope, ImportCellsGone.
    """
    listed = open_to_change(session, viewer=viewer, import_id=import_id)
    number = _sheet_number(listed, sheet)
    line = store_imports.line_to_change(session, listed.id, row, sheet=number)
    if line is None:
        raise ImportRowUnknown(row=row)
    if line.outcome != "choose_commune":
        if line.chosen and line.commune_codes == [commune_code]:
            return line
        raise ImportRowSettled
    if commune_code not in line.commune_codes:
        raise ChoiceNotOffered
    if not may_write_in(viewer, commune_code):
        raise CommuneOutsideScope
    _settle(session, viewer, listed, line, _read(listed, line, commune_code))
    return line


def ask_before(
    session: Session, *, viewer: Viewer, import_id: str, row: int, commune_code: str,
    sheet: str | None = None,
) -> None:  # fmt: skip
    """Count the choice where it will tell of a producer of another place; ListsClosed for whoever
    met too many of them today. To be called outside a commit, which waits for the answer."""
    closed_to(viewer)
    listed = store_imports.one(session, viewer, import_id)
    if listed is None or viewer.whole_province:
        return
    number = _sheet_number(listed, sheet)
    query = store_imports.lines(listed.id, "choose_commune").filter_by(row=row, sheet=number)
    line = session.scalar(query)
    if line is None or commune_code not in line.commune_codes:
        return
    known = known_as(session, details_of_row(_read(listed, line, commune_code), commune_code))
    if known is not None and not store.seen_ids(session, viewer, [known.id]):
        oracle.count_elsewhere(viewer, DuplicateHousehold())


def _sheet_number(listed: HouseholdImport, name: str | None) -> int:
    """Which list of the file; the first where no name is given, none where it is unknown."""
    names = [one["name"] for one in listed.sheets]
    return 0 if name is None or name not in names else names.index(name)


def _read(listed: HouseholdImport, line: HouseholdImportRow, commune_code: str) -> ListRow:
    if line.cells_sealed is None or listed.cells_until <= clock.now():
        raise ImportCellsGone
    return replace(read_row(open_cells(listed, line)), commune_codes=(commune_code,))


def _settle(
    session: Session,
    viewer: Viewer,
    listed: HouseholdImport,
    line: HouseholdImportRow,
    row: ListRow,
) -> None:
    details = details_of_row(row, row.commune_codes[0])
    known = known_as(session, details)
    if known is not None:
        line.outcome, line.household_id = "duplicate", known.id
    else:
        household = register_details(
            session, viewer=viewer, details=details, agreement=agreement_of_row(row),
            import_id=listed.id,
        )  # fmt: skip
        line.outcome, line.household_id = "created", household.id
        line.warnings = list(row.warnings)
    line.commune_codes, line.chosen, line.cells_sealed = list(row.commune_codes), True, None
    tally = dict(listed.counts)
    tally["choose_commune"] -= 1
    tally[line.outcome] += 1
    listed.counts = tally
    session.flush()
    audit.record(
        session, viewer, "import_commune_chosen", kind="household_import", id=listed.id,
        after={"row": line.row, "outcome": line.outcome, "commune_code": row.commune_codes[0]},
    )  # fmt: skip
