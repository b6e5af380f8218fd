"""The SQL that finds what a forgotten producer's products hold, and pictures others share."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import SYSTEM
from agrimarket.products.models import (
    Certificate,
    CertificateFile,
    Product,
    ProductPack,
    ProductPhoto,
    ProductStep,
    Rating,
)


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


def papers(session: Session, household_id: str) -> Sequence[Certificate]:
    """The certificates and commitments the producer holds."""
    query = select(Certificate).where(Certificate.household_id == household_id)
    return session.scalars(query).all()


def packs(session: Session, product_ids: Sequence[str]) -> Sequence[ProductPack]:
    """The sizes they were sold in."""
    return session.scalars(select(ProductPack).where(ProductPack.product_id.in_(product_ids))).all()


def forget_steps(session: Session, product_ids: Sequence[str]) -> None:
    """Reasons were written about a family: they go, the steps stay."""
    session.execute(
        update(ProductStep).where(ProductStep.product_id.in_(product_ids)).values(reason=None)
    )


def drop_files(session: Session, household_id: str) -> None:
    """Scans of the papers the producer holds."""
    mine = select(Certificate.id).where(Certificate.household_id == household_id)
    session.execute(delete(CertificateFile).where(CertificateFile.certificate_id.in_(mine)))


def ratings(session: Session, product_ids: Sequence[str]) -> Sequence[Rating]:
    """Their OCOP recognitions."""
    return session.scalars(select(Rating).where(Rating.product_id.in_(product_ids))).all()
