"""Which products a viewer may see, as one SQL condition."""

from sqlalchemy import ColumnElement, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Role, Viewer
from agrimarket.products.models import Product, ProductState


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A product is seen by whoever sees its producer; the public sees approved ones."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    seen = Product.household_id.in_(owners)
    if viewer.role is Role.PUBLIC:
        return seen & (Product.state == ProductState.APPROVED)
    return seen
