"""Lots, where they grew, and the events of their lives."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index, Numeric, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base, Json, Kept, points_to
from agrimarket.kit.ids import new_id


class LotState(StrEnum):
    """open > sealed > released > recalled."""

    OPEN = "open"
    SEALED = "sealed"
    RELEASED = "released"
    RECALLED = "recalled"


class Area(Kept, Base):
    """A growing area, workshop or warehouse; the code is kept as given, its position private."""

    __tablename__ = "area"

    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(16), default="growing")
    name: Mapped[str] = mapped_column(String(120))
    code: Mapped[str | None] = mapped_column(String(80))
    code_given_on: Mapped[date | None]
    gln: Mapped[str | None] = mapped_column(String(13))  # a GS1 key, where there is one
    address: Mapped[str | None] = mapped_column(String(300))  # private, as the position is
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class AreaCertificate(Base):
    """An area that a certificate covers."""

    __tablename__ = "area_certificate"

    certificate_id: Mapped[str] = points_to("certificate.id", primary_key=True)
    area_id: Mapped[str] = points_to("area.id", primary_key=True, index=True)


class Partner(Kept, Base):
    """Whom a producer buys from or delivers to: one step back, one step forward."""

    __tablename__ = "partner"

    household_id: Mapped[str] = points_to("household.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))  # supplier, buyer, carrier, processor
    name: Mapped[str] = mapped_column(String(200))
    linked_id: Mapped[str | None] = points_to("household.id", index=True)  # where registered here
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(254))
    address: Mapped[str | None] = mapped_column(String(300))
    tax_code: Mapped[str | None] = mapped_column(String(14))
    gln: Mapped[str | None] = mapped_column(String(13))
    ended_at: Mapped[datetime | None]


class Lot(Kept, Base):
    """What was made together. Dates are Vietnamese days; quantity is in `unit`."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("product_id", "lot_code"),
        CheckConstraint("state IN ('open','sealed','released','recalled')", name="state"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("pack_count >= 0", name="pack_count"),
        CheckConstraint("used >= 0 AND (quantity IS NULL OR used <= quantity)", name="used"),
    )

    product_id: Mapped[str] = points_to("product.id", index=True)
    lot_code: Mapped[str] = mapped_column(String(20))
    area_id: Mapped[str | None] = points_to("area.id")
    harvested_on: Mapped[date | None]
    produced_on: Mapped[date | None]
    packed_on: Mapped[date | None]
    use_by: Mapped[date | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    unit: Mapped[str | None] = mapped_column(String(40))
    pack_count: Mapped[int | None]
    pack_amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 3))  # in one pack
    pack_unit: Mapped[str | None] = mapped_column(String(16))
    # What went into other lots or was handed over, in `unit`; never more than `quantity`.
    used: Mapped[Decimal] = mapped_column(Numeric(14, 3), default=Decimal(0))
    suspended_at: Mapped[datetime | None]  # by its own producer, at once, until sorted out
    suspended_by: Mapped[str | None] = mapped_column(String(36))
    suspend_reason: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), default=LotState.OPEN)
    released_at: Mapped[datetime | None]
    release_override: Mapped[str | None] = mapped_column(Text)  # for everybody to read
    waiting_seen_at: Mapped[datetime | None]  # an officer looked at inputs told after release
    recalled_at: Mapped[datetime | None]
    recalled_by: Mapped[str | None] = mapped_column(String(36))
    recall_reason: Mapped[str | None] = mapped_column(Text)
    recall_phone: Mapped[str | None] = mapped_column(String(20))
    is_demo: Mapped[bool] = mapped_column(default=False)


class LotEvent(Base):
    """One stage of a lot's life. Append-only: a correction is a new row that names the old one."""

    __tablename__ = "lot_event"
    # One correction for an event: a second one corrects the first correction.
    __table_args__ = (UniqueConstraint("corrects_id"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    lot_id: Mapped[str] = points_to("lot.id", index=True)
    kind: Mapped[str] = mapped_column(String(24))
    happened_at: Mapped[datetime]  # as the person or the device says
    recorded_at: Mapped[datetime]  # as the server says
    place: Mapped[str | None] = mapped_column(String(200))
    text: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[dict[str, Any] | None] = mapped_column(Json)
    corrects_id: Mapped[str | None] = points_to("lot_event.id")
    who: Mapped[str] = mapped_column(String(36))
    role: Mapped[str | None] = mapped_column(String(32))  # of who wrote it


class LotEventPhoto(Kept, Base):
    """A picture of a diary line, in order; `sha256` names the kept file (kit/files.py)."""

    __tablename__ = "lot_event_photo"

    event_id: Mapped[str] = points_to("lot_event.id", index=True)
    position: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    widths: Mapped[list[int]] = mapped_column(Json)


class LotStep(Base):
    """Lots that became other lots in one act: a split, a merge or a transformation."""

    __tablename__ = "lot_step"
    __table_args__ = (CheckConstraint("kind IN ('split','merge','transform')", name="kind"),)

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(12))
    happened_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    place: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(36))


class LotFlow(Base):
    """What of a lot went into a step, or came out of it, in the lot's own unit."""

    __tablename__ = "lot_flow"
    __table_args__ = (
        UniqueConstraint("step_id", "lot_id"),
        CheckConstraint("way IN ('in','out')", name="way"),
        CheckConstraint("quantity > 0", name="quantity"),
        Index("ix_lot_flow_lot_id", "lot_id", "way", "step_id"),
        Index("ix_lot_flow_step_way", "step_id", "way", "lot_id"),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    step_id: Mapped[str] = points_to("lot_step.id")
    lot_id: Mapped[str] = points_to("lot.id")
    way: Mapped[str] = mapped_column(String(3))
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))
