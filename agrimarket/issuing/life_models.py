"""What stands beside the ranges: leave for more stamps, single packs said opened, leaked keys."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    SmallInteger,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Kept, points_to


class StampApproval(Kept, Base):
    """A request for more stamps than a limit gives, and what an officer said to it.

    `packs`: more on one lot than its packs and five percent; `quota`: more in one year than a
    producer takes without an officer. A granted one raises its limit by `count`.
    """

    __tablename__ = "stamp_approval"
    __table_args__ = (
        CheckConstraint("kind IN ('packs','quota')", name="kind"),
        CheckConstraint("state IN ('asked','granted','denied','withdrawn')", name="state"),
        CheckConstraint("count > 0", name="count"),
        CheckConstraint(
            "(kind = 'packs' AND lot_id IS NOT NULL) OR (kind = 'quota' AND year IS NOT NULL)",
            name="about",
        ),
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided"),
    )

    kind: Mapped[str] = mapped_column(String(8))
    household_id: Mapped[str] = points_to("household.id", index=True)
    lot_id: Mapped[str | None] = points_to("lot.id", index=True)
    order_id: Mapped[str | None] = points_to("stamp_order.id", index=True)
    first: Mapped[int | None]  # positions of the order that are meant for the lot
    last: Mapped[int | None]
    year: Mapped[int | None] = mapped_column(SmallInteger)  # of the calendar, Vietnamese days
    count: Mapped[int]  # stamps beyond the limit
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="asked", index=True)
    asked_by: Mapped[str] = mapped_column(String(36))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(36))
    answer: Mapped[str | None] = mapped_column(Text)


class StampMark(Base):
    """One stamp whose PIN somebody tried; there is no row for all the others."""

    __tablename__ = "stamp_mark"
    __table_args__ = (CheckConstraint("pin_tries >= 0", name="pin_tries"),)

    serial: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    order_id: Mapped[str] = points_to("stamp_order.id", index=True)
    pin_tries: Mapped[int] = mapped_column(SmallInteger, default=0)  # wrong, since the last undo
    tried_at: Mapped[datetime]
    locked_at: Mapped[datetime | None]
    consumed_at: Mapped[datetime | None]


class KeyLeak(Kept, Base):
    """A version of the stamp key that strangers may hold; its stamps ask to be looked at closer."""

    __tablename__ = "key_leak"
    version: Mapped[str] = mapped_column(String(1))
    since: Mapped[datetime]  # from when strangers may have held it
    reason: Mapped[str] = mapped_column(Text)
    told_by: Mapped[str] = mapped_column(String(36))
    lift_asked_at: Mapped[datetime | None]
    lift_asked_by: Mapped[str | None] = mapped_column(String(36))
    lift_reason: Mapped[str | None] = mapped_column(Text)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(36))


_STANDS = KeyLeak.lifted_at.is_(None)
Index(
    "uq_key_leak_standing", KeyLeak.version, unique=True,
    sqlite_where=_STANDS, postgresql_where=_STANDS,
)  # fmt: skip
