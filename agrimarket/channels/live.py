"""Where buyers can buy a product: what the channels themselves show as live."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.channels import store
from agrimarket.channels.port import Sight
from agrimarket.kit.access import PUBLIC


@dataclass(frozen=True)
class LiveListing:
    """One channel on which a product is on sale. `seen_at`: when the channel last said so."""

    channel: str
    name: str
    url: str | None
    since: datetime
    seen_at: datetime
    sandbox: bool


def live_listings(session: Session, product_id: str) -> list[LiveListing]:
    """Observed live, never merely wished; nothing of producers who took their consent back."""
    names = {row.code: row for row in store.channels(session)}
    rows = store.listings_of(session, PUBLIC, [product_id]).values()
    found = [
        LiveListing(
            channel=row.channel_code,
            name=names[row.channel_code].name,
            url=row.remote_url,
            since=row.live_since,
            seen_at=row.observed_at,
            sandbox=names[row.channel_code].sandbox,
        )
        for row in rows
        if row.observed_state == Sight.LIVE and row.live_since and row.observed_at and not row.hold
    ]
    return sorted(found, key=lambda one: one.name)
