"""Update mode: rows whose citizen number is registered change that household, field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.details import Details, given
from agrimarket.households.edit import edit, look
from agrimarket.households.intake.outcome import Decision
from agrimarket.households.intake.rows import ListRow
from agrimarket.households.intake.words import (
    UPDATE_NAME,
    UPDATE_NAME_WORDS,
    UPDATE_REFUSED,
    UPDATE_REFUSED_WORDS,
)
from agrimarket.households.lists import store_updates
from agrimarket.households.lists.details import details_of_row
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_edit
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import Refusal
from agrimarket.places import fold, has_accents, tone_key

# What a list may say of a household; consent is asked anew and never by a list (0024).
FIELDS = ("head_name", "birth_date", "sex", "phone", "hamlet", "crops", "area_ha", "note")
_TEXTS = frozenset({"head_name", "hamlet", "note"})


def plan_updates(session: Session, viewer: Viewer, decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions with every repeated household told as updated, unchanged or refused.

    Only by citizen number, and only households this viewer may change; the others stay
    duplicates. Empty cells say nothing. The households are locked until the commit.
    """
    ids = {one.duplicate_of for one in decisions if one.duplicate_of and one.row.citizen_id}
    households = store_updates.to_update(session, viewer, ids)
    kept = store_updates.keys_of(session, households)
    seen: dict[str, ListRow] = {}
    planned = [_planned(session, viewer, one, households, seen) for one in decisions]
    del kept  # the session lets go of rows that nobody holds
    return planned


def _planned(
    session: Session,
    viewer: Viewer,
    decision: Decision,
    households: Mapping[str, Household],
    seen: dict[str, ListRow],
) -> Decision:
    household = households.get(decision.duplicate_of or "")
    if household is None or not decision.row.citizen_id or not may_edit(viewer, household):
        return decision
    earlier = seen.setdefault(household.id, decision.row)
    if earlier is not decision.row:  # one row may change a household, the next ones repeat it
        return replace(decision, duplicate_row=earlier.row, duplicate_sheet=earlier.sheet)
    if not _one_person(decision.row.name, household.head_name):
        return replace(decision, outcome="rejected", row=_with_other_name(decision.row))
    try:
        before, after, changed = look(
            session, viewer=viewer, household=household, changes=_said(decision.row, household)
        )
    except Refusal as refusal:
        return replace(decision, outcome="rejected", row=_refused(decision.row, refusal))
    if not changed:
        return replace(decision, outcome="unchanged")
    return replace(
        decision, outcome="updated", changes=_facts(after, changed), before=_facts(before, changed)
    )


def _one_person(said: str, known: str | None) -> bool:
    """Whether the given names agree without tone marks: by a wrong digit the number may be a
    neighbour's, and the rest of a name is often left out or spelt otherwise."""
    return not known or fold(said).split()[-1:] == fold(known).split()[-1:]


def _with_other_name(row: ListRow) -> ListRow:
    return replace(row, errors=(UPDATE_NAME,), reasons=(UPDATE_NAME_WORDS,))


def _refused(row: ListRow, refusal: Refusal) -> ListRow:
    outside = refusal.code == CommuneOutsideScope.code
    code = refusal.code if outside else UPDATE_REFUSED
    words = CommuneOutsideScope.sentence if outside else UPDATE_REFUSED_WORDS
    return replace(row, errors=(code,), reasons=(words,))


def _said(row: ListRow, household: Household) -> dict[str, Any]:
    """What the row says and the household does not say already; a split place says nothing new."""
    here = household.commune_code
    elsewhere = len(row.commune_codes) == 1 and here not in row.commune_codes
    details = details_of_row(row, row.commune_codes[0] if elsewhere else here)
    said = given({name: getattr(details, name) for name in FIELDS})
    said = {name: value for name, value in said.items() if not _same(name, value, household)}
    if elsewhere:
        said |= {"commune_code": details.commune_code, "former_district": details.former_district}
    return said


def _same(name: str, value: Any, household: Household) -> bool:
    """Whether the household says it already, better spelt or in another order."""
    known = getattr(household, name)
    if name == "crops":
        return sorted(map(tone_key, value)) == sorted(map(tone_key, known))
    if name not in _TEXTS or not known:
        return bool(value == known)
    if tone_key(value) == tone_key(known):
        return True
    return not has_accents(value) and fold(value) == fold(known)


def _facts(details: Details, names: Sequence[str]) -> dict[str, Any]:
    return {name: _fact(getattr(details, name)) for name in names}


def _fact(value: Any) -> Any:
    """As JSON keeps it and `edit` takes it back."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def apply_updates(
    session: Session, viewer: Viewer, decisions: Sequence[Decision]
) -> dict[tuple[int, int], int]:
    """Edit each household as planned; the revision each has then, by list and row."""
    ids = {one.duplicate_of for one in decisions if one.changes is not None and one.duplicate_of}
    households = store_updates.to_update(session, viewer, ids)
    kept = store_updates.keys_of(session, households)
    revisions: dict[tuple[int, int], int] = {}
    for one in decisions:
        if one.changes is not None and one.duplicate_of:
            household = households[one.duplicate_of]
            edit(session, viewer=viewer, household=household, changes=one.changes)
            revisions[one.row.key] = household.revision
    del kept
    return revisions
