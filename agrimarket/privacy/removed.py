"""A producer taken off the list is forgotten once nobody can bring the record back."""

from contextlib import suppress
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.forgetting.remove import UNDO
from agrimarket.households.models import Household
from agrimarket.households.refusals import NothingToWithdraw
from agrimarket.kit import audit, clock, dropped
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.jobs import enqueue
from agrimarket.privacy import store, store_person
from agrimarket.privacy.erase import WIPE, WIPE_TRIES, forget_records, forget_traces

MANY = 50  # in one commit
REASON = "Đã bỏ khỏi danh sách quá 30 ngày"


def forget_removed(session: Session, *, data: Path) -> int:
    """Empty some records whose thirty days are over, as if they had asked for it; how many.

    The same person may stand in the list by another record, so that nothing is taken out of what
    others wrote: only the record, its key and what hangs on it go.
    """
    records = store.removed_before(session, SYSTEM, clock.now() - UNDO, MANY)
    session.info.pop(dropped.KEY, None)
    for one in records:
        _forget(session, one, data)
    if records:
        ids = [one.id for one in records]
        content = {"files": dropped.take_noted(session), "household_ids": ids}
        enqueue(session, WIPE, content, most_tries=WIPE_TRIES)
    return len(records)


def _forget(session: Session, household: Household, data: Path) -> None:
    with suppress(NothingToWithdraw):
        households.withdraw_consent(session, viewer=SYSTEM, household=household, reason=REASON)
    ids = store_person.ids_of(session, household.id)
    forget_records(session, [household], ())
    forget_traces(session, data, (), ids)
    audit.record(
        session, SYSTEM, "household_erased", kind="household", id=household.id, reason=REASON
    )
