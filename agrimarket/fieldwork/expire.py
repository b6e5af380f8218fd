"""What waited too long: operations whose forerunner never came, files that were never whole."""

from datetime import timedelta

from sqlalchemy.orm import Session

from agrimarket.fieldwork import answers, store, store_files
from agrimarket.fieldwork.refusals import AfterMissing
from agrimarket.kit import clock

HELD_FOR, FILES_FOR = timedelta(days=90), timedelta(days=30)
MANY = 500


def expire(session: Session) -> int:
    """Refuse the one in words, forget the others; how many."""
    now = clock.now()
    held = store.held_before(session, now - HELD_FOR, MANY)
    for row in held:
        outcome = answers.refused(AfterMissing())
        row.status, row.body_sealed = outcome.status, None
        row.answer = answers.text_of(row.id, row.object_id, outcome)
    stale = store_files.stale(session, now - FILES_FOR, MANY)
    for file in stale:
        store_files.drop(session, file.id)
    session.flush()
    return len(held) + len(stale)
