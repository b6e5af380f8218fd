"""Which producers a viewer may see, as one SQL condition."""

from sqlalchemy import ColumnElement, false, true

from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import Role, Viewer


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The province sees all, a commune its own, a producer itself, the public who consented."""
    if viewer.role is Role.PUBLIC:
        return Household.state == HouseholdState.REGISTERED
    if viewer.whole_province:
        return true()
    if viewer.household_id is not None:
        return Household.id == viewer.household_id
    if viewer.commune_codes:
        return Household.commune_code.in_(viewer.commune_codes)
    return false()
