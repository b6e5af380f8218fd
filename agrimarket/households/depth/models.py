"""What stands behind a producer: members, who headed it and when, parcels and what grows there."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Kept, points_to


class ProducerMember(Kept, Base):
    """Somebody of a household, or of a group: a registered household, or a name alone."""

    __tablename__ = "producer_member"

    household_id: Mapped[str] = points_to("household.id", index=True)  # whose member
    member_household_id: Mapped[str | None] = points_to("household.id", index=True)
    name: Mapped[str | None] = mapped_column(String(120))  # where no household is linked
    role: Mapped[str] = mapped_column(String(24), default="member")
    since: Mapped[date | None]
    until: Mapped[date | None]  # the first day on which they were no member any more


class ProducerHead(Kept, Base):
    """Who headed or represented a producer from a day to a day; the open one is the head now."""

    __tablename__ = "producer_head"

    household_id: Mapped[str] = points_to("household.id", index=True)
    member_id: Mapped[str] = points_to("producer_member.id", index=True)
    since: Mapped[date | None]
    until: Mapped[date | None]


class Parcel(Kept, Base):
    """A field, pond or barn of a producer, with the one thing that mainly stands on it."""

    __tablename__ = "parcel"

    household_id: Mapped[str] = points_to("household.id", index=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16), default="field")
    crop: Mapped[str | None] = mapped_column(String(80))  # plant or animal
    count: Mapped[int | None]  # heads, trees: in count_unit
    count_unit: Mapped[str | None] = mapped_column(String(16))
    season_from: Mapped[int | None]  # month
    season_to: Mapped[int | None]
    area_m2: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    since: Mapped[date | None]
    until: Mapped[date | None]
