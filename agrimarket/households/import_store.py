"""The only SQL of imported lists and their rows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdImport, HouseholdImportRow


def by_id(session: Session, import_id: str) -> HouseholdImport | None:
    """An import, whoever uploaded it."""
    return session.get(HouseholdImport, import_id)


def row_number_of(session: Session, import_id: str, household_id: str) -> int | None:
    """In which row of the list a household stood."""
    query = select(HouseholdImportRow.row).where(
        HouseholdImportRow.import_id == import_id,
        HouseholdImportRow.household_id == household_id,
        HouseholdImportRow.outcome == "created",
    )
    return session.scalar(query)
