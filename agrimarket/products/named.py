"""The product that the address of a request names, for whoever asks."""

from sqlalchemy.orm import Session

from agrimarket.kit.access import current_viewer
from agrimarket.kit.db import reading
from agrimarket.products.models import Product
from agrimarket.products.read import product_of


def product_seen(product_id: str) -> Product:
    """To be read; NotFound."""
    return product_of(reading(), viewer=current_viewer(), product_id=product_id)


def product_held(session: Session, product_id: str) -> Product:
    """Held until the commit, so that one at a time changes what hangs on it; NotFound."""
    return product_of(session, viewer=current_viewer(), product_id=product_id, lock=True)
