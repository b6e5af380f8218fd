"""A diary line as an event: its facts in our own words, corrections as error declarations."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from agrimarket.kit.clock import VIETNAM
from agrimarket.lots.diary import of_hand_over
from agrimarket.lots.facts.tell import public_facts
from agrimarket.lots.kinds import WITHDRAWN
from agrimarket.scanning.machine import steps
from agrimarket.scanning.machine.addresses import event_id, own
from agrimarket.scanning.machine.amounts import quantity
from agrimarket.scanning.machine.entries import Line
from agrimarket.scanning.machine.steps import Said

Event = dict[str, Any]
# Sensor words of EPCIS 2.0 with their units (Recommendation 20).
SENSED = {"temperature": ("Temperature", "CEL"), "humidity": ("RelativeHumidity", "P1")}


def diary_event(line: Line, *, uri: str, page: str, place: Event) -> Event:
    """What a line tells, without words that anybody wrote freely: those stand on the lot's page."""
    facts = public_facts(line.row.kind, line.row.facts)
    if of_hand_over(line.row):
        event = _handed_over(line, uri, place)
    elif line.row.kind == "packing":
        event = _packed(line, facts, uri, page) | place
    else:
        event = _seen(line, facts, uri) | place
    return event | {own("stage"): own(line.row.kind)} | _told(line, facts) | _mended(line)


def _seen(line: Line, facts: Mapping[str, Any], uri: str) -> Event:
    """An amount is told as a quantity only where goods went out: a harvest is counted once."""
    kind = line.row.kind
    said = steps.DIARY[kind]
    if kind == "test":
        said = Said(said.step, steps.PASSED[facts.get("passed")])
    leaves = kind in ("sale", "transfer")
    amount = facts.get("quantity") if leaves else None
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        **_why(said),
        "quantityList": [quantity(uri, amount, facts.get("unit"))],
        **_sensed(facts),
    }


def _packed(line: Line, facts: Mapping[str, Any], uri: str, page: str) -> Event:
    """Packs are a group of their own, named by the line that tells them."""
    packs, size = facts.get("packs"), facts.get("size")
    unit = facts.get("size_unit")
    amount, in_unit = (packs, None) if not size or not packs else (_times(packs, size), unit)
    return {
        "type": "AggregationEvent",
        "action": "ADD",
        **_why(steps.DIARY["packing"]),
        "parentID": f"{page}#goi-{line.row.id}",
        "childQuantityList": [quantity(uri, amount, in_unit)],
    }


def _times(packs: float, size: float) -> Decimal:
    """What is in all packs, in the unit of one."""
    return Decimal(str(packs)) * Decimal(str(size))


def _handed_over(line: Line, uri: str, place: Event) -> Event:
    """Shipping, receiving or its taking back; to whom is told to the two sides alone."""
    facts = line.row.facts or {}
    state = facts["state"]
    amount = facts.get("received_quantity", facts.get("quantity"))
    deal = {"type": steps.DISPATCH, "bizTransaction": event_id(facts["transfer_id"], "transfer")}
    return {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        **_why(steps.HAND_OVER[state]),
        "quantityList": [quantity(uri, amount, facts.get("unit"))],
        "bizTransactionList": [deal],
        **({} if state == "received" else place),
    }


def _why(said: Said) -> Event:
    return {"bizStep": said.step} | ({"disposition": said.disposition} if said.disposition else {})


def _sensed(facts: Mapping[str, Any]) -> Event:
    reports = [
        {"type": word, "value": facts[name], "uom": unit}
        for name, (word, unit) in SENSED.items()
        if isinstance(facts.get(name), int | float)
    ]
    return {"sensorElementList": [{"sensorReport": reports}]} if reports else {}


def _told(line: Line, facts: Mapping[str, Any]) -> Event:
    """The facts of a kind; which step of a hand-over it is says the business step."""
    if of_hand_over(line.row) or not facts:
        return {}
    return {own("facts"): {own(name): facts[name] for name in sorted(facts)}}


def _mended(line: Line) -> Event:
    """A wrong line stays as it was and declares its error (EPCIS 2.0, 7.4.1.2 and 7.4.1.4)."""
    newer = line.newer
    if newer is None:
        return {}
    taken_back = newer.kind == WITHDRAWN
    declared: Event = {
        "declarationTime": newer.recorded_at.astimezone(VIETNAM).isoformat(timespec="milliseconds"),
        "reason": steps.NEVER if taken_back else steps.NOT_SO,
    }
    if not taken_back:
        declared["correctiveEventIDs"] = [event_id(newer.id)]
    return {"errorDeclaration": declared}
