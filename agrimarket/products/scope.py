"""Which products a viewer may see, and which stand on firm ground, as SQL conditions."""

from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit.access import PUBLIC, Role, Viewer
from agrimarket.products.kinds import SAFETY_KINDS
from agrimarket.products.models import Certificate, Product, ProductState


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A product is seen by whoever sees its producer; the public sees approved ones."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    seen = Product.household_id.in_(owners)
    if viewer.role is Role.PUBLIC:
        return seen & (Product.state == ProductState.APPROVED)
    return seen


def reached(viewer: Viewer) -> ColumnElement[bool]:
    """The same, also of producers who were taken off the list: what forgets them finds it."""
    owners = select(Household.id).where(households_scope.reached(viewer))
    return Product.household_id.in_(owners)


def pictured(viewer: Viewer) -> ColumnElement[bool]:
    """Whose photos a viewer may see: also of what was public once, for stamps stay on packs."""
    consented = select(Household.id).where(households_scope.visible(PUBLIC))
    published = Product.approved_at.is_not(None) & Product.household_id.in_(consented)
    return visible(viewer) | published


def holds(on: date) -> ColumnElement[bool]:
    """Certificates in force on a Vietnamese day."""
    return (
        Certificate.removed_at.is_(None)
        & or_(Certificate.valid_from.is_(None), Certificate.valid_from <= on)
        & or_(Certificate.valid_to.is_(None), Certificate.valid_to >= on)
    )


def stands_safely(on: date) -> ColumnElement[bool]:
    """Approved, of a consenting producer, with a safety basis in force on that day."""
    consented = select(Household.id).where(Household.state == HouseholdState.REGISTERED)
    basis = exists().where(
        Certificate.product_id == Product.id, Certificate.kind.in_(SAFETY_KINDS), holds(on)
    )
    approved = Product.state == ProductState.APPROVED
    return approved & Product.household_id.in_(consented) & basis
