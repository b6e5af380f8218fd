"""Lots as other rooms read them: fetched through what the viewer may see."""

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.lots import store
from agrimarket.lots.models import Area, Lot
from agrimarket.products.models import Product


def lot_of(session: Session, *, viewer: Viewer, lot_id: str, lock: bool = False) -> Lot:
    """The lot; NotFound also where the viewer may not see it. `lock` holds it on PostgreSQL."""
    lot = store.by_id(session, viewer, lot_id, lock=lock)
    if lot is None:
        raise NotFound
    return lot


def lot_of_code(session: Session, product: Product, lot_code: str) -> Lot | None:
    """The lot of a product with this code; None without one."""
    return store.by_code(session, product.id, lot_code)


def product_of_lot(session: Session, lot: Lot) -> Product:
    """The product of a lot that the viewer has seen already."""
    return store.product(session, lot)


def lots_of(session: Session, product: Product) -> list[Lot]:
    """A product's lots, newest first."""
    return store.of_product(session, product.id)


def area_of(session: Session, lot: Lot) -> Area | None:
    """Where the lot grew or was made, if that was told."""
    return session.get(Area, lot.area_id) if lot.area_id else None
