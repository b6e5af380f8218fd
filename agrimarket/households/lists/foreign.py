"""A list asks after thousands of numbers at once: those of other places are told by the counted
dozen a day, and beyond that no row with a number is looked up (decision 20)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.identity import citizen_indexes
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.intake.words import NUMBER_UNCHECKED, NUMBER_UNCHECKED_WORDS
from agrimarket.households.lists.known import in_scope, known_by, refused
from agrimarket.households.lists.read import Asked, ReadList
from agrimarket.households.lists.refusals import ListsClosed
from agrimarket.households.showing import oracle
from agrimarket.kit.access import Viewer
from agrimarket.kit.tries import LockedOut


def asked(session: Session, viewer: Viewer, read: ReadList) -> ReadList:
    """The list with what it may be told of numbers registered elsewhere, each counted once for
    this person; ListsClosed where too many were met today. To be called outside a commit.

    Without it a list is told nothing: no row with a number is taken.
    """
    if viewer.whole_province:
        return read
    rows = [in_scope(viewer, row) for row in read.rows]
    if not any(row.citizen_id for row in rows):
        return read
    closed_to(viewer)
    known = known_citizens(session, rows)
    return replace(read, asked=_counted(viewer, rows, known, foreign(session, viewer, known)))


def asked_by_job(session: Session, viewer: Viewer, read: ReadList) -> ReadList:
    """The same where nobody is there to be refused: its rows with numbers are then held."""
    try:
        return asked(session, viewer, read)
    except ListsClosed:
        return read


def closed_to(viewer: Viewer) -> None:
    """ListsClosed for whoever met too many numbers of other places today, at whatever door."""
    try:
        oracle.may_ask(viewer, {oracle.NUMBER})
    except LockedOut as locked:
        raise ListsClosed(locked.facts["seconds"]) from None


def known_citizens(session: Session, rows: Sequence[ListRow]) -> dict[str, str]:
    """The numbers of sound rows that are registered anywhere, with their household's id."""
    numbers = {row.citizen_id for row in rows if row.citizen_id and not row.errors}
    return known_by(session, numbers, citizen_indexes)


def foreign(session: Session, viewer: Viewer, known: Mapping[str, str]) -> set[str]:
    """The households among them that this viewer may not see."""
    ids = set(known.values())
    return ids - store.seen_ids(session, viewer, ids)


def held(
    rows: Sequence[ListRow], known: Mapping[str, str], others: set[str], may: Asked
) -> Iterator[ListRow]:
    """The rows, those refused whose number is not looked up: all alike, registered or not."""
    closed = False
    for place, row in enumerate(rows):
        id = known.get(row.citizen_id or "")
        untold = id in others and id not in may.told
        closed = closed or untold or place >= may.rows
        known_here = id is not None and not untold
        if closed and row.citizen_id and not row.errors and not known_here:
            row = refused(row, NUMBER_UNCHECKED, NUMBER_UNCHECKED_WORDS)
        yield row


def _counted(
    viewer: Viewer, rows: Sequence[ListRow], known: Mapping[str, str], others: set[str]
) -> Asked:
    """In the list's order, until the day's last one is told: what follows stays unsaid."""
    told: set[str] = set()
    for place, row in enumerate(rows):
        id = known.get(row.citizen_id or "") if not row.errors else None
        if id in others and id is not None and id not in told:
            told.add(id)
            if not oracle.count_told(viewer, id):
                return Asked(frozenset(told), place + 1)
    return Asked(frozenset(told), len(rows))
