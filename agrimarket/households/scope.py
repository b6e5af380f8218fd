"""Which producers a viewer may see, as one SQL condition, and where a viewer may register."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_, select, true

from agrimarket.households.finding.models import HouseholdFind
from agrimarket.households.models import ConsentText, Household, HouseholdImport, HouseholdState
from agrimarket.kit.access import LOOKERS, REGISTRARS, Role, Viewer


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The province sees all, a commune its own, a producer itself, the public who consented.

    A row whose person another row stands for (merge.py), or that was removed (remove.py), is
    nobody's to see.
    """
    return standing() & reached(viewer)


def standing() -> ColumnElement[bool]:
    """Neither merged into another nor removed."""
    return Household.merged_into.is_(None) & Household.deleted_at.is_(None)


def reached(viewer: Viewer) -> ColumnElement[bool]:
    """The same without asking whether the row still stands for its person."""
    if viewer.role is Role.PUBLIC:
        return Household.state == HouseholdState.REGISTERED
    if viewer.role is Role.OPERATOR:
        return false()
    if viewer.whole_province:
        return true()
    if viewer.household_id is not None:
        return Household.id == viewer.household_id
    if viewer.commune_codes:
        return Household.commune_code.in_(viewer.commune_codes)
    return false()


def of_person(column: Any, household_id: str | None) -> ColumnElement[bool]:
    """Rows whose column names this producer or a record merged into it: both are one person's."""
    merged = select(Household.id).where(Household.merged_into == household_id)
    return or_(column == household_id, column.in_(merged))


def visible_found(viewer: Viewer) -> ColumnElement[bool]:
    """The same on the rows that lists search; the public searches no producers."""
    if viewer.role in {Role.PUBLIC, Role.OPERATOR}:
        return false()
    if viewer.whole_province:
        return true()
    if viewer.household_id is not None:
        return HouseholdFind.household_id == viewer.household_id
    if viewer.commune_codes:
        return HouseholdFind.commune_code.in_(viewer.commune_codes)
    return false()


def visible_imports(viewer: Viewer) -> ColumnElement[bool]:
    """Uploaders see their own imports, the province and its auditors all."""
    own = HouseholdImport.who == viewer.caller
    if viewer.role in {Role.PROVINCE_OFFICER, Role.AUDITOR, Role.SYSTEM}:
        return or_(own, true())
    return own


def may_write_in(viewer: Viewer, commune_code: str) -> bool:
    """Whether the viewer may register or change producers of this commune."""
    if viewer.role is Role.API_CLIENT:
        return viewer.whole_province or commune_code in viewer.commune_codes
    if not viewer.is_one_of(REGISTRARS):
        return False
    return viewer.whole_province or commune_code in viewer.commune_codes


def may_edit(viewer: Viewer, household: Household) -> bool:
    """The same for one of them; a community team mends drafts alone."""
    drafts_only = viewer.role is Role.COMMUNITY_TEAM
    if drafts_only and household.state != HouseholdState.DRAFT:
        return False
    return may_write_in(viewer, household.commune_code)


def visible_texts(viewer: Viewer) -> ColumnElement[bool]:
    """What is read to people before they agree is no secret among those who read it."""
    return ConsentText.id.is_not(None) & (true() if viewer.is_one_of(LOOKERS) else false())
