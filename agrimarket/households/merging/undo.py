"""Undoing a merge within 30 days: every row as it was, but for what people changed since."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.columns import index_columns, search_text
from agrimarket.households.consenting.covers import covered, state_of
from agrimarket.households.edit import details_of
from agrimarket.households.events import ProducersRegrouped
from agrimarket.households.finding import find
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging.journal import Entry, coded, decoded, open_journal
from agrimarket.households.merging.likeness import near_key, place_key
from agrimarket.households.merging.merge import loosen
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.merging.moves import RULES, Moves
from agrimarket.households.merging.refusals import (
    MergeAcrossCommunes,
    MergeEntangled,
    MergeNotLast,
    MergeStuck,
    MergeTooOld,
    MergeUndone,
)
from agrimarket.households.merging.withdrawn import end_again, withdrawn_since
from agrimarket.households.models import Household
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing.labels import FIELD_LABELS
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed, NotFound

# What follows from other columns is made anew where one of those was changed since.
_DERIVED = frozenset({"name", "search_text", "near_key", "place_key", "purposes", "state"})


@dataclass
class Undone:
    """The merge, and what stayed as people changed it since, in words."""

    merge: HouseholdMerge
    kept_newer: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.merge, name)


def undo_merge(session: Session, *, viewer: Viewer, merge_id: str) -> Undone:
    """Part the two records again. NotAllowed, NotFound, MergeUndone, MergeTooOld, MergeNotLast,
    MergeAcrossCommunes, MergeEntangled, MergeStuck, HouseholdErased."""
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    merge = store_merge.one(session, viewer, merge_id, lock=True)
    if merge is None:
        raise NotFound
    keep = find.get_to_change(session, viewer=viewer, household_id=merge.kept_id)
    entries = _may(session, merge)
    other = store_merge.merge_record(session, merge)
    assert other is not None, "a record that was merged is never taken away"
    undone = Undone(merge)
    try:
        with session.begin_nested():
            _part(session, keep, other, entries, undone)
    except IntegrityError:
        raise MergeStuck from None
    if not all(may_write_in(viewer, one.commune_code) for one in (keep, other)):
        raise MergeAcrossCommunes  # it would write in another commune
    if store_merge.entangled(session, keep.id, other.id):
        raise MergeEntangled
    merge.undone_at, merge.journal_sealed = clock.now(), None
    session.flush()
    for mine, theirs in ((keep, other), (other, keep)):
        audit.record(
            session, viewer, "merge_undone", kind="household", id=mine.id,
            after={"household_id": theirs.id}, kept={"merge": merge.id}, person=mine.id,
        )  # fmt: skip
    events.publish(session, ProducersRegrouped((keep.id, other.id)))
    return undone


def may_undo(session: Session, merge: HouseholdMerge) -> bool:
    """Whether the button is worth showing."""
    fresh = merge.undone_at is None and merge.undo_until > clock.now()
    return fresh and merge.journal_sealed is not None and not store_merge.later(session, merge)


def _may(session: Session, merge: HouseholdMerge) -> list[Entry]:
    if merge.undone_at is not None:
        raise MergeUndone
    entries = open_journal(session, merge)
    if entries is None or merge.undo_until <= clock.now():
        raise MergeTooOld
    if store_merge.later(session, merge):
        raise MergeNotLast
    return entries


def _part(
    session: Session, keep: Household, other: Household, entries: list[Entry], undone: Undone
) -> None:
    withdrawn = withdrawn_since(session, undone.merge, entries)
    for one in (keep, other):
        loosen(one)
    session.flush()
    for entry in entries:
        row = store_merge.row(session, entry.table, _decoded_key(entry))
        if row is None:
            undone.kept_newer.append(f"{_word(entry.table)} đã bỏ sau khi gộp")
            continue
        newer = _restore(row, entry)
        undone.kept_newer += [_said(entry.table, name) for name in newer]
    session.flush()
    end_again(session, entries, withdrawn)
    _bring_along(session, keep, other, entries)
    for one in (keep, other):
        _settle(session, one)
    session.flush()


def _restore(row: Any, entry: Entry) -> list[str]:
    """Put back what nobody changed since; the columns that somebody did."""
    newer = []
    for name, before in entry.before.items():
        if coded(getattr(row, name)) == entry.after[name]:
            setattr(row, name, decoded(before))
        elif name != "updated_at" and name not in _DERIVED:
            newer.append(name)
    return newer


def _bring_along(session: Session, keep: Household, other: Household, entries: list[Entry]) -> None:
    """What was made since for a thing that goes back goes with it: stamps with their product."""
    for kind, column, rule in store_merge.moving():
        if rule.follows is None:
            continue
        things = [entry.key["id"] for entry in entries if entry.table == rule.follows[1]]
        for row in store_merge.made_since(session, kind, rule, keep.id, things):
            setattr(row, column, other.id)


def _settle(session: Session, household: Household) -> None:
    """What follows from the rest, and the hashes, under every version of the key there is now."""
    details = details_of(session, household)
    for name, value in index_columns(details).items():
        setattr(household, name, value)
    derived: dict[str, Any] = {
        "name": details.name,
        "search_text": search_text(details),
        "near_key": near_key(details.person_name, details.commune_code, details.birth_date),
        "place_key": place_key(details.person_name, details.commune_code, details.hamlet),
        "purposes": covered(store.standing_purposes(session, household.id)),
    }
    for name, value in derived.items():
        if getattr(household, name) != value:
            setattr(household, name, value)
    household.state = state_of(household.purposes)
    household.updated_at = clock.now()


def _decoded_key(entry: Entry) -> dict[str, Any]:
    return {name: decoded(value) for name, value in entry.key.items()}


def _said(table: str, column: str) -> str:
    label = FIELD_LABELS.get(column, "") if table == "household" else ""
    return f"{label or _word(table)} giữ theo lần sửa sau khi gộp"


def _word(table: str) -> str:
    rules = (rule for name, rule in RULES.items() if name.partition(".")[0] == table)
    named = (rule.one for rule in rules if isinstance(rule, Moves) and rule.one)
    return next(named, "hồ sơ").capitalize()
