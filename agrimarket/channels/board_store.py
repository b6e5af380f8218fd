"""The SQL of the board: products with their listings, filtered by what channels show."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.channels.models import Listing, Outbox
from agrimarket.channels.port import Sight
from agrimarket.channels.scope import visible
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page, paged
from agrimarket.places.spelling import fold
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState

STUCK = ("blocked", "dead")
ON_THE_WAY = ("queued", "in_flight", "uncertain", "backoff")


def products(
    session: Session,
    viewer: Viewer,
    *,
    q: str,
    channel: str,
    state: str,
    page: int,
    page_size: int,
) -> Page[Product]:
    """Approved or listed products a viewer may see, newest change first."""
    listed = _listed()
    query: Select[Product] = (
        select(Product)
        .where(products_scope.visible(viewer))
        .where(or_(Product.state == ProductState.APPROVED, listed))
    )
    if fold(q):
        query = query.where(_speaks_of(viewer, fold(q)))
    on = (Listing.channel_code == channel,) if channel else ()
    if state == "none":
        query = query.where(~_listed(*on))
    elif state:
        query = query.where(_listed(*on, _in_state(state)))
    elif channel:
        query = query.where(_listed(*on))
    query = query.order_by(Product.updated_at.desc(), Product.id.desc())
    return paged(session, query, page=page, page_size=page_size)


def _speaks_of(viewer: Viewer, words: str) -> ColumnElement[bool]:
    theirs = select(Household.id).where(
        households_scope.visible(viewer), Household.search_text.contains(words, autoescape=True)
    )
    return or_(
        Product.search_text.contains(words, autoescape=True), Product.household_id.in_(theirs)
    )


def _listed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Listing.product_id == Product.id, *conditions)


def _in_state(state: str) -> ColumnElement[bool]:
    conditions: dict[str, ColumnElement[bool]] = {
        "live": Listing.observed_state == Sight.LIVE,
        "pending": or_(
            Listing.observed_state == Sight.PENDING_REVIEW, Listing.sync_state.in_(ON_THE_WAY)
        ),
        "stuck": Listing.sync_state.in_(STUCK),
        "held": and_(Listing.desired_state == "listed", Listing.hold.is_not(None)),
        "withdrawn": Listing.desired_state == "absent",
    }
    return conditions.get(state, Listing.observed_state == state)


def stuck(session: Session, viewer: Viewer, most: int) -> list[tuple[Listing, Product]]:
    """Listings that wait for a person, those that wait longest first."""
    query = (
        select(Listing, Product)
        .join(Product, Product.id == Listing.product_id)
        .where(Listing.sync_state.in_(STUCK), visible(viewer))
        .order_by(Listing.sync_since, Listing.id)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def stuck_count(session: Session, viewer: Viewer) -> int:
    """How many wait for a person."""
    query = select(func.count(Listing.id)).where(Listing.sync_state.in_(STUCK), visible(viewer))
    return session.scalar(query) or 0


def live_by_channel(session: Session, viewer: Viewer) -> dict[str, tuple[int, datetime | None]]:
    """(listings seen live, last look) of each channel that was ever looked at."""
    query = (
        select(
            Listing.channel_code,
            func.sum(case((Listing.observed_state == Sight.LIVE, 1), else_=0)),
            func.max(Listing.observed_at),
        )
        .where(visible(viewer))
        .group_by(Listing.channel_code)
    )
    return {row[0]: (int(row[1] or 0), row[2]) for row in session.execute(query)}


def calls(session: Session, listing_id: str, most: int) -> list[Outbox]:
    """The newest calls of a listing that was seen already."""
    query = select(Outbox).where(Outbox.listing_id == listing_id)
    return list(session.scalars(query.order_by(Outbox.id.desc()).limit(most)))
