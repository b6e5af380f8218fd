"""What a product stands on today, read from its papers each time: nothing here is stored."""

from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.errors import Refusal
from agrimarket.products import store
from agrimarket.products.decide import check_consent
from agrimarket.products.kinds import CERTIFICATE_KINDS, OWN_WORD
from agrimarket.products.models import Certificate, Product, ProductState, Rating
from agrimarket.products.refusals import (
    ProductNotApproved,
    SafetyBasisExpired,
    SafetyBasisMissing,
    SafetyBasisUnchecked,
)
from agrimarket.products.required.ask import basis_kinds


def safety_bases(session: Session, product: Product, on: date | None = None) -> list[Certificate]:
    """Certificates in force on a Vietnamese day (today) whose kind counts as safety basis."""
    day = on or clock.today()
    return store.bases(session, product.id, _kinds(session, product, day), day)


def has_safety_basis(session: Session, product: Product, on: date | None = None) -> bool:
    """Whether there is at least one."""
    return bool(safety_bases(session, product, on))


def basis_fault(session: Session, product: Product, on: date | None = None) -> Refusal | None:
    """What is wrong with its safety basis on that day: none at all, one that ended, or nothing."""
    day = on or clock.today()
    if has_safety_basis(session, product, day):
        return None
    kinds = _kinds(session, product, day)
    papers = [one for one in store.certificates(session, product.id) if one.kind in kinds]
    unseen = next((one for one in papers if in_force(one, day)), None)
    if unseen is not None:
        return _unchecked(unseen)
    ended = [
        (paper.valid_to, paper.kind)
        for paper in papers
        if paper.removed_at is None and paper.valid_to is not None and paper.valid_to < day
    ]
    if not ended:
        return SafetyBasisMissing()
    last, kind = max(ended)
    facts = {"paper": CERTIFICATE_KINDS[kind].label, "day": f"{last:%d/%m/%Y}"}
    said = SafetyBasisExpired.sentence.format_map(facts)
    return SafetyBasisExpired(fields={"certificates": [said]}, **facts)


def _unchecked(paper: Certificate) -> Refusal:
    """The refusal that names a paper which nobody of the state saw yet."""
    label = CERTIFICATE_KINDS[paper.kind].label
    said = SafetyBasisUnchecked.sentence.format(paper=label)
    return SafetyBasisUnchecked(fields={"certificates": [said]}, paper=label)


def _kinds(session: Session, product: Product, on: date) -> frozenset[str]:
    """Kinds of paper that count for it on that day, by the dated rules."""
    return basis_kinds(product.category, store.owner(session, product).kind, on)


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
    """Certificates in force on that day, as buyers may read them (number, issuer, validity).

    Only those that somebody of the state saw: what a producer typed is no proof.
    """
    return [one for one in _in_force(session, product, on) if one.checked_at is not None]


def declared_kinds(session: Session, product: Product, on: date | None = None) -> list[str]:
    """Kinds of paper in force that the producer alone tells of: not their number nor issuer."""
    papers = _in_force(session, product, on)
    proven = {one.kind for one in papers if one.checked_at is not None}
    return sorted({one.kind for one in papers} - proven)


def _in_force(session: Session, product: Product, on: date | None) -> list[Certificate]:
    day = on or clock.today()
    return [paper for paper in store.certificates(session, product.id) if in_force(paper, day)]


def in_force(paper: Certificate, day: date) -> bool:
    """Not removed, begun, not ended; an empty end means without end."""
    begun = paper.valid_from is None or paper.valid_from <= day
    ended = paper.valid_to is not None and paper.valid_to < day
    return paper.removed_at is None and begun and not ended


def counts(paper: Certificate) -> bool:
    """Seen by somebody of the state, or by law its producer's own word (a commitment)."""
    return paper.checked_at is not None or paper.kind in OWN_WORD


def check_sellable(session: Session, product: Product, on: date | None = None) -> None:
    """What a stamp order and a release need: consent, approval and a safety basis.

    Raises ConsentMissing, ProductNotApproved, SafetyBasisMissing, SafetyBasisExpired,
    SafetyBasisUnchecked.
    """
    check_consent(session, product)
    if product.state != ProductState.APPROVED:
        raise ProductNotApproved
    fault = basis_fault(session, product, on)
    if fault is not None:
        raise fault
