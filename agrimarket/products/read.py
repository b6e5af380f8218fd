"""Products as other rooms read them: fetched through what the viewer may see."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.products import store, store_packs
from agrimarket.products.gtin import forms
from agrimarket.products.models import Certificate, Product, ProductPhoto, ProductState, Rating
from agrimarket.products.vouched import Vouched

Part = TypeVar("Part", ProductPhoto, Rating)


def product_of(session: Session, *, viewer: Viewer, product_id: str, lock: bool = False) -> Product:
    """The product; NotFound also where the viewer may not see it. `lock` holds it on PostgreSQL."""
    product = store.by_id(session, viewer, product_id, lock=lock)
    if product is None:
        raise NotFound
    return product


def product_of_gtin(session: Session, gtin: str) -> Product | None:
    """The product in use of which it or a size carries this GTIN, in any of its lengths."""
    found = forms(gtin)
    return store.by_gtins(session, found) or store_packs.product_by_gtins(session, found)


def told_of_gtin(session: Session, gtin: str) -> list[Product]:
    """The products that buyers find by a number: the one in use, then those that carried it when
    they were approved last. The caller asks whether the public may see them."""
    used, numbers = product_of_gtin(session, gtin), forms(gtin)
    kept = [one for one in store.vouched_by_gtins(session, numbers) if one is not used]
    if used is None or (used.gtin in numbers and Vouched(used).gtin not in numbers):
        return kept  # of the product in use, nobody vouched for this number yet
    return [used, *kept]


def gtin_to_print(session: Session, product: Product) -> str | None:
    """The number that labels of a product may carry: one that an officer vouched for last, that
    tills read as this product's. None of a withdrawn product, and where another in use has it."""
    number = Vouched(product).gtin
    if not number or not forms(number) or product.state == ProductState.WITHDRAWN:
        return None
    if product.approved_at is None:
        return None
    used = product_of_gtin(session, number)
    return number if used is None or used.id == product.id else None


def household_of(session: Session, product: Product) -> Household:
    """The producer of a product that the viewer has seen already."""
    return store.owner(session, product)


def photos_of(session: Session, product: Product) -> list[ProductPhoto]:
    """The product's pictures in order."""
    return store.photos(session, product.id)


def leading_photos(session: Session, products: Sequence[Product]) -> dict[str, ProductPhoto]:
    """The first picture of each product of a list that was seen already, by product id."""
    return store.first_photos(session, products)


def photo_of(session: Session, product: Product, photo_id: str) -> ProductPhoto:
    """One picture of this product; NotFound."""
    return _mine(product, store.row(session, ProductPhoto, photo_id))


def rating_of(session: Session, product: Product, rating_id: str) -> Rating:
    """One rating of this product; NotFound."""
    return _mine(product, store.row(session, Rating, rating_id))


def certificate_of(session: Session, product: Product, certificate_id: str) -> Certificate:
    """One certificate of this product; NotFound."""
    found = [one for one in store.certificates(session, product.id) if one.id == certificate_id]
    if not found:
        raise NotFound
    return found[0]


def _mine(product: Product, row: Part | None) -> Part:
    if row is None or row.product_id != product.id:
        raise NotFound
    return row


def photo_address(photo: ProductPhoto, width: int = 800) -> str:
    """The address of the smallest kept version that is at least `width` pixels wide."""
    wide_enough = [kept for kept in photo.widths if kept >= width]
    best = min(wide_enough) if wide_enough else max(photo.widths)
    return f"/anh/{photo.sha256}-{best}.webp"


def photo_addresses(photo: ProductPhoto) -> dict[str, str]:
    """Width in pixels > address, for every kept version."""
    return {str(width): f"/anh/{photo.sha256}-{width}.webp" for width in sorted(photo.widths)}
