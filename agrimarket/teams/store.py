"""The only SQL of teams and their members."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.places import fold
from agrimarket.teams.models import Team, TeamMember
from agrimarket.teams.scope import visible


def team(session: Session, viewer: Viewer, team_id: str, *, lock: bool = False) -> Team | None:
    """A team the viewer may see, else None; locked and freshly read where it is to change."""
    if not is_id(team_id):
        return None
    query = select(Team).where(Team.id == team_id, visible(viewer))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def teams(viewer: Viewer, *, q: str = "", commune: str = "", ended: str = "") -> Select[Team]:
    """Teams the viewer may see, by name; `ended` "no" or "yes" picks those at work or not."""
    query = select(Team).where(visible(viewer))
    for word in fold(q).split():
        query = query.where(Team.search_text.contains(word, autoescape=True))
    if commune:
        query = query.where(Team.commune_code == commune)
    if ended:
        query = query.where(Team.until.is_(None) if ended == "no" else Team.until.is_not(None))
    return query.order_by(Team.search_text, Team.id)


def same_name(session: Session, team: Team) -> bool:
    """Whether another team of the commune goes by this name now."""
    query = select(Team.id).where(
        Team.commune_code == team.commune_code, Team.search_text == team.search_text,
        Team.id != team.id, Team.until.is_(None),
    )  # fmt: skip
    return session.scalar(query.limit(1)) is not None


def members(team_id: str) -> Select[TeamMember]:
    """Members of a team, those of today first, the leader before the others."""
    query = select(TeamMember).where(TeamMember.team_id == team_id)
    return query.order_by(TeamMember.until.is_not(None), TeamMember.leader.desc(), TeamMember.id)


def member(session: Session, team_id: str, member_id: str) -> TeamMember | None:
    """One of them, else None."""
    if not is_id(member_id):
        return None
    query = members(team_id).where(TeamMember.id == member_id)
    return session.scalar(query.execution_options(populate_existing=True))


def leaders(session: Session, team_id: str) -> Sequence[TeamMember]:
    """Who leads a team now: one, or nobody."""
    query = members(team_id).where(TeamMember.leader, TeamMember.until.is_(None))
    return session.scalars(query).all()


def has_account(session: Session, team_id: str, account_id: str) -> bool:
    """Whether an account is in the team now."""
    query = select(TeamMember.id).where(
        TeamMember.team_id == team_id, TeamMember.account_id == account_id,
        TeamMember.until.is_(None),
    )  # fmt: skip
    return session.scalar(query.limit(1)) is not None


def sizes(session: Session, team_ids: Sequence[str]) -> dict[str, int]:
    """How many are in each of a page's teams now."""
    query = select(TeamMember.team_id, func.count()).where(
        TeamMember.team_id.in_(team_ids), TeamMember.until.is_(None)
    )
    rows = session.execute(query.group_by(TeamMember.team_id)).all()
    return {str(team_id): int(count) for team_id, count in rows}


def members_of_commune(session: Session, viewer: Viewer, commune_code: str) -> Sequence[TeamMember]:
    """Everybody in a team of the commune now, by name."""
    mine = select(Team.id).where(
        visible(viewer), Team.commune_code == commune_code, Team.until.is_(None)
    )
    query = select(TeamMember).where(TeamMember.team_id.in_(mine), TeamMember.until.is_(None))
    return session.scalars(query.order_by(TeamMember.name, TeamMember.id)).all()
