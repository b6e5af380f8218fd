"""What no other room knows of a producer's way: a first order, or why nothing moves."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Kept, points_to, uuid_column


class OnboardingNote(Kept, Base):
    """Said by a worker or the producer: `first_order`, or `stuck` with its reason."""

    __tablename__ = "onboarding_note"
    __table_args__ = (Index("ix_onboarding_note_kind", "household_id", "kind"),)

    household_id: Mapped[str] = points_to("household.id")
    kind: Mapped[str] = mapped_column(String(16))  # first_order, stuck
    reason: Mapped[str | None] = mapped_column(String(24))  # of stuck: steps.REASONS
    channel_code: Mapped[str | None] = mapped_column(String(24))
    happened_on: Mapped[date]
    until: Mapped[date | None]  # look again on that day
    note: Mapped[str | None] = mapped_column(Text)
    who: Mapped[str | None] = uuid_column(nullable=True)
