"""What phones in the field need of producers besides their rows: who changed which field when, and
pictures of the place."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit import clock
from agrimarket.kit.db import Base, Kept, points_to, uuid_column


class HouseholdFieldChange(Base):
    """A revision of a producer in which a field changed, whoever wrote it: no value, only that."""

    __tablename__ = "household_field_change"
    __table_args__ = (Index("ix_household_field_change_household_id", "household_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[str] = uuid_column()
    field: Mapped[str] = mapped_column(String(24))
    revision: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    chain: Mapped[str | None] = uuid_column(nullable=True)  # of the phone's acts; None at a desk


class HouseholdPhoto(Kept, Base):
    """A picture of the yard, private; `sha256` is that of the bytes as they were received."""

    __tablename__ = "household_photo"

    household_id: Mapped[str] = points_to("household.id", index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    kept_sha256: Mapped[str] = mapped_column(String(64), index=True)
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]  # bytes as received
    taken_by: Mapped[str | None] = uuid_column(nullable=True)
