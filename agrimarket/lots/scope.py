"""Which lots a viewer may see, as one SQL condition."""

from sqlalchemy import ColumnElement, select

from agrimarket.kit.access import Role, Viewer
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A lot is seen by whoever sees its product; the public sees what left the yard."""
    owned = select(Product.id).where(products_scope.visible(viewer))
    seen = Lot.product_id.in_(owned)
    if viewer.role is Role.PUBLIC:
        return seen & Lot.state.in_((LotState.RELEASED, LotState.RECALLED))
    return seen
