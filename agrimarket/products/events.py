"""What others may want to know of products."""

from dataclasses import dataclass

from agrimarket.kit.events import Event


@dataclass(frozen=True)
class ProductWithdrawn(Event):
    """The product is no longer offered: listings end. Stamps and lots stay as they are."""

    product_id: str
