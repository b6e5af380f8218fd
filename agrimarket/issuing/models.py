"""Stamp orders and the serial ranges they own; no row stands for a single stamp."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Numeric,
    SmallInteger,
    String,
    Text,
    Uuid,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Kept, points_to, uuid_column
from agrimarket.kit.ids import new_id


class StampState(StrEnum):
    """What a range of stamps is; recalled and expired are derived from the lot at read."""

    ISSUED = "issued"
    PRINTED = "printed"
    DELIVERED = "delivered"
    SAMPLE = "sample"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    VOID = "void"


def order_label(number: int) -> str:
    """An order's number as people know it: 123 is A0123."""
    return f"A{number:04d}"


class SerialCounter(Base):
    """The next serial nobody has; one row, locked while a range is taken."""

    __tablename__ = "serial_counter"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_serial: Mapped[int] = mapped_column(BigInteger)
    next_order: Mapped[int]


class StampOrder(Kept, Base):
    """Stamps granted to a producer for a product: `count` serials from `first_serial` on."""

    __tablename__ = "stamp_order"
    __table_args__ = (
        CheckConstraint("count > 0", name="count"),
        CheckConstraint("unit_cost_vnd >= 0", name="unit_cost_vnd"),
        CheckConstraint("paid_by IN ('producer','commune','province','programme')", name="paid_by"),
    )

    number: Mapped[int] = mapped_column(unique=True)  # shown as A0123
    household_id: Mapped[str] = points_to("household.id", index=True)
    product_id: Mapped[str] = points_to("product.id", index=True)
    lot_id: Mapped[str | None] = points_to("lot.id", index=True)
    first_serial: Mapped[int] = mapped_column(BigInteger, unique=True)
    count: Mapped[int]
    key_version: Mapped[str] = mapped_column(String(1))
    issuer_role: Mapped[str] = mapped_column(String(32))  # only this level or above may void
    override_reason: Mapped[str | None] = mapped_column(Text)
    # Six digits under a scratch layer; made from the key file when asked for, kept nowhere.
    with_pin: Mapped[bool] = mapped_column(default=False, server_default=false())
    unit_cost_vnd: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))  # of one stamp
    paid_by: Mapped[str | None] = mapped_column(String(16))  # words.PAYERS
    cost_note: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def last_serial(self) -> int:
        return self.first_serial + self.count - 1

    @property
    def label(self) -> str:
        """The order's number as printed on labels."""
        return order_label(self.number)

    @property
    def cost_vnd(self) -> int | None:
        """What the whole order costs, in whole đồng; None while nobody recorded it."""
        return None if self.unit_cost_vnd is None else round(self.unit_cost_vnd * self.count)


class StampSegment(Base):
    """A run of serials in one state. Segments of all orders are disjoint and cover their orders."""

    __tablename__ = "stamp_segment"
    __table_args__ = (
        CheckConstraint("last_serial >= first_serial", name="order"),
        CheckConstraint(
            "state IN ('issued','printed','delivered','sample','active','suspended','void')",
            name="state",
        ),
        Index("ix_stamp_segment_order", "order_id", "first_serial"),
    )

    first_serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    last_serial: Mapped[int] = mapped_column(BigInteger)
    order_id: Mapped[str] = points_to("stamp_order.id")
    state: Mapped[str] = mapped_column(String(16))
    lot_id: Mapped[str | None] = points_to("lot.id", index=True)
    since: Mapped[datetime]
    event_id: Mapped[str] = uuid_column()


class StampEvent(Base):
    """One range command, append-only: what became what, by whom, why."""

    __tablename__ = "stamp_event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('issue','print','deliver','sample','activate','suspend','resume','void')",
            name="kind",
        ),
        CheckConstraint("level BETWEEN 0 AND 3", name="level"),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    order_id: Mapped[str] = points_to("stamp_order.id", index=True)
    kind: Mapped[str] = mapped_column(String(16))
    first_serial: Mapped[int] = mapped_column(BigInteger)
    last_serial: Mapped[int] = mapped_column(BigInteger)
    from_states: Mapped[str] = mapped_column(String(80))
    to_state: Mapped[str] = mapped_column(String(16))
    lot_id: Mapped[str | None] = points_to("lot.id")
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(36))
    # How high its author stood (levels.py): what a level locked, a lower one does not unlock.
    level: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    reason: Mapped[str | None] = mapped_column(Text)


class StampPrint(Kept, Base):
    """A print of positions first..last (1-based in the order).

    queued waits for its file or is drawn anew, ready has it, expired had it; cancelled and failed
    never had one, so nothing of them can lie on paper and they count as no print.
    """

    __tablename__ = "stamp_print"
    __table_args__ = (
        CheckConstraint("state IN ('queued','ready','failed','cancelled','expired')", name="state"),
    )

    order_id: Mapped[str] = points_to("stamp_order.id", index=True)
    first: Mapped[int]
    last: Mapped[int]
    stock: Mapped[str] = mapped_column(String(24))
    format: Mapped[str] = mapped_column(String(8))
    skip: Mapped[int] = mapped_column(default=0)
    copies: Mapped[int] = mapped_column(default=1)
    offset_x_mm: Mapped[float] = mapped_column(default=0.0)
    offset_y_mm: Mapped[float] = mapped_column(default=0.0)
    scale_x_percent: Mapped[float] = mapped_column(default=100.0, server_default="100")
    scale_y_percent: Mapped[float] = mapped_column(default=100.0, server_default="100")
    dpi: Mapped[int | None] = mapped_column(SmallInteger)  # None: the stock's own
    cut_marks: Mapped[bool] = mapped_column(default=False, server_default=false())
    handed_to: Mapped[str | None] = mapped_column(String(120))  # the print house
    reason: Mapped[str | None] = mapped_column(Text)
    # Words and host as they were: the same file can be made again after a name has changed.
    drawn_from: Mapped[dict[str, Any] | None]
    state: Mapped[str] = mapped_column(String(16), default="queued")
    file_until: Mapped[datetime | None] = mapped_column(index=True)
    sha256: Mapped[str | None] = mapped_column(String(64))
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    job_id: Mapped[str | None] = uuid_column(nullable=True)
    who: Mapped[str] = mapped_column(String(36))
