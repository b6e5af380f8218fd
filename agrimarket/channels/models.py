"""Channels as dated data, booths, listings with their three states, and the outbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to
from agrimarket.kit.ids import new_id


class Channel(Base):
    """A marketplace as it was known on a day; closing one never rewrites older reports."""

    __tablename__ = "channel"

    code: Mapped[str] = mapped_column(String(24), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    short_name: Mapped[str] = mapped_column(String(24))  # for narrow columns
    position: Mapped[int]  # its place in lists
    former_names: Mapped[list[Any]] = mapped_column(Json)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_code: Mapped[str | None] = mapped_column(String(24))
    sandbox: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str | None] = mapped_column(Text)

    def open_on(self, day: date) -> bool:
        """True on days on which the channel is known to take goods."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Booth(Kept, Base):
    """A producer's stall on a channel, in the producer's own name.

    States: applied, supplement_needed, open, suspended, closed.
    """

    __tablename__ = "booth"
    __table_args__ = (UniqueConstraint("household_id", "channel_code"),)

    household_id: Mapped[str] = points_to("household.id")
    channel_code: Mapped[str] = mapped_column(ForeignKey("channel.code"))
    state: Mapped[str] = mapped_column(String(24), default="applied")
    applied_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    helped_by: Mapped[str | None] = mapped_column(String(36))
    documents_missing: Mapped[list[str]] = mapped_column(Json, default=list)
    reason: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Listing(Kept, Base):
    """A product on a channel: what people want, what the channel shows, how the two agree."""

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("product_id", "channel_code"),
        Index("ix_listing_sync", "sync_state", "next_try_at"),
        Index("ix_listing_due", "next_try_at"),
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
    sync_since: Mapped[datetime]
    issues: Mapped[list[Any]] = mapped_column(Json, default=list)
    hold: Mapped[str | None] = mapped_column(String(32))  # why it is absent against the wish
    reason: Mapped[str | None] = mapped_column(Text)
    tries: Mapped[int] = mapped_column(default=0)  # faults in a row
    failing_since: Mapped[datetime | None]
    next_try_at: Mapped[datetime | None]
    planned_at: Mapped[datetime | None]  # facts newer than this have not been looked at
    is_demo: Mapped[bool] = mapped_column(default=False)

    @property
    def state(self) -> str:
        """What the channel shows."""
        return self.observed_state

    @property
    def owed_state(self) -> str:
        """What the channel is to show: the wish, or absent while a cause holds it back."""
        return "absent" if self.hold else self.desired_state


class Outbox(Kept, Base):
    """One call owed to a channel, written in the commit of its cause; the id is its key there."""

    __tablename__ = "channel_outbox"
    __table_args__ = (
        Index("ix_channel_outbox_due", "state", "run_at"),
        # at most one call owed or in flight for each listing
        Index(
            "uq_channel_outbox_open",
            "listing_id",
            unique=True,
            sqlite_where=text("state IN ('queued','in_flight')"),
            postgresql_where=text("state IN ('queued','in_flight')"),
        ),
    )

    listing_id: Mapped[str] = points_to("listing.id", index=True)
    action: Mapped[str] = mapped_column(String(16))  # submit, update, withdraw, fetch
    content_hash: Mapped[str | None] = mapped_column(String(64))
    content: Mapped[dict[str, Any] | None] = mapped_column(Json)
    # queued, in_flight; then done, superseded, lost, rejected, dead, retried
    state: Mapped[str] = mapped_column(String(16), default="queued")
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)


class LiveSpell(Base):
    """From when until when a channel itself showed a listing, so that old reports stay true."""

    __tablename__ = "live_spell"
    __table_args__ = (
        Index(
            "uq_live_spell_open",
            "listing_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, default=new_id)
    listing_id: Mapped[str] = points_to("listing.id", index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
