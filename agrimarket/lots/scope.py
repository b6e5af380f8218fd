"""Which lots and areas a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Role, Viewer
from agrimarket.lots.models import Area, Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A lot is seen by whoever sees its product; the public sees what left the yard."""
    owned = select(Product.id).where(products_scope.visible(viewer))
    seen = Lot.product_id.in_(owned)
    if viewer.role is Role.PUBLIC:
        return seen & Lot.state.in_((LotState.RELEASED, LotState.RECALLED))
    return seen


def visible_areas(viewer: Viewer) -> ColumnElement[bool]:
    """An area is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return Area.household_id.in_(owners)
