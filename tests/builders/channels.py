"""Builds products fit for channels, and their listings, through the rules."""

from typing import Any

from agrimarket.channels.deliver import deliver
from agrimarket.channels.listing import list_product
from agrimarket.channels.models import Listing
from agrimarket.channels.staff import approve
from agrimarket.kit.db import db, one_commit
from agrimarket.products.models import Product
from tests.builders.products import a_kept_photo, a_photo, a_product
from tests.people import People, Person

CHANNELS = ("postmart", "voso", "portal")
COLOURS = ("darkgreen", "olive", "gold", "peru", "tan")


def a_sellable(people: People, household: Any = None, *, photos: int = 3, **over: Any) -> Product:
    """Bưởi Luận Văn with three wide photos, price, season, output and a commitment: any channel."""
    facts = {"season_from": 9, "season_to": 12, "monthly_output": "2 tấn"}
    product = a_product(people, household, **(facts | over))
    for colour in COLOURS[:photos]:
        a_kept_photo(people, product, content=a_photo(600, 300, colour=colour))
    return product


def a_listing(
    people: People,
    product: Product | None = None,
    channel: str = "voso",
    *,
    by: Person | None = None,
    live: bool = True,
) -> Listing:
    """A product on a channel; `live`: handed over, approved there and seen by us."""
    wanted = product or a_sellable(people, photos=3 if channel == "postmart" else 0)
    with one_commit() as session:
        listing = list_product(
            session,
            viewer=(by or people.phuc).viewer,
            product_id=wanted.id,
            channel=channel,
        )
    if live:
        approve(channel, None)
        deliver()
    return fresh(listing)


def fresh(listing: Listing) -> Listing:
    """The listing as it is in the database now."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Listing, listing.id)
