"""The SQL behind the figures of the dossier's safety measures."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.kit import backup_runs
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.person_keys import PersonKey
from agrimarket.privacy.models import RetentionRun


def person_keys(session: Session) -> tuple[int, int]:
    """Keys of people, and how many of them were destroyed."""
    gone = select(func.count()).select_from(PersonKey).where(PersonKey.destroyed_at.is_not(None))
    every = select(func.count()).select_from(PersonKey)
    return session.scalar(every) or 0, session.scalar(gone) or 0


def trail(session: Session) -> tuple[int, datetime | None]:
    """Rows of the trail and the moment of the newest."""
    return (
        session.scalar(select(func.count()).select_from(AuditRow)) or 0,
        session.scalar(select(func.max(AuditRow.at))),
    )


def last_backup(session: Session) -> datetime | None:
    """When the newest backup was made."""
    return backup_runs.newest(session)


def last_retention(session: Session) -> datetime | None:
    """When retention ran last."""
    return session.scalar(select(func.max(RetentionRun.at)))
