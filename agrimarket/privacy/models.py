"""Requests of people about their data, breaches, and what retention did on which day."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to
from agrimarket.kit.ids import new_id


class RequestKind(StrEnum):
    """The rights of a person (Law 91/2025/QH15)."""

    ACCESS = "access"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    RESTRICT = "restrict"
    ERASE = "erase"
    OBJECT = "object"


class RequestState(StrEnum):
    """received > answered > done or refused."""

    RECEIVED = "received"
    ANSWERED = "answered"
    DONE = "done"
    REFUSED = "refused"


class PersonRequest(Kept, Base):
    """What a person asked for. Words are sealed; the due days follow from clocks.py."""

    __tablename__ = "person_request"
    __table_args__ = (
        CheckConstraint("state IN ('received','answered','done','refused')", name="state"),
        Index("ix_person_request_due", "state", "answer_due", "act_due"),
    )

    household_id: Mapped[str | None] = points_to("household.id", nullable=True, index=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))  # web, paper, phone, in_person
    received_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16), default=RequestState.RECEIVED)
    # JSON {asker, contact, text}: under the person's key where known, else the key file's.
    details_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    third_parties: Mapped[bool] = mapped_column(default=False)  # live on a channel when it came
    answer_due: Mapped[date]
    act_due: Mapped[date]
    answered_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    extend_reason: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]
    refusal_reason: Mapped[str | None] = mapped_column(Text)
    filed_by: Mapped[str] = mapped_column(String(36))


class BreachState(StrEnum):
    """open > notified > closed."""

    OPEN = "open"
    NOTIFIED = "notified"
    CLOSED = "closed"


class Breach(Kept, Base):
    """A leak, loss or misuse of personal data; the words tell of data kinds, never of a person."""

    __tablename__ = "breach"
    __table_args__ = (CheckConstraint("state IN ('open','notified','closed')", name="state"),)

    noticed_at: Mapped[datetime]
    notice_due: Mapped[datetime]
    happened: Mapped[str] = mapped_column(Text)
    data_kinds: Mapped[list[str]] = mapped_column(Json)
    people: Mapped[int | None]  # how many, as far as known
    consequences: Mapped[str | None] = mapped_column(Text)
    measures: Mapped[str | None] = mapped_column(Text)
    technical: Mapped[str | None] = mapped_column(Text)  # what the operator saw
    state: Mapped[str] = mapped_column(String(16), default=BreachState.OPEN)
    notified_at: Mapped[datetime | None]
    notice_number: Mapped[str | None] = mapped_column(String(80))
    closed_at: Mapped[datetime | None]
    reported_by: Mapped[str] = mapped_column(String(36))


class RetentionRun(Base):
    """What the daily job forgot: rule > number of rows."""

    __tablename__ = "retention_run"

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(index=True)
    counts: Mapped[dict[str, Any]] = mapped_column(Json)
