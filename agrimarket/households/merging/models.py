"""Two records of one person made one: which merges there were, and which pairs are two people."""

from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column


class HouseholdMerge(Kept, Base):
    """One merge. The journal, sealed under the key of the person who stays, can undo it."""

    __tablename__ = "household_merge"

    kept_id: Mapped[str] = points_to("household.id", index=True)
    merged_id: Mapped[str] = points_to("household.id", index=True)
    who: Mapped[str] = mapped_column(String(36))  # account or token
    who_name: Mapped[str] = mapped_column(Text)  # of staff and programs alone
    fields: Mapped[dict[str, Any]] = mapped_column(Json)  # field > keep, merge or both
    moved: Mapped[dict[str, Any]] = mapped_column(Json)  # table > how many rows
    undo_until: Mapped[datetime] = mapped_column(index=True)
    journal_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    undone_at: Mapped[datetime | None]


class HouseholdPair(Kept, Base):
    """What somebody said of a likely pair: `different` people, or `proposed` for a merge."""

    __tablename__ = "household_pair"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    # The smaller id first. A household that an undone import takes away leaves its judgement.
    first_id: Mapped[str] = uuid_column()
    second_id: Mapped[str] = uuid_column(index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    who: Mapped[str] = mapped_column(String(36))
    who_name: Mapped[str] = mapped_column(Text)
