"""Lots, where they grew, and the events of their lives."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Numeric, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

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


class Lot(Kept, Base):
    """What was made together. Dates are Vietnamese days; quantity is in `unit`."""

    __tablename__ = "lot"
    __table_args__ = (
        UniqueConstraint("product_id", "lot_code"),
        CheckConstraint("state IN ('open','sealed','released','recalled')", name="state"),
        CheckConstraint("quantity >= 0", name="quantity"),
        CheckConstraint("pack_count >= 0", name="pack_count"),
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
    state: Mapped[str] = mapped_column(String(16), default=LotState.OPEN)
    released_at: Mapped[datetime | None]
    release_override: Mapped[str | None] = mapped_column(Text)
    recalled_at: Mapped[datetime | None]
    recalled_by: Mapped[str | None] = mapped_column(String(36))  # lifting needs somebody else
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
