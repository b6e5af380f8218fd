"""The SQL of which listings a recall would take down."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agrimarket.channels.models import Listing

TOGETHER = 1_000  # ids in one question


def wanted(session: Session, product_ids: Collection[str]) -> int:
    """How many listings of these products people want shown."""
    every, found = sorted(product_ids), 0
    query = select(func.count(Listing.id)).where(Listing.desired_state == "listed")
    for first in range(0, len(every), TOGETHER):
        ids: Sequence[str] = every[first : first + TOGETHER]
        found += int(session.scalar(query.where(Listing.product_id.in_(ids))) or 0)
    return found
