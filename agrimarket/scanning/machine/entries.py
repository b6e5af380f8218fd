"""Everything that happened to a lot, in order, before any of it is written out as events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.lots import diary
from agrimarket.lots.hand_over_models import Recall
from agrimarket.lots.kinds import WITHDRAWN
from agrimarket.lots.models import Lot, LotEvent, LotStep
from agrimarket.lots.status import made_on
from agrimarket.scanning.machine import store
from agrimarket.scanning.machine.addresses import event_id
from agrimarket.scanning.machine.steps import HAND_OVER


@dataclass(frozen=True)
class Line:
    """A diary line, and the newer one that corrects it or takes it back."""

    row: LotEvent
    newer: LotEvent | None


class Born(NamedTuple):
    """The lot began here: no other lot stands behind it. `whole_day`: only the day is known."""

    whole_day: bool


class Released(NamedTuple):
    """Two people let it go; `override`: in spite of waiting days."""

    override: bool


class Held(NamedTuple):
    """A recall began (`lifted` False) or ended."""

    recall: Recall | None
    lifted: bool


class Paused(NamedTuple):
    """Its own producer holds it back."""


What = Line | Born | Released | Held | Paused | LotStep | store.Stamped


class Entry(NamedTuple):
    """`at`: by the device or person; `recorded`: by the server. Sorted by moment, then id."""

    at: datetime
    recorded: datetime
    id: str
    what: What


def entries_of(session: Session, viewer: Viewer, lot: Lot) -> list[Entry]:
    """All that is told of a lot that the viewer has seen, oldest first."""
    steps = store.steps(session, viewer, lot.id)
    made = any(flow.lot_id == lot.id and flow.way == "out" for flow in _flows(session, steps))
    found = [Entry(step.happened_at, step.recorded_at, event_id(step.id), step) for step in steps]
    if not made:
        found.append(_born(lot))
    found += _lines(diary.events_of(session, lot))
    found += [
        Entry(one.at, one.at, event_id(one.id), one)
        for one in store.stamped(session, viewer, lot.id)
    ]
    found += _holds(lot, store.recalls(session, lot.id))
    return sorted(found, key=lambda entry: (entry.at, entry.recorded, entry.id))


def _flows(session: Session, steps: Sequence[LotStep]) -> list[store.Flowed]:
    return store.flows(session, [step.id for step in steps]) if steps else []


def _born(lot: Lot) -> Entry:
    day = made_on(lot)
    at = clock.start_of_day(day) if day else lot.created_at
    return Entry(at, lot.created_at, event_id(lot.id, "commissioned"), Born(day is not None))


def _lines(rows: Sequence[LotEvent]) -> Iterator[Entry]:
    """Lines that tell something; a line taken back says so itself, by its error declaration."""
    newer = diary.corrections(rows)
    sent = {_transfer(row) for row in rows if _state(row) == "in_transit"}
    for row in rows:
        untold = diary.of_hand_over(row) and (
            _state(row) not in HAND_OVER or _transfer(row) not in sent
        )
        if row.kind != WITHDRAWN and not untold:
            line = Line(row, newer.get(row.id))
            at = min(row.happened_at, row.recorded_at)  # a phone's clock may be ahead
            yield Entry(at, row.recorded_at, event_id(row.id), line)


def _facts(row: LotEvent) -> Mapping[str, object]:
    return row.facts or {}


def _state(row: LotEvent) -> object:
    return _facts(row).get("state") if diary.of_hand_over(row) else None


def _transfer(row: LotEvent) -> object:
    return _facts(row).get("transfer_id")


def _holds(lot: Lot, recalls: Sequence[Recall]) -> Iterator[Entry]:
    """Release, recalls with their ends, and the pause that is in force."""
    if lot.released_at:
        what = Released(lot.release_override is not None)
        yield Entry(lot.released_at, lot.released_at, event_id(lot.id, "released"), what)
    for one in recalls:
        held = Held(one, lifted=False)
        yield Entry(one.begun_at, one.begun_at, event_id(f"{one.id}:{lot.id}", "recalled"), held)
        if one.lifted_at:
            ended = event_id(f"{one.id}:{lot.id}", "lifted")
            yield Entry(one.lifted_at, one.lifted_at, ended, Held(one, lifted=True))
    if lot.recalled_at and not recalls:  # recalled before recalls were rows
        old = event_id(lot.id, "recalled")
        yield Entry(lot.recalled_at, lot.recalled_at, old, Held(None, lifted=False))
    if lot.suspended_at:
        told = f"suspended {lot.suspended_at.isoformat()}"
        yield Entry(lot.suspended_at, lot.suspended_at, event_id(lot.id, told), Paused())
