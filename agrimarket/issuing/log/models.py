"""Entries of the public log and its daily heads, kept as the bytes that were signed."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, points_to


class LogEntry(Base):
    """One line of the log. `body` is its canonical JSON; nothing in a row but name and salt ever
    changes, and those only to be emptied."""

    __tablename__ = "stamp_log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    order_id: Mapped[str | None] = points_to(
        "stamp_order.id", unique=True
    )  # none: of a key, a producer
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(88))
    countersignature: Mapped[str | None] = mapped_column(String(88))  # of a key that comes
    key: Mapped[str] = mapped_column(String(64))  # fingerprint of the key that signs what follows
    product_name: Mapped[str | None] = mapped_column(Text)  # as of the issue, while it may be told
    product_salt: Mapped[str | None] = mapped_column(String(32))


class LogHead(Base):
    """What the log was when a Vietnamese day was over, signed."""

    __tablename__ = "stamp_log_head"

    day: Mapped[date] = mapped_column(primary_key=True)
    entries: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(88))
