"""What an officer vouched for last: buyers read it until somebody vouches for what came after."""

from typing import Any

from sqlalchemy.orm import Session

from agrimarket.products import store
from agrimarket.products.models import Product, ProductPhoto, ProductState

# Whatever a public page, an event or a label may say of a product itself.
FACTS = (
    "name", "brand", "category", "description", "unit", "gtin", "standards", "shelf_life_days",
    "shelf_life_months", "shelf_life_from", "storage", "external_uid",
)  # fmt: skip
PHOTOS = "photos"


class Vouched:
    """A product's facts as buyers may read them, by the names of its columns in FACTS."""

    name: str
    brand: str | None
    category: str
    description: str | None
    unit: str | None
    gtin: str | None
    standards: str | None
    shelf_life_days: int | None
    shelf_life_months: int | None
    shelf_life_from: str | None
    storage: str | None
    external_uid: str | None

    def __init__(self, product: Product) -> None:
        kept = product.approved_facts or {}
        for fact in FACTS:
            setattr(self, fact, kept[fact] if fact in kept else getattr(product, fact))


def first_photo(session: Session, product: Product) -> tuple[ProductPhoto, str] | None:
    """Its leading picture for buyers and what it shows, of those of the last approval."""
    kept = product.approved_facts
    for photo in store.photos(session, product.id):
        if kept is None or photo.sha256 in kept[PHOTOS]:
            return photo, kept[PHOTOS][photo.sha256] if kept else photo.alt
    return None


def last_vouched(session: Session, product: Product) -> dict[str, Any] | None:
    """What buyers read of it now, to be kept; None of one that nobody vouched for yet.

    To be asked before the product is changed or moved.
    """
    if product.approved_at is None:
        return None
    if product.approved_facts is not None:
        return product.approved_facts
    photos = {photo.sha256: photo.alt for photo in store.photos(session, product.id)}
    return {**{fact: getattr(product, fact) for fact in FACTS}, PHOTOS: photos}


def keep(product: Product, facts: dict[str, Any] | None) -> None:
    """Kept while the product is not approved; an approved one tells what it is."""
    kept = None if product.state == ProductState.APPROVED else facts
    if product.approved_facts != kept:
        product.approved_facts = kept
