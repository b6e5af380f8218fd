"""Where a phone and the record disagree: kept for a person, settled by one tap, taken back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import goods_conflicts as goods
from agrimarket.fieldwork import store_conflicts as store
from agrimarket.fieldwork.goods_conflicts import PRODUCT
from agrimarket.fieldwork.merging import follow, patched
from agrimarket.fieldwork.models import FieldConflict
from agrimarket.fieldwork.refusals import ChoiceUnknown, ConflictMovedOn, ConflictSettled
from agrimarket.fieldwork.sent import Operation
from agrimarket.households import rules
from agrimarket.households.depth.bank import Bank
from agrimarket.households.edit import details_of
from agrimarket.households.forgetting import remove
from agrimarket.households.keys import the_keys
from agrimarket.households.models import Household
from agrimarket.households.refusals import CommuneOutsideScope, NoLongerDraft
from agrimarket.households.scope import may_edit, may_write_in
from agrimarket.households.showing.oracle import may_ask
from agrimarket.kit import audit, clock, person_keys
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import new_id

MINE, THEIRS = "mine", "theirs"
UNDO = timedelta(days=30)
EDIT, DELETE, DELETED, MERGED = "edit", "delete", "deleted", "merged"


def open_one(
    session: Session, *, viewer: Viewer, operation: Operation, household: Household, kind: str,
    mine: Mapping[str, Any],
) -> FieldConflict:  # fmt: skip
    """Keep what the phone wanted, sealed for the producer's person, until somebody chooses."""
    row = FieldConflict(
        id=new_id(), operation_id=operation.id, household_id=household.id, kind=kind,
        fields=sorted(mine), base=operation.base or None, told_at=operation.told_at,
        who=viewer.caller, who_name=viewer.signature,
    )  # fmt: skip
    row.mine_sealed = _sealed(session, row, "mine_sealed", plain(mine))
    session.add(row)
    session.flush()
    _note(session, viewer, "field_conflict_opened", row, {"changed": row.fields, "what": kind})
    return row


def open_or_add(
    session: Session, *, viewer: Viewer, operation: Operation, household: Household, kind: str,
    mine: Mapping[str, Any],
) -> FieldConflict:  # fmt: skip
    """The same for a producer that is gone and locked: whatever one sender goes on writing there
    is one question, so it is added to what waits already."""
    row = store.waiting(session, household.id, viewer.caller, kind)
    if row is None:
        return open_one(
            session, viewer=viewer, operation=operation, household=household, kind=kind, mine=mine
        )
    return _add(session, viewer, operation, row, mine)


def open_or_follow(
    session: Session, *, viewer: Viewer, operation: Operation, household: Household, kind: str,
    chain: str, mine: Mapping[str, Any], now: Mapping[str, Any],
) -> FieldConflict:  # fmt: skip
    """The same for one that stands: of what a chain wrote on a field only the last can be meant,
    so it takes the place of what waits. `mine` as sent, `now` what stands in its fields."""
    row = store.of_chain(session, chain, operation.object_id, kind)
    if row is None:
        return open_one(
            session, viewer=viewer, operation=operation, household=household, kind=kind,
            mine=patched(mine, now),
        )  # fmt: skip
    return _add(session, viewer, operation, row, mine)


def _add(
    session: Session, viewer: Viewer, operation: Operation, row: FieldConflict,
    mine: Mapping[str, Any],
) -> FieldConflict:  # fmt: skip
    both = follow(wanted(session, row), plain(mine))
    row.fields, row.told_at, row.who_name = sorted(both), operation.told_at, viewer.signature
    row.mine_sealed = _sealed(session, row, "mine_sealed", both)
    session.flush()
    told = {"changed": sorted(mine), "what": row.kind}
    _note(session, viewer, "field_conflict_opened", row, told)
    return row


def get(session: Session, *, viewer: Viewer, conflict_id: str) -> FieldConflict:
    """One the viewer may settle, locked; NotFound."""
    row = store.one(session, viewer, conflict_id)
    if row is None:
        raise NotFound
    return row


def settle(session: Session, *, viewer: Viewer, conflict: FieldConflict, choice: str) -> Household:
    """Let the phone's version hold (mine) or the record's (theirs); the same choice again is the
    same. ChoiceUnknown, ConflictSettled, NoLongerDraft, and what households.edit, remove, restore
    refuse."""
    if choice not in (MINE, THEIRS):
        raise ChoiceUnknown(fields={"choice": [ChoiceUnknown.sentence]})
    household = _target(session, viewer, conflict)
    if conflict.choice == choice:
        return household
    if conflict.choice is not None:
        raise ConflictSettled
    _may_choose(viewer, household)
    before: dict[str, Any] = {}
    revision = household.revision
    if choice == MINE and conflict.kind == PRODUCT:
        before, revision = goods.put(session, viewer, conflict, wanted(session, conflict))
    elif choice == MINE:
        before = _apply(session, viewer, conflict, household)
        revision = household.revision
    conflict.choice, conflict.settled_at, conflict.settled_by = choice, clock.now(), viewer.caller
    conflict.settled_revision = revision
    conflict.before_sealed = _sealed(session, conflict, "before_sealed", before)
    session.flush()
    _note(session, viewer, "field_conflict_settled", conflict, {"choice": choice})
    return household


def unsettle(session: Session, *, viewer: Viewer, conflict: FieldConflict) -> None:
    """Put back what was before the choice; ConflictMovedOn where it was changed again since."""
    if conflict.choice is None:
        return
    settled = conflict.settled_at
    household = _target(session, viewer, conflict)
    if settled is None or clock.now() > settled + UNDO:
        raise ConflictMovedOn
    _may_choose(viewer, household)
    if conflict.choice == MINE:
        _take_back(session, viewer, conflict, household)
    conflict.choice = conflict.settled_at = conflict.settled_by = None
    conflict.settled_revision = conflict.before_sealed = None
    session.flush()
    _note(session, viewer, "field_conflict_reopened", conflict, {"changed": conflict.fields})


def wanted(session: Session, conflict: FieldConflict) -> dict[str, Any]:
    """What the phone wanted, by field; empty once the person was erased."""
    return _opened(session, conflict, "mine_sealed", conflict.mine_sealed)


def _target(session: Session, viewer: Viewer, conflict: FieldConflict) -> Household:
    """The producer a choice writes on, locked: the record itself, or the one that stands for it."""
    id = conflict.household_id
    try:
        return rules.get_to_change(session, viewer=viewer, household_id=id)
    except NotFound:
        gone = remove.gone(session, viewer=viewer, household_id=id)
    if gone.merged_into is None:
        return gone
    return rules.get_to_change(session, viewer=viewer, household_id=gone.merged_into)


def _may_choose(viewer: Viewer, household: Household) -> None:
    """CommuneOutsideScope, NoLongerDraft: whoever may not write there settles nothing either."""
    if not may_write_in(viewer, household.commune_code):
        raise CommuneOutsideScope
    if not may_edit(viewer, household):
        raise NoLongerDraft


def _apply(
    session: Session, viewer: Viewer, conflict: FieldConflict, household: Household
) -> dict[str, Any]:
    """Do what the phone wanted; what stood there before."""
    mine = wanted(session, conflict)
    may_ask(viewer, mine)
    if conflict.kind == DELETE:
        if household.deleted_at is None:
            remove.remove(session, viewer=viewer, household=household, reason=mine["reason"])
        return {}
    if household.deleted_at is not None:
        remove.restore(session, viewer=viewer, household=household)
    details = details_of(session, household)
    before = plain({name: getattr(details, name) for name in mine if hasattr(details, name)})
    rules.edit(session, viewer=viewer, household=household, changes=_whole(mine, before))
    return before


def _take_back(
    session: Session, viewer: Viewer, conflict: FieldConflict, household: Household
) -> None:
    if conflict.kind == DELETE:
        remove.restore(session, viewer=viewer, household=household)
        return
    before = _opened(session, conflict, "before_sealed", conflict.before_sealed)
    if conflict.kind == PRODUCT:
        goods.take_back(session, viewer, conflict, before)
        return
    since = rules.changed_since(session, household.id, conflict.settled_revision or 0)
    if since & set(before) or household.deleted_at is not None:
        raise ConflictMovedOn
    rules.edit(session, viewer=viewer, household=household, changes=before)
    if conflict.kind == DELETED:
        remove.remove(session, viewer=viewer, household=household, reason="Hoàn tác lựa chọn")


def _whole(mine: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Sets that a phone told by what comes and goes, whole."""
    found = dict(mine)
    crops = found.get("crops")
    if isinstance(crops, Mapping):
        gone = set(crops.get("remove") or ())
        kept = [word for word in before["crops"] if word not in gone]
        found["crops"] = [*kept, *(word for word in crops.get("add") or () if word not in kept)]
    return found


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them, so that the rules read them again."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Bank):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value if value is None or isinstance(value, str | int | float | Mapping) else str(value)


def _sealed(session: Session, row: FieldConflict, column: str, values: Mapping[str, Any]) -> bytes:
    text, place = json.dumps(values, ensure_ascii=False), f"field_conflict.{column}.{row.id}"
    return person_keys.seal_for(session, the_keys(), row.household_id, text, place=place)


def _opened(
    session: Session, row: FieldConflict, column: str, sealed: bytes | None
) -> dict[str, Any]:
    if sealed is None:
        return {}
    place = f"field_conflict.{column}.{row.id}"
    try:
        text = person_keys.open_for(session, the_keys(), row.household_id, sealed, place=place)
    except person_keys.PersonErased:
        return {}
    found: dict[str, Any] = json.loads(text)
    return found


def _note(
    session: Session, viewer: Viewer, action: str, row: FieldConflict, after: Mapping[str, Any]
) -> None:
    audit.record(
        session, viewer, action, kind="household", id=row.household_id,
        after=dict(after), person=row.household_id,
    )  # fmt: skip
