"""When the last backups were made and restored, so that an old one can raise an alarm."""

from datetime import datetime

from sqlalchemy import BigInteger, String, Uuid, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base
from agrimarket.kit.ids import new_id

MADE, RESTORED = "made", "restored"


class BackupRun(Base):
    """A backup that was made of this database, or that it was restored from."""

    __tablename__ = "backup_run"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(8))  # made, restored
    holds_until: Mapped[datetime]  # everything acknowledged before this moment is in it
    at: Mapped[datetime] = mapped_column(default=clock.now)
    rows: Mapped[int] = mapped_column(BigInteger)
    signature: Mapped[str] = mapped_column(String(64))  # tells one backup file from another


def note(session: Session, kind: str, *, holds_until: datetime, rows: int, signature: str) -> None:
    """Remember a backup that is safely on disk, or a restore."""
    run = BackupRun(kind=kind, holds_until=holds_until, rows=rows, signature=signature)
    session.add(run)


def newest(session: Session) -> datetime | None:
    """The moment that the newest backup reaches up to; None before the first."""
    query = select(func.max(BackupRun.holds_until)).where(BackupRun.kind == MADE)
    found: datetime | None = session.scalar(query)
    return found
