"""The SQL that finds what channels keep of a producer who is forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from agrimarket.channels.models import Booth, Listing, Outbox
from agrimarket.kit.access import SYSTEM
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def booths(session: Session, household_id: str) -> Sequence[Booth]:
    """The producer's booths, locked until the commit."""
    query = select(Booth).where(Booth.household_id == household_id).order_by(Booth.id)
    return session.scalars(query.with_for_update()).all()


def listings(session: Session, household_id: str) -> Sequence[Listing]:
    """The listings of the producer's products, locked until the commit; as the system."""
    mine = select(Product.id).where(
        Product.household_id == household_id, products_scope.reached(SYSTEM)
    )
    query = select(Listing).where(Listing.product_id.in_(mine)).order_by(Listing.id)
    return session.scalars(query.with_for_update()).all()


def drop_contents(session: Session, listing_ids: Sequence[str]) -> None:
    """What was sent or waits to be sent, and the channels' own words about it."""
    session.execute(
        update(Outbox).where(Outbox.listing_id.in_(listing_ids)).values(content=None, error=None),
        execution_options={"synchronize_session": False},
    )


def call_under_way(session: Session, listing_id: str, now: datetime) -> bool:
    """Whether a worker is talking to the channel about this listing right now."""
    query = select(exists().where(
        Outbox.listing_id == listing_id, Outbox.state == "in_flight", Outbox.lease_until > now
    ))  # fmt: skip
    return bool(session.scalar(query))
