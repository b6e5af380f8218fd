"""The cards that open a producer's record at the next visit."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, column
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, points_to, uuid_column


class HouseholdCard(Base):
    """A card given to a producer. Its code is its serial, sealed by the ring of cards, and stands
    nowhere; one card of a producer is in force, the others say why they ended."""

    __tablename__ = "household_card"
    __table_args__ = (
        CheckConstraint("end_reason IN ('lost','changed')", name="end_reason"),
        Index(
            "uq_household_card_in_force",
            "household_id",
            unique=True,
            sqlite_where=column("ended_at").is_(None),
            postgresql_where=column("ended_at").is_(None),
        ),
        {"sqlite_autoincrement": True},  # a serial is never given twice
    )

    serial: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = points_to("household.id", index=True)
    key_version: Mapped[str] = mapped_column(String(1))
    issued_at: Mapped[datetime]
    who: Mapped[str | None] = uuid_column(nullable=True)  # account or token that issued it
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None] = mapped_column(String(16))
