"""Background work of producers: long lists are read and imported; typed cells are forgotten."""

from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account
from agrimarket.accounts.rules import viewer_of_account
from agrimarket.households.finding import store_bulk
from agrimarket.households.lists import foreign
from agrimarket.households.lists import stages as import_stages
from agrimarket.households.lists import store as store_imports
from agrimarket.households.lists.read import Progress, ReadList
from agrimarket.households.lists.refusals import ImportAlreadyDone, ImportCellsGone
from agrimarket.households.lists.take import kept_list
from agrimarket.households.merging import store as store_merge
from agrimarket.households.models import HouseholdImport
from agrimarket.households.showing.oracle import count_trial
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.errors import NotFound, Refusal
from agrimarket.kit.jobs import Handler, JobContext, set_progress

TELL_EVERY = 2000


def drop_cells(_job: JobContext) -> None:
    """Forget sealed files and cells past their term; trials go altogether."""
    with one_commit() as session:
        store_imports.drop_expired(session, clock.now())


def read_a_list(job: JobContext) -> None:
    """Read a long upload and decide its trial; run again after a crash it does so once."""
    import_id = str(job.payload["import_id"])
    viewer = _uploader(reading(), import_id)
    if viewer is None:
        return
    try:
        found = import_stages.run_reading(
            reading(), viewer=viewer, import_id=import_id, progress=_teller(job)
        )
        found = _counted(viewer, found)
        with one_commit() as session:
            import_stages.end_reading(session, viewer=viewer, import_id=import_id, found=found)
    except (NotFound, ImportAlreadyDone, ImportCellsGone):
        return


def import_a_list(job: JobContext) -> None:
    """Register what a long trial showed, in one commit; run again it finds the work done."""
    import_id = str(job.payload["import_id"])
    viewer = _uploader(reading(), import_id)
    if viewer is None:
        return
    try:
        read = kept_list(reading(), viewer=viewer, import_id=import_id, progress=_teller(job))
        read = foreign.asked_by_job(reading(), viewer, read)
        with one_commit() as session:
            import_stages.end_import(session, viewer=viewer, import_id=import_id, read=read)
    except (NotFound, ImportAlreadyDone, ImportCellsGone):
        return


def _counted(viewer: Viewer, found: ReadList | Refusal | None) -> ReadList | Refusal | None:
    """The same, unless too many numbers were asked after today."""
    try:
        if isinstance(found, ReadList):
            count_trial(viewer, len(found.rows))
            return foreign.asked(reading(), viewer, found)
    except Refusal as refusal:
        return refusal
    return found


def _uploader(session: Session, import_id: str) -> Viewer | None:
    """Whoever uploaded it, with what they may do now; None where the account was closed."""
    listed: HouseholdImport | None = store_imports.by_id(session, import_id)
    account = session.get(Account, listed.who) if listed else None
    return viewer_of_account(account) if account and account.active else None


def _teller(job: JobContext) -> Progress:
    """Tells watchers how far it is, a commit now and then."""

    def tell(done: int, total: int) -> None:
        if done % TELL_EVERY == 0:
            set_progress(job.id, done, total)

    return tell


def forget_journals(_job: JobContext) -> None:
    """What was before a merge is forgotten once it cannot be undone."""
    with one_commit() as session:
        store_merge.forget_journals(session, before=clock.now())


def forget_acts(_job: JobContext) -> None:
    """What was before an act on many producers is forgotten once it cannot be undone."""
    with one_commit() as session:
        store_bulk.drop_over(session, clock.now())


HANDLERS: dict[str, Handler] = {
    "households.forget_acts": forget_acts,
    "households.forget_journals": forget_journals,
    "households.drop_cells": drop_cells,
    import_stages.READ_JOB: read_a_list,
    import_stages.IMPORT_JOB: import_a_list,
}
