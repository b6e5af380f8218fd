"""Which conflicts and which lines of the feed a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, false, select, true

from agrimarket.fieldwork.models import FieldConflict, FieldFeed
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import REGISTRARS, Role, Viewer


def visible_conflicts(viewer: Viewer) -> ColumnElement[bool]:
    """A conflict is seen by those who may write of its producer's commune, gone or not."""
    if not (viewer.is_one_of(REGISTRARS) or viewer.role is Role.API_CLIENT):
        return false()
    reached = select(Household.id).where(
        households_scope.reached(viewer), Household.erased_at.is_(None)
    )
    return FieldConflict.household_id.in_(reached)


def visible_feed(viewer: Viewer) -> ColumnElement[bool]:
    """The province hears of everything, others of their communes; a producer has no feed."""
    if viewer.whole_province:
        return true()
    if viewer.household_id is None and viewer.commune_codes:
        return FieldFeed.commune_code.in_(viewer.commune_codes)
    return false()
