"""A lot's diary: append-only lines; a correction is a new line that names the old one."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import IdTaken, accept_id, new_id
from agrimarket.lots import store
from agrimarket.lots.describe import CLOCK_SLACK, made_on
from agrimarket.lots.kinds import EVENT_KINDS, WAITING_KINDS
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.refusals import (
    CorrectedAlready,
    CorrectedMissing,
    EventInFuture,
    EventKindUnknown,
    FactsTooMany,
    InputFactsMissing,
)
from agrimarket.places.spelling import tidy

LONGEST_FACTS = 4_000  # letters of JSON
LONGEST_WAIT = 365  # days


def add_event(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    kind: str,
    happened_at: datetime,
    place: str | None = None,
    text: str | None = None,
    facts: dict[str, Any] | None = None,
    corrects_id: str | None = None,
    id: str | None = None,
) -> LotEvent:
    """Append a line, in any state of the lot: a diary goes on after release and recall.

    `happened_at` (aware) is the device's or person's word, `recorded_at` the server's clock.
    Raises the refusals of `_check` and `_check_correction`, and IdTaken.
    """
    _check(kind, happened_at, facts or {})
    if corrects_id is not None:
        _check_correction(session, lot, corrects_id)
    event = LotEvent(
        id=_free_id(session, id),
        lot_id=lot.id,
        kind=kind,
        happened_at=happened_at,
        recorded_at=clock.now(),
        place=tidy(place or "") or None,
        text=(text or "").strip() or None,
        facts=facts or None,
        corrects_id=corrects_id,
        who=viewer.token_id or viewer.account_id or viewer.role.value,
    )
    session.add(event)
    session.flush()
    _note(session, viewer, lot, event)
    return event


def _note(session: Session, viewer: Viewer, lot: Lot, event: LotEvent) -> None:
    audit.record(
        session, viewer, "lot_event_added", kind="lot", id=lot.id,
        after={"event": event.id, "kind": event.kind, "corrects": event.corrects_id},
        person=store.product(session, lot).household_id,
    )  # fmt: skip


def _free_id(session: Session, id: str | None) -> str:
    if id is None:
        return new_id()
    accepted = accept_id(id)
    if session.get(LotEvent, accepted) is not None:
        raise IdTaken
    return accepted


def events_of(session: Session, lot: Lot) -> list[LotEvent]:
    """The whole diary by the moment things happened, corrected lines too."""
    return store.events(session, lot.id)


def corrections(events: Sequence[LotEvent]) -> dict[str, LotEvent]:
    """Which line corrects which: corrected id > correcting event."""
    return {event.corrects_id: event for event in events if event.corrects_id}


def holding(events: Sequence[LotEvent]) -> list[LotEvent]:
    """The lines that hold: those no newer line corrects."""
    gone = corrections(events)
    return [event for event in events if event.id not in gone]


class Breach(NamedTuple):
    """A harvest inside the waiting days of an input, which end with `until`."""

    product: str
    harvest: date
    until: date


def waiting_breaches(session: Session, lot: Lot) -> list[Breach]:
    """Treatments whose waiting days had not passed at harvest (Decision 25/QĐ-BNNMT 2026).

    Harvest is the earliest of the lot's date and its harvest lines. A treatment on day D with
    n waiting days allows harvest from D + n on; treatments after harvest do not count.
    """
    lines = holding(events_of(session, lot))
    harvest = harvest_day(lot, lines)
    if harvest is None:
        return []
    found = []
    for line in (line for line in lines if line.kind in WAITING_KINDS):
        day = clock.vietnam_day(line.happened_at)
        facts = line.facts or {}
        free_from = day + timedelta(days=int(facts.get("waiting_days", 0)))
        if day <= harvest < free_from:
            until = free_from - timedelta(days=1)
            found.append(Breach(str(facts.get("product", "")), harvest, until))
    return found


def harvest_day(lot: Lot, lines: Sequence[LotEvent]) -> date | None:
    """The earliest day something was harvested, else the day it was made."""
    told = [clock.vietnam_day(line.happened_at) for line in lines if line.kind == "harvest"]
    days = [*told, lot.harvested_on] if lot.harvested_on else told
    return min(days) if days else made_on(lot)


def _check(kind: str, happened_at: datetime, facts: dict[str, Any]) -> None:
    if kind not in EVENT_KINDS:
        raise EventKindUnknown(fields={"kind": [EventKindUnknown.sentence]})
    if happened_at > clock.now() + CLOCK_SLACK:
        raise EventInFuture(fields={"happened_at": [EventInFuture.sentence]})
    if len(json.dumps(facts, ensure_ascii=False)) > LONGEST_FACTS:
        raise FactsTooMany(fields={"facts": [FactsTooMany.sentence]})
    if kind in WAITING_KINDS:
        _check_input(facts)


def _check_input(facts: dict[str, Any]) -> None:
    days = facts.get("waiting_days")
    whole = isinstance(days, int) and not isinstance(days, bool) and 0 <= days <= LONGEST_WAIT
    name = str(facts.get("product") or "").strip()
    bad = [] if name else ["facts.product"]
    bad += [] if whole else ["facts.waiting_days"]
    if bad:
        raise InputFactsMissing(fields={field: [InputFactsMissing.sentence] for field in bad})


def _check_correction(session: Session, lot: Lot, corrects_id: str) -> None:
    if store.event(session, lot.id, corrects_id) is None:
        raise CorrectedMissing(fields={"corrects_id": [CorrectedMissing.sentence]})
    if store.corrected(session, corrects_id):
        raise CorrectedAlready
