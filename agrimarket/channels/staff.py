"""What a stand-in marketplace's own staff do: open booths, approve what waits, count."""

import time
from dataclasses import dataclass

from agrimarket.channels import registry, store
from agrimarket.channels.booths import open_booth
from agrimarket.channels.deliver import deliver
from agrimarket.channels.listing import JOB
from agrimarket.channels.refusals import ItemMissing, SandboxOff
from agrimarket.channels.sandboxes.adapter import SandboxAdapter
from agrimarket.channels.sandboxes.shop import Item
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import enqueue

PATIENCE_SECONDS = 5.0


@dataclass(frozen=True)
class Approved:
    """What was approved: items by their id on the channel, and booths opened."""

    items: tuple[str, ...]
    booths: int


def stand_in(channel: str) -> SandboxAdapter:
    """The stand-in of a channel; SandboxOff where there is none."""
    try:
        found = registry.adapters()[channel]
    except KeyError:
        raise SandboxOff from None
    if not isinstance(found, SandboxAdapter):
        raise SandboxOff
    return found


def approve(channel: str, item: str | None) -> Approved:
    """Approve one item (its id there, or the listing's) or all that wait; edge of the command.

    What people asked for and is still queued is handed over first, so that "all" means all;
    our side then hears of it the way a webhook would tell: it looks soon. ItemMissing.
    """
    shop = stand_in(channel)
    booths = _open_booths(channel) if item is None else 0
    deliver(channel)
    _let_others_finish(channel)
    waiting = [one for one in _items(shop) if one.status in shop.shop.waiting]
    if item is not None:
        waiting = [one for one in waiting if item in (shop.remote_id(one.number), one.ref)]
        if not waiting:
            raise ItemMissing(channel=channel, item=item)
    decided = shop.engine.decide(shop.shop, [one.number for one in waiting], shop.shop.live)
    ids = tuple(shop.remote_id(one.number) for one in decided)
    tell(channel, ids)
    return Approved(ids, booths)


def tell(channel: str, remote_ids: tuple[str, ...]) -> None:
    """Something changed there: look at these items soon. Never taken as the truth itself."""
    with one_commit() as session:
        store.wake(session, store.by_remote(channel, remote_ids), clock.now())
        enqueue(session, JOB, unique_key=JOB)


def counts(channel: str) -> dict[str, int]:
    """Items by our word for their status, and `live`; as the stand-in itself sees them now."""
    shop = stand_in(channel)
    found: dict[str, int] = {"live": 0}
    for status, number in shop.engine.counts(shop.shop).items():
        state = shop.words.get(status)
        name = state.value if state else "unknown"
        found[name] = found.get(name, 0) + number
    return found


def _items(shop: SandboxAdapter) -> list[Item]:
    found: list[Item] = []
    while page := shop.engine.items(shop.shop, found[-1].number if found else 0):
        found.extend(page)
    return found


def items(channel: str) -> list[tuple[str, Item]]:
    """Every item of a stand-in that is not taken off, with its id there."""
    shop = stand_in(channel)
    return [(shop.remote_id(one.number), one) for one in _items(shop)]


def _open_booths(channel: str) -> int:
    with one_commit() as session:
        waiting = store.applied_booths(session, SYSTEM, channel)
        for booth in waiting:
            open_booth(session, viewer=SYSTEM, booth_id=booth.id)
        return len(waiting)


def _let_others_finish(channel: str) -> None:
    """A worker beside us may hold a call: what it hands over belongs to "all" as well."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        session = reading()
        busy = store.in_flight(session, channel)
        session.rollback()
        if not busy:
            return
        time.sleep(0.1)
