"""Wrong passwords, codes and PINs are counted in the database, so that no address hides one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, g, has_request_context
from sqlalchemy import String, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import audit, clock
from agrimarket.kit.access import PUBLIC
from agrimarket.kit.db import Base, one_commit, reading
from agrimarket.kit.errors import TooMany
from agrimarket.kit.jobs import JobContext
from agrimarket.kit.sealed import blind_index


@dataclass(frozen=True)
class Limit:
    """`most` tries within a time; the last of them locks for `lock`.

    Without `lock` the subject waits until its oldest try has left the window: a rate, no lock.
    """

    most: int
    within: timedelta
    lock: timedelta | None = None


MINUTES_15 = timedelta(minutes=15)
HOUR = timedelta(hours=1)

# Subjects of a kind are of one sort: an account's id, a phone, an address, or "all".
TRIES: dict[str, Limit] = {
    "password": Limit(10, MINUTES_15, MINUTES_15),  # an account, or a login nobody has
    "password_known": Limit(10, MINUTES_15, MINUTES_15),  # a browser its owner signed in with
    "old_password": Limit(10, MINUTES_15, MINUTES_15),  # an account that is signed in
    "second_factor": Limit(5, MINUTES_15, MINUTES_15),  # an account
    "pin": Limit(5, MINUTES_15, MINUTES_15),  # a field device
    "pin_life": Limit(10, timedelta(days=30), timedelta(days=30)),  # the same: then it is revoked
    "code": Limit(15, timedelta(days=1), timedelta(hours=6)),  # a phone, over all its codes
    "code_known": Limit(15, timedelta(days=1), timedelta(hours=6)),
    "reveal": Limit(30, HOUR),  # who looks at a number kept sealed
    "citizen_search": Limit(30, HOUR),  # who looks for a producer by the whole number
    # who asks whether numbers are registered: thousands of rows of trial lists, single refusals
    "trial_rows": Limit(150, timedelta(days=1)),
    "elsewhere": Limit(30, timedelta(days=1)),
    # a caller and a producer of another place that a list told of: counted once, never locked
    "elsewhere_told": Limit(1000, timedelta(days=30)),
    "code_send": Limit(3, HOUR),  # a phone
    "code_send_address": Limit(30, HOUR),
    "code_send_all": Limit(1000, HOUR),
    "reset": Limit(3, HOUR),  # a login
    "reset_address": Limit(30, HOUR),
    "reset_all": Limit(500, HOUR),
}
LONGEST = max(limit.within + (limit.lock or timedelta()) for limit in TRIES.values())


class LockedOut(TooMany):
    """Too many tries; `seconds` until the next one is heard."""

    code = "locked_out"
    sentence = "Đã thử quá nhiều lần. Hãy chờ {wait} rồi thử lại."

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds, wait=_in_words(seconds))


class Tries(Base):
    """The tries of one subject: a keyed hash names it, `moments` are milliseconds since 1970."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    moments: Mapped[list[Any]]
    locked_until: Mapped[datetime | None]
    last_at: Mapped[datetime] = mapped_column(index=True)


def check(kind: str, *subjects: str) -> None:
    """LockedOut when one of the subjects is locked; reads only."""
    keys = [_key(kind, subject) for subject in subjects]
    _refuse_locked(reading(), keys)


def met(kind: str, subject: str) -> bool:
    """Whether a try of the subject was counted within the kind's time; reads only."""
    since = clock.now() - TRIES[kind].within
    query = select(Tries.key).where(Tries.key == _key(kind, subject), Tries.last_at > since)
    return reading().scalar(query) is not None


def spend(kind: str, *subjects: str, about: tuple[str, str] | None = None) -> None:
    """Count a try before it is made: `check` and `failed` in one, so that no race adds a try.

    Call `clear` when the try was right. `about` is the kind and id of the object that the audit
    row of a lock is kept under. Own commit: never call it inside an open one.
    """
    with _own_commit() as session:
        keys = [_key(kind, subject) for subject in subjects]
        rows = [_row(session, kind, key) for key in sorted(keys)]
        _refuse_locked(session, keys)
        for row in rows:
            _count(session, row, about)


def failed(kind: str, *subjects: str, about: tuple[str, str] | None = None) -> None:
    """Count a wrong try against each subject. Own commit: never call it inside an open one."""
    with _own_commit() as session:
        for key in sorted(_key(kind, subject) for subject in subjects):
            row = _row(session, kind, key)
            if row.locked_until is None or row.locked_until <= clock.now():
                _count(session, row, about)


def clear(kind: str, *subjects: str) -> None:
    """Forget the tries of the subjects, because one was right. Own commit."""
    with _own_commit() as session:
        clear_in(session, kind, *subjects)


def clear_in(session: Session, kind: str, *subjects: str) -> None:
    """The same inside the caller's commit."""
    keys = [_key(kind, subject) for subject in subjects]
    session.execute(delete(Tries).where(Tries.key.in_(keys)))


def _key(kind: str, subject: str) -> str:
    if kind not in TRIES:
        raise KeyError(kind)
    keys = current_app.extensions["agrimarket.keys"]
    return blind_index(keys, subject, purpose=f"tries.{kind}")


def _row(session: Session, kind: str, key: str) -> Tries:
    """The subject's row, locked until the commit; made when it is the first try."""
    query = select(Tries).where(Tries.key == key).with_for_update()
    query = query.execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is not None:
        return found
    values = {"key": key, "kind": kind, "moments": [], "last_at": clock.now()}
    try:
        with session.begin_nested():
            session.execute(insert(Tries).values(**values))
    except IntegrityError:
        pass  # another process counted its first try in this moment
    return session.scalars(query).one()


def _count(session: Session, row: Tries, about: tuple[str, str] | None) -> None:
    limit, now = TRIES[row.kind], clock.now()
    oldest = _millis(now - limit.within)
    moments = [moment for moment in row.moments if moment > oldest]
    moments.append(_millis(now))
    row.moments, row.last_at, row.locked_until = moments, now, None
    if len(moments) < limit.most:
        return
    if limit.lock is None:
        row.locked_until = _moment(moments[0]) + limit.within
    else:
        row.moments, row.locked_until = [], now + limit.lock
    kind, id = about or ("tries", row.key[:36])
    audit.record(session, PUBLIC, "tries_ended", kind=kind, id=id, after={"what": row.kind})


def _refuse_locked(session: Session, keys: list[str]) -> None:
    now = clock.now()
    query = select(Tries.locked_until).where(Tries.key.in_(keys), Tries.locked_until > now)
    ends = [end for end in session.scalars(query) if end is not None]
    if ends:
        raise LockedOut(max(1, round((max(ends) - now).total_seconds())))


@contextmanager
def _own_commit() -> Iterator[Session]:
    """A commit that happens now, also under an API edge that holds commits for its answer."""
    held = g.pop("answer_commits", None) if has_request_context() else None
    try:
        with one_commit() as session:
            yield session
    finally:
        if held:
            g.answer_commits = held


def _millis(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _moment(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)


def _in_words(seconds: int) -> str:
    return f"{seconds} giây" if seconds < 120 else f"{-(-seconds // 60)} phút"


def _forget_old(_job: JobContext) -> None:
    """Rows that can lock nobody any more go."""
    with one_commit() as session:
        session.execute(delete(Tries).where(Tries.last_at < clock.now() - LONGEST))


HANDLERS = {"tries.forget_old": _forget_old}
