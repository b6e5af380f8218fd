"""Pairs of records that are likely one person: found anew on every look, judged by people alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.finding import find
from agrimarket.households.merging import store_likely
from agrimarket.households.merging.likeness import WEAK, Known, Likeness, Reason, compare
from agrimarket.households.merging.models import HouseholdPair
from agrimarket.households.merging.refusals import SameHousehold
from agrimarket.households.models import Household
from agrimarket.kit import audit
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.paging import Page
from agrimarket.places.spelling import fold

MANY = 12  # a telephone of more producers than this is an office's: only like names are compared
WINDOW = 500  # pairs found before the next ones are looked for; each window is sorted by itself
Ids = tuple[str, str]  # of two producers, the smaller first
DIFFERENT, PROPOSED = "different", "proposed"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two producers, the smaller id first, why they may be one, and who proposed to merge them."""

    first: Household
    second: Household
    likeness: Likeness
    proposed: HouseholdPair | None = None

    @property
    def proposed_by(self) -> str | None:
        """The name of whoever proposed it."""
        return self.proposed.who_name if self.proposed else None


@dataclass(frozen=True)
class PairPage(Page[Pair]):
    """A page of pairs; where there are `more`, `total` counts one pair of those not found yet."""

    more: bool = False


def pairs(
    session: Session, *, viewer: Viewer, commune: str | None = None, reason: str | None = None,
    page: int = 1, page_size: int = 50,
) -> PairPage:  # fmt: skip
    """Likely pairs of the viewer's producers, proposed ones first, then the strongest.

    Pairs judged to be two people are left out; pairs across communes are the province's. They are
    looked for as far as the page needs, WINDOW at a time, and each window is sorted by itself: a
    first page costs the same however many there are, and later pages reach all of them.
    """
    enough = -(-page * page_size // WINDOW) * WINDOW
    communes = {commune} if commune else set(viewer.commune_codes)
    said = store_likely.judged(session)
    found = {
        ids: one for ids, one in _proposed(session, viewer, said, communes).items()
        if not reason or reason in one.reasons
    }  # fmt: skip
    for one, other in _meeting(store_likely.groups(session, viewer, communes)):
        ids = (min(one.id, other.id), max(one.id, other.id))
        if ids in found or (ids in said and said[ids].verdict == DIFFERENT):
            continue
        likeness = _seen(viewer, one, other)
        if likeness and (not reason or reason in likeness.reasons):
            found[ids] = likeness
            if len(found) > enough:
                break
    order = _in_windows(list(found), lambda ids: (ids not in said, -found[ids].strength, ids))
    wanted = order[(page - 1) * page_size : page * page_size]
    rows = store.by_ids(session, viewer, [id for ids in wanted for id in ids])
    items = [
        Pair(rows[first], rows[second], found[first, second], said.get((first, second)))
        for first, second in wanted
        if first in rows and second in rows
    ]
    return PairPage(items, len(order), page, page_size, more=len(order) > enough)


def _in_windows(found: list[Ids], key: Callable[[Ids], Any]) -> list[Ids]:
    """Each window sorted, in the order in which they were found: it stays as more is found."""
    starts = range(0, len(found), WINDOW)
    return [ids for at in starts for ids in sorted(found[at : at + WINDOW], key=key)]


def _proposed(
    session: Session, viewer: Viewer, said: Mapping[tuple[str, str], HouseholdPair],
    communes: set[str],
) -> dict[tuple[str, str], Likeness]:  # fmt: skip
    """What workers passed on, alike or not: none of it waits behind others."""
    wanted = [ids for ids, one in said.items() if one.verdict == PROPOSED]
    rows = store.by_ids(session, viewer, [id for ids in wanted for id in ids])
    found = {}
    for first, second in wanted:
        if first in rows and second in rows:
            one, other = store_likely.known(rows[first]), store_likely.known(rows[second])
            across = one.commune_code != other.commune_code and not sees_across(viewer)
            if not across and (not communes or {one.commune_code, other.commune_code} & communes):
                found[first, second] = compare(one, other) or Likeness(WEAK, ())
    return found


def pair_of(session: Session, *, viewer: Viewer, one_id: str, other_id: str) -> Pair:
    """Two producers side by side, alike or not; NotFound, HouseholdMerged, SameHousehold."""
    first_id, second_id = sorted((one_id, other_id))
    first = find.get(session, viewer=viewer, household_id=first_id)
    second = find.get(session, viewer=viewer, household_id=second_id)
    if first is second:
        raise SameHousehold
    likeness = compare(store_likely.known(first), store_likely.known(second))
    said = store_likely.judged(session).get((first_id, second_id))
    proposed = said if said and said.verdict == PROPOSED else None
    return Pair(first, second, likeness or Likeness(0, ()), proposed)


def like(session: Session, *, viewer: Viewer, household: Household) -> Sequence[Known]:
    """Producers that are likely this one, for its own page."""
    mine, said = store_likely.known(household), store_likely.judged(session)
    found = []
    for other in store_likely.like(session, viewer, household):
        ids = (min(mine.id, other.id), max(mine.id, other.id))
        judged = ids in said and said[ids].verdict == DIFFERENT
        if not judged and _seen(viewer, mine, other):
            found.append(other)
    return found


def judge(
    session: Session, *, viewer: Viewer, one_id: str, other_id: str, verdict: str
) -> HouseholdPair:
    """Remember that two are not one (DIFFERENT), or that somebody thinks they are (PROPOSED).

    NotFound, HouseholdMerged, SameHousehold.
    """
    pair = pair_of(session, viewer=viewer, one_id=one_id, other_id=other_id)
    row = store_likely.one_pair(session, pair.first.id, pair.second.id)
    if row is None:
        row = HouseholdPair(first_id=pair.first.id, second_id=pair.second.id)
        session.add(row)
    row.verdict, row.who, row.who_name = verdict, viewer.caller, viewer.name
    session.flush()
    act = "households_told_apart" if verdict == DIFFERENT else "merge_proposed"
    for mine, other in ((pair.first, pair.second), (pair.second, pair.first)):
        audit.record(
            session, viewer, act, kind="household", id=mine.id,
            after={"household_id": other.id}, person=mine.id,
        )  # fmt: skip
    return row


def _seen(viewer: Viewer, one: Known, other: Known) -> Likeness | None:
    """Alike, and for this viewer to see."""
    likeness = compare(one, other)
    across = likeness is not None and Reason.OTHER_COMMUNE in likeness.reasons
    return None if across and not sees_across(viewer) else likeness


def sees_across(viewer: Viewer) -> bool:
    """Whether pairs of two communes are this viewer's: the province's alone."""
    return viewer.role in {Role.PROVINCE_OFFICER, Role.SYSTEM}


def _meeting(groups: Iterable[Sequence[Known]]) -> Iterator[tuple[Known, Known]]:
    """The pairs inside each group; of a large one only those of one toneless name."""
    for group in groups:
        if len(group) <= MANY:
            yield from combinations(group, 2)
            continue
        by_name: dict[str, list[Known]] = {}
        for one in group:
            by_name.setdefault(fold(one.name), []).append(one)
        for same in by_name.values():
            yield from combinations(same[: MANY * 4], 2)
