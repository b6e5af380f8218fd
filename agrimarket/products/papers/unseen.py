"""How many certificates wait for somebody of the state to see them, for today's work."""

from typing import Any

from sqlalchemy import Select

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.products.papers import store


def unseen_count(viewer: Viewer) -> Select[Any]:
    """A count of those the viewer may see: neither seen nor removed nor ended."""
    return store.unchecked_count(viewer, clock.today())
