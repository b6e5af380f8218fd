"""The SQL of what a listing says and stands on, read for many products at once."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.channels.models import Booth, Listing
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating

Part = TypeVar("Part", ProductPhoto, Rating, Certificate)


def products(session: Session, viewer: Viewer, ids: Collection[str]) -> list[Product]:
    """The products a viewer may see among these."""
    query = select(Product).where(Product.id.in_(ids), products_scope.visible(viewer))
    return list(session.scalars(query))


def owners(session: Session, rows: Iterable[Product]) -> dict[str, Household]:
    """The producers of products that were seen already, by id."""
    ids = {row.household_id for row in rows}
    found = session.scalars(select(Household).where(Household.id.in_(ids)))
    return {row.id: row for row in found}


def parts(session: Session, kind: type[Part], ids: Collection[str]) -> dict[str, list[Part]]:
    """Photos, ratings or certificates of products that were seen already, by product."""
    order = kind.position if issubclass(kind, ProductPhoto) else kind.created_at
    query = select(kind).where(kind.product_id.in_(ids)).order_by(order, kind.id)
    found: dict[str, list[Part]] = {}
    for row in session.scalars(query):
        found.setdefault(row.product_id, []).append(row)
    return found


def lots(session: Session, viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """(recalled lots, other lots) of each product that has any."""
    recalled = func.sum(case((Lot.state == LotState.RECALLED, 1), else_=0))
    query = (
        select(Lot.product_id, recalled, func.count())
        .where(Lot.product_id.in_(ids), lots_scope.visible(viewer))
        .group_by(Lot.product_id)
    )
    return {row[0]: (int(row[1]), int(row[2]) - int(row[1])) for row in session.execute(query)}


def changed_since_planned() -> ColumnElement[bool]:
    """Listings whose product, producer, papers, photos, lots or booth changed after their plan.

    The rows themselves are the notice, so that no edit below can be forgotten by an event.
    """
    at = Listing.planned_at
    product = (
        select(Product.id)
        .join(Household, Household.id == Product.household_id)
        .where(Product.id == Listing.product_id)
        .where(or_(Product.updated_at > at, Household.updated_at > at))
    )
    booth = (
        select(Booth.id)
        .join(Product, Product.household_id == Booth.household_id)
        .where(Product.id == Listing.product_id, Booth.channel_code == Listing.channel_code)
        .where(Booth.updated_at > at)
    )
    parts = (
        exists().where(kind.product_id == Listing.product_id, kind.updated_at > at)
        for kind in (Certificate, Rating, ProductPhoto, Lot)
    )
    free = Listing.sync_state != "in_flight"
    return free & or_(at.is_(None), exists(product), exists(booth), *parts)
