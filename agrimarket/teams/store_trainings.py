"""The only SQL of trainings and of who came."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.teams.models import Attendance, Team, TeamMember, Training
from agrimarket.teams.scope import visible, visible_trainings
from agrimarket.teams.store_counts import person

CHUNK = 500


def training(
    session: Session, viewer: Viewer, training_id: str, *, lock: bool = False
) -> Training | None:
    """A training the viewer may see, else None; locked and freshly read where it is to change."""
    if not is_id(training_id):
        return None
    query = select(Training).where(Training.id == training_id, visible_trainings(viewer))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def trainings(
    viewer: Viewer,
    *,
    commune: str = "",
    topic: str = "",
    audience: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Select[Training]:
    """Trainings the viewer may see, newest first; those withdrawn are left out."""
    query = select(Training).where(visible_trainings(viewer), Training.removed_at.is_(None))
    for column, value in (
        (Training.commune_code, commune), (Training.topic, topic), (Training.audience, audience),
    ):  # fmt: skip
        if value:
            query = query.where(column == value)
    if since is not None:
        query = query.where(Training.held_on >= since)
    if until is not None:
        query = query.where(Training.held_on <= until)
    return query.order_by(Training.held_on.desc(), Training.id.desc())


def attendance(viewer: Viewer, training_id: str, *, removed: bool = False) -> Select[Attendance]:
    """Who came, as far as the viewer may be told; with `removed`, who was taken off the list."""
    taken = Attendance.removed_at.is_not(None) if removed else Attendance.removed_at.is_(None)
    query = select(Attendance).where(Attendance.training_id == training_id, taken, _told(viewer))
    return query.order_by(Attendance.id)


def _told(viewer: Viewer) -> ColumnElement[bool]:
    """A name; or a household, or a team's member, in the viewer's scope."""
    seen = select(Household.id).where(households_scope.visible(viewer))
    mine = select(TeamMember.id).join(Team, Team.id == TeamMember.team_id).where(visible(viewer))
    return and_(
        or_(Attendance.household_id.is_(None), Attendance.household_id.in_(seen)),
        or_(Attendance.team_member_id.is_(None), Attendance.team_member_id.in_(mine)),
    )


def attendee(
    session: Session, viewer: Viewer, training_id: str, attendance_id: str
) -> Attendance | None:
    """One of the list, on it or taken off, else None."""
    if not is_id(attendance_id):
        return None
    query = select(Attendance).where(
        Attendance.training_id == training_id, Attendance.id == attendance_id, _told(viewer)
    )
    return session.scalar(query.execution_options(populate_existing=True))


def present(session: Session, training_id: str) -> Sequence[Attendance]:
    """Everybody on the list, whoever asks: for keeping people from being counted twice."""
    query = select(Attendance).where(
        Attendance.training_id == training_id, Attendance.removed_at.is_(None)
    )
    return session.scalars(query.order_by(Attendance.id)).all()


def by_sex(session: Session, training_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many came to each training, by sex where it is known ("" where it is not).

    Only counts leave here, so households of other communes are counted too.
    """
    sex = func.coalesce(Household.sex, TeamMember.sex, Attendance.sex, "")
    query = (
        select(Attendance.training_id, sex, func.count(func.distinct(person())))
        .outerjoin(Household, Household.id == Attendance.household_id)
        .outerjoin(TeamMember, TeamMember.id == Attendance.team_member_id)
        .where(Attendance.training_id.in_(training_ids), Attendance.removed_at.is_(None))
    )
    found: dict[str, dict[str, int]] = {}
    for training_id, which, count in session.execute(query.group_by(Attendance.training_id, sex)):
        found.setdefault(str(training_id), {})[str(which)] = int(count)
    return found


def households(session: Session, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, Household]:
    """Those of the households that the viewer may see, by id."""
    found: dict[str, Household] = {}
    for at in range(0, len(ids), CHUNK):
        query = select(Household).where(
            Household.id.in_(ids[at : at + CHUNK]), households_scope.visible(viewer),
            Household.erased_at.is_(None),
        )  # fmt: skip
        found |= {one.id: one for one in session.scalars(query)}
    return found


def heads_of(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """The names of the heads of households on a list, whoever may see them: to know the same
    person again, never to be shown."""
    found: dict[str, str] = {}
    for at in range(0, len(ids), CHUNK):
        query = select(Household.id, Household.head_name, Household.name)
        query = query.where(Household.id.in_(ids[at : at + CHUNK]))
        found |= {str(id): head or name for id, head, name in session.execute(query)}
    return found


def team_members(session: Session, viewer: Viewer, ids: Sequence[str]) -> Mapping[str, TeamMember]:
    """Those of the members that are in teams the viewer may see, by id."""
    query = select(TeamMember).join(Team, Team.id == TeamMember.team_id)
    query = query.where(TeamMember.id.in_(ids), visible(viewer))
    return {one.id: one for one in session.scalars(query)}
