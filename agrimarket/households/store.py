"""The only SQL of producers and their consents."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from agrimarket.households.models import Consent, Household
from agrimarket.households.scope import visible
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id

CHUNK = 500  # values in one IN list; SQLite takes 32,766 in a statement


def one(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """A household the viewer may see, else None."""
    if not is_id(household_id):
        return None
    return session.scalar(select(Household).where(Household.id == household_id, visible(viewer)))


def stays(session: Session, viewer: Viewer, household_id: str) -> str | None:
    """The id of the row that stands for this one since a merge, where the viewer may see it."""
    if not is_id(household_id):
        return None
    into = select(Household.merged_into).where(Household.id == household_id)
    query = select(Household.id).where(Household.id == into.scalar_subquery(), visible(viewer))
    return session.scalar(query)


def one_to_change(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """The same, locked until the commit and freshly read."""
    if not is_id(household_id):
        return None
    query = select(Household).where(Household.id == household_id, visible(viewer))
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalar(query)


def id_is_taken(session: Session, household_id: str) -> bool:
    """Whether any household, seen or not, has this id."""
    return session.get(Household, household_id) is not None


def by_hashes(
    session: Session, hashes: Mapping[str, str], *, besides: str | None = None
) -> Household | None:
    """The first other household, wherever it is, with one of these keyed hashes, by column."""
    equal = [getattr(Household, column) == index for column, index in hashes.items()]
    query = select(Household).where(or_(*equal))
    if besides is not None:
        known_as = func.coalesce(Household.merged_into, Household.id)
        query = query.where(known_as != besides)
    found = session.scalar(query.order_by(Household.id).limit(1))
    if found is None or found.merged_into is None:
        return found
    return session.get(Household, found.merged_into)  # a merged row is known as the one that stays


def ids_by(
    session: Session, column: InstrumentedAttribute[Any], values: Collection[str]
) -> Mapping[str, str]:
    """The ids of the households whose column holds one of the values, by value."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(values)):
        known_as = func.coalesce(Household.merged_into, Household.id)
        rows = session.execute(select(column, known_as).where(column.in_(chunk)))
        for value, household_id in rows.all():
            found.setdefault(value, household_id)
    return found


def seen_ids(session: Session, viewer: Viewer, ids: Iterable[str]) -> set[str]:
    """Those of the ids that the viewer may see."""
    found: set[str] = set()
    for chunk in chunks(sorted(set(ids))):
        query = select(Household.id).where(Household.id.in_(chunk), visible(viewer))
        found.update(session.scalars(query))
    return found


def by_ids(session: Session, viewer: Viewer, ids: Sequence[str]) -> dict[str, Household]:
    """Those of a page's households that the viewer may see, by id."""
    query = select(Household).where(Household.id.in_(ids), visible(viewer))
    return {household.id: household for household in session.scalars(query)}


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterable[Sequence[Any]]:
    """The values in pieces that fit one statement."""
    return (values[at : at + size] for at in range(0, len(values), size))


def consents_of(session: Session, household_id: str) -> list[Consent]:
    """Every consent of a household, newest first."""
    query = select(Consent).where(Consent.household_id == household_id)
    return list(session.scalars(query.order_by(Consent.given_at.desc(), Consent.id.desc())))


def standing_purposes(session: Session, household_id: str) -> list[list[str]]:
    """The purposes of each consent that were not taken back."""
    query = select(Consent.purposes, Consent.ended).where(
        Consent.household_id == household_id, Consent.withdrawn_at.is_(None)
    )
    return [
        [purpose for purpose in purposes if purpose not in ended]
        for purposes, ended in session.execute(query).all()
    ]
