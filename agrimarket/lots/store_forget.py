"""The SQL that finds the lots, areas and diaries of a producer who is forgotten."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.kit.access import SYSTEM
from agrimarket.lots.models import Area, Lot, LotEvent
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def areas(session: Session, household_id: str) -> Sequence[Area]:
    """The producer's areas, oldest first."""
    query = select(Area).where(Area.household_id == household_id).order_by(Area.id)
    return session.scalars(query).all()


def lots(session: Session, household_id: str) -> Sequence[Lot]:
    """The producer's lots; as the system, whoever asks."""
    mine = select(Product.id).where(
        Product.household_id == household_id, products_scope.reached(SYSTEM)
    )
    return session.scalars(select(Lot).where(Lot.product_id.in_(mine)).order_by(Lot.id)).all()


def events(session: Session, lot_ids: Sequence[str]) -> Sequence[LotEvent]:
    """Every line of their diaries."""
    return session.scalars(select(LotEvent).where(LotEvent.lot_id.in_(lot_ids))).all()
