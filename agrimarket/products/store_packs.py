"""The SQL of sizes a product is sold in, and of trade item numbers over products and sizes."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.kit.ids import is_id
from agrimarket.products.models import Product, ProductPack, ProductState

GTINS = 8934  # PostgreSQL's lock for whoever gives out a number; SQLite has one writer anyway


def packs(session: Session, product_id: str) -> list[ProductPack]:
    """A product's sizes in order."""
    query = select(ProductPack).where(ProductPack.product_id == product_id)
    return list(session.scalars(query.order_by(ProductPack.position, ProductPack.id)))


def pack(session: Session, pack_id: str) -> ProductPack | None:
    """A size by id, of whatever product."""
    return session.get(ProductPack, pack_id) if is_id(pack_id) else None


def last_position(session: Session, product_id: str) -> int:
    """The highest place taken by a size, 0 without any."""
    mine = ProductPack.product_id == product_id
    return session.scalar(select(func.max(ProductPack.position)).where(mine)) or 0


def hold_gtins(session: Session) -> None:
    """Until the commit nobody else gives out a number: no index spans the two tables."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(GTINS)))


def gtin_taken(
    session: Session, forms: Sequence[str], *, product_id: str | None, pack_id: str | None
) -> bool:
    """Whether a product in use, or a size of one, carries any of these; but for the one named."""
    in_use = Product.state != ProductState.WITHDRAWN
    own = select(Product.id).where(Product.gtin.in_(forms), in_use)
    if product_id is not None:
        own = own.where(Product.id != product_id)
    sizes = (
        select(ProductPack.id)
        .join(Product, Product.id == ProductPack.product_id)
        .where(ProductPack.gtin.in_(forms), in_use)
    )
    if pack_id is not None:
        sizes = sizes.where(ProductPack.id != pack_id)
    return any(session.scalar(query.limit(1)) is not None for query in (own, sizes))


def product_by_gtins(session: Session, forms: Sequence[str]) -> Product | None:
    """The product in use of which a size carries any of these spellings of one number."""
    query = (
        select(Product)
        .join(ProductPack, ProductPack.product_id == Product.id)
        .where(ProductPack.gtin.in_(forms), Product.state != ProductState.WITHDRAWN)
    )
    return session.scalar(query.limit(1))
