"""A lot's diary: append-only lines; a correction is a new line that names the old one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id, new_id
from agrimarket.lots import store
from agrimarket.lots.diary_refusals import (
    EventTooOld,
    LineOfHandOver,
    LineWithdrawn,
    WithdrawalNeedsLine,
)
from agrimarket.lots.facts.check import check_facts
from agrimarket.lots.kinds import EVENT_KINDS, WITHDRAWN
from agrimarket.lots.models import Lot, LotEvent
from agrimarket.lots.refusals import (
    CorrectedAlready,
    CorrectedMissing,
    EventInFuture,
    EventKindUnknown,
)
from agrimarket.places.spelling import plain, tidy

SLACK = timedelta(minutes=10)  # no two clocks are the same
OLDEST = datetime(2000, 1, 1, tzinfo=clock.VIETNAM)
HAND_OVER = "transfer"  # the kind of line that each step of a hand-over writes


def add_event(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    kind: str,
    happened_at: datetime,
    place: str | None = None,
    text: str | None = None,
    facts: Mapping[str, Any] | None = None,
    corrects_id: str | None = None,
    id: str | None = None,
    slack: timedelta = SLACK,
) -> LotEvent:
    """Append a line, in any state of the lot: a diary goes on after release and recall.

    `happened_at` (aware) is the device's or person's word, `recorded_at` the server's clock, by
    which it may be ahead for `slack`: what a phone wrote offline is kept for a day.
    Facts as facts/kinds.py knows them are checked, others kept; letters that only steer
    (U+202E) are left out of all words. Kind `withdrawn` says of
    `corrects_id` that it never happened. Raises the refusals of check_facts, `_check` and
    `_check_correction`, and IdTaken.
    """
    _check(kind, happened_at, corrects_id, slack)
    if corrects_id is not None:
        _check_correction(session, lot, corrects_id)
    checked = {} if kind == WITHDRAWN else check_facts(kind, facts or {}, lot_unit=lot.unit)
    event = _line(viewer, lot, kind, happened_at, checked, _free_id(session, id))
    event.place = tidy(plain(place or "")) or None
    event.text = plain(text or "").strip() or None
    event.corrects_id = corrects_id
    session.add(event)
    session.flush()
    _note(session, viewer, lot, event)
    return event


def withdraw_event(
    session: Session, *, viewer: Viewer, lot: Lot, event_id: str, reason: str | None = None
) -> LotEvent:
    """Say that a line's work was never done: the line stays, struck through. As add_event."""
    return add_event(
        session, viewer=viewer, lot=lot, kind=WITHDRAWN, happened_at=clock.now(), text=reason,
        corrects_id=event_id,
    )  # fmt: skip


def tell_step(session: Session, *, viewer: Viewer, lot: Lot, facts: Mapping[str, Any]) -> LotEvent:
    """A line that a hand-over writes of its own step, now; facts {transfer_id, state, ...}.

    The act itself stands in the trail under its own name.
    """
    checked = check_facts(HAND_OVER, facts, lot_unit=lot.unit, by_hand=False)
    event = _line(viewer, lot, HAND_OVER, clock.now(), checked, new_id())
    session.add(event)
    session.flush()
    return event


def _line(
    viewer: Viewer, lot: Lot, kind: str, at: datetime, facts: Mapping[str, Any], id: str
) -> LotEvent:
    return LotEvent(
        id=id,
        lot_id=lot.id,
        kind=kind,
        happened_at=at,
        recorded_at=clock.now(),
        facts=dict(facts) or None,
        who=viewer.token_id or viewer.account_id or viewer.role.value,
        role=viewer.role.value,
    )


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


def event_of(session: Session, lot: Lot, event_id: str) -> LotEvent:
    """One line of a lot's diary; NotFound."""
    event = store.event(session, lot.id, event_id)
    if event is None:
        raise NotFound
    return event


def corrections(events: Sequence[LotEvent]) -> dict[str, LotEvent]:
    """Which line corrects which: corrected id > correcting event."""
    return {event.corrects_id: event for event in events if event.corrects_id}


def holding(events: Sequence[LotEvent]) -> list[LotEvent]:
    """The lines that hold: those no newer line corrects or takes back."""
    gone = corrections(events)
    return [event for event in events if event.id not in gone and event.kind != WITHDRAWN]


def _check(kind: str, happened_at: datetime, corrects_id: str | None, slack: timedelta) -> None:
    if kind not in EVENT_KINDS:
        raise EventKindUnknown(fields={"kind": [EventKindUnknown.sentence]})
    if happened_at > clock.now() + slack:
        raise EventInFuture(fields={"happened_at": [EventInFuture.sentence]})
    if happened_at < OLDEST:
        raise EventTooOld(fields={"happened_at": [EventTooOld.sentence]})
    if kind == WITHDRAWN and corrects_id is None:
        raise WithdrawalNeedsLine(fields={"corrects_id": [WithdrawalNeedsLine.sentence]})


def _check_correction(session: Session, lot: Lot, corrects_id: str) -> None:
    """CorrectedMissing, CorrectedAlready, LineWithdrawn, LineOfHandOver."""
    line = store.event(session, lot.id, corrects_id)
    if line is None:
        raise CorrectedMissing(fields={"corrects_id": [CorrectedMissing.sentence]})
    if line.kind == WITHDRAWN:
        raise LineWithdrawn
    if of_hand_over(line):
        raise LineOfHandOver
    if store.corrected(session, corrects_id):
        raise CorrectedAlready


def of_hand_over(line: LotEvent) -> bool:
    """Whether a hand-over wrote this line."""
    return line.kind == HAND_OVER and "transfer_id" in (line.facts or {})


def for_buyers(events: Sequence[LotEvent]) -> list[LotEvent]:
    """The lines an origin page tells: of hand-overs only that goods were received."""
    return [
        line
        for line in events
        if not of_hand_over(line) or (line.facts or {}).get("state") == "received"
    ]
