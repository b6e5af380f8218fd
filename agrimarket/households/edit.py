"""Changing what is known of a producer; every change leaves an audit row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households.check import check
from agrimarket.households.columns import columns
from agrimarket.households.details import FIELDS, Details
from agrimarket.households.identity import open_citizen_id
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope, DuplicateHousehold, FieldNotYours
from agrimarket.households.register import refuse_duplicate
from agrimarket.households.scope import may_write_in
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer

# What producers mend themselves; who they are and where is a worker's to check.
OWN_FIELDS = frozenset({"phone", "phone_of", "hamlet", "crops", "area_ha", "latitude", "longitude"})
# The audit trail outlives a person's erasure, so of these it tells only that they changed.
PERSONAL = frozenset(
    {"head_name", "legal_name", "phone", "phone_of", "citizen_id", "tax_code", "birth_date",
     "sex", "latitude", "longitude", "note"}
)  # fmt: skip


def edit(
    session: Session, *, viewer: Viewer, household: Household, changes: Mapping[str, Any]
) -> Household:
    """Set the named fields (None empties one); the household must be visible and locked.

    InvalidFields, CommuneOutsideScope, FieldNotYours, DuplicateHousehold.
    """
    _refuse_foreign(viewer, household, changes)
    before = details_of(household)
    typed = {name: getattr(before, name) for name in FIELDS} | _following(before, changes)
    after = check(typed)
    if not _own(viewer, household) and not may_write_in(viewer, after.commune_code):
        raise CommuneOutsideScope(fields={"commune_code": [CommuneOutsideScope.sentence]})
    changed = [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
    if not changed and before.tax_is_citizen_id == after.tax_is_citizen_id:
        return household
    refuse_duplicate(session, viewer=viewer, details=after, besides=household.id)
    _write(session, household, before, after)
    _audit(session, viewer, household.id, before, after, changed)
    return household


def _following(before: Details, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes, and what follows from them: another commune had another district, and a tax
    code that is the citizen number goes with it."""
    typed = dict(changes)
    if typed.get("commune_code", before.commune_code) != before.commune_code:
        typed.setdefault("former_district", None)
    if before.tax_is_citizen_id and "tax_code" not in typed:
        typed["tax_code"] = typed.get("citizen_id", before.citizen_id)
    return typed


def details_of(household: Household) -> Details:
    """The details behind a row, with the citizen number opened; never leaves the rules."""
    values = {
        name: getattr(household, name) for name in FIELDS if name not in {"citizen_id", "crops"}
    }
    citizen_id = None
    if household.citizen_sealed is not None:
        citizen_id = open_citizen_id(household.citizen_sealed, household.id)
    return Details(
        **values,
        crops=tuple(household.crops),
        citizen_id=citizen_id,
        tax_is_citizen_id=household.tax_is_citizen_id,
    )


def _own(viewer: Viewer, household: Household) -> bool:
    return viewer.role is Role.PRODUCER and viewer.household_id == household.id


def _refuse_foreign(viewer: Viewer, household: Household, changes: Mapping[str, Any]) -> None:
    if _own(viewer, household):
        foreign = sorted(set(changes) - OWN_FIELDS)
        if foreign:
            raise FieldNotYours(fields={name: [FieldNotYours.sentence] for name in foreign})
    elif not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope


def _write(session: Session, household: Household, before: Details, after: Details) -> None:
    values = columns(after, id=household.id)
    if before.citizen_id == after.citizen_id:
        del values["citizen_sealed"]  # sealed again it would only look like a change
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
    told = [name for name in changed if name not in PERSONAL]
    audit.record(
        session, viewer, "household_edited", kind="household", id=id,
        before={name: _plain(getattr(before, name)) for name in told},
        after={name: _plain(getattr(after, name)) for name in told} | {"changed": changed},
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, str) else str(value)
