"""Making one record of two that are one person: everything moves, nothing is lost, 30 days to
undo it. Never done by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.columns import columns, index_columns
from agrimarket.households.consenting.covers import covered, state_of
from agrimarket.households.consenting.rules import standing
from agrimarket.households.details import FIELDS, PERSONS, Details
from agrimarket.households.edit import details_of
from agrimarket.households.events import ProducersRegrouped
from agrimarket.households.finding import find
from agrimarket.households.identity import seal_of, sealed_columns
from agrimarket.households.merging import fields as merge_fields
from agrimarket.households.merging import likely, store_likely
from agrimarket.households.merging import store as store_merge
from agrimarket.households.merging.journal import Journal, seal
from agrimarket.households.merging.models import HouseholdMerge
from agrimarket.households.merging.refusals import (
    KindsDiffer,
    MergeAcrossCommunes,
    MergeCollides,
    SameHousehold,
)
from agrimarket.households.models import Consent, Household
from agrimarket.households.refusals import CommuneOutsideScope
from agrimarket.households.scope import may_write_in
from agrimarket.households.showing.masks import NEVER_TOLD
from agrimarket.kit import audit, clock, events
from agrimarket.kit.access import OFFICERS, Viewer
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.ids import IdTaken, accept_id, new_id

UNDO_FOR = timedelta(days=30)
HASHES = ("citizen_index", "citizen_index_even", "person_key", "person_key_even")
# Followed on every change; revisions go on, so that nobody overwrites what they did not see.
_OWN = frozenset({"id", "created_at", "updated_at", "revision", *HASHES})
WATCHED = tuple(one.key for one in Household.__table__.columns if one.key not in _OWN)


@dataclass(frozen=True, slots=True)
class Two:
    """Both records, visible and locked, with what is known of each."""

    keep: Household
    merge: Household
    mine: Details
    theirs: Details

    @property
    def suggested(self) -> dict[str, str]:
        """The sensible side of each choice."""
        newer = "merge" if self.merge.updated_at > self.keep.updated_at else "keep"
        return merge_fields.suggested(self.mine, self.theirs, newer=newer)


def merge_households(
    session: Session, *, viewer: Viewer, keep_id: str, merge_id: str,
    fields: Mapping[str, str] | None = None, id: str | None = None,
) -> HouseholdMerge:  # fmt: skip
    """Make `merge_id` part of `keep_id`; `fields` says whose value counts (merge_fields.CHOICES).

    What is not said follows the suggestion. NotAllowed, NotFound, HouseholdMerged, SameHousehold,
    HouseholdErased, KindsDiffer, MergeAcrossCommunes, CommuneOutsideScope, InvalidFields,
    MergeCollides, IdTaken.
    """
    if not viewer.is_one_of(OFFICERS):
        raise NotAllowed
    two = both_to_change(session, viewer=viewer, keep_id=keep_id, merge_id=merge_id)
    sides = merge_fields.checked(fields or {}, two.suggested)
    details = merge_fields.chosen(two.mine, two.theirs, sides)
    if not may_write_in(viewer, details.commune_code):
        raise CommuneOutsideScope
    row = HouseholdMerge(
        id=accept_id(id) if id is not None else new_id(), kept_id=keep_id, merged_id=merge_id,
        who=viewer.caller, who_name=viewer.name, fields=sides,
        undo_until=clock.now() + UNDO_FOR,
    )  # fmt: skip
    if id is not None and session.get(HouseholdMerge, row.id) is not None:
        raise IdTaken
    journal = Journal()
    try:
        with session.begin_nested():
            row.moved = _join(session, two, details, sides, journal)
    except IntegrityError:
        raise MergeCollides from None
    row.journal_sealed = seal(session, row, journal.entries())
    session.add(row)
    session.flush()
    _tell(session, viewer, row, two, details)
    events.publish(session, ProducersRegrouped((keep_id, merge_id)))
    return row


def both_to_change(session: Session, *, viewer: Viewer, keep_id: str, merge_id: str) -> Two:
    """The two, locked in one order whoever comes first; the refusals of merge_households."""
    rows = {
        one: find.get_to_change(session, viewer=viewer, household_id=one)
        for one in sorted((keep_id, merge_id))
    }
    if keep_id == merge_id:
        raise SameHousehold
    return _two(session, viewer, rows[keep_id], rows[merge_id])


def both(session: Session, *, viewer: Viewer, keep_id: str, merge_id: str) -> Two:
    """The same to look at."""
    pair = likely.pair_of(session, viewer=viewer, one_id=keep_id, other_id=merge_id)
    rows = {pair.first.id: pair.first, pair.second.id: pair.second}
    return _two(session, viewer, rows[keep_id], rows[merge_id])


def _two(session: Session, viewer: Viewer, keep: Household, merge: Household) -> Two:
    if (keep.kind in PERSONS) != (merge.kind in PERSONS):
        raise KindsDiffer
    if keep.commune_code != merge.commune_code and not likely.sees_across(viewer):
        raise MergeAcrossCommunes
    return Two(keep, merge, details_of(session, keep), details_of(session, merge))


def _join(
    session: Session, two: Two, details: Details, sides: Mapping[str, str], journal: Journal
) -> dict[str, int]:
    """Write it all; how many rows moved, by table."""
    for one in (two.keep, two.merge):
        journal.watch(one, WATCHED)
        loosen(one)
    two.merge.merged_into = two.keep.id
    session.flush()  # each unique value is free before the other row takes it
    moved = _move(session, two, journal)
    _write(session, two, details)
    _settle_consents(session, two, journal)
    session.flush()
    return moved


def loosen(household: Household) -> None:
    """Take off what is unique, to be put on again before the commit."""
    for name in HASHES:
        setattr(household, name, None)


def _move(session: Session, two: Two, journal: Journal) -> dict[str, int]:
    moved: dict[str, int] = {}
    for kind, column, rule in store_merge.moving():
        rows, _ = store_merge.to_move(
            session, kind, column, rule, kept=two.keep.id, merged=two.merge.id
        )
        for row in rows:
            journal.watch(row, (column, "updated_at"))
            setattr(row, column, two.keep.id)
        if rows and rule.one:
            moved[kind.__tablename__] = moved.get(kind.__tablename__, 0) + len(rows)
    for link in store_merge.offers(session, two.merge.id):
        journal.watch(link, ("offer", "updated_at"))
        link.offer = {**link.offer, "household_id": two.keep.id}
    return moved


def _write(session: Session, two: Two, details: Details) -> None:
    """The chosen values on the row that stays. A citizen number or bank account that gives way
    changes places with the other: sealed again, each under its record's own key."""
    keep, merge = two.keep, two.merge
    values = columns(details, id=keep.id, seal=seal_of(session, keep.id))
    left: dict[str, Any] = {}
    for name in ("citizen_id", "bank"):
        column = "citizen_sealed" if name == "citizen_id" else "bank_sealed"
        if getattr(details, name) == getattr(two.mine, name):
            del values[column]  # sealed again it would only look like a change
        elif getattr(details, name) == getattr(two.theirs, name):
            left[name] = getattr(two.mine, name)
    rest = Details(**{"commune_code": merge.commune_code, "citizen_id": two.theirs.citizen_id,
                      "bank": two.theirs.bank, **left})  # fmt: skip
    resealed = sealed_columns(rest, merge.id, seal_of(session, merge.id))
    for name in left:
        column = "citizen_sealed" if name == "citizen_id" else "bank_sealed"
        setattr(merge, column, resealed[column])
    for name, value in values.items():
        setattr(keep, name, value)
    keep.updated_at = merge.updated_at = clock.now()
    for name, value in index_columns(details_of(session, merge)).items():
        setattr(merge, name, value)


def _settle_consents(session: Session, two: Two, journal: Journal) -> None:
    """The last word counts: a purpose taken back on one record ends what was agreed to before
    that day on the other. Purposes and state follow from all consents together."""
    session.flush()
    rows = store_merge.consents(session, two.keep.id)
    came = {one.id for one in rows if journal.holds(one)}
    for consent in rows:
        others = [one for one in rows if (one.id in came) != (consent.id in came)]
        _end_earlier(consent, others, journal)
    session.flush()
    keep = two.keep
    keep.purposes = covered(store.standing_purposes(session, keep.id))
    keep.state = state_of(keep.purposes)


def _end_earlier(consent: Consent, others: list[Consent], journal: Journal) -> None:
    for purpose in standing(consent):
        said_no = [at for one in others if (at := _taken_back(one, purpose, journal))]
        if not said_no or max(said_no) <= consent.given_at:
            continue
        journal.watch(consent, ("ended", "withdrawn_at", "updated_at"))
        consent.ended = sorted({*consent.ended, purpose})
        if not standing(consent):
            consent.withdrawn_at = max(said_no)


def _taken_back(consent: Consent, purpose: str, journal: Journal) -> datetime | None:
    """When a purpose of a consent was taken back; the latest it can have been."""
    if purpose not in consent.ended:
        return None
    return consent.withdrawn_at or journal.was(consent, "updated_at")


def records_of(session: Session, household_id: str) -> Sequence[Household]:
    """The records this one stands for besides itself, each under a key of its own."""
    return store_merge.merged(session, household_id)


def forget_merges(session: Session, household_id: str) -> None:
    """What was before, and what was said of likely doubles, goes with the person."""
    for row in store_merge.merges_of(session, [household_id]):
        row.journal_sealed = None
    store_likely.drop_pairs(session, [household_id])


def _tell(
    session: Session, viewer: Viewer, row: HouseholdMerge, two: Two, details: Details
) -> None:
    """Both trails say it, each with the values of its record that gave way."""
    names = [name for name in FIELDS if getattr(two.mine, name) != getattr(details, name)]
    told = [name for name in names if name not in NEVER_TOLD]
    gone = [
        name
        for name in FIELDS
        if getattr(two.theirs, name) not in (None, (), "")
        and getattr(two.theirs, name) != getattr(details, name)
        and name not in NEVER_TOLD
    ]
    audit.record(
        session, viewer, "households_merged", kind="household", id=row.kept_id,
        before={name: _plain(getattr(two.mine, name)) for name in told},
        after={name: _plain(getattr(details, name)) for name in told}
        | {"changed": names, "household_id": row.merged_id},
        kept={"merge": row.id, "moved": store_merge.named(row.moved)}, person=row.kept_id,
    )  # fmt: skip
    audit.record(
        session, viewer, "household_merged_away", kind="household", id=row.merged_id,
        before={name: _plain(getattr(two.theirs, name)) for name in gone},
        after={"household_id": row.kept_id}, kept={"merge": row.id}, person=row.merged_id,
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, tuple | list):
        return list(value)
    return value if value is None or isinstance(value, str) else str(value)
