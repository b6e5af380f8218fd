"""The SQL by which a list finds the producers it changes."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.households.models import Household, HouseholdImportRow
from agrimarket.households.scope import visible
from agrimarket.households.store import chunks
from agrimarket.kit.access import Viewer
from agrimarket.kit.person_keys import PersonKey


def to_update(session: Session, viewer: Viewer, ids: Collection[str]) -> dict[str, Household]:
    """Those of the households that the viewer may see, by id, locked in the order of their ids."""
    found: dict[str, Household] = {}
    for chunk in chunks(sorted(ids)):
        query = select(Household).where(Household.id.in_(chunk), visible(viewer))
        query = query.where(Household.erased_at.is_(None)).order_by(Household.id)
        query = query.with_for_update().execution_options(populate_existing=True)
        found |= {one.id: one for one in session.scalars(query)}
    return found


def keys_of(session: Session, ids: Collection[str]) -> list[PersonKey]:
    """Their keys, read together; whoever holds them spares a query for each."""
    found: list[PersonKey] = []
    for chunk in chunks(sorted(ids)):
        found += session.scalars(select(PersonKey).where(PersonKey.person_id.in_(chunk)))
    return found


def updated_lines(session: Session, import_id: str) -> Sequence[HouseholdImportRow]:
    """The rows of an import that changed a household, in the list's order."""
    line = HouseholdImportRow
    query = select(line).where(line.import_id == import_id, line.outcome == "updated")
    return session.scalars(query.order_by(line.sheet, line.row)).all()
