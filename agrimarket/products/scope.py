"""Which products a viewer may see, and which stand on firm ground, as SQL conditions."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, case, exists, false, or_, select, union_all

from agrimarket.households import scope as households_scope
from agrimarket.households.depth.models import ProducerMember
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import PUBLIC, Role, Viewer
from agrimarket.products.kinds import OWN_WORD
from agrimarket.products.models import Certificate, CertificateProduct, Product, ProductState
from agrimarket.products.required.ask import basis_pairs


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A product is seen by whoever sees its producer; the public sees what was approved once.

    It reads the facts of the last approval (vouched.py); a withdrawn one is told as such.
    """
    owners = select(Household.id).where(households_scope.visible(viewer))
    seen = Product.household_id.in_(owners)
    if viewer.role is Role.PUBLIC:
        return seen & Product.approved_at.is_not(None)
    return seen


def vouched_as(fact: str) -> ColumnElement[Any]:
    """A text among the facts that buyers read: of the last approval, else as it is now."""
    kept = Product.approved_facts
    now = getattr(Product, fact)
    return case((kept.is_not(None), kept[fact].as_string()), else_=now).label(fact)


def reached(viewer: Viewer) -> ColumnElement[bool]:
    """The same, also of producers who were taken off the list: what forgets them finds it."""
    owners = select(Household.id).where(households_scope.reached(viewer))
    return Product.household_id.in_(owners)


def pictured(viewer: Viewer) -> ColumnElement[bool]:
    """Whose photos a viewer may see: also of what was public once, for stamps stay on packs."""
    consented = select(Household.id).where(households_scope.visible(PUBLIC))
    published = Product.approved_at.is_not(None) & Product.household_id.in_(consented)
    return visible(viewer) | published


def serves_maker() -> ColumnElement[bool]:
    """Joined certificate and product: the holder makes it, or a member of the group today does.

    Whoever leaves a group leaves its paper on the same day; nothing is written for it.
    """
    member = exists().where(
        ProducerMember.household_id == Certificate.household_id,
        ProducerMember.member_household_id == Product.household_id,
        ProducerMember.until.is_(None),
    )
    own = Certificate.household_id == Product.household_id
    return own | (Certificate.is_group & member)


def coverings(*conditions: ColumnElement[bool]) -> CompoundSelect[str, str]:
    """(product id, certificate id): by name, or all that the holder itself makes.

    The conditions are of products or certificates; each stands in both halves, for the indexes.
    """
    named = (
        select(Product.id.label("product_id"), Certificate.id.label("certificate_id"))
        .join(CertificateProduct, CertificateProduct.product_id == Product.id)
        .join(Certificate, Certificate.id == CertificateProduct.certificate_id)
        .where(serves_maker(), Certificate.covers_all.is_(False), *conditions)
    )
    whole = (
        select(Product.id, Certificate.id)
        .join(Certificate, Certificate.household_id == Product.household_id)
        .where(Certificate.covers_all, *conditions)
    )
    return union_all(named, whole)


def covers(product: str) -> ColumnElement[bool]:
    """Certificates that cover a product today."""
    pairs = coverings(Product.id == product).subquery()
    return Certificate.id.in_(select(pairs.c.certificate_id))


def holds(on: date) -> ColumnElement[bool]:
    """Certificates in force on a Vietnamese day."""
    return (
        Certificate.removed_at.is_(None)
        & or_(Certificate.valid_from.is_(None), Certificate.valid_from <= on)
        & or_(Certificate.valid_to.is_(None), Certificate.valid_to >= on)
    )


def counts() -> ColumnElement[bool]:
    """Certificates that somebody of the state saw, or that are by law their producer's word."""
    return Certificate.checked_at.is_not(None) | Certificate.kind.in_(sorted(OWN_WORD))


def stands_safely(on: date) -> ColumnElement[bool]:
    """Approved, of a consenting producer, with a safety basis in force on that day.

    Which kinds of paper count is the word of the dated rules (required/data.py).
    """
    consented = select(Household.id).where(Household.state == HouseholdState.REGISTERED)
    approved = Product.state == ProductState.APPROVED
    counted = [
        Product.category.in_(categories)
        & Product.household_id.in_(select(Household.id).where(Household.kind.in_(makers)))
        & _covered_by(Certificate.kind.in_(kinds), holds(on), counts())
        for categories, makers, kinds in basis_pairs(on)
    ]
    return approved & Product.household_id.in_(consented) & or_(false(), *counted)


def _covered_by(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a certificate that fulfils these covers the product of the row beside it."""
    named = exists().where(
        CertificateProduct.product_id == Product.id,
        Certificate.id == CertificateProduct.certificate_id,
        Certificate.covers_all.is_(False),
        serves_maker(),
        *conditions,
    )
    whole = exists().where(
        Certificate.household_id == Product.household_id, Certificate.covers_all, *conditions
    )
    return named | whole


def papers_changed(product: Any, since: Any) -> ColumnElement[bool]:
    """Whether a paper that covers or covered a product changed, or who is in its group, since."""
    named = exists().where(
        CertificateProduct.product_id == product,
        Certificate.id == CertificateProduct.certificate_id,
        Certificate.updated_at > since,
    )
    whole = exists().where(
        Product.id == product,
        Certificate.household_id == Product.household_id,
        Certificate.updated_at > since,
    )
    group = exists().where(
        Product.id == product,
        ProducerMember.member_household_id == Product.household_id,
        ProducerMember.updated_at > since,
    )
    return named | whole | group
