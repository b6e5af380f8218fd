"""Requests and breaches as JSON and pages show them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.forgetting.erased import ERASED_NAME
from agrimarket.households.models import Household
from agrimarket.kit.access import Role, Viewer
from agrimarket.places.catalogue import commune
from agrimarket.privacy import breaches, clocks, requests, store
from agrimarket.privacy.models import Breach, PersonRequest, RequestState
from agrimarket.privacy.sealing import GONE, Details, answer_of, details_of
from agrimarket.privacy.words import (
    BREACH_WORDS,
    CHANNEL_LABELS,
    CLOSED_OTHERWISE,
    KIND_LABELS,
    STATE_WORDS,
)

MASKED = "•••"
NOTHING = Details()


@dataclass(frozen=True)
class ShownRequest:
    """A request for one viewer: `row` gives the rest. Auditors read days, not words."""

    row: PersonRequest
    household: Household | None
    details: Details = NOTHING
    answer: str = ""

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def overdue(self) -> bool:
        return requests.is_overdue(self.row)

    @property
    def is_open(self) -> bool:
        return self.row.state in store.OPEN

    @property
    def kind_label(self) -> str:
        return KIND_LABELS[self.row.kind]

    @property
    def channel_label(self) -> str:
        return CHANNEL_LABELS[self.row.channel]

    @property
    def state_word(self) -> tuple[str, str]:
        if self.row.refusal_reason in CLOSED_OTHERWISE:
            return CLOSED_OTHERWISE[self.row.refusal_reason]
        return STATE_WORDS[self.row.state]

    @property
    def commune_name(self) -> str:
        return commune(self.row.commune_code).name

    @property
    def who(self) -> str:
        """The producer's name, or who asked."""
        if self.household is None:
            return self.details.asker or "Chưa rõ hộ"
        return ERASED_NAME if self.household.erased_at else self.household.name

    @property
    def due_label(self) -> str:
        waits = self.row.state == RequestState.RECEIVED
        return "Trả lời chậm nhất hết ngày" if waits else "Làm xong chậm nhất hết ngày"

    @property
    def due_on(self) -> Any:
        return self.row.answer_due if self.row.state == RequestState.RECEIVED else self.row.act_due

    @property
    def days_left(self) -> int:
        return clocks.days_left(self.due_on)

    asker = property(lambda self: self.details.asker)
    contact = property(lambda self: self.details.contact)
    text = property(lambda self: self.details.text)


def shown(
    session: Session, viewer: Viewer, row: PersonRequest, household: Household | None = None
) -> ShownRequest:
    """One request with what was said in it; auditors get its words masked."""
    if household is None and row.household_id is not None:
        household = store.households(session, viewer, [row.household_id]).get(row.household_id)
    if row.details_sealed is None:
        return ShownRequest(row, household, Details(text=GONE), "")
    if viewer.role is Role.AUDITOR:
        return ShownRequest(row, household, Details(MASKED, MASKED, MASKED), MASKED)
    return ShownRequest(row, household, details_of(session, row), answer_of(session, row))


def shown_all(session: Session, viewer: Viewer, rows: list[PersonRequest]) -> list[ShownRequest]:
    """A page of requests with their producers, in one read more."""
    ids = [row.household_id for row in rows if row.household_id]
    known = store.households(session, viewer, ids)
    return [shown(session, viewer, row, known.get(row.household_id or "")) for row in rows]


@dataclass(frozen=True)
class ShownBreach:
    """A breach with its clock."""

    row: Breach

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def hours_left(self) -> int:
        return breaches.hours_left(self.row)

    @property
    def state_word(self) -> tuple[str, str]:
        return BREACH_WORDS[self.row.state]

    @property
    def late(self) -> bool:
        return self.row.notified_at is None and self.hours_left < 0
