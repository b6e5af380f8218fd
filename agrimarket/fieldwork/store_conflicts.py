"""The only SQL of conflicts."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agrimarket.fieldwork.models import FieldConflict
from agrimarket.fieldwork.scope import visible_conflicts
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id


def one(session: Session, viewer: Viewer, conflict_id: str) -> FieldConflict | None:
    """A conflict the viewer may settle, locked and freshly read; else None."""
    if not is_id(conflict_id):
        return None
    query = select(FieldConflict).where(FieldConflict.id == conflict_id, visible_conflicts(viewer))
    return session.scalar(query.with_for_update().execution_options(populate_existing=True))


def open_ones(viewer: Viewer) -> Select[FieldConflict]:
    """What waits for a choice, oldest first."""
    query = select(FieldConflict).where(visible_conflicts(viewer), FieldConflict.choice.is_(None))
    return query.order_by(FieldConflict.created_at, FieldConflict.id)


def settled_since(viewer: Viewer, moment: datetime) -> Select[FieldConflict]:
    """What was chosen lately, newest first."""
    query = select(FieldConflict).where(
        visible_conflicts(viewer), FieldConflict.settled_at >= moment
    )
    return query.order_by(FieldConflict.settled_at.desc())


def household(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """The producer of a conflict within the viewer's reach, gone or not."""
    mine = households_scope.reached(viewer)
    return session.scalar(select(Household).where(Household.id == household_id, mine))
