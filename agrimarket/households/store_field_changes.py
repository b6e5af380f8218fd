"""The only SQL of when a producer's fields changed."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.orm import Session

from agrimarket.households.field_models import HouseholdFieldChange
from agrimarket.kit import clock

Change = HouseholdFieldChange


def note(
    connection: Connection, household_id: str, revision: int, fields: Sequence[str],
    chain: str | None,
) -> None:  # fmt: skip
    """Write which fields a revision changed, on the connection of the flush that writes it."""
    now = clock.now()
    connection.execute(
        insert(Change),
        [
            {"household_id": household_id, "field": name, "revision": revision, "at": now,
             "chain": chain}
            for name in fields
        ],
    )  # fmt: skip


def changed_since(
    session: Session, household_id: str, base: int, *, besides: str | None = None
) -> set[str]:
    """Fields that changed after the revision `base`, by others than this chain of a phone's."""
    query = select(Change.field).where(Change.household_id == household_id, Change.revision > base)
    if besides is not None:
        query = query.where(or_(Change.chain.is_(None), Change.chain != besides))
    return set(session.scalars(query))


def forget(session: Session, household_id: str) -> None:
    """Forget what changed when."""
    session.execute(delete(Change).where(Change.household_id == household_id))
