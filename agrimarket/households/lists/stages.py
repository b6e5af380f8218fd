"""How an upload comes to its preview on the pages: asked what is unclear, read at once or by a job.

Stages: asking (which sheet, which column?) > reading > ready > importing > ready; refused.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.intake.header import fingerprint
from agrimarket.households.intake.refusals import HeaderMissing
from agrimarket.households.intake.survey import Surveyed, survey
from agrimarket.households.intake.wish import Wish
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists import store_mappings
from agrimarket.households.lists.read import Progress, ReadList, read_list
from agrimarket.households.lists.refusals import ImportNotReady
from agrimarket.households.lists.take import (
    CELLS_KEPT_FOR,
    READY,
    import_kept,
    keep_source,
    new_import,
    own_trial,
    settle,
    source_of,
    wish_of,
)
from agrimarket.households.models import HouseholdImport
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.kit.give_back import give_back
from agrimarket.kit.jobs import enqueue

ASKING, READING, IMPORTING, REFUSED = "asking", "reading", "importing", "refused"
BUSY = frozenset({READING, IMPORTING})
READ_JOB, IMPORT_JOB = "households.read_list", "households.import_list"
# A file of some 2,500 rows: read and decided within two seconds.
SMALL, LONG = 250_000, 2000  # bytes, rows


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as far as it was read: `read` where it is ready, else what it waits for."""

    source: bytes = field(repr=False)
    stage: str
    read: ReadList | None = field(repr=False, default=None)


def look_at(session: Session, *, viewer: Viewer, source: bytes, at_once: bool = False) -> Looked:
    """Read a small file, or learn that it must be asked about; a ListRefused."""
    if len(source) > SMALL and not at_once:
        return Looked(source, READING)
    known = store_mappings.of(session, viewer)
    sheets = survey(source, known)
    if not sheets:
        raise HeaderMissing
    if sum(one.header is not None for one in sheets) != 1:
        return Looked(source, ASKING)
    del sheets  # the file is read again: once in memory is enough
    give_back()
    return Looked(source, READY, read_list(source, wish=Wish(known=known)))


def keep(
    session: Session, *, viewer: Viewer, looked: Looked, file_name: str, mode: str
) -> HouseholdImport:
    """The upload as a trial: decided where it was read, else waiting for an answer or a job."""
    sha256 = hashlib.sha256(looked.source).hexdigest()
    listed = new_import(viewer, file_name=file_name, sha256=sha256, mode=mode)
    keep_source(listed, looked.source)
    listed.stage = looked.stage
    session.add(listed)
    session.flush()
    _go_on(session, viewer, listed, looked.read)
    return listed


def _go_on(
    session: Session, viewer: Viewer, listed: HouseholdImport, read: ReadList | None
) -> None:
    if read is not None:
        listed.asked = listed.asked or _said(read)
        settle(session, viewer=viewer, listed=listed, read=read)
    elif listed.stage in BUSY:
        kind = READ_JOB if listed.stage == READING else IMPORT_JOB
        job = enqueue(session, kind, {"import_id": listed.id}, account_id=viewer.asker)
        listed.job_id = job.id
    session.flush()


def _said(read: ReadList) -> dict[str, Any]:
    """How it was read, so that it is read the same way when it is imported."""
    first = read.sheets[0]
    return {
        "sheet": first.name, "header_row": first.header_row, "columns": dict(first.columns),
    }  # fmt: skip


def sheets_of(session: Session, *, viewer: Viewer, import_id: str) -> Sequence[Surveyed]:
    """What stands in the kept file, sheet by sheet, to be asked about; for the uploader alone."""
    listed = own_trial(store_imports.by_id(session, import_id), viewer)
    return survey(source_of(listed), store_mappings.of(session, viewer))


def answered(session: Session, *, viewer: Viewer, import_id: str, wish: Wish) -> ReadList | None:
    """The kept file read as its uploader says; None where that is a job's work. A ListRefused.

    To be called before the commit is opened.
    """
    listed = own_trial(store_imports.by_id(session, import_id), viewer)
    source = source_of(listed)
    return None if len(source) > SMALL else read_list(source, wish=wish)


def answer(
    session: Session,
    *,
    viewer: Viewer,
    import_id: str,
    wish: Wish,
    mode: str,
    read: ReadList | None,
) -> HouseholdImport:
    """Decide the trial anew by what its uploader said; the columns are remembered."""
    listed = own_trial(store_imports.to_change(session, import_id), viewer)
    store_imports.delete_rows(session, listed.id)
    listed.asked = _plain(wish)
    listed.mode, listed.stage, listed.refused = mode, READING, None
    remember(session, viewer=viewer, listed=listed, read=read)
    _go_on(session, viewer, listed, read)
    return listed


def remember(
    session: Session, *, viewer: Viewer, listed: HouseholdImport, read: ReadList | None
) -> None:
    """Keep the columns that were said of this header, for the uploader's next list."""
    columns = listed.asked.get("columns")
    if read is not None and columns:
        store_mappings.remember(session, viewer, fingerprint(read.sheets[0].header), dict(columns))


def _plain(wish: Wish) -> dict[str, Any]:
    found = {"sheet": wish.sheet, "header_row": wish.header_row, "columns": wish.columns}
    return {name: value for name, value in found.items() if value is not None}


def begin_import(session: Session, *, viewer: Viewer, import_id: str) -> HouseholdImport:
    """Ask a job to make a long trial real; asked twice it is one job. ImportAlreadyDone."""
    listed = own_trial(store_imports.to_change(session, import_id), viewer)
    if listed.stage == READY:
        listed.stage = IMPORTING
        listed.cells_until = clock.now() + CELLS_KEPT_FOR  # a queue may be long
        _go_on(session, viewer, listed, None)
    return listed


def is_long(session: Session, *, viewer: Viewer, import_id: str) -> bool:
    """Whether importing takes longer than a page should; NotFound, ImportAlreadyDone,
    ImportNotReady."""
    listed = own_trial(store_imports.by_id(session, import_id), viewer)
    if listed.stage == IMPORTING:  # another click
        return True
    if listed.stage != READY:
        raise ImportNotReady
    rows: Mapping[str, int] = listed.counts
    return sum(rows.values()) > LONG


def run_reading(
    session: Session, *, viewer: Viewer, import_id: str, progress: Progress
) -> ReadList | Refusal | None:
    """The job's reading, outside of any commit: the list, a refusal, or None: to be asked."""
    listed = own_trial(store_imports.by_id(session, import_id), viewer)
    source, wish = source_of(listed), wish_of(listed)
    try:
        if not listed.asked:
            looked = look_at(session, viewer=viewer, source=source, at_once=True)
            if looked.stage == ASKING:
                return None
            wish = Wish(known=store_mappings.of(session, viewer))
        return read_list(source, progress, wish=wish)
    except Refusal as refusal:
        return refusal


def end_reading(
    session: Session, *, viewer: Viewer, import_id: str, found: ReadList | Refusal | None
) -> None:
    """What the job found; a job that runs twice finds it done."""
    listed = own_trial(store_imports.to_change(session, import_id), viewer)
    if listed.stage != READING:
        return
    if found is None:
        listed.stage = ASKING
    elif isinstance(found, Refusal):
        listed.stage, listed.refused, listed.file_sealed = REFUSED, found.detail, None
    else:
        store_imports.delete_rows(session, listed.id)
        remember(session, viewer=viewer, listed=listed, read=found)
        _go_on(session, viewer, listed, found)


def end_import(session: Session, *, viewer: Viewer, import_id: str, read: ReadList) -> None:
    """Make the trial real in one commit: a crash before it leaves nothing, after it all."""
    listed = store_imports.to_change(session, import_id)
    if listed is not None and listed.stage == IMPORTING:
        import_kept(session, viewer=viewer, import_id=import_id, read=read)
