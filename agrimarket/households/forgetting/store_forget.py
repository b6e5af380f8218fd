"""The SQL that finds and empties what lists and consents keep of a producer."""

from collections.abc import Sequence

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from agrimarket.households.models import (
    Household,
    HouseholdImport,
    HouseholdImportRow,
)

Line = HouseholdImportRow


def household(session: Session, household_id: str) -> Household:
    """The row that is being emptied, locked by whoever asked for it."""
    return session.get_one(Household, household_id)


def imports_naming(session: Session, household_id: str) -> Sequence[HouseholdImport]:
    """Lists in which the producer stood."""
    named = select(Line.import_id).where(Line.household_id == household_id)
    query = select(HouseholdImport).where(HouseholdImport.id.in_(named))
    return session.scalars(query).all()


def drop_cells(session: Session, household_id: str) -> None:
    """The rows as typed, where they wait for mending."""
    session.execute(
        update(Line)
        .where(Line.household_id == household_id)
        .values(cells_sealed=None, changes_sealed=None),
        execution_options={"synchronize_session": False},
    )


def neighbours(session: Session, household: Household) -> Sequence[Household]:
    """Others of the commune of whom something free was written, which may name this person."""
    query = select(Household).where(
        Household.commune_code == household.commune_code,
        Household.id != household.id,
        or_(Household.note.is_not(None), Household.phone_of.is_not(None)),
    )
    return session.scalars(query.order_by(Household.id)).all()
