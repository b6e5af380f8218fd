"""The SQL of who opened a producer's page."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdView


def noted(session: Session, view: HouseholdView) -> HouseholdView | None:
    """What is noted already of this viewer, producer and day."""
    key = (view.household_id, view.who, view.day)
    return session.get(HouseholdView, key, populate_existing=True)


def noting(session: Session, view: HouseholdView) -> Executable:
    """The statement that notes a view, or counts it where the day's row is there."""
    values: dict[str, Any] = {
        name: getattr(view, name)
        for name in HouseholdView.__table__.columns.keys()  # noqa: SIM118 (a collection of columns, no dict)
    }
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = (postgres_insert if postgres else sqlite_insert)(HouseholdView).values(values)
    return insert.on_conflict_do_update(
        index_elements=["household_id", "who", "day"],
        set_={
            "last_at": insert.excluded.last_at,
            "times": HouseholdView.times + insert.excluded.times,
        },
    )


def views_of(session: Session, household_id: str) -> Sequence[HouseholdView]:
    """Every view noted of a producer, newest first."""
    query = select(HouseholdView).where(HouseholdView.household_id == household_id)
    return session.scalars(query.order_by(HouseholdView.last_at.desc())).all()
