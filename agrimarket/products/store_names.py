"""The SQL of what products are called."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agrimarket.products.models import Product, ProductState


def names_of(session: Session, household_id: str) -> Sequence[str]:
    """Names of a producer's products in the order they came, those withdrawn left out."""
    query = select(Product.name).where(
        Product.household_id == household_id, Product.state != ProductState.WITHDRAWN
    )
    return session.scalars(query.order_by(Product.id)).all()


def named_households(session: Session) -> Sequence[str]:
    """The producers that have products."""
    return session.scalars(select(Product.household_id).distinct()).all()
