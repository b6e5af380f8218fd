"""Producers from phones: registered, changed field by field, taken away, agreeing."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import citizen, conflicts, merging, store
from agrimarket.fieldwork.answers import CONFLICT, Outcome
from agrimarket.fieldwork.models import FieldOperation
from agrimarket.fieldwork.refusals import ConsentTakenBack, HouseholdMerged, HouseholdRemoved
from agrimarket.fieldwork.sent import Operation
from agrimarket.households import rules
from agrimarket.households.check import check
from agrimarket.households.details import FIELDS
from agrimarket.households.edit import details_of, following
from agrimarket.households.forgetting import remove
from agrimarket.households.keys import the_keys
from agrimarket.households.models import Household
from agrimarket.households.refusals import RemovalReasonMissing
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, NotFound
from agrimarket.kit.seen import seen

DELETE, DELETED, EDIT, MERGED = "delete", "deleted", "edit", "merged"  # kinds of conflicts


def register(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A new producer under the id the phone gave it; refusals as households.register."""
    told = _with_number(session, operation, fields)
    consent = told.pop("consent", None)
    household = rules.register(
        session, viewer=viewer, id=operation.object_id,
        consent=rules.Agreement(**consent) if consent else None, **told,
    )  # fmt: skip
    made = store.newest_consent(session, viewer, household.id) if consent else None
    return Outcome(revision=household.revision, household_id=household.id, made_id=made)


def edit(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """Merge the patch field by field with what others wrote meanwhile.

    What nobody else touched is set; contact fields go to whoever comes last; an identity field
    that both changed waits for a person, as does everything about one that is gone.
    """
    patch = _with_number(session, operation, fields)
    try:
        household = rules.get_to_change(session, viewer=viewer, household_id=operation.object_id)
    except NotFound:
        return _on_a_gone_one(session, viewer, operation, patch)
    others = rules.changed_since(session, household.id, operation.base, besides=row.chain)
    mine, now = _weighed(session, household, patch)
    odds = merging.at_odds(mine, now, others)
    safe = {name: patch[name] for name in patch if name not in odds}
    if odds and not _fits(session, household, safe, now):
        odds, safe = sorted(patch), {}
    if safe:
        changes = merging.patched(safe, now)
        rules.edit(session, viewer=viewer, household=household, changes=changes)
    if not odds:
        merged = bool(others)
        return Outcome(revision=household.revision, merged=merged, household_id=household.id)
    found = conflicts.open_or_follow(
        session, viewer=viewer, operation=operation, household=household, kind=EDIT,
        chain=row.chain, mine={name: patch[name] for name in odds}, now=now,
    )  # fmt: skip
    return Outcome(
        CONFLICT, household.revision, merged=bool(safe), conflict_id=found.id,
        household_id=household.id,
    )  # fmt: skip


def delete(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A tombstone; where others changed the record meanwhile a person decides."""
    try:
        household = rules.get_to_change(session, viewer=viewer, household_id=operation.object_id)
    except NotFound:
        gone = remove.gone(session, viewer=viewer, household_id=operation.object_id)
        if gone.merged_into is not None:
            raise HouseholdMerged from None
        return Outcome(revision=gone.revision, household_id=gone.id)  # gone is what was asked for
    reason = seen(fields.get("reason"))
    if not reason:  # a question that nobody could answer
        raise RemovalReasonMissing(fields={"reason": [RemovalReasonMissing.sentence]})
    if rules.changed_since(session, household.id, operation.base, besides=row.chain):
        found = conflicts.open_one(
            session, viewer=viewer, operation=operation, household=household, kind=DELETE,
            mine={"reason": reason},
        )  # fmt: skip
        return Outcome(
            CONFLICT, household.revision, conflict_id=found.id, household_id=household.id
        )
    remove.remove(session, viewer=viewer, household=household, reason=reason)
    return Outcome(revision=household.revision, household_id=household.id)


def consent(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """What the producer agreed to; ConsentTakenBack, refusals as households.give_consent.

    Which came first, the words kept on a phone or those that took consent back, no clock of a
    phone can tell: who has not heard of the withdrawal asks again (Law 91/2025/QH15).
    """
    household = standing(session, viewer, operation.object_id)
    others = rules.changed_since(session, household.id, operation.base, besides=row.chain)
    if rules.CONSENT in others:
        raise ConsentTakenBack
    agreement = rules.Agreement(**fields)
    made = rules.give_consent(session, viewer=viewer, household=household, agreement=agreement)
    return Outcome(revision=household.revision, household_id=household.id, made_id=made.id)


def standing(session: Session, viewer: Viewer, household_id: str) -> Household:
    """A producer to write on; NotFound, HouseholdRemoved, HouseholdMerged, HouseholdErased."""
    try:
        return rules.get_to_change(session, viewer=viewer, household_id=household_id)
    except NotFound:
        gone = remove.gone(session, viewer=viewer, household_id=household_id)
        raise (HouseholdMerged if gone.merged_into else HouseholdRemoved) from None


def _on_a_gone_one(
    session: Session, viewer: Viewer, operation: Operation, patch: Mapping[str, Any]
) -> Outcome:
    """An edit never brings anybody back: it waits for a person, with those that came before it."""
    gone = remove.gone(session, viewer=viewer, household_id=operation.object_id)
    found = conflicts.open_or_add(
        session, viewer=viewer, operation=operation, household=gone,
        kind=MERGED if gone.merged_into else DELETED, mine=patch,
    )  # fmt: skip
    return Outcome(CONFLICT, gone.revision, conflict_id=found.id, household_id=gone.id)


def _weighed(
    session: Session, household: Household, patch: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The patched fields as they would be kept, and what stands there now; InvalidFields."""
    before = details_of(session, household)
    now = {name: getattr(before, name) for name in FIELDS}
    after = check(now | following(before, merging.patched(patch, now)))
    return {name: getattr(after, name) for name in patch}, now


def _fits(
    session: Session, household: Household, safe: Mapping[str, Any], now: Mapping[str, Any]
) -> bool:
    """Whether the rest of a patch stands without what must wait."""
    try:
        _weighed(session, household, safe)
    except InvalidFields:
        return False
    return True


def _with_number(
    session: Session, operation: Operation, fields: Mapping[str, Any]
) -> dict[str, Any]:
    """The fields with the citizen number opened; CitizenSealBroken."""
    told = dict(fields)
    if citizen.FIELD not in told:
        return told
    sealed = told.pop(citizen.FIELD)
    told["citizen_id"] = sealed and citizen.open_number(
        session, the_keys(), sealed, object_id=operation.object_id
    )
    return told
