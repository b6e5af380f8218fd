"""What was done to a producer's record, by whom, newest first, masked as the record itself is."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.identity import masked
from agrimarket.households.lists import store as store_imports
from agrimarket.households.merging import store as store_merge
from agrimarket.households.models import Household
from agrimarket.households.showing.labels import FIELD_LABELS
from agrimarket.households.showing.masks import is_own, sees_phones
from agrimarket.kit import audit
from agrimarket.kit.access import REGISTRARS, Role, Viewer

CHANGED = "đã đổi"
_PRIVATE = frozenset({"phone_of", "birth_date", "sex", "note", "wish_note"})
_PHONES = frozenset({"phone"})


def history(session: Session, *, viewer: Viewer, household: Household) -> list[audit.Entry]:
    """The audit rows of this household; one that came in a list begins with that list.

    A list leaves one audit row for all its households, so that 33,130 rows take seconds.
    """
    entries = audit.history(session, kind="household", id=household.id)
    told = [shown_to(viewer, household, entry) for entry in entries]
    registered = any(entry.action == "household_registered" for entry in entries)
    told = told if registered else [*told, *from_list(session, household)]
    before = of_merged(session, household)
    if not before:
        return told
    told += [shown_to(viewer, household, entry) for entry in before]
    return sorted(told, key=lambda one: one.at, reverse=True)


def also_told(session: Session, household: Household) -> list[audit.Entry]:
    """What other rows tell of a household: its list's, and those of records merged into it."""
    return [*from_list(session, household), *of_merged(session, household)]


def of_merged(session: Session, household: Household) -> list[audit.Entry]:
    """What was done to the records that this one stands for."""
    found = []
    for one in store_merge.merged(session, household.id):
        found += audit.history(session, kind="household", id=one.id)
        found += from_list(session, one)
    return found


def shown_to(viewer: Viewer, household: Household, entry: audit.Entry) -> audit.Entry:
    """The act without values that this viewer may not read on the household's own page."""
    return replace(
        entry,
        before=_masked(viewer, household, entry.before),
        after=_masked(viewer, household, entry.after),
    )


def _masked(viewer: Viewer, household: Household, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _told(viewer, household, name, value) for name, value in facts.items()}


def _told(viewer: Viewer, household: Household, name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _PHONES and not sees_phones(viewer):
        return masked(str(value))
    if name in _PRIVATE and not (is_own(viewer, household) or viewer.is_one_of(REGISTRARS)):
        return CHANGED
    return value


def changed_words(entry: audit.Entry) -> str:
    """The labels of the fields that an edit touched."""
    return ", ".join(FIELD_LABELS.get(name, name) for name in entry.after.get("changed", ()))


def from_list(session: Session, household: Household) -> list[audit.Entry]:
    """How a household came in a list; empty for one that was registered by itself."""
    import_id = household.import_id
    listed = store_imports.by_id(session, import_id) if import_id else None
    if listed is None or import_id is None:
        return []
    row = store_imports.row_number_of(session, import_id, household.id)
    uploads = audit.history(session, kind="household_import", id=import_id)
    who = next((one for one in uploads if one.action == "households_imported"), None)
    return [
        audit.Entry(
            at=household.created_at,
            action="household_imported",
            who=who.who if who else Role.SYSTEM.value,
            who_name=who.who_name if who else "",
            role=who.role if who else Role.SYSTEM.value,
            before={},
            after={"import_id": import_id, "row": row},
        )
    ]
