"""Which stamp orders a viewer may see, as one SQL condition."""

from sqlalchemy import ColumnElement, false, select, true

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import OFFICERS, Role, Viewer

LEAK_READERS = (*OFFICERS, Role.AUDITOR)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """An order is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return StampOrder.household_id.in_(owners)


def visible_leaks(viewer: Viewer) -> ColumnElement[bool]:
    """Leaked keys concern every officer and auditor, and nobody's producer."""
    return true() if viewer.is_one_of(LEAK_READERS) else false()
