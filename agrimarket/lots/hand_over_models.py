"""Lots on their way to somebody else, and recalls with everything that hangs on them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to


class LotTransfer(Kept, Base):
    """Some of a lot handed to a partner or a registered producer: proposed > in_transit > received.

    Each step is told in the lot's diary too; a receiver who disputes says why.
    """

    __tablename__ = "lot_transfer"
    __table_args__ = (
        CheckConstraint(
            "state IN ('proposed','in_transit','received','disputed','cancelled')", name="state"
        ),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("received_quantity >= 0", name="received_quantity"),
    )

    lot_id: Mapped[str] = points_to("lot.id", index=True)
    partner_id: Mapped[str | None] = points_to("partner.id", index=True)
    to_household_id: Mapped[str | None] = points_to("household.id", index=True)
    quantity: Mapped[Decimal] = mapped_column(Numeric(14, 3))  # in the lot's unit
    pack_count: Mapped[int | None]
    received_quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    state: Mapped[str] = mapped_column(String(12), default="proposed")
    reason: Mapped[str | None] = mapped_column(Text)
    proposed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


class Recall(Kept, Base):
    """One act that calls a lot back, and, where chosen, everything made from it."""

    __tablename__ = "recall"

    lot_id: Mapped[str] = points_to("lot.id", index=True)  # where it began
    with_made: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text)
    text_vi: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    phone: Mapped[str] = mapped_column(String(20))
    begun_at: Mapped[datetime]
    begun_by: Mapped[str] = mapped_column(String(36))
    lift_asked_at: Mapped[datetime | None]
    lift_asked_by: Mapped[str | None] = mapped_column(String(36))
    lift_reason: Mapped[str | None] = mapped_column(Text)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(36))


class RecallLot(Base):
    """A lot that a recall holds, with the state that comes back when the last recall is lifted."""

    __tablename__ = "recall_lot"

    recall_id: Mapped[str] = points_to("recall.id", primary_key=True)
    lot_id: Mapped[str] = points_to("lot.id", primary_key=True, index=True)
    before: Mapped[str] = mapped_column(String(16))


class RecallNotice(Kept, Base):
    """What a receiver one step forward is to be told; ready until somebody sends it."""

    __tablename__ = "recall_notice"
    __table_args__ = (UniqueConstraint("recall_id", "transfer_id"),)

    recall_id: Mapped[str] = points_to("recall.id", index=True)
    transfer_id: Mapped[str] = points_to("lot_transfer.id", index=True)
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None] = mapped_column(String(36))


class RecallDrill(Kept, Base):
    """A recall that was only tried: what it would have reached, and how long it took."""

    __tablename__ = "recall_drill"

    lot_id: Mapped[str] = points_to("lot.id", index=True)
    begun_at: Mapped[datetime]
    seconds: Mapped[Decimal] = mapped_column(Numeric(10, 3))
    counts: Mapped[dict[str, Any]] = mapped_column(Json)
    who: Mapped[str] = mapped_column(String(36))
