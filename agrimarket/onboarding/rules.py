"""The way to a first order: how many wait where, who and why, and what people note about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.channels.register import REGISTER
from agrimarket.households import rules as households
from agrimarket.households.models import Household
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import is_id
from agrimarket.kit.paging import Page, paged_rows
from agrimarket.onboarding import store
from agrimarket.onboarding.models import OnboardingNote
from agrimarket.onboarding.refusals import ChannelUnknown, DayInFuture, ReasonUnknown
from agrimarket.onboarding.steps import DONE, REASONS, STEPS, Wanted, stage_of
from agrimarket.onboarding.why import NoteShown, known_of, why

CHANNELS = {entry.code: entry.name for entry in REGISTER}


@dataclass(frozen=True)
class Waiting:
    """A producer, the step it waits for, and why in one sentence."""

    household: Household
    stage: str
    why: str


def counts(
    session: Session, *, viewer: Viewer, wanted: Wanted | None = None
) -> dict[str, dict[str, int]]:
    """Commune > step they wait for (or `done`) > producers."""
    found: dict[str, dict[str, int]] = {}
    rows = store.counts(session, viewer, clock.today(), wanted or Wanted())
    for commune_code, stage, count in rows:
        found.setdefault(commune_code, {})[stage] = count
    return found


def totals(by_commune: dict[str, dict[str, int]]) -> dict[str, int]:
    """Step > producers, over all communes; every step is there."""
    keys = [step.key for step in STEPS[1:]] + [DONE]
    return {key: sum(stages.get(key, 0) for stages in by_commune.values()) for key in keys}


def listed(
    session: Session, *, viewer: Viewer, wanted: Wanted, page: int = 1, page_size: int = 50
) -> Page[Waiting]:
    """A page of producers with their step and the reason, the longest known first."""
    day = clock.today()
    query = store.listed(viewer, day, wanted)
    found = paged_rows(session, query, page=page, page_size=page_size)
    known = known_of(session, viewer, [row[0].id for row in found.items])
    items = [Waiting(row[0], row[1], why(row[0], row[1], known, day)) for row in found.items]
    return Page(items, found.total, page, page_size)


def of_household(
    session: Session, *, viewer: Viewer, household_id: str
) -> tuple[Waiting, set[str], Sequence[NoteShown]]:
    """One producer: its step and why, the steps reached, the notes; NotFound."""
    household = households.get(session, viewer=viewer, household_id=household_id)
    day = clock.today()
    reached = store.stages_of(session, viewer, day, [household.id]).get(household.id, set())
    stage = stage_of(reached)
    known = known_of(session, viewer, [household.id])
    waiting = Waiting(household, stage, why(household, stage, known, day))
    return waiting, reached, known.notes.get(household.id, [])


def note(
    session: Session, *, viewer: Viewer, household_id: str, kind: str, happened_on: date,
    reason: str | None = None, channel_code: str | None = None, until: date | None = None,
    note: str | None = None,
) -> OnboardingNote:  # fmt: skip
    """Note a first order, or why nothing moves; ReasonUnknown, DayInFuture, ChannelUnknown.

    NotFound, HouseholdErased.
    """
    household = households.get_to_change(session, viewer=viewer, household_id=household_id)
    if kind == "stuck" and reason not in REASONS:
        raise ReasonUnknown(fields={"reason": [ReasonUnknown.sentence]})
    if channel_code is not None and channel_code not in CHANNELS:
        raise ChannelUnknown(fields={"channel_code": [ChannelUnknown.sentence]})
    if happened_on > clock.today():
        raise DayInFuture(fields={"happened_on": [DayInFuture.sentence]})
    row = OnboardingNote(
        household_id=household.id, kind=kind, reason=reason if kind == "stuck" else None,
        channel_code=channel_code, happened_on=happened_on, until=until, note=note,
        who=viewer.asker,
    )  # fmt: skip
    session.add(row)
    session.flush()
    audit.record(
        session, viewer, "onboarding_noted", kind="household", id=household.id,
        after={"note_kind": kind, "step_reason": row.reason, "channel": channel_code,
               "happened_on": str(happened_on)},
        person=household.id,
    )  # fmt: skip
    return row


def take_back(session: Session, *, viewer: Viewer, note_id: str) -> OnboardingNote:
    """Take a note away that was made by mistake; NotFound."""
    row = store.note_to_change(session, viewer, note_id) if is_id(note_id) else None
    if row is None:
        raise NotFound
    audit.record(
        session, viewer, "onboarding_note_removed", kind="household", id=row.household_id,
        before={"note_kind": row.kind, "step_reason": row.reason}, person=row.household_id,
    )  # fmt: skip
    session.delete(row)
    session.flush()
    return row
