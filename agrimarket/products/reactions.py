"""What products do when their producer is forgotten: the goods stay known, the person does not."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased, ProducersRegrouped
from agrimarket.households.forgetting.erased import scrubbed
from agrimarket.kit import files
from agrimarket.kit.dropped import drop_later
from agrimarket.places.spelling import fold
from agrimarket.products import store_forget as store
from agrimarket.products.kinds import CATEGORIES
from agrimarket.products.models import Product, ProductState
from agrimarket.products.naming import tell_names

# The item that traceability needs of a product is its name (Circular 02/2024/TT-BKHCN, item 1);
# stories, brands and outputs are words about a family.
FREE_TEXTS = (
    "brand", "description", "monthly_output", "standards", "decision_reason", "storage",
)  # fmt: skip


OFFICE = "cơ quan công nhận"
PACK = "Gói"


def forget_person(session: Session, event: PersonErased) -> None:
    """Withdraw the products, take names out of theirs, drop free texts, pictures and their files.

    Certificates keep kind, issuer and days, which a stamp's page still shows; their numbers and
    scopes go where they name the person.
    """
    products = store.products(session, event.household_id)
    ids = [product.id for product in products]
    for product in products:
        _empty(product, event.words)
    store.drop_files(session, event.household_id)
    store.forget_steps(session, ids)
    for pack in store.packs(session, ids):
        pack.label = scrubbed(pack.label, event.words) or PACK
    for paper in store.papers(session, event.household_id):
        for name in ("number", "issuer", "scope"):
            setattr(paper, name, scrubbed(getattr(paper, name), event.words) or None)
        paper.removed_reason = None
    for rating in store.ratings(session, ids):
        rating.removed_reason = None
        # what a recognition owes its readers stays, without the person's name
        rating.issuer = scrubbed(rating.issuer, event.words) or OFFICE
        rating.decision_number = scrubbed(rating.decision_number, event.words) or "-"
        rating.certificate_number = scrubbed(rating.certificate_number, event.words) or None
    _drop_pictures(session, ids)
    session.flush()


def _empty(product: Product, words: Sequence[str]) -> None:
    instead = CATEGORIES[product.category]
    product.name = scrubbed(product.name, words, instead) or instead
    product.unit = scrubbed(product.unit, words)
    for name in FREE_TEXTS:
        setattr(product, name, None)
    product.search_text = fold(f"{product.name} {product.gtin or ''}")
    product.state = ProductState.WITHDRAWN
    product.approved_facts = None
    product.submitted_at = product.answer_due = product.supplement_due = None


def _drop_pictures(session: Session, ids: Sequence[str]) -> None:
    """Nobody can say who stands in a picture: all go; a file that another shows too stays."""
    for photo in store.photos(session, ids):
        if not store.shared(session, photo.sha256, ids):
            for width in photo.widths:
                drop_later(session, files.path_of(photo.sha256, f"-{width}.webp"))
    store.drop_photos(session, ids)


def name_regrouped(session: Session, event: ProducersRegrouped) -> None:
    """Producers whose products changed hands are found by those they have now."""
    for household_id in event.household_ids:
        tell_names(session, household_id)
