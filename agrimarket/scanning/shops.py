"""Where to buy: what channels themselves showed as live."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.channels.live import live_listings


class Shop(NamedTuple):
    """A channel where the product is live now; `sandbox` ones sell nothing real."""

    name: str
    url: str | None
    sandbox: bool


def shops_of(session: Session, product_id: str) -> tuple[Shop, ...]:
    """Live listings of a product, as buyers may follow them."""
    return tuple(
        Shop(live.name, live.url, live.sandbox) for live in live_listings(session, product_id)
    )
