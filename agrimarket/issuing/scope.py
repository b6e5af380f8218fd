"""Which stamp orders a viewer may see, as one SQL condition."""

from sqlalchemy import ColumnElement, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import Viewer


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """An order is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return StampOrder.household_id.in_(owners)
