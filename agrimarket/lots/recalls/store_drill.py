"""The SQL of drills: a fair draw among released lots without reading them all, and the records."""

from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.hand_over_models import RecallDrill
from agrimarket.lots.models import Lot, LotState
from agrimarket.lots.scope import visible, visible_drills


def all_lots(session: Session) -> int:
    """How many lots there are, in every state and everybody's."""
    return int(session.scalar(select(func.count(Lot.id))) or 0)


def released_at(session: Session, viewer: Viewer, place: int) -> Lot | None:
    """The lot at a place in the order of ids, if it is released and this viewer sees it."""
    at = select(Lot.id).order_by(Lot.id).offset(place).limit(1).scalar_subquery()
    return session.scalar(_released(viewer).where(Lot.id == at))


def released_in_scope(session: Session, viewer: Viewer) -> int:
    """How many released lots this viewer sees."""
    mine = (Lot.state == LotState.RELEASED) & visible(viewer)
    return int(session.scalar(select(func.count(Lot.id)).where(mine)) or 0)


def released_in_scope_at(session: Session, viewer: Viewer, place: int) -> Lot | None:
    """The one at a place among them."""
    return session.scalar(_released(viewer).order_by(Lot.id).offset(place).limit(1))


def _released(viewer: Viewer) -> Select[Lot]:
    return select(Lot).where(Lot.state == LotState.RELEASED, visible(viewer))


def by_id(session: Session, viewer: Viewer, drill_id: str) -> RecallDrill | None:
    """A drill on a lot this viewer sees."""
    if not is_id(drill_id):
        return None
    mine = visible_drills(viewer)
    return session.scalar(select(RecallDrill).where(RecallDrill.id == drill_id, mine))


def taken(session: Session, drill_id: str) -> RecallDrill | None:
    """Whatever has this id, in anybody's scope."""
    return session.get(RecallDrill, drill_id)


def listed(
    session: Session, viewer: Viewer, *, year: int | None, page: int, page_size: int
) -> Page[RecallDrill]:
    """Drills of a Vietnamese year, or of all, newest first."""
    query: Select[RecallDrill] = select(RecallDrill).where(visible_drills(viewer))
    if year is not None:
        first = clock.start_of_day(date(year, 1, 1))
        after = clock.start_of_day(date(year, 12, 31) + timedelta(days=1))
        query = query.where(RecallDrill.begun_at >= first, RecallDrill.begun_at < after)
    query = query.order_by(RecallDrill.begun_at.desc(), RecallDrill.id.desc())
    return paged(session, query, page=page, page_size=page_size)
