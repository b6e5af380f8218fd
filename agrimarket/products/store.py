"""The SQL of products."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged
from agrimarket.places.spelling import fold
from agrimarket.products.models import (
    Certificate,
    CertificateProduct,
    Product,
    ProductPhoto,
    ProductState,
    Rating,
)
from agrimarket.products.scope import counts, coverings, covers, holds, pictured, visible

Part = TypeVar("Part", ProductPhoto, Rating)


def by_id(
    session: Session, viewer: Viewer, product_id: str, *, lock: bool = False
) -> Product | None:
    """A product this viewer may see; locked until the commit where a rule decides on it."""
    if not is_id(product_id):
        return None
    query = select(Product).where(Product.id == product_id, visible(viewer))
    return session.scalar(query.with_for_update(key_share=True) if lock else query)


def exists(session: Session, product_id: str) -> bool:
    """Whether the id is taken, in anybody's scope."""
    return session.get(Product, product_id) is not None


def household(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """A producer this viewer may see, unless forgotten: nothing new begins there."""
    if not is_id(household_id):
        return None
    mine = households_scope.visible(viewer) & Household.erased_at.is_(None)
    return session.scalar(select(Household).where(Household.id == household_id, mine))


def owner(session: Session, product: Product) -> Household:
    """The producer of a product that was seen already."""
    return session.get_one(Household, product.household_id)


def owners(session: Session, products: Sequence[Product]) -> dict[str, Household]:
    """The producers of a list's products, by id, in one read."""
    ids = {product.household_id for product in products}
    rows = session.scalars(select(Household).where(Household.id.in_(ids)))
    return {row.id: row for row in rows}


def search(
    session: Session,
    viewer: Viewer,
    *,
    q: str = "",
    category: str = "",
    state: str = "",
    commune: str = "",
    household_id: str = "",
    page: int = 1,
    page_size: int = 50,
) -> Page[Product]:
    """Products a viewer may see, newest change first; q is sought in product and producer."""
    query: Select[Product] = select(Product).where(visible(viewer))
    wanted = {Product.category: category, Product.state: state}
    for column, value in wanted.items():
        if value:
            query = query.where(column == value)
    if household_id:
        known = is_id(household_id)
        query = query.where(Product.household_id == household_id if known else Product.id.is_(None))
    if commune:
        there = select(Household.id).where(Household.commune_code == commune)
        query = query.where(Product.household_id.in_(there))
    if fold(q):
        query = query.where(_speaks_of(fold(q)))
    query = query.order_by(Product.updated_at.desc(), Product.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def _speaks_of(words: str) -> ColumnElement[bool]:
    theirs = Household.search_text.contains(words, autoescape=True)
    return or_(
        Product.search_text.contains(words, autoescape=True),
        Product.household_id.in_(select(Household.id).where(theirs)),
    )


def by_gtins(session: Session, forms: Sequence[str]) -> Product | None:
    """The product in use under any of these spellings of one GTIN."""
    in_use = Product.state != ProductState.WITHDRAWN
    return session.scalar(select(Product).where(Product.gtin.in_(forms), in_use).limit(1))


def vouched_by_gtins(session: Session, forms: Sequence[str]) -> Sequence[Product]:
    """Products that carried the number when they were approved last, and are not approved now."""
    kept = Product.approved_facts.is_not(None) & Product.approved_facts["gtin"].as_string().in_(
        forms
    )
    return session.scalars(select(Product).where(kept).order_by(Product.id.desc())).all()


def photos(session: Session, product_id: str) -> list[ProductPhoto]:
    """A product's pictures in order."""
    query = select(ProductPhoto).where(ProductPhoto.product_id == product_id)
    return list(session.scalars(query.order_by(ProductPhoto.position, ProductPhoto.id)))


def first_photos(session: Session, products: Sequence[Product]) -> dict[str, ProductPhoto]:
    """The leading picture of each product of a list, by product id, in one read."""
    ids = [product.id for product in products]
    query = select(ProductPhoto).where(ProductPhoto.product_id.in_(ids))
    found: dict[str, ProductPhoto] = {}
    for photo in session.scalars(query.order_by(ProductPhoto.position, ProductPhoto.id)):
        found.setdefault(photo.product_id, photo)
    return found


def row(session: Session, model: type[Part], row_id: str) -> Part | None:
    """A photo or rating by id, of whatever product."""
    return session.get(model, row_id) if is_id(row_id) else None


def last_position(session: Session, product_id: str) -> int:
    """The highest place taken by a picture, 0 without any."""
    mine = ProductPhoto.product_id == product_id
    return session.scalar(select(func.max(ProductPhoto.position)).where(mine)) or 0


def kept_widths(session: Session, viewer: Viewer, sha256: str) -> list[int] | None:
    """The widths of a picture that belongs to a product this viewer may see pictured."""
    query = (
        select(ProductPhoto.widths, Product.approved_facts, visible(viewer))
        .join(Product, Product.id == ProductPhoto.product_id)
        .where(ProductPhoto.sha256 == sha256, pictured(viewer))
    )
    for widths, kept, seen in session.execute(query):
        own = seen and viewer.role is not Role.PUBLIC
        if own or kept is None or sha256 in kept["photos"]:  # of the last approval, vouched.py
            return list(widths)
    return None


def ratings(session: Session, product_id: str) -> list[Rating]:
    """Every rating ever noted, newest decision first, removed ones too."""
    query = select(Rating).where(Rating.product_id == product_id)
    return list(session.scalars(query.order_by(Rating.decided_on.desc(), Rating.id.desc())))


def certificates(session: Session, product_id: str) -> list[Certificate]:
    """Every certificate ever noted, newest first, removed ones too."""
    query = select(Certificate).where(covers(product_id))
    return list(session.scalars(query.order_by(Certificate.created_at.desc(), Certificate.id)))


def bases(session: Session, product_id: str, kinds: Collection[str], on: date) -> list[Certificate]:
    """Certificates of these kinds that cover the product, in force on that day, and count."""
    query = select(Certificate).where(
        covers(product_id), Certificate.kind.in_(kinds), holds(on), counts()
    )
    return list(session.scalars(query.order_by(Certificate.created_at)))


def covered(session: Session, certificate_id: str) -> list[str]:
    """Ids of the products a certificate covers by name, oldest first."""
    query = select(CertificateProduct.product_id).where(
        CertificateProduct.certificate_id == certificate_id
    )
    return list(session.scalars(query.order_by(CertificateProduct.product_id)))


def papers_of(session: Session, product_ids: Sequence[str]) -> dict[str, list[Certificate]]:
    """Certificates that cover each of these products, newest first, in one read."""
    pairs = coverings(Product.id.in_(product_ids)).subquery()
    query = (
        select(pairs.c.product_id, Certificate)
        .join(Certificate, Certificate.id == pairs.c.certificate_id)
        .order_by(Certificate.created_at.desc(), Certificate.id)
    )
    found: dict[str, list[Certificate]] = {}
    for product_id, paper in session.execute(query):
        found.setdefault(product_id, []).append(paper)
    return found
