"""The SQL of retention: rows past their term go or are emptied, whatever room they are of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, func, null, or_, select, update
from sqlalchemy.orm import Session

from agrimarket.privacy.models import RetentionRun
from agrimarket.privacy.store_person import table

Where = Mapping[str, Sequence[str]] | None
POINTING = ("product", "stamp_order", "booth", "area", "account", "token")


def drop_older(
    session: Session, name: str, column: str, before: datetime, where: Where, *, dry: bool
) -> int:
    """Delete (dry: count) rows of a table whose moment lies before; how many."""
    one = table(name)
    return _drop(session, one, and_(one.c[column] < before, *_states(one, where)), dry)


def clear_older(
    session: Session,
    name: str,
    column: str,
    before: datetime,
    empty: Sequence[str],
    where: Where,
    *,
    dry: bool,
) -> int:
    """Empty columns (dry: count) where one of them still holds something; how many rows."""
    one = table(name)
    full = or_(*(one.c[part].is_not(None) for part in empty))
    wanted = and_(one.c[column] < before, full, *_states(one, where))
    if dry:
        return _count(session, one, wanted)
    # null(): a JSON column would keep the JSON word null for None
    done: Any = session.execute(update(one).where(wanted).values(dict.fromkeys(empty, null())))
    return int(done.rowcount)


def drop_devices(session: Session, before: datetime, *, dry: bool) -> int:
    """Field devices long ended or revoked that no kept session names."""
    one, sessions = table("field_device"), table("account_session")
    over = or_(one.c.ends_at < before, one.c.revoked_at < before)
    used = select(sessions.c.device_id).where(sessions.c.device_id.is_not(None))
    return _drop(session, one, and_(over, one.c.id.not_in(used)), dry)


def count_idle_drafts(session: Session, before: datetime) -> int:
    """Drafts nobody touched since, with no standing consent and nothing of theirs."""
    one, consents = table("household"), table("consent")
    standing = select(consents.c.household_id).where(consents.c.withdrawn_at.is_(None))
    idle = [one.c.state == "draft", one.c.updated_at < before, one.c.erased_at.is_(None),
            one.c.merged_into.is_(None),
            one.c.id.not_in(standing)]  # fmt: skip
    for name in POINTING:
        other = table(name)
        used = select(other.c.household_id).where(other.c.household_id.is_not(None))
        idle.append(one.c.id.not_in(used))
    return _count(session, one, and_(*idle))


def note_run(session: Session, at: datetime, counts: dict[str, int]) -> None:
    """Keep what a run did."""
    session.add(RetentionRun(at=at, counts=counts))
    session.flush()


def _states(one: Table, where: Where) -> list[ColumnElement[bool]]:
    return [one.c[name].in_(values) for name, values in (where or {}).items()]


def _drop(session: Session, one: Table, wanted: ColumnElement[bool], dry: bool) -> int:
    if dry:
        return _count(session, one, wanted)
    done: Any = session.execute(delete(one).where(wanted))
    return int(done.rowcount)


def _count(session: Session, one: Table, wanted: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(one).where(wanted)) or 0
