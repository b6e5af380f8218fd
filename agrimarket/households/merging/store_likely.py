"""The SQL of likely doubles: groups that share a key, each found by an index, then their rows."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from agrimarket.households.details import PERSONS
from agrimarket.households.merging.likeness import Known
from agrimarket.households.merging.models import HouseholdPair
from agrimarket.households.models import Household
from agrimarket.households.scope import visible
from agrimarket.kit.access import Viewer

PIECE = 200  # groups read at a time
MOST_LIKE = 40  # of one producer, by each key
Key = tuple[Any, ...]
# Household's columns, one group by each: those of a group equal in all of them may be one person.
KEYS: Sequence[Key] = (
    (Household.phone,),
    (Household.tax_code,),
    (Household.near_key,),
    (Household.place_key,),
    (Household.commune_code, Household.birth_date),
)
_READ = (
    Household.id, Household.kind, Household.head_name, Household.name, Household.commune_code,
    Household.hamlet, Household.phone, Household.tax_code, Household.birth_date, Household.sex,
    Household.citizen_sealed.is_not(None).label("has_citizen_id"),
)  # fmt: skip


def groups(
    session: Session, viewer: Viewer, communes: Collection[str], keys: Sequence[Key] = KEYS
) -> Iterator[list[Known]]:
    """Producers the viewer may see that share a key, group by group, as long as somebody asks;
    `communes` narrows it."""
    for key in keys:
        last: tuple[Any, ...] | None = None
        while True:
            shared = [tuple(row) for row in session.execute(_shared(key, communes, last))]
            grouped: dict[tuple[Any, ...], list[Known]] = {}
            if shared:
                for row in session.execute(_members(viewer, key, communes, shared)):
                    grouped.setdefault(tuple(row)[: len(key)], []).append(_known(row))
            yield from (group for group in grouped.values() if len(group) > 1)
            if len(shared) < PIECE:
                break
            last = shared[-1]


def _shared(key: Key, communes: Collection[str], last: tuple[Any, ...] | None) -> Select[Any]:
    """The next keys that more than one row has: a scan of nothing but the index, in its order."""
    stands = Household.merged_into.is_(None)
    query = select(*key).where(key[-1].is_not(None), stands, *_in(communes))
    if last is not None:
        query = query.where(tuple_(*key) > tuple_(*last) if len(key) > 1 else key[0] > last[0])
    return query.group_by(*key).having(func.count() > 1).order_by(*key).limit(PIECE)


def _members(
    viewer: Viewer, key: Key, communes: Collection[str], shared: Sequence[tuple[Any, ...]]
) -> Select[Any]:
    values = [row[0] for row in shared] if len(key) == 1 else shared
    equal = key[0].in_(values) if len(key) == 1 else tuple_(*key).in_(values)
    query = select(*(column.label(f"key_{column.key}") for column in key), *_READ)
    query = query.where(equal, visible(viewer), Household.erased_at.is_(None), *_in(communes))
    return query.order_by(*key, Household.id)


def like(session: Session, viewer: Viewer, household: Household) -> list[Known]:
    """Producers the viewer may see that share a key with this one, itself left out."""
    found: dict[str, Known] = {}
    for key in KEYS:
        if any(getattr(household, column.key) is None for column in key):
            continue
        query = select(*_READ).where(*(column == getattr(household, column.key) for column in key))
        query = query.where(
            visible(viewer), Household.id != household.id, Household.erased_at.is_(None)
        )
        found |= {row.id: _known(row) for row in session.execute(query.limit(MOST_LIKE))}
    return list(found.values())


def known(household: Household) -> Known:
    """What a row is compared by."""
    person = household.kind in PERSONS and household.head_name
    return Known(
        id=household.id, kind=household.kind,
        name=household.head_name if person and household.head_name else household.name,
        commune_code=household.commune_code, hamlet=household.hamlet, phone=household.phone,
        tax_code=household.tax_code, birth_date=household.birth_date, sex=household.sex,
        has_citizen_id=household.citizen_sealed is not None,
    )  # fmt: skip


def _known(row: Any) -> Known:
    person = row.kind in PERSONS and row.head_name
    return Known(
        row.id, row.kind, row.head_name if person else row.name, row.commune_code, row.hamlet,
        row.phone, row.tax_code, row.birth_date, row.sex, row.has_citizen_id,
    )  # fmt: skip


def judged(session: Session) -> dict[tuple[str, str], HouseholdPair]:
    """Every pair somebody judged, by the ids that stand for both today (after merges)."""
    one, other = aliased(Household), aliased(Household)
    query = select(HouseholdPair, one.merged_into, other.merged_into).order_by(HouseholdPair.id)
    query = query.outerjoin(one, one.id == HouseholdPair.first_id)
    query = query.outerjoin(other, other.id == HouseholdPair.second_id)
    found = {}
    for pair, first_into, second_into in session.execute(query):
        first, second = first_into or pair.first_id, second_into or pair.second_id
        found[(min(first, second), max(first, second))] = pair
    return found


def one_pair(session: Session, first_id: str, second_id: str) -> HouseholdPair | None:
    """What was said of these two; the smaller id first."""
    query = select(HouseholdPair).where(
        HouseholdPair.first_id == first_id, HouseholdPair.second_id == second_id
    )
    return session.scalar(query.with_for_update())


def drop_pairs(session: Session, household_ids: Collection[str]) -> None:
    """Judgements about these producers, who are forgotten."""
    named = or_(
        HouseholdPair.first_id.in_(household_ids), HouseholdPair.second_id.in_(household_ids)
    )
    for pair in session.scalars(select(HouseholdPair).where(named)):
        session.delete(pair)


def _in(communes: Collection[str]) -> list[ColumnElement[bool]]:
    return [Household.commune_code.in_(communes)] if communes else []
