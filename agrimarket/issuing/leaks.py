"""A stamp key that strangers may hold: told by the province, seen on every stamp at once.

One person tells, for minutes count and nothing is lost; two lift, as with a recall. It is one
row, read whenever a stamp is looked up, so every process knows at its next request.
"""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.issuing import store_leaks as store
from agrimarket.issuing.life_models import KeyLeak
from agrimarket.issuing.life_refusals import (
    KeyVersionLeaked,
    KeyVersionUnknown,
    LeakInFuture,
    LeakLifted,
    LeakLiftNeedsAnother,
    LeakStands,
)
from agrimarket.issuing.read import own_id
from agrimarket.issuing.refusals import ReasonNeeded
from agrimarket.kit import audit, clock
from agrimarket.kit.access import PROVINCE, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound
from agrimarket.kit.ids import is_id
from agrimarket.kit.seen import seen
from stamps import KeyRing

KIND = "key_leak"


def tell_leak(
    session: Session,
    *,
    viewer: Viewer,
    ring: KeyRing,
    version: str,
    reason: str | None,
    since: date | None = None,
    id: str | None = None,
) -> KeyLeak:
    """From now on all stamps of key `version` ask to be looked at closer, and none are issued.

    `since` is the day strangers may hold it from (today without). Raises NotAllowed below the
    province, KeyVersionUnknown, ReasonNeeded, LeakInFuture, LeakStands.
    """
    _province(viewer)
    said = _reason(reason)
    letter = version.strip().upper()
    if letter not in ring.keys:
        known = ", ".join(ring.versions)
        raise KeyVersionUnknown(version=letter[:1], versions=known)
    if since is not None and since > clock.today():
        raise LeakInFuture(fields={"since": [LeakInFuture.sentence]})
    row = KeyLeak(
        id=own_id(session, KeyLeak, id),
        version=letter,
        since=clock.now() if since is None else clock.start_of_day(since),
        reason=said,
        told_by=viewer.person,
    )
    if store.standing(session, letter) is not None:
        raise LeakStands(version=letter)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another officer told it in this moment
        raise LeakStands(version=letter) from None
    _note(session, viewer, "key_leak_told", row, said)
    return row


def lift_leak(session: Session, *, viewer: Viewer, leak_id: str, reason: str | None) -> KeyLeak:
    """The first call asks; the second, by another person, lifts. A token is its account.

    Raises NotAllowed, NotFound, ReasonNeeded, LeakLifted, LeakLiftNeedsAnother.
    """
    _province(viewer)
    row = leak_of(session, leak_id=leak_id, lock=True)
    said = _reason(reason)
    if row.lifted_at is not None:
        raise LeakLifted
    if row.lift_asked_by is None:
        row.lift_asked_at, row.lift_asked_by, row.lift_reason = clock.now(), viewer.person, said
        session.flush()
        _note(session, viewer, "key_leak_lift_asked", row, said)
        return row
    if row.lift_asked_by == viewer.person:
        raise LeakLiftNeedsAnother
    row.lifted_at, row.lifted_by = clock.now(), viewer.person
    session.flush()
    _note(session, viewer, "key_leak_lifted", row, said)
    return row


def leak_of(session: Session, *, leak_id: str, lock: bool = False) -> KeyLeak:
    """One leak, which is about no producer; NotFound."""
    row = store.leak(session, leak_id, lock=lock) if is_id(leak_id) else None
    if row is None:
        raise NotFound
    return row


def check_issuing(session: Session, version: str) -> None:
    """KeyVersionLeaked where new stamps would carry a key that strangers may hold."""
    if store.standing(session, version) is not None:
        raise KeyVersionLeaked(version=version)


def _province(viewer: Viewer) -> None:
    if not viewer.is_one_of(PROVINCE):
        raise NotAllowed


def _reason(text: str | None) -> str:
    said = seen(text)
    if not said:
        raise ReasonNeeded(fields={"reason": [ReasonNeeded.sentence]})
    return said


def _note(session: Session, viewer: Viewer, action: str, row: KeyLeak, said: str) -> None:
    audit.record(
        session, viewer, action, kind=KIND, id=row.id, reason=said,
        after={"key_version": row.version, "since": row.since.isoformat()},
    )  # fmt: skip
