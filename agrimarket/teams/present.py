"""Teams, members, trainings and lists as one viewer may see them, for JSON and pages alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.showing.masks import shown_phone
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page
from agrimarket.places import commune, is_commune
from agrimarket.teams import store
from agrimarket.teams import store_trainings as trainings_store
from agrimarket.teams.kinds import AUDIENCES, SEXES, TOPICS
from agrimarket.teams.models import Attendance, Team, TeamMember, Training


def commune_name(code: str) -> str:
    """A commune by name; its code where the register has it no more."""
    return commune(code).name if is_commune(code) else code


@dataclass(frozen=True, slots=True)
class TeamShown:
    """A team with how many are in it now."""

    row: Team
    size: int

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def commune_name(self) -> str:
        return commune_name(self.row.commune_code)


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member with the telephone masked for those who do not call people."""

    row: TeamMember
    viewer: Viewer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def phone(self) -> str | None:
        return shown_phone(self.viewer, self.row.phone)

    @property
    def has_account(self) -> bool:
        return self.row.account_id is not None

    @property
    def sex_label(self) -> str:
        return SEXES.get(self.row.sex or "", "")


@dataclass(frozen=True, slots=True)
class TrainingShown:
    """A training with how many came, by sex where it is known."""

    row: Training
    sexes: Mapping[str, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def commune_name(self) -> str:
        return commune_name(self.row.commune_code)

    @property
    def topic_label(self) -> str:
        return TOPICS.get(self.row.topic, self.row.topic)

    @property
    def audience_label(self) -> str:
        return AUDIENCES.get(self.row.audience, self.row.audience)

    @property
    def name(self) -> str:
        return self.row.title or self.topic_label

    @property
    def people(self) -> int:
        return sum(self.sexes.values())

    @property
    def women(self) -> int:
        return self.sexes.get("female", 0)

    @property
    def men(self) -> int:
        return self.sexes.get("male", 0)


@dataclass(frozen=True, slots=True)
class AttendeeShown:
    """Somebody on a list: by household, by team, or by the name that was written."""

    row: Attendance
    name: str
    sex: str | None
    household: Household | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def from_where(self) -> str:
        if self.row.household_id:
            return "Hộ sản xuất"
        return "Tổ công nghệ số" if self.row.team_member_id else "Ghi tên"


def show_teams(session: Session, page: Page[Team]) -> Page[TeamShown]:
    """A page of teams with their sizes."""
    sizes = store.sizes(session, [one.id for one in page.items])
    shown = [TeamShown(one, sizes.get(one.id, 0)) for one in page.items]
    return page.shown_as(shown)


def show_team(session: Session, team: Team) -> TeamShown:
    """One team with its size."""
    return TeamShown(team, store.sizes(session, [team.id]).get(team.id, 0))


def show_trainings(session: Session, page: Page[Training]) -> Page[TrainingShown]:
    """A page of trainings with how many came."""
    sexes = trainings_store.by_sex(session, [one.id for one in page.items])
    shown = [TrainingShown(one, sexes.get(one.id, {})) for one in page.items]
    return page.shown_as(shown)


def show_training(session: Session, training: Training) -> TrainingShown:
    """One training with how many came."""
    sexes = trainings_store.by_sex(session, [training.id])
    return TrainingShown(training, sexes.get(training.id, {}))


def show_attendance(
    session: Session, viewer: Viewer, rows: Sequence[Attendance]
) -> list[AttendeeShown]:
    """Rows of a list with the names that stand for them today."""
    ids = [row.household_id for row in rows if row.household_id]
    houses = trainings_store.households(session, viewer, ids)
    member_ids = [row.team_member_id for row in rows if row.team_member_id]
    members = trainings_store.team_members(session, viewer, member_ids)
    found = []
    for row in rows:
        house = houses.get(row.household_id or "")
        member = members.get(row.team_member_id or "")
        name = house.name if house else member.name if member else row.name or "Đã xóa tên"
        sex = house.sex if house else member.sex if member else row.sex
        found.append(AttendeeShown(row, name, sex, house))
    return found
