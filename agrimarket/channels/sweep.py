"""Goes through everything a channel shows and finds what differs from what we last saw."""

from typing import Any

from agrimarket.channels import registry, store
from agrimarket.channels.deliver import deliver
from agrimarket.channels.faults import Fault
from agrimarket.channels.models import Listing
from agrimarket.channels.port import ChannelPort, Observed
from agrimarket.channels.staff import tell
from agrimarket.kit.db import reading
from agrimarket.kit.logs import log


def sweep() -> dict[str, Any]:
    """Look again at vanished and changed items, count orphans; figures by channel."""
    found = {}
    for code, port in registry.adapters().items():
        try:
            found[code] = _sweep_one(code, port)
        except Fault as fault:
            log.error("channel_sweep", channel=code, error=fault)
    deliver()
    return found


def _sweep_one(code: str, port: ChannelPort) -> dict[str, int]:
    session = reading()
    session.rollback()
    ours = store.remote_ids(session, code)
    there = {item.remote_id: item for item in _everything(port)}
    changed = [key for key, item in there.items() if key in ours and _differs(item, ours[key])]
    vanished = [key for key in ours if key not in there]
    session.rollback()
    if changed or vanished:
        tell(code, (*changed, *vanished))
    orphans = sum(key not in ours for key in there)
    return {"changed": len(changed), "vanished": len(vanished), "orphans": orphans}


def _everything(port: ChannelPort) -> list[Observed]:
    found: list[Observed] = []
    cursor: str | None = None
    while True:
        page = port.iterate(cursor)
        found.extend(page.items)
        cursor = page.cursor
        if cursor is None:
            return found


def _differs(item: Observed, listing: Listing) -> bool:
    seen = (listing.observed_state, listing.observed_hash)
    return (item.state.value, item.fingerprint) != seen
