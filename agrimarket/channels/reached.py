"""What a recall would reach on channels: listings of the products whose lots it holds."""

from collections.abc import Collection, Mapping

from sqlalchemy.orm import Session

from agrimarket.channels import store_reached as store


def listings_reached(
    session: Session, _lot_ids: Collection[str], product_ids: Collection[str]
) -> Mapping[str, int]:
    """Listings that are wanted; those of products with other good lots stay."""
    return {"listings": store.wanted(session, product_ids)}
