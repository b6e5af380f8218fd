"""The SQL of what a listing says and stands on, read for many products at once."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.channels.models import Booth, Listing
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Certificate, Product, ProductPhoto, Rating

Part = TypeVar("Part", ProductPhoto, Rating)


class Lots(NamedTuple):
    """How many lots of a product are recalled, held back by the producer, and neither."""

    recalled: int
    suspended: int
    other: int


NO_LOTS = Lots(0, 0, 0)


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
    """Photos or ratings of products that were seen already, by product."""
    order = kind.position if issubclass(kind, ProductPhoto) else kind.created_at
    query = select(kind).where(kind.product_id.in_(ids)).order_by(order, kind.id)
    found: dict[str, list[Part]] = {}
    for row in session.scalars(query):
        found.setdefault(row.product_id, []).append(row)
    return found


def papers(session: Session, ids: Collection[str]) -> dict[str, list[Certificate]]:
    """Certificates that cover products that were seen already, by product, oldest first."""
    pairs = products_scope.coverings(Product.id.in_(ids)).subquery()
    query = (
        select(pairs.c.product_id, Certificate)
        .join(Certificate, Certificate.id == pairs.c.certificate_id)
        .order_by(Certificate.created_at, Certificate.id)
    )
    found: dict[str, list[Certificate]] = {}
    for product_id, paper in session.execute(query):
        found.setdefault(product_id, []).append(paper)
    return found


def lots(session: Session, viewer: Viewer, ids: Collection[str]) -> dict[str, Lots]:
    """How the lots of each product stand that has any."""
    back = Lot.state == LotState.RECALLED
    held = ~back & Lot.suspended_at.is_not(None)
    query = (
        select(
            Lot.product_id, func.sum(case((back, 1), else_=0)), func.sum(case((held, 1), else_=0)),
            func.count(),
        )
        .where(Lot.product_id.in_(ids), lots_scope.visible(viewer))
        .group_by(Lot.product_id)
    )  # fmt: skip
    return {
        row[0]: Lots(int(row[1]), int(row[2]), int(row[3]) - int(row[1]) - int(row[2]))
        for row in session.execute(query)
    }


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
        for kind in (Rating, ProductPhoto, Lot)
    )
    free = Listing.sync_state != "in_flight"
    papers = products_scope.papers_changed(Listing.product_id, at)
    return free & or_(at.is_(None), exists(product), exists(booth), papers, *parts)
