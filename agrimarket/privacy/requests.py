"""The register of requests: noted with their due days, answered, extended once, closed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.models import Household
from agrimarket.households.refusals import HouseholdErased
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.kit.paging import Page, paged
from agrimarket.kit.seen import seen
from agrimarket.places.catalogue import is_commune
from agrimarket.privacy import clocks, store
from agrimarket.privacy.models import PersonRequest, RequestKind, RequestState
from agrimarket.privacy.refusals import (
    ExtendedOnce,
    PlaceOutsideScope,
    ReceivedInFuture,
    RequestWrongState,
    WhoAsks,
    WhyMissing,
)
from agrimarket.privacy.sealing import Details, details_of, seal_details, seal_text
from agrimarket.privacy.words import STATE_WORDS, TAKEN_BACK

ACTION_KIND = "person_request"


def file_request(
    session: Session,
    *,
    viewer: Viewer,
    kind: str,
    household_id: str | None = None,
    commune_code: str | None = None,
    details: Details = Details(),  # noqa: B008 (frozen)
    channel: str = "web",
    received_at: datetime | None = None,
    id: str | None = None,
) -> PersonRequest:
    """Note a request with its due days; a producer files for their own household.

    WhoAsks, NotFound (household outside the scope), PlaceOutsideScope, ReceivedInFuture, IdTaken.
    """
    if viewer.role is Role.PRODUCER:
        household_id = household_id or viewer.household_id  # naming another is NotFound
    household = _household(session, viewer, household_id)
    received = _received(received_at)
    day, wish = clock.vietnam_day(received), RequestKind(kind)
    others = household is not None and store.is_live(session, household.id)
    row = PersonRequest(
        household_id=household.id if household else None,
        commune_code=_commune(viewer, household, commune_code, details),
        kind=wish,
        channel=channel,
        received_at=received,
        state=RequestState.RECEIVED,
        third_parties=others,
        answer_due=clocks.due(clocks.ANSWER, wish, others, day),
        act_due=clocks.due(clocks.ACT, wish, others, day),
        filed_by=viewer.caller,
    )
    _take_id(session, row, id)
    session.add(row)
    session.flush()
    row.details_sealed = seal_details(session, row, details)
    _note(session, viewer, "person_request_filed", row)
    return row


def change_request(
    session: Session, *, viewer: Viewer, row: PersonRequest, channel: str | None = None,
    asker: str | None = None, contact: str | None = None, text: str | None = None,
) -> PersonRequest:  # fmt: skip
    """Mend what was noted while nobody answered yet; RequestWrongState."""
    _stands_in(row, RequestState.RECEIVED)
    _not_erased(session, row)
    told = {"asker": asker, "contact": contact, "text": text}
    known = replace(details_of(session, row), **{k: v for k, v in told.items() if v is not None})
    row.details_sealed = seal_details(session, row, known)
    row.channel = channel or row.channel
    _note(session, viewer, "person_request_changed", row)
    return row


def answer(session: Session, *, viewer: Viewer, row: PersonRequest, text: str) -> PersonRequest:
    """The office told the person what happens now; RequestWrongState, WhyMissing."""
    _stands_in(row, RequestState.RECEIVED)
    _not_erased(session, row)
    row.answer_sealed = seal_text(session, row, "answer_sealed", _said(text, "text"))
    row.state, row.answered_at = RequestState.ANSWERED, clock.now()
    _note(session, viewer, "person_request_answered", row)
    return row


def extend(session: Session, *, viewer: Viewer, row: PersonRequest, reason: str) -> PersonRequest:
    """More time, once, with a reason; RequestWrongState, ExtendedOnce, WhyMissing."""
    _stands_in(row, RequestState.RECEIVED, RequestState.ANSWERED)
    if row.extended_at is not None:
        raise ExtendedOnce
    row.extend_reason = _said(reason, "reason")
    row.extended_at = clock.now()
    wish = RequestKind(row.kind)
    row.act_due = clocks.due(clocks.EXTENSION, wish, row.third_parties, row.act_due)
    _note(session, viewer, "person_request_extended", row, reason=row.extend_reason)
    return row


def close(
    session: Session, *, viewer: Viewer, row: PersonRequest, refusal_reason: str | None = None
) -> PersonRequest:
    """Done; or refused, with the reason the law wants told. RequestWrongState."""
    _stands_in(row, RequestState.RECEIVED, RequestState.ANSWERED)
    said = seen(refusal_reason) or None
    row.state = RequestState.REFUSED if said else RequestState.DONE
    row.refusal_reason, row.closed_at = said, clock.now()
    row.answered_at = row.answered_at or row.closed_at
    _note(session, viewer, "person_request_closed", row, reason=said)
    return row


def take_back(session: Session, *, viewer: Viewer, row: PersonRequest) -> PersonRequest:
    """The producer no longer asks; only while nobody answered. RequestWrongState."""
    _stands_in(row, RequestState.RECEIVED)
    return close(session, viewer=viewer, row=row, refusal_reason=TAKEN_BACK)


def get(session: Session, *, viewer: Viewer, request_id: str, lock: bool = False) -> PersonRequest:
    """A request the viewer may see; NotFound."""
    row = store.request(session, viewer, request_id, lock=lock)
    if row is None:
        raise NotFound
    return row


def listed(
    session: Session, *, viewer: Viewer, show: str = "", kind: str = "", household_id: str = "",
    page: int = 1, page_size: int = 50,
) -> Page[PersonRequest]:  # fmt: skip
    """A page of requests, the overdue on top."""
    query = store.requests(viewer, show=show, kind=kind, household_id=household_id)
    return paged(session, query, page=page, page_size=page_size)


def is_overdue(row: PersonRequest) -> bool:
    """Whether a day has passed by which the office owed something."""
    today = clock.today()
    late_answer = row.state == RequestState.RECEIVED and row.answer_due < today
    return late_answer or (row.state in store.OPEN and row.act_due < today)


def due_day(row: PersonRequest) -> datetime | None:
    """The start of the day on which the next thing is owed; None for a closed request."""
    if row.state not in store.OPEN:
        return None
    day = row.answer_due if row.state == RequestState.RECEIVED else row.act_due
    return clock.start_of_day(day)


def _take_id(session: Session, row: PersonRequest, id: str | None) -> None:
    if id is None:
        return
    row.id = accept_id(id)
    if session.get(PersonRequest, row.id) is not None:
        raise IdTaken


def _household(session: Session, viewer: Viewer, household_id: str | None) -> Household | None:
    if not household_id:
        return None
    return households.get_to_change(session, viewer=viewer, household_id=household_id)


def _not_erased(session: Session, row: PersonRequest) -> None:
    """What would be said could no longer be sealed; such a request is only closed."""
    household = session.get(Household, row.household_id) if row.household_id else None
    if household is not None and household.erased_at is not None:
        raise HouseholdErased


def _commune(
    viewer: Viewer, household: Household | None, commune_code: str | None, details: Details
) -> str:
    if household is not None:
        return household.commune_code
    if not commune_code or not is_commune(commune_code):
        raise WhoAsks(fields={"commune_code": [WhoAsks.sentence]})
    if not details.asker.strip():
        raise WhoAsks(fields={"asker": [WhoAsks.sentence]})
    if not viewer.whole_province and commune_code not in viewer.commune_codes:
        raise PlaceOutsideScope(fields={"commune_code": [PlaceOutsideScope.sentence]})
    return commune_code


def _received(at: datetime | None) -> datetime:
    if at is not None and at > clock.now():
        raise ReceivedInFuture(fields={"received_at": [ReceivedInFuture.sentence]})
    return at or clock.now()


def _said(text: str, field: str) -> str:
    said = seen(text)
    if not said:
        raise WhyMissing(fields={field: [WhyMissing.sentence]})
    return said


def _stands_in(row: PersonRequest, *states: RequestState) -> None:
    if row.state not in states:
        raise RequestWrongState(state=STATE_WORDS[row.state][0])


def _note(
    session: Session, viewer: Viewer, action: str, row: PersonRequest, *, reason: str | None = None
) -> None:
    """An audit row: which kind, state and days; what was said stays in the request alone."""
    session.flush()
    audit.record(
        session, viewer, action, kind=ACTION_KIND, id=row.id, person=row.household_id,
        after={"reason": reason} if reason else None,
        kept={"kind": row.kind, "state": row.state, "answer_due": row.answer_due.isoformat(),
              "act_due": row.act_due.isoformat()},
    )  # fmt: skip
