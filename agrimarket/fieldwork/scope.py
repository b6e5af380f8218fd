"""Which conflicts and which lines of the feed a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, false, or_, select, true

from agrimarket.fieldwork.models import FieldConflict, FieldFeed
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import REGISTRARS, Role, Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

HOUSEHOLD, PRODUCT, LOT = "household", "product", "lot"  # kinds of lines


def visible_conflicts(viewer: Viewer) -> ColumnElement[bool]:
    """A conflict is seen by those who may write of its producer's commune, gone or not."""
    if not (viewer.is_one_of(REGISTRARS) or viewer.role is Role.API_CLIENT):
        return false()
    reached = select(Household.id).where(
        households_scope.reached(viewer), Household.erased_at.is_(None)
    )
    return FieldConflict.household_id.in_(reached)


def visible_feed(viewer: Viewer) -> ColumnElement[bool]:
    """The province hears of everything, others of their communes, a producer of its own alone."""
    if viewer.whole_province:
        return true()
    if viewer.household_id is not None:
        return _own(viewer)
    if viewer.commune_codes:
        return FieldFeed.commune_code.in_(viewer.commune_codes)
    return false()


def _own(viewer: Viewer) -> ColumnElement[bool]:
    """Lines of one producer, whether it still stands or not, and of what it makes."""
    products = select(Product.id).where(products_scope.reached(viewer))
    lots = select(Lot.id).where(lots_scope.visible(viewer))
    return or_(
        (FieldFeed.kind == HOUSEHOLD) & (FieldFeed.object_id == viewer.household_id),
        (FieldFeed.kind == PRODUCT) & FieldFeed.object_id.in_(products),
        (FieldFeed.kind == LOT) & FieldFeed.object_id.in_(lots),
    )
