"""Changing what is known of a producer; every change leaves an audit row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households.check import check
from agrimarket.households.columns import columns
from agrimarket.households.details import FIELDS, Details
from agrimarket.households.events import ProducerMoved
from agrimarket.households.identity import open_bank, open_citizen_id, seal_of
from agrimarket.households.models import Household, HouseholdState
from agrimarket.households.refusals import (
    CommuneOutsideScope,
    DuplicateHousehold,
    FieldNotYours,
    NoLongerDraft,
)
from agrimarket.households.register import refuse_duplicate
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing.masks import NEVER_TOLD, is_own
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import Role, Viewer

# What producers mend themselves; who they are and where is a worker's to check.
OWN_FIELDS = frozenset(
    {
        "phone",
        "phone_of",
        "hamlet",
        "crops",
        "area_ha",
        "latitude",
        "longitude",
        "bank",
        "payment_kinds",
        "wish_channels",
        "wish_by",
        "wish_note",
    }
)

PLACED = frozenset({"kind", "commune_code"})  # what others were told of a producer's stamps


def edit(
    session: Session, *, viewer: Viewer, household: Household, changes: Mapping[str, Any]
) -> Household:
    """Set the named fields (None empties one); the household must be visible and locked.

    InvalidFields, CommuneOutsideScope, FieldNotYours, NoLongerDraft, DuplicateHousehold.
    """
    before, after, changed = look(session, viewer=viewer, household=household, changes=changes)
    if not changed and before.tax_is_citizen_id == after.tax_is_citizen_id:
        return household
    refuse_duplicate(session, viewer=viewer, details=after, besides=household.id)
    _write(session, household, before, after)
    _audit(session, viewer, household.id, before, after, changed)
    if PLACED & set(changed):
        events.publish(session, ProducerMoved(household.id))
    return household


def look(
    session: Session, *, viewer: Viewer, household: Household, changes: Mapping[str, Any]
) -> tuple[Details, Details, list[str]]:
    """What `edit` would make of it: details before and after, names of fields that differ.

    InvalidFields, CommuneOutsideScope, FieldNotYours, NoLongerDraft.
    """
    _refuse_foreign(viewer, household, changes)
    before = details_of(session, household)
    typed = {name: getattr(before, name) for name in FIELDS} | following(before, changes)
    after = check(typed)
    if not is_own(viewer, household) and not may_write_in(viewer, after.commune_code):
        raise CommuneOutsideScope(fields={"commune_code": [CommuneOutsideScope.sentence]})
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    return before, after, changed


def following(before: Details, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, and what follows from them: another commune had another district, and a tax
    code that is the citizen number goes with it."""
    typed = dict(changes)
    if typed.get("commune_code", before.commune_code) != before.commune_code:
        typed.setdefault("former_district", None)
    if before.tax_is_citizen_id and "tax_code" not in typed:
        typed["tax_code"] = typed.get("citizen_id", before.citizen_id)
    return typed


def details_of(session: Session, household: Household) -> Details:
    """The details behind a row, with what is sealed opened; never leaves the rules."""
    opened = {"citizen_id", "bank", "crops", "payment_kinds", "wish_channels"}
    values = {name: getattr(household, name) for name in FIELDS if name not in opened}
    return Details(
        **values,
        crops=tuple(household.crops),
        payment_kinds=tuple(household.payment_kinds),
        wish_channels=tuple(household.wish_channels),
        citizen_id=open_citizen_id(session, household),
        bank=open_bank(session, household),
        tax_is_citizen_id=household.tax_is_citizen_id,
    )


def _refuse_foreign(viewer: Viewer, household: Household, changes: Mapping[str, Any]) -> None:
    if is_own(viewer, household):
        foreign = sorted(set(changes) - OWN_FIELDS)
        if foreign:
            raise FieldNotYours(fields={name: [FieldNotYours.sentence] for name in foreign})
    elif not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    elif viewer.role is Role.COMMUNITY_TEAM and household.state != HouseholdState.DRAFT:
        raise NoLongerDraft


def _write(session: Session, household: Household, before: Details, after: Details) -> None:
    values = columns(after, id=household.id, seal=seal_of(session, household.id))
    if before.citizen_id == after.citizen_id:
        del values["citizen_sealed"]  # sealed again it would only look like a change
    if before.bank == after.bank:
        del values["bank_sealed"]
    for name, value in values.items():
        setattr(household, name, value)
    household.updated_at = clock.now()
    try:
        with session.begin_nested():
            session.flush()
    except IntegrityError:
        raise DuplicateHousehold from None


def _audit(
    session: Session, viewer: Viewer, id: str, before: Details, after: Details, changed: list[str]
) -> None:
    told = [name for name in changed if name not in NEVER_TOLD]
    audit.record(
        session, viewer, "household_edited", kind="household", id=id,
        before={name: plain(getattr(before, name)) for name in told},
        after={name: plain(getattr(after, name)) for name in told} | {"changed": changed},
        person=id,
    )  # fmt: skip


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str) else str(value)
