"""What makes lists quick: the row searched for each producer, saved views, acts on many."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Json, Kept, points_to, uuid_column

# A locale's order is another on every server, and PostgreSQL takes three times as long over it.
SORT_NAME = String(200).with_variant(String(200, collation="C"), "postgresql")


class HouseholdFind(Base):
    """One narrow row for each producer that stands in lists: what is searched, filtered, sorted.

    It follows from the producer's own row and product names (store_found.py); nobody writes it
    by hand, and `agrimarket reindex` makes it anew.
    """

    __tablename__ = "household_find"
    __table_args__ = (
        Index("ix_household_find_commune_code", "commune_code", "household_id"),
        Index("ix_household_find_sort_name", "sort_name", "household_id"),
        Index("ix_household_find_updated_at", "updated_at", "household_id"),
        # SQLite keeps the row in its key: a list's order is the order on disk.
        {"sqlite_with_rowid": False},
    )

    household_id: Mapped[str] = mapped_column(
        Uuid(as_uuid=False), ForeignKey("household.id", ondelete="CASCADE"), primary_key=True
    )
    # Everything a word may stand in, phones apart: household.search_text, names of products.
    words: Mapped[str] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(String(16))
    commune_code: Mapped[str] = mapped_column(String(10))
    former_district: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16))
    gaps: Mapped[int] = mapped_column(default=0)  # found.py says which bit is which gap
    import_id: Mapped[str | None] = uuid_column(nullable=True)
    registered_by: Mapped[str | None] = uuid_column(nullable=True)
    owner_id: Mapped[str | None] = uuid_column(nullable=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    crops: Mapped[str] = mapped_column(Text)  # without tone marks
    products: Mapped[str] = mapped_column(Text, default="")  # names of products, the same way
    sort_name: Mapped[str] = mapped_column(SORT_NAME)  # given name first, as lists of names go


class SavedView(Kept, Base):
    """Filters somebody comes back to, under a name; `who` is the account or token."""

    __tablename__ = "saved_view"

    who: Mapped[str] = mapped_column(String(36), index=True)
    name: Mapped[str] = mapped_column(String(80))
    filters: Mapped[dict[str, Any]] = mapped_column(Json)  # as in the list's address
    pinned: Mapped[bool] = mapped_column(default=False)


class BulkAct(Kept, Base):
    """One act on many producers at once; it can be undone until `until`."""

    __tablename__ = "bulk_act"

    who: Mapped[str] = mapped_column(String(36), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # bulk_kinds.py has them
    value: Mapped[str] = mapped_column(String(200), default="")  # what was set or added
    count: Mapped[int] = mapped_column(default=0)  # producers it changed
    until: Mapped[datetime] = mapped_column(index=True)
    undone_at: Mapped[datetime | None]


class BulkActRow(Base):
    """What one producer was like before an act on many."""

    __tablename__ = "bulk_act_row"

    act_id: Mapped[str] = points_to("bulk_act.id", primary_key=True)
    household_id: Mapped[str] = mapped_column(Uuid(as_uuid=False), primary_key=True, index=True)
    before: Mapped[dict[str, Any]] = mapped_column(Json)
    after: Mapped[dict[str, Any]] = mapped_column(Json)
