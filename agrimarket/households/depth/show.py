"""Members, heads and parcels of a producer as one viewer may see them, for JSON and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.households.depth import store as store_depth
from agrimarket.households.depth import wishes
from agrimarket.households.depth.area_words import area_text
from agrimarket.households.depth.kinds import (
    COUNT_UNITS,
    MEMBER_ROLES,
    PARCEL_KINDS,
    PAYMENT_LABELS,
)
from agrimarket.households.depth.models import Parcel, ProducerMember
from agrimarket.households.models import Household
from agrimarket.households.showing import masks
from agrimarket.households.showing.todo import Gap
from agrimarket.kit.access import Viewer
from agrimarket.kit.etag import etag_of
from agrimarket.kit.paging import Page, paged

MOST_SHOWN = 50  # members on the producer's page


@dataclass(frozen=True, slots=True)
class MemberShown:
    """A member with the name that stands for it today."""

    row: ProducerMember
    name: str
    is_head: bool
    linked: Household | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def role_label(self) -> str:
        return MEMBER_ROLES.get(self.row.role, self.row.role)


@dataclass(frozen=True, slots=True)
class ParcelShown:
    """A parcel without its position for those who may not know it."""

    row: Parcel
    sees_position: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)

    @property
    def latitude(self) -> float | None:
        return self.row.latitude if self.sees_position else None

    @property
    def longitude(self) -> float | None:
        return self.row.longitude if self.sees_position else None

    @property
    def area_text(self) -> str:
        return area_text(self.row.area_m2)

    @property
    def kind_label(self) -> str:
        return PARCEL_KINDS.get(self.row.kind, self.row.kind)

    @property
    def stands(self) -> str:
        """What stands there, how much and in which months, in one line."""
        row = self.row
        many = f"{row.count:,}".replace(",", ".") if row.count is not None else ""
        unit = COUNT_UNITS.get(row.count_unit or "", "")
        parts = [row.crop or "", f"{many} {unit}".strip() if many else ""]
        if row.season_from and row.season_to:
            parts.append(f"mùa tháng {row.season_from}–{row.season_to}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when somebody headed a producer; `name` is None outside the scope."""

    member_id: str
    name: str | None
    since: date | None
    until: date | None


def members_page(
    session: Session,
    viewer: Viewer,
    household: Household,
    *,
    page: int = 1,
    page_size: int = MOST_SHOWN,
    current: bool = False,
) -> Page[MemberShown]:
    """A page of the members this viewer may be told of, those of today first."""
    query = store_depth.members(viewer, household.id, current=current)
    found = paged(session, query, page=page, page_size=page_size)
    shown = show_members(session, viewer, household, found.items)
    return Page(shown, found.total, found.page, found.page_size)


def show_members(
    session: Session, viewer: Viewer, household: Household, rows: Sequence[ProducerMember]
) -> list[MemberShown]:
    """Members with their names; the present head goes by the name on the producer's record."""
    ids = [row.member_household_id for row in rows if row.member_household_id]
    linked: Mapping[str, Household] = store_depth.named(session, viewer, ids) if ids else {}
    term = store_depth.head_now(session, household.id)
    found = []
    for row in rows:
        other = linked.get(row.member_household_id or "")
        is_head = term is not None and term.member_id == row.id
        name = other.name if other else row.name or ""
        if is_head and other is None:
            name = household.head_name or name
        found.append(MemberShown(row, name, is_head, other))
    return found


def terms(session: Session, viewer: Viewer, household: Household) -> list[Term]:
    """Who headed the producer, the newest first."""
    rows = store_depth.heads(session, household.id)
    people = [store_depth.member(session, viewer, household.id, row.member_id) for row in rows]
    shown = show_members(session, viewer, household, [one for one in people if one])
    names = {one.row.id: one.name for one in shown}
    return [Term(row.member_id, names.get(row.member_id), row.since, row.until) for row in rows]


def show_parcels(viewer: Viewer, household: Household, rows: Sequence[Parcel]) -> list[ParcelShown]:
    """Parcels as this viewer may see them."""
    sees = masks.sees_position(viewer, household)
    return [ParcelShown(row, sees) for row in rows]


def depth(session: Session, viewer: Viewer, household: Household) -> dict[str, Any]:
    """What a producer's page tells of members, heads, groups, land, money and wishes."""
    members = members_page(session, viewer, household)
    land = show_parcels(viewer, household, session.scalars(store_depth.parcels(household.id)).all())
    now = [one for one in land if one.row.until is None]
    groups, groups_elsewhere = store_depth.groups(session, viewer, household.id)
    own = masks.is_own(viewer, household)
    return {
        "members": [one for one in members.items if one.row.until is None],
        "former_members": [one for one in members.items if one.row.until is not None],
        "more_members": members.total - len(members.items),
        "members_elsewhere": store_depth.elsewhere(session, viewer, household.id),
        "terms": terms(session, viewer, household),
        "groups": groups,
        "own_groups": store_depth.own_groups(session, household.id) if own else [],
        "groups_elsewhere": 0 if own else groups_elsewhere,
        "parcels": now,
        "former_parcels": [one for one in land if one.row.until is not None],
        "land_text": area_text(_sum(now)),
        "payments": [PAYMENT_LABELS.get(code, code) for code in household.payment_kinds],
        "wish_names": [wishes.channel_name(code) for code in household.wish_channels],
    }


def not_on_land(gaps: Sequence[Gap], parcels: Sequence[ParcelShown]) -> list[Gap]:
    """The gaps without those that the parcels fill: land and what grows there are known."""
    filled = set()
    if any(one.row.area_m2 for one in parcels):
        filled.add("area_missing")
    if any(one.row.crop for one in parcels):
        filled.add("crops_missing")
    return [gap for gap in gaps if gap.code not in filled]


def _sum(parcels: Sequence[ParcelShown]) -> Decimal | None:
    known = [one.row.area_m2 for one in parcels if one.row.area_m2 is not None]
    return sum(known, Decimal(0)) if known else None


def etag(row: ProducerMember | Parcel) -> dict[str, str]:
    """The header that a later change must match."""
    return {"ETag": f'"{etag_of(row)}"'}
