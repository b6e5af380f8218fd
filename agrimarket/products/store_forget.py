"""The SQL that finds what a forgotten producer's products hold, and pictures others share."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import SYSTEM
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating


def products(session: Session, household_id: str) -> Sequence[Product]:
    """The producer's products, locked until the commit; as the system, whoever asks."""
    mine = select(Household.id).where(
        Household.id == household_id, households_scope.reached(SYSTEM)
    )
    query = select(Product).where(Product.household_id.in_(mine)).order_by(Product.id)
    return session.scalars(query.with_for_update()).all()


def photos(session: Session, product_ids: Sequence[str]) -> Sequence[ProductPhoto]:
    """Their pictures."""
    query = select(ProductPhoto).where(ProductPhoto.product_id.in_(product_ids))
    return session.scalars(query).all()


def shared(session: Session, sha256: str, product_ids: Sequence[str]) -> bool:
    """Whether somebody else's product shows the same picture."""
    query = select(ProductPhoto.id).where(
        ProductPhoto.sha256 == sha256, ProductPhoto.product_id.not_in(product_ids)
    )
    return session.scalar(query.limit(1)) is not None


def drop_photos(session: Session, product_ids: Sequence[str]) -> None:
    """The pictures' rows go; their addresses answer nobody."""
    session.execute(delete(ProductPhoto).where(ProductPhoto.product_id.in_(product_ids)))


def papers(session: Session, product_ids: Sequence[str]) -> Sequence[Certificate]:
    """Their certificates and commitments."""
    query = select(Certificate).where(Certificate.product_id.in_(product_ids))
    return session.scalars(query).all()


def ratings(session: Session, product_ids: Sequence[str]) -> Sequence[Rating]:
    """Their OCOP recognitions."""
    return session.scalars(select(Rating).where(Rating.product_id.in_(product_ids))).all()
