"""Channels as dated data, booths, listings with their three states, and the outbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to


class Channel(Base):
    """A marketplace as it was known on a day; closing one never rewrites older reports."""

    __tablename__ = "channel"

    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    former_names: Mapped[list[Any]] = mapped_column(Json)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_code: Mapped[str | None] = mapped_column(String(24))
    sandbox: Mapped[bool] = mapped_column(default=True)


class Booth(Kept, Base):
    """A producer's stall on a channel, in the producer's own name."""

    __tablename__ = "booth"
    __table_args__ = (UniqueConstraint("household_id", "channel_code"),)

    household_id: Mapped[str] = points_to("household.id")
    channel_code: Mapped[str] = mapped_column(ForeignKey("channel.code"))
    state: Mapped[str] = mapped_column(String(24), default="applied")
    applied_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    helped_by: Mapped[str | None] = mapped_column(String(36))
    is_demo: Mapped[bool] = mapped_column(default=False)


class Listing(Kept, Base):
    """A product on a channel: what people want, what the channel shows, how the two agree."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("product_id", "channel_code"),
        Index("ix_listing_sync", "sync_state", "next_try_at"),
    )

    product_id: Mapped[str] = points_to("product.id")
    channel_code: Mapped[str] = mapped_column(ForeignKey("channel.code"), index=True)
    desired_state: Mapped[str] = mapped_column(String(16), default="listed")  # listed, absent
    desired_hash: Mapped[str | None] = mapped_column(String(64))
    observed_state: Mapped[str] = mapped_column(String(24), default="unknown")
    observed_hash: Mapped[str | None] = mapped_column(String(64))
    observed_status: Mapped[str | None] = mapped_column(String(80))  # the channel's own word
    observed_at: Mapped[datetime | None]
    live_since: Mapped[datetime | None]
    remote_id: Mapped[str | None] = mapped_column(String(80))
    remote_url: Mapped[str | None] = mapped_column(Text)
    sync_state: Mapped[str] = mapped_column(String(16), default="queued")
    issues: Mapped[list[Any]] = mapped_column(Json, default=list)
    reason: Mapped[str | None] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    is_demo: Mapped[bool] = mapped_column(default=False)


class Outbox(Kept, Base):
    """One call owed to a channel, written in the commit of its cause; the id is its key there."""

    __tablename__ = "channel_outbox"
    __table_args__ = (Index("ix_channel_outbox_due", "state", "run_at"),)

    listing_id: Mapped[str] = points_to("listing.id", index=True)
    action: Mapped[str] = mapped_column(String(16))  # submit, update, withdraw, fetch
    content_hash: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(16), default="queued")
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
