"""The SQL that finds names of a forgotten producer on lists and in teams of their commune."""

from collections.abc import Sequence

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import SYSTEM
from agrimarket.teams.models import Attendance, Team, TeamMember, Training


def _commune(household_id: str) -> ScalarSelect[str]:
    """The commune of a record, merged or not; as the system, whoever was allowed to ask."""
    query = select(Household.commune_code).where(
        Household.id == household_id, households_scope.reached(SYSTEM)
    )
    return query.scalar_subquery()


def written_names(session: Session, household_id: str) -> Sequence[Attendance]:
    """Names on the lists of trainings in the producer's commune."""
    held = select(Training.id).where(Training.commune_code == _commune(household_id))
    query = select(Attendance).where(Attendance.training_id.in_(held), Attendance.name.is_not(None))
    return session.scalars(query.order_by(Attendance.id)).all()


def members_near(session: Session, household_id: str) -> Sequence[TeamMember]:
    """Members without an account of the teams there."""
    near = select(Team.id).where(Team.commune_code == _commune(household_id))
    query = select(TeamMember).where(TeamMember.team_id.in_(near), TeamMember.account_id.is_(None))
    return session.scalars(query.order_by(TeamMember.id)).all()
