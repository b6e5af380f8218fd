"""One entry of a lot's life as an EPCIS 2.0 event: what, when, where and why, and no names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from agrimarket.issuing.models import order_label
from agrimarket.kit.clock import VIETNAM
from agrimarket.lots.models import Lot, LotStep
from agrimarket.scanning.machine import steps
from agrimarket.scanning.machine.addresses import Addresses, event_id, own
from agrimarket.scanning.machine.amounts import quantity
from agrimarket.scanning.machine.diary_events import diary_event
from agrimarket.scanning.machine.entries import Born, Entry, Held, Line, Paused, Released
from agrimarket.scanning.machine.ilmd import ilmd
from agrimarket.scanning.machine.steps import Said
from agrimarket.scanning.machine.store import Flowed, Known, Stamped

Event = dict[str, Any]
OFFSET = "+07:00"


@dataclass(frozen=True)
class Scene:
    """What events of one lot are written with: addresses, the lot, the lots beside it, flows."""

    to: Addresses
    lot: Lot
    known: Mapping[str, Known]
    flows: Mapping[str, Sequence[Flowed]]

    @property
    def me(self) -> Known:
        return self.known[self.lot.id]

    @property
    def uri(self) -> str:
        return self.to.lot(self.me)


def event_of(scene: Scene, entry: Entry) -> Event:
    """The event; the same for every reader and in every lot's document that tells it."""
    what = entry.what
    if isinstance(what, Line):
        return _begun(entry) | diary_event(what, uri=scene.uri, page=scene.to.page(scene.lot.id),
                                           place=_place(scene, scene.me))  # fmt: skip
    if isinstance(what, LotStep):
        return _begun(entry) | _became(scene, what)
    if isinstance(what, Stamped):
        return _begun(entry) | _stamped(scene, what)
    if isinstance(what, Born):
        return _begun(entry) | _born(scene, what)
    return _begun(entry) | _held(scene, what)


def moment(at: datetime) -> str:
    """ISO 8601 with milliseconds in Vietnamese time."""
    return at.astimezone(VIETNAM).isoformat(timespec="milliseconds")


def _begun(entry: Entry) -> Event:
    """`nong:ref` keeps two lines that say the same at one moment apart."""
    return {
        "eventID": entry.id,
        "eventTime": moment(entry.at),
        "recordTime": moment(entry.recorded),
        "eventTimeZoneOffset": OFFSET,
        own("ref"): entry.id.removeprefix("urn:uuid:"),
    }


def _why(said: Said) -> Event:
    found = {"bizStep": said.step}
    return found | ({"disposition": said.disposition} if said.disposition else {})


def _place(scene: Scene, lot: Known) -> Event:
    return {"readPoint": {"id": scene.to.place(lot.commune_code, lot.gln)}}


def _born(scene: Scene, what: Born) -> Event:
    lot = scene.lot
    whole = {own("precision"): own("day")} if what.whole_day else {}
    return {
        "type": "ObjectEvent",
        "action": "ADD",
        **_why(steps.COMMISSIONED),
        "quantityList": [quantity(scene.uri, lot.quantity, lot.unit)],
        **_place(scene, scene.me),
        "ilmd": ilmd([scene.me]),
        **whole,
    }


def _became(scene: Scene, step: LotStep) -> Event:
    """Lots that became others: all of them with their amounts, so that sums can be checked."""
    flows = scene.flows[step.id]
    lists = {
        way: [
            quantity(scene.to.lot(lot), flow.quantity, lot.unit)
            for flow in flows
            if flow.way == way and (lot := scene.known[flow.lot_id])
        ]
        for way in ("in", "out")
    }
    made = [scene.known[flow.lot_id] for flow in flows if flow.way == "out"]
    return {
        "type": "TransformationEvent",
        "transformationID": event_id(step.id, "step"),
        "inputQuantityList": lists["in"],
        "outputQuantityList": lists["out"],
        **_why(steps.BECAME),
        **_place(scene, made[0]),
        "ilmd": ilmd(made),
        own("step"): own(step.kind),
    }


def _stamped(scene: Scene, what: Stamped) -> Event:
    """Packs bound to stamps by their positions, never one by one: an order may have 100,000."""
    label, count = order_label(what.number), what.last - what.first + 1
    return {
        "type": "AggregationEvent",
        "action": "ADD",
        "parentID": f"{scene.to.page(scene.lot.id)}#tem-{label}-{what.first}-{what.last}",
        "childQuantityList": [quantity(scene.uri, count, None)],
        **_why(steps.STAMPED),
        **_place(scene, scene.me),
        own("stamps"): {
            own("order"): label,
            own("first"): what.first,
            own("last"): what.last,
            own("count"): count,
        },
    }


def _held(scene: Scene, what: Released | Held | Paused) -> Event:
    """Release, recall, its end, and a pause; reasons and phone numbers stand on the lot's page."""
    event: Event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        "quantityList": [quantity(scene.uri, None, None)],
    }
    if isinstance(what, Released):
        override = {own("waitingOverride"): True} if what.override else {}
        return {**event, **_why(steps.RELEASED), own("stage"): own("released"), **override}
    if isinstance(what, Paused):
        return {**event, **_why(steps.SUSPENDED), own("stage"): own("suspended")}
    said, way = (steps.LIFTED, "unset") if what.lifted else (steps.RECALLED, "set")
    act = {own("recall"): event_id(what.recall.id)} if what.recall else {}
    return {
        **event,
        **_why(said),
        "persistentDisposition": {way: ["recalled"]},
        **act,
        own("stage"): own("recallLifted" if what.lifted else "recalled"),
    }
