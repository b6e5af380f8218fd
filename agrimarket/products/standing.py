"""What a product stands on today, read from its papers each time: nothing here is stored."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.products import store
from agrimarket.products.decide import check_consent
from agrimarket.products.models import Certificate, Product, ProductState, Rating
from agrimarket.products.refusals import ProductNotApproved, SafetyBasisMissing


def safety_bases(session: Session, product: Product, on: date | None = None) -> list[Certificate]:
    """Certificates in force on a Vietnamese day (today) whose kind counts as safety basis."""
    return store.bases(session, product.id, on or clock.today())


def has_safety_basis(session: Session, product: Product, on: date | None = None) -> bool:
    """Whether there is at least one."""
    return bool(safety_bases(session, product, on))


def valid_rating(session: Session, product: Product, on: date | None = None) -> Rating | None:
    """The rating whose stars may be shown on that day; None without one.

    The newest decision counts, also when it lowered the stars (re-recognition); after its 36
    months no stars may be shown anywhere (Decision 148/QĐ-TTg 2023).
    """
    day = on or clock.today()
    decided = [
        rating
        for rating in store.ratings(session, product.id)
        if rating.removed_at is None and rating.decided_on <= day
    ]
    newest = decided[0] if decided else None
    return newest if newest and day <= newest.valid_through else None


def public_certificates(
    session: Session, product: Product, on: date | None = None
) -> list[Certificate]:
    """Certificates in force on that day, as buyers may read them (number, issuer, validity)."""
    day = on or clock.today()
    return [paper for paper in store.certificates(session, product.id) if in_force(paper, day)]


def in_force(paper: Certificate, day: date) -> bool:
    """Not removed, begun, not ended; an empty end means without end."""
    begun = paper.valid_from is None or paper.valid_from <= day
    ended = paper.valid_to is not None and paper.valid_to < day
    return paper.removed_at is None and begun and not ended


def check_sellable(session: Session, product: Product, on: date | None = None) -> None:
    """What a stamp order and a release need: consent, approval and a safety basis.

    Raises ConsentMissing, ProductNotApproved, SafetyBasisMissing.
    """
    check_consent(session, product)
    if product.state != ProductState.APPROVED:
        raise ProductNotApproved
    if not has_safety_basis(session, product, on):
        raise SafetyBasisMissing
