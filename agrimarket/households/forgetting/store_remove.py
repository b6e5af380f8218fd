"""The only SQL of producers that were removed, and of what would be left standing on nothing."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.households.scope import reached, standing
from agrimarket.kit.access import Viewer
from agrimarket.kit.db import Base
from agrimarket.kit.ids import is_id


def gone(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """One within the viewer's reach that does not stand any more, locked; else None."""
    if not is_id(household_id):
        return None
    query = select(Household).where(Household.id == household_id, reached(viewer), ~standing())
    return session.scalar(
        query.with_for_update(key_share=True).execution_options(populate_existing=True)
    )


def stands_on(session: Session, household_id: str, besides: Collection[str]) -> set[str]:
    """Tables, but for those named, with a row that stands on this producer.

    Every table that points to a producer says so itself, so no other room need be known here.
    """
    found = set()
    for table in Base.metadata.sorted_tables:
        if table.name in besides:
            continue
        for column in _pointing(table):
            if session.scalar(select(column).where(column == household_id).limit(1)) is not None:
                found.add(table.name)
    return found


def _pointing(table: Table) -> list[Any]:
    checked = [key.parent for key in table.foreign_keys if key.column.table is Household.__table__]
    named = [column for column in table.columns if column.name == "household_id"]
    return list(dict.fromkeys([*checked, *named]))
