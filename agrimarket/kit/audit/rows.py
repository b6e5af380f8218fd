"""The tables of the audit trail: rows in chains, the newest of each chain, their state by day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, LargeBinary, SmallInteger, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, uuid_column
from agrimarket.kit.ids import new_id

CHAINS = 16  # several, so that no single row is locked by every writer
START = "0" * 64
FORM = 2  # what a new row's hash covers; rows of form 1 had no person and nothing sealed


class AuditRow(Base):
    """One act, never changed. What it tells of a person is sealed under that person's own key."""

    __tablename__ = "audit_row"
    __table_args__ = (UniqueConstraint("chain", "position"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    chain: Mapped[int]
    position: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(36), index=True)
    who_name: Mapped[str] = mapped_column(Text)  # of staff; a producer's is read where it lives
    role: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(64))
    object_kind: Mapped[str] = mapped_column(String(32), index=True)
    object_id: Mapped[str] = mapped_column(String(64), index=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
    reason: Mapped[str | None] = mapped_column(Text)
    form: Mapped[int] = mapped_column(SmallInteger, default=FORM, server_default="1")
    person_id: Mapped[str | None] = uuid_column(nullable=True, index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # before, after, reason as one JSON
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The newest row of a chain; locked while a row is added, only ever moves on."""

    __tablename__ = "audit_head"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


class AuditDayHead(Base):
    """Where a chain stood on a Vietnamese day, signed: what a roll-back cannot take along."""

    __tablename__ = "audit_day_head"

    day: Mapped[date] = mapped_column(primary_key=True)
    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    position: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    signed: Mapped[str] = mapped_column(String(64))
