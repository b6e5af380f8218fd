"""Community teams, who is in them, trainings, and who came."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from agrimarket.kit.db import Base, Kept, points_to


class Team(Kept, Base):
    """A community digital team of a commune, or of one hamlet in it."""

    __tablename__ = "team"

    name: Mapped[str] = mapped_column(String(120))
    search_text: Mapped[str] = mapped_column(Text)  # name and hamlet without tone marks
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), index=True)
    hamlet: Mapped[str | None] = mapped_column(String(120))  # none: the whole commune
    since: Mapped[date | None]
    until: Mapped[date | None]  # the first day on which it was no team any more


class TeamMember(Kept, Base):
    """Somebody in a team: the account they sign in with, or a name and a telephone."""

    __tablename__ = "team_member"

    team_id: Mapped[str] = points_to("team.id", index=True)
    account_id: Mapped[str | None] = points_to("account.id", index=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(16))
    sex: Mapped[str | None] = mapped_column(String(8))
    leader: Mapped[bool] = mapped_column(default=False)
    since: Mapped[date | None]
    until: Mapped[date | None]


class Training(Kept, Base):
    """A training held on a day; one that was noted wrongly is withdrawn, not deleted."""

    __tablename__ = "training"

    topic: Mapped[str] = mapped_column(String(24), index=True)  # kinds.py
    title: Mapped[str | None] = mapped_column(String(200))  # the topic in own words
    audience: Mapped[str] = mapped_column(String(16))  # producers, team
    held_on: Mapped[date] = mapped_column(index=True)
    commune_code: Mapped[str] = mapped_column(ForeignKey("commune.code"), index=True)
    place: Mapped[str | None] = mapped_column(String(120))
    hours: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    held_by: Mapped[str | None] = mapped_column(String(120))
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str | None] = mapped_column(Text)


class Attendance(Kept, Base):
    """One person at a training: of a household, of a team, or a name on the list."""

    __tablename__ = "training_attendance"

    training_id: Mapped[str] = points_to("training.id", index=True)
    household_id: Mapped[str | None] = points_to("household.id", index=True)
    team_member_id: Mapped[str | None] = points_to("team_member.id", index=True)
    name: Mapped[str | None] = mapped_column(String(120))
    name_folded: Mapped[str | None] = mapped_column(String(160))  # two of one name are one
    sex: Mapped[str | None] = mapped_column(String(8))  # where the list says it
    removed_at: Mapped[datetime | None]  # they were not there after all
    removed_reason: Mapped[str | None] = mapped_column(Text)
