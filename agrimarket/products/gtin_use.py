"""One trade item number stands for one thing sold: a product in use, or one of its sizes."""

from sqlalchemy.orm import Session

from agrimarket.products import gtin, store_packs
from agrimarket.products.models import Product, ProductPack
from agrimarket.products.refusals import GtinTaken


def check_free(
    session: Session, number: str | None, *, product: Product, pack: ProductPack | None = None
) -> None:
    """GtinTaken where anything else in use carries the number, in any of its lengths.

    Without `pack` the number is the product's own; a size may not carry the one of its product.
    """
    if number is None:
        return
    store_packs.hold_gtins(session)
    with session.no_autoflush:  # the row may be half described yet
        taken = store_packs.gtin_taken(
            session, gtin.forms(number),
            product_id=None if pack is not None else product.id,
            pack_id=pack.id if pack is not None else None,
        )  # fmt: skip
    if taken:
        raise GtinTaken(fields={"gtin": [GtinTaken.sentence]})


def check_all_free(session: Session, product: Product) -> None:
    """The same for a product that comes back, and every size of it."""
    check_free(session, product.gtin, product=product)
    for pack in store_packs.packs(session, product.id):
        check_free(session, pack.gtin, product=product, pack=pack)
