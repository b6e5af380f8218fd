"""The only SQL of conflicts."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agrimarket.fieldwork.models import FieldConflict, FieldOperation
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


def waiting(session: Session, household_id: str, who: str, kind: str) -> FieldConflict | None:
    """What this sender has waiting already of this kind on one producer, locked; else None."""
    query = select(FieldConflict).where(
        FieldConflict.household_id == household_id, FieldConflict.who == who,
        FieldConflict.kind == kind, FieldConflict.choice.is_(None),
    )  # fmt: skip
    query = query.order_by(FieldConflict.id).limit(1).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def of_chain(session: Session, chain: str, object_id: str, kind: str) -> FieldConflict | None:
    """What waits already of this kind from earlier acts of one chain on one thing, locked."""
    asked = FieldOperation.id == FieldConflict.operation_id
    query = select(FieldConflict).join(FieldOperation, asked).where(
        FieldOperation.chain == chain, FieldOperation.object_id == object_id,
        FieldConflict.kind == kind, FieldConflict.choice.is_(None),
    )  # fmt: skip
    query = query.order_by(FieldConflict.id.desc()).limit(1).with_for_update(of=FieldConflict)
    return session.scalar(query.execution_options(populate_existing=True))


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
