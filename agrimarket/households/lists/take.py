"""Importing a list: a trial first, then for real; a second import of the same list adds nothing."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.intake.outcome import OUTCOMES, UPDATE_OUTCOMES, Decision, counts
from agrimarket.households.intake.wish import Wish
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists.decide import decided
from agrimarket.households.lists.details import printable
from agrimarket.households.lists.kept_cells import open_file, seal_file
from agrimarket.households.lists.read import Progress, ReadList, read_list
from agrimarket.households.lists.refusals import ImportAlreadyDone, ImportCellsGone, ImportCollided
from agrimarket.households.lists.rows import (
    Columns,
    Key,
    consent_rows,
    household_rows,
    made_ids,
    outcome_rows,
)
from agrimarket.households.lists.updates import apply_updates
from agrimarket.households.models import HouseholdImport
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import new_id

CELLS_KEPT_FOR = timedelta(hours=24)
MANY = 1000
ADD, UPDATE = "add", "update"  # modes: what becomes of households that are registered already
READY = "ready"


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that was read, and the name of its file."""

    read: ReadList
    file_name: str
    mode: str = ADD


def import_list(
    session: Session, *, viewer: Viewer, upload: Upload, dry_run: bool, keep_file: bool = False
) -> HouseholdImport:
    """What becomes of each row; households are made unless it is a dry run. ImportCollided.

    With `keep_file` a dry run can be imported within 24 hours without a second upload.
    """
    read = upload.read
    listed = new_import(viewer, file_name=upload.file_name, sha256=read.sha256, mode=upload.mode)
    listed.dry_run = dry_run
    if dry_run and keep_file:
        keep_source(listed, read.source)
    session.add(listed)
    session.flush()
    settle(session, viewer=viewer, listed=listed, read=read)
    return listed


def new_import(viewer: Viewer, *, file_name: str, sha256: str, mode: str) -> HouseholdImport:
    """An upload of which nothing is decided yet."""
    return HouseholdImport(
        id=new_id(),
        who=viewer.caller,
        file_name=printable(file_name)[:200] or "danh-sach.xlsx",
        file_sha256=sha256,
        dry_run=True,
        mode=mode,
        stage=READY,
        counts=dict.fromkeys(outcomes_of(mode), 0),
        asked={},
        cells_until=clock.now() + CELLS_KEPT_FOR,
    )


def keep_source(listed: HouseholdImport, source: bytes) -> None:
    """Keep the upload itself, sealed, until it is imported or a day has passed."""
    listed.file_sealed = seal_file(base64.b64encode(source).decode(), import_id=listed.id)


def source_of(listed: HouseholdImport) -> bytes:
    """The kept upload; ImportCellsGone."""
    if listed.file_sealed is None or listed.cells_until <= clock.now():
        raise ImportCellsGone
    return base64.b64decode(open_file(listed.file_sealed, import_id=listed.id))


def wish_of(listed: HouseholdImport) -> Wish:
    """What the uploader said of the file."""
    return Wish(**listed.asked)


def kept_list(
    session: Session, *, viewer: Viewer, import_id: str, progress: Progress | None = None
) -> ReadList:
    """The list of a dry run, read again from its kept file; NotFound, ImportAlreadyDone,
    ImportCellsGone. For the uploader alone; to be called before the commit is opened."""
    listed = own_trial(store_imports.by_id(session, import_id), viewer)
    return read_list(source_of(listed), progress, wish=wish_of(listed))


def import_kept(
    session: Session, *, viewer: Viewer, import_id: str, read: ReadList
) -> HouseholdImport:
    """Make a dry run real, deciding anew: others may have registered since. ImportAlreadyDone."""
    listed = own_trial(store_imports.to_change(session, import_id), viewer)
    store_imports.delete_rows(session, listed.id)
    listed.dry_run, listed.file_sealed = False, None
    listed.cells_until = clock.now() + CELLS_KEPT_FOR
    settle(session, viewer=viewer, listed=listed, read=read)
    return listed


def own_trial(listed: HouseholdImport | None, viewer: Viewer) -> HouseholdImport:
    """The trial, for its uploader alone; NotFound, ImportAlreadyDone."""
    if listed is None or listed.who != viewer.caller:
        raise NotFound
    if not listed.dry_run:
        raise ImportAlreadyDone
    return listed


def outcomes_of(mode: str) -> Sequence[str]:
    """What may become of a row in this mode."""
    return UPDATE_OUTCOMES if mode == UPDATE else OUTCOMES


def settle(session: Session, *, viewer: Viewer, listed: HouseholdImport, read: ReadList) -> None:
    """Decide over all rows, write what follows, and one audit row for the whole list."""
    _describe(listed, read)
    decisions = decided(
        session, viewer, read.rows, updating=listed.mode == UPDATE, asked=read.asked
    )
    made = {} if listed.dry_run else made_ids(decisions)
    _insert(session, viewer, listed, decisions, made)
    revisions = {} if listed.dry_run else apply_updates(session, viewer, decisions)
    rows = outcome_rows(
        decisions, read.values, made=made, revisions=revisions, import_id=listed.id,
        keep_all=listed.file_sealed is not None,
    )  # fmt: skip
    store_imports.insert_rows(session, rows)
    tally = counts(decisions, UPDATE_OUTCOMES if listed.mode == UPDATE else OUTCOMES)
    listed.counts = {str(outcome): count for outcome, count in tally.items()}
    listed.stage = READY
    session.flush()
    _audit(session, viewer, listed, decisions)


def _describe(listed: HouseholdImport, read: ReadList) -> None:
    listed.sheets = [
        {
            "name": printable(one.name)[:64],
            "header": [printable(text) for text in one.header],
            "columns": dict(one.columns),
        }
        for one in read.sheets
    ]
    first = listed.sheets[0]
    listed.sheet_name, listed.header, listed.columns = (
        first["name"], first["header"], first["columns"],
    )  # fmt: skip


def _insert(
    session: Session,
    viewer: Viewer,
    listed: HouseholdImport,
    decisions: Sequence[Decision],
    made: dict[Key, str],
) -> None:
    try:
        with session.begin_nested():
            new_keys: list[Columns] = []
            households = household_rows(
                decisions, made=made, import_id=listed.id, new_keys=new_keys
            )
            store_imports.insert_households(session, households, new_keys)
            store_imports.insert_consents(
                session, consent_rows(decisions, made=made, viewer=viewer)
            )
    except IntegrityError:
        raise ImportCollided from None
    if len(made) > MANY:
        store_imports.tell_planner(session)


def _audit(
    session: Session, viewer: Viewer, listed: HouseholdImport, decisions: Sequence[Decision]
) -> None:
    known = {one.duplicate_of for one in decisions if one.duplicate_of}
    elsewhere = len(known - store.seen_ids(session, viewer, known))
    facts: dict[str, Any] = {"counts": listed.counts, "file_sha256": listed.file_sha256}
    audit.record(
        session, viewer, "households_import_tried" if listed.dry_run else "households_imported",
        kind="household_import", id=listed.id,
        after=facts | ({"elsewhere": elsewhere} if elsewhere else {}),
    )  # fmt: skip
