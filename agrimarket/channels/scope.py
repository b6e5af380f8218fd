"""Which booths and listings a viewer may see, as SQL conditions."""

from sqlalchemy import ColumnElement, false, select, true

from agrimarket.channels.models import Booth, Channel, Listing
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import LOOKERS, Viewer
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A listing is seen by whoever sees its product."""
    return Listing.product_id.in_(select(Product.id).where(products_scope.visible(viewer)))


def visible_booths(viewer: Viewer) -> ColumnElement[bool]:
    """A booth is seen by whoever sees its producer."""
    return Booth.household_id.in_(select(Household.id).where(households_scope.visible(viewer)))


def visible_channels(viewer: Viewer) -> ColumnElement[bool]:
    """Channels are known to everybody who works or sells here."""
    return Channel.code.is_not(None) & (true() if viewer.is_one_of(LOOKERS) else false())
