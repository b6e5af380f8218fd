"""Importing a list: a trial first, then for real; a second import of the same list adds nothing."""

import base64
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store, store_imports
from agrimarket.households.identity import citizen_indexes, person_hashes
from agrimarket.households.import_refusals import ImportAlreadyDone, ImportCellsGone, ImportCollided
from agrimarket.households.import_rows import (
    Columns,
    consent_rows,
    household_rows,
    made_ids,
    outcome_rows,
)
from agrimarket.households.intake.outcome import Decision, PersonKey, counts, decide
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.kept_cells import open_file, seal_file
from agrimarket.households.listed import printable
from agrimarket.households.models import Household, HouseholdImport
from agrimarket.households.read_list import ReadList, read_list
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import new_id

T = TypeVar("T")
CELLS_KEPT_FOR = timedelta(hours=24)
MANY = 1000


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that was read, and the name of its file."""

    read: ReadList
    file_name: str


def import_list(
    session: Session, *, viewer: Viewer, upload: Upload, dry_run: bool, keep_file: bool = False
) -> HouseholdImport:
    """What becomes of each row; households are made unless it is a dry run. ImportCollided.

    With `keep_file` a dry run can be imported within 24 hours without a second upload.
    """
    read = upload.read
    listed = HouseholdImport(
        id=new_id(),
        who=viewer.caller,
        file_name=printable(upload.file_name)[:200] or "danh-sach.xlsx",
        file_sha256=read.sha256,
        dry_run=dry_run,
        sheet_name=printable(read.sheet_name)[:64],
        header=[printable(text) for text in read.header],
        columns=dict(read.columns),
        cells_until=clock.now() + CELLS_KEPT_FOR,
    )
    if dry_run and keep_file:
        text = base64.b64encode(read.source).decode()
        listed.file_sealed = seal_file(text, import_id=listed.id)
    session.add(listed)
    session.flush()
    _settle(session, viewer, listed, read)
    return listed


def kept_list(session: Session, *, viewer: Viewer, import_id: str) -> ReadList:
    """The list of a dry run, read again from its kept file; NotFound, ImportAlreadyDone,
    ImportCellsGone. For the uploader alone; to be called before the commit is opened."""
    listed = _own_trial(store_imports.by_id(session, import_id), viewer)
    if listed.file_sealed is None or listed.cells_until <= clock.now():
        raise ImportCellsGone
    return read_list(base64.b64decode(open_file(listed.file_sealed, import_id=listed.id)))


def import_kept(
    session: Session, *, viewer: Viewer, import_id: str, read: ReadList
) -> HouseholdImport:
    """Make a dry run real, deciding anew: others may have registered since. ImportAlreadyDone."""
    listed = _own_trial(store_imports.to_change(session, import_id), viewer)
    store_imports.delete_rows(session, listed.id)
    listed.dry_run, listed.file_sealed = False, None
    listed.cells_until = clock.now() + CELLS_KEPT_FOR
    _settle(session, viewer, listed, read)
    return listed


def _own_trial(listed: HouseholdImport | None, viewer: Viewer) -> HouseholdImport:
    if listed is None or listed.who != viewer.caller:
        raise NotFound
    if not listed.dry_run:
        raise ImportAlreadyDone
    return listed


def _settle(session: Session, viewer: Viewer, listed: HouseholdImport, read: ReadList) -> None:
    """Decide over all rows, write what follows, and one audit row for the whole list."""
    decisions = _decide(session, [_in_scope(viewer, row) for row in read.rows])
    made = {} if listed.dry_run else made_ids(decisions)
    try:
        with session.begin_nested():
            new_keys: list[Columns] = []
            households = household_rows(
                decisions, made=made, import_id=listed.id, new_keys=new_keys
            )
            store_imports.insert_households(session, households)
            store_imports.insert_person_keys(session, new_keys)
            store_imports.insert_consents(
                session, consent_rows(decisions, made=made, viewer=viewer)
            )
    except IntegrityError:
        raise ImportCollided from None
    if len(made) > MANY:
        store_imports.tell_planner(session)
    rows = outcome_rows(
        decisions, read.values, made=made, import_id=listed.id,
        keep_all=listed.file_sealed is not None,
    )  # fmt: skip
    store_imports.insert_rows(session, rows)
    listed.counts = {str(outcome): count for outcome, count in counts(decisions).items()}
    session.flush()
    known = {one.duplicate_of for one in decisions if one.duplicate_of}
    elsewhere = len(known - store.seen_ids(session, viewer, known))
    audit.record(
        session, viewer, "households_import_tried" if listed.dry_run else "households_imported",
        kind="household_import", id=listed.id,
        after={
            "counts": listed.counts, "file_sha256": listed.file_sha256,
            **({"elsewhere": elsewhere} if elsewhere else {}),
        },
    )  # fmt: skip


def _in_scope(viewer: Viewer, row: ListRow) -> ListRow:
    """A row of communes that are all outside the viewer's work is refused, in words."""
    codes = row.commune_codes
    if not codes or any(may_write_in(viewer, code) for code in codes):
        return row
    found = {**dict(zip(row.errors, row.reasons, strict=True))}
    found[CommuneOutsideScope.code] = CommuneOutsideScope.sentence
    errors = tuple(sorted(found))
    return replace(row, errors=errors, reasons=tuple(found[code] for code in errors))


def _decide(session: Session, rows: Sequence[ListRow]) -> list[Decision]:
    def known_citizens(numbers: Collection[str]) -> Mapping[str, str]:
        return _known(session, numbers, citizen_indexes)

    def known_persons(keys: Collection[PersonKey]) -> Mapping[PersonKey, str]:
        return _known(session, keys, person_hashes)

    return decide(rows, known_citizens=known_citizens, known_persons=known_persons)


def _known(
    session: Session, values: Collection[T], hashes_of: Callable[[T], Mapping[str, str]]
) -> dict[T, str]:
    """Which of the values belong to which household's id, asked column by column."""
    by_column: dict[str, dict[str, T]] = {}
    for value in values:
        for column, hashed in hashes_of(value).items():
            by_column.setdefault(column, {})[hashed] = value
    found: dict[T, str] = {}
    for column, wanted in by_column.items():
        ids = store.ids_by(session, getattr(Household, column), wanted)
        found |= {wanted[hashed]: household_id for hashed, household_id in ids.items()}
    return found
