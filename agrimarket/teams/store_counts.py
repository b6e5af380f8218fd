"""The only SQL of what the province counts of teams and trainings: rows, each with its amount.

Columns: id, label, commune_code, at (a day), amount. A count is the sum of `amount`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.teams.models import Attendance, Team, TeamMember, Training
from agrimarket.teams.scope import visible, visible_trainings

Rows = Select[Any]


def teams(viewer: Viewer, day: date) -> Rows:
    """Teams at work on the day."""
    return _of_team(literal(1)).where(visible(viewer), _at_work(day))


def members(viewer: Viewer, day: date) -> Rows:
    """Those teams with how many are in them; in two of a commune one counts in the first."""
    who = func.coalesce(cast(TeamMember.account_id, String), cast(TeamMember.id, String))
    turn = func.row_number().over(partition_by=(Team.commune_code, who), order_by=Team.id)
    inside = and_(
        or_(TeamMember.since.is_(None), TeamMember.since <= day),
        or_(TeamMember.until.is_(None), TeamMember.until > day),
    )
    each = (
        select(TeamMember.team_id, turn.label("turn"))
        .join(Team, Team.id == TeamMember.team_id)
        .where(visible(viewer), _at_work(day), inside)
        .subquery()
    )
    rows = _of_team(func.count()).join(each, each.c.team_id == Team.id).where(each.c.turn == 1)
    return rows.group_by(Team.id, Team.name, Team.commune_code, Team.since)


def trainings(viewer: Viewer, day: date) -> Rows:
    """Trainings held until the day."""
    return _of_training(literal(1)).where(_held(viewer, day))


def trained(viewer: Viewer, day: date) -> Rows:
    """Those trainings with how many came; who came to several in a commune counts at the first."""
    turn = func.row_number().over(
        partition_by=(Training.commune_code, person()), order_by=(Training.held_on, Training.id)
    )
    each = (
        select(Attendance.training_id, turn.label("turn"))
        .join(Training, Training.id == Attendance.training_id)
        .outerjoin(TeamMember, TeamMember.id == Attendance.team_member_id)
        .where(_held(viewer, day), Attendance.removed_at.is_(None))
        .subquery()
    )
    rows = _of_training(func.count()).join(each, each.c.training_id == Training.id)
    return rows.where(each.c.turn == 1).group_by(
        Training.id, Training.title, Training.topic, Training.commune_code, Training.held_on
    )


def by_commune(session: Session, rows: Rows) -> Mapping[str, int]:
    """The sums of the amounts."""
    found = rows.subquery()
    query = select(found.c.commune_code, func.sum(found.c.amount)).group_by(found.c.commune_code)
    return {str(code): int(count) for code, count in session.execute(query).all()}


def person() -> ColumnElement[str]:
    """What makes two rows one person: household, account, place in a team, or name."""
    return func.coalesce(
        cast(Attendance.household_id, String),
        cast(TeamMember.account_id, String),
        cast(Attendance.team_member_id, String),
        Attendance.name_folded,
        cast(Attendance.id, String),
    )


def _of_team(amount: Any) -> Rows:
    return select(
        Team.id.label("id"), Team.name.label("label"), Team.commune_code.label("commune_code"),
        Team.since.label("at"), amount.label("amount"),
    )  # fmt: skip


def _of_training(amount: Any) -> Rows:
    return select(
        Training.id.label("id"), func.coalesce(Training.title, Training.topic).label("label"),
        Training.commune_code.label("commune_code"), Training.held_on.label("at"),
        amount.label("amount"),
    )  # fmt: skip


def _at_work(day: date) -> ColumnElement[bool]:
    begun = or_(Team.since.is_(None), Team.since <= day)
    return and_(begun, or_(Team.until.is_(None), Team.until > day))


def _held(viewer: Viewer, until: date) -> ColumnElement[bool]:
    return and_(visible_trainings(viewer), Training.removed_at.is_(None), Training.held_on <= until)
