"""A product's pictures: added in order, replaced, described, moved, taken out."""

from sqlalchemy.orm import Session

from agrimarket.kit import audit, files
from agrimarket.kit.access import Viewer
from agrimarket.places.spelling import tidy
from agrimarket.products import store
from agrimarket.products.describe import refuse_described
from agrimarket.products.models import Product, ProductPhoto
from agrimarket.products.read import photo_of, product_of
from agrimarket.products.refusals import PhotoMissing, PhotosFull

MOST_PHOTOS = 12


def keep_photo(
    session: Session, *, viewer: Viewer, product_id: str, content: bytes, replaces: str = ""
) -> files.KeptPhoto:
    """Shrink and keep a picture before any commit is opened: it takes a second of a phone's photo.

    Raises NotFound, NotADraft, PhotoMissing, PhotosFull; NotAPhoto, HeicPhoto, PhotoTooLarge
    of kit/files.
    """
    product = product_of(session, viewer=viewer, product_id=product_id)
    refuse_described(viewer, product)
    if not content:
        raise PhotoMissing(fields={"photo": [PhotoMissing.sentence]})
    if replaces:
        photo_of(session, product, replaces)
    else:
        _room_for_one(session, product)
    return keep_first(content)


def keep_first(content: bytes) -> files.KeptPhoto:
    """Shrink and keep a picture of a product that is described in the same breath.

    NotAPhoto, HeicPhoto, PhotoTooLarge, said at the field.
    """
    try:
        return files.keep_photo(content)
    except (files.NotAPhoto, files.PhotoTooLarge) as refusal:
        refusal.fields = {"photo": [refusal.detail]}
        raise


def add_photo(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    kept: files.KeptPhoto,
    alt: str = "",
    replaces: ProductPhoto | None = None,
) -> ProductPhoto:
    """Note a kept picture, last in order or in the place of another; alt defaults to the name.

    Raises PhotosFull.
    """
    if replaces is None:
        _room_for_one(session, product)
    photo = replaces or ProductPhoto(
        product_id=product.id, position=store.last_position(session, product.id) + 1
    )
    photo.sha256, photo.widths = kept.sha256, list(kept.widths)
    photo.width, photo.height = kept.width, kept.height
    photo.alt = tidy(alt) or product.name
    session.add(photo)
    session.flush()
    audit.record(
        session, viewer, "photo_replaced" if replaces else "photo_added",
        kind="product", id=product.id, after={"photo": photo.id, "sha256": kept.sha256},
        person=product.household_id,
    )  # fmt: skip
    return photo


def _room_for_one(session: Session, product: Product) -> None:
    if len(store.photos(session, product.id)) >= MOST_PHOTOS:
        raise PhotosFull(most=MOST_PHOTOS)


def edit_photo(
    session: Session,
    *,
    viewer: Viewer,
    product: Product,
    photo: ProductPhoto,
    alt: str | None = None,
    position: int | None = None,
) -> ProductPhoto:
    """Say what it shows, or move it to a place counted from 1; the others make room. NotADraft."""
    refuse_described(viewer, product)
    if alt is not None:
        photo.alt = tidy(alt) or product.name
    if position is not None:
        rest = [one for one in store.photos(session, product.id) if one.id != photo.id]
        rest.insert(max(0, position - 1), photo)
        for number, one in enumerate(rest, start=1):
            one.position = number
    session.flush()
    audit.record(
        session, viewer, "photo_edited", kind="product", id=product.id,
        after={"photo": photo.id, "position": photo.position}, person=product.household_id,
    )  # fmt: skip
    return photo


def delete_photo(
    session: Session, *, viewer: Viewer, product: Product, photo: ProductPhoto
) -> None:
    """Take a picture out; its address answers nobody any more. NotADraft."""
    refuse_described(viewer, product)
    audit.record(
        session, viewer, "photo_deleted", kind="product", id=product.id,
        before={"photo": photo.id, "sha256": photo.sha256}, person=product.household_id,
    )  # fmt: skip
    session.delete(photo)
    session.flush()
