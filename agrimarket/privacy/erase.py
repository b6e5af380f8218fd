"""Forgetting a person: the key is destroyed, every room is told, stamps go on resolving."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from agrimarket.households import rules as households
from agrimarket.households.events import PersonErased
from agrimarket.households.forgetting.erased import scrubbed, words_of
from agrimarket.households.keys import the_keys
from agrimarket.households.merging import merge
from agrimarket.households.models import Household
from agrimarket.kit import audit, clock, dropped, events, mentions, person_keys
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.jobs import enqueue
from agrimarket.kit.seen import seen
from agrimarket.privacy import requests, store, store_person
from agrimarket.privacy.models import PersonRequest, RequestKind
from agrimarket.privacy.refusals import ConsentStands, NotTheRequest, WhyMissing
from agrimarket.privacy.words import CLOSED_OTHERWISE, ERASED_TOO

WIPE = "privacy.wipe"
WIPE_TRIES = 100


def erase(
    session: Session,
    *,
    viewer: Viewer,
    household_id: str,
    reason: str,
    data: Path,
    request_id: str | None = None,
) -> Household:
    """Forget a producer for good. Commune, lots, dates and stamps stay (Circular 02/2024).

    An officer in scope, consents withdrawn, a reason. `data` is the data folder. NotFound,
    HouseholdErased, NotAllowed, ConsentStands, WhyMissing, NotTheRequest.
    """
    household = households.get_to_change(session, viewer=viewer, household_id=household_id)
    said = _may(viewer, household, reason)
    wish = _request(session, viewer, household, request_id)
    _close_others(session, viewer, household.id)
    records = [household, *merge.records_of(session, household.id)]  # all are this person's
    words = tuple(dict.fromkeys(word for one in records for word in words_of(one)))
    ids = store_person.ids_of(session, household.id)
    session.info.pop(dropped.KEY, None)
    forget_records(session, records, words)
    forget_traces(session, data, words, ids)
    audit.record(
        session, viewer, "household_erased", kind="household", id=household.id,
        after={"request": wish.id if wish else None},
        reason=scrubbed(said, words, "theo yêu cầu của chính người này"),
    )  # fmt: skip
    for row in store.open_erasures(session, viewer, household.id):
        requests.close(session, viewer=viewer, row=row)
    enqueue(
        session,
        WIPE,
        {"files": dropped.take_noted(session), "household_ids": [one.id for one in records]},
        most_tries=WIPE_TRIES,
    )
    return household


def forget_records(session: Session, records: Sequence[Household], words: tuple[str, ...]) -> None:
    """Every room, every key: the record and those merged into it."""
    for one in records:
        events.publish(session, PersonErased(one.id, words))
    _empty_requests(session, records[0].id)
    _scrub_breaches(session, words)
    for one in records:
        person_keys.destroy(session, one.id)


def _may(viewer: Viewer, household: Household, reason: str) -> str:
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    if household.purposes or household.state == "registered":
        raise ConsentStands
    if not seen(reason):
        raise WhyMissing(fields={"reason": [WhyMissing.sentence]})
    return seen(reason)


def _request(
    session: Session, viewer: Viewer, household: Household, request_id: str | None
) -> PersonRequest | None:
    if not request_id:
        return None
    row = requests.get(session, viewer=viewer, request_id=request_id, lock=True)
    mine = store_person.ids_of(session, household.id).of["household"]
    fits = row.household_id in mine and row.kind == RequestKind.ERASE
    if not fits or row.state not in store.OPEN:
        raise NotTheRequest(fields={"request_id": [NotTheRequest.sentence]})
    return row


def _close_others(session: Session, viewer: Viewer, household_id: str) -> None:
    """Other open requests have lost what they were about; they say so."""
    for row in store.open_others(session, viewer, household_id):
        requests.close(session, viewer=viewer, row=row, refusal_reason=ERASED_TOO)


def _empty_requests(session: Session, household_id: str) -> None:
    """That they asked, and when, stays as proof of the work; what was said goes."""
    for row in store.requests_of(session, household_id):
        row.details_sealed = row.answer_sealed = None
        row.extend_reason = row.extend_reason and "đã xóa"
        if row.refusal_reason not in CLOSED_OTHERWISE:  # our own words tell of nobody
            row.refusal_reason = row.refusal_reason and "đã xóa"
    session.flush()


def _scrub_breaches(session: Session, words: Sequence[str]) -> None:
    """A register that must name nobody, where somebody did all the same."""
    for row in store.every_breach(session):
        for name in ("happened", "consequences", "measures", "technical"):
            setattr(row, name, scrubbed(getattr(row, name), words, "(đã xóa)"))
    session.flush()


def forget_traces(
    session: Session, data: Path, words: Sequence[str], ids: store_person.PersonIds
) -> None:
    """What the kit keeps for a while: answers, ended jobs, lines of the message file."""
    needles = sorted({*words, *ids.everything})
    mentions.forget_answers(session, the_keys(), needles)
    mentions.forget_jobs(session, needles, sorted(ids.accounts))
    reached = sorted({*(word for word in words if word.isdigit()), *ids.emails})
    mentions.forget_unsent(session, reached)
    mentions.forget_messages(data, reached)


def erased_at_now(household: Household) -> str:
    """When it was done, for the answer."""
    return (household.erased_at or clock.now()).isoformat()
