"""The EPCIS 2.0 document of a lot, page by page; one lot's life is long, its pages are not."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit.access import Viewer
from agrimarket.lots.models import Lot, LotStep
from agrimarket.scanning.machine import store
from agrimarket.scanning.machine.addresses import Addresses, own
from agrimarket.scanning.machine.entries import Entry, Line, entries_of
from agrimarket.scanning.machine.events import Scene, event_of, moment
from agrimarket.scanning.machine.header import header

PAGE_SIZE = 100
MOST = 200


@dataclass(frozen=True)
class EpcisPage:
    """`body`: the document; `next` and `first`: addresses, where there is more than this page."""

    body: dict[str, Any]
    total: int
    next: str | None


def epcis_of(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    base: str,
    page: int = 1,
    page_size: int = PAGE_SIZE,
    here: str = "",
) -> EpcisPage:
    """One page of a lot that the viewer has seen; `here` is the path that further pages have.

    Events are what the public may know, for every viewer: an event has one hash for everybody.
    """
    to = Addresses(base)
    entries = entries_of(session, viewer, lot)
    shown = entries[(page - 1) * page_size : page * page_size]
    scene = _scene(session, to, lot, shown)
    address = base + here if here else to.epcis(lot.id)
    more = page * page_size < len(entries)
    after = f"{address}?page={page + 1}&page_size={page_size}" if more else None
    body: dict[str, Any] = {
        "@context": to.context,
        "id": f"{address}?page={page}&page_size={page_size}",
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": moment(_as_of(lot, entries)),
        "epcisHeader": header(to, scene.known.values()),
        "epcisBody": {"eventList": [event_of(scene, entry) for entry in shown]},
        own("total"): len(entries),
    }
    if after:
        body[own("next")] = after
    return EpcisPage(body, len(entries), after)


def _scene(session: Session, to: Addresses, lot: Lot, shown: list[Entry]) -> Scene:
    steps = [entry.what.id for entry in shown if isinstance(entry.what, LotStep)]
    flows = defaultdict(list)
    for flow in store.flows(session, steps) if steps else []:
        flows[flow.step_id].append(flow)
    ids = {lot.id, *(flow.lot_id for group in flows.values() for flow in group)}
    return Scene(to, lot, store.known(session, ids), flows)


def _as_of(lot: Lot, entries: list[Entry]) -> datetime:
    """When the last of it was written down: a document asked for twice is the same document."""
    moments = [lot.created_at, *(entry.recorded for entry in entries)]
    moments += [
        entry.what.newer.recorded_at
        for entry in entries
        if isinstance(entry.what, Line) and entry.what.newer
    ]
    return max(moments)
