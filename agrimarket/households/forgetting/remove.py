"""Taking a producer away that should not be there: a tombstone, which can be lifted for a month."""

from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households.columns import index_columns
from agrimarket.households.edit import details_of
from agrimarket.households.forgetting import store_remove as store
from agrimarket.households.models import Household, HouseholdState
from agrimarket.households.refusals import (
    CommuneOutsideScope,
    DuplicateHousehold,
    HouseholdErased,
    HouseholdInUse,
    NoLongerDraft,
    RemovalOver,
    RemovalReasonMissing,
)
from agrimarket.households.register import refuse_duplicate
from agrimarket.households.scope import may_edit, may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.seen import seen

UNDO = timedelta(days=30)
LONGEST_REASON = 500
INDEXES = ("citizen_index", "citizen_index_even", "person_key", "person_key_even")
# What may stand on one that goes: it tells of the record itself, or of how it came to be.
OF_ITSELF = frozenset({
    "household", "consent", "consent_evidence", "household_import_row", "household_view",
    "household_photo", "household_field_change", "household_find", "household_merge",
    "household_pair", "person_request", "field_operation", "field_conflict", "bulk_act_row",
    "card", "household_card", "expiry_notice",
})  # fmt: skip
# Described only: nobody may sell a draft's goods.
OF_A_DRAFT = frozenset({"product", "area", "certificate", "partner"})


def remove(session: Session, *, viewer: Viewer, household: Household, reason: str) -> None:
    """Hide a producer for good unless `restore` brings it back within thirty days.

    The row stays as a tombstone and gives its number and name free, so that the person can be
    registered again. CommuneOutsideScope, NoLongerDraft, RemovalReasonMissing, HouseholdInUse.
    """
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if not may_edit(viewer, household):
        raise NoLongerDraft
    why = seen(reason)[:LONGEST_REASON]
    if not why:
        raise RemovalReasonMissing(fields={"reason": [RemovalReasonMissing.sentence]})
    draft = household.state == HouseholdState.DRAFT
    if store.stands_on(session, household.id, OF_ITSELF | (OF_A_DRAFT if draft else set())):
        raise HouseholdInUse
    household.deleted_at = household.updated_at = clock.now()
    for name in INDEXES:
        setattr(household, name, None)
    session.flush()
    audit.record(
        session, viewer, "household_removed", kind="household", id=household.id, reason=why,
        person=household.id,
    )  # fmt: skip


def restore(session: Session, *, viewer: Viewer, household: Household) -> Household:
    """Bring back what `gone` found; RemovalOver, DuplicateHousehold, CommuneOutsideScope,
    NoLongerDraft."""
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if not may_edit(viewer, household):
        raise NoLongerDraft
    if not can_come_back(household):
        raise RemovalOver
    details = details_of(session, household)
    refuse_duplicate(session, viewer=viewer, details=details, besides=household.id)
    household.deleted_at, household.updated_at = None, clock.now()
    for name, value in index_columns(details).items():
        setattr(household, name, value)
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError:
        raise DuplicateHousehold from None
    audit.record(
        session, viewer, "household_restored", kind="household", id=household.id,
        person=household.id,
    )  # fmt: skip
    return household


def gone(session: Session, *, viewer: Viewer, household_id: str) -> Household:
    """One that was removed or merged, within the viewer's reach and locked; NotFound,
    HouseholdErased."""
    found = store.gone(session, viewer, household_id)
    if found is None:
        raise NotFound
    if found.erased_at is not None:
        raise HouseholdErased
    return found


def can_come_back(household: Household) -> bool:
    """Whether the thirty days still run."""
    deleted = household.deleted_at
    return deleted is not None and household.erased_at is None and clock.now() < deleted + UNDO
