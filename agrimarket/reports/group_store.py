"""The SQL over any figure's rows: sums, parts and pages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from agrimarket.channels import scope as channels_scope
from agrimarket.channels.models import Listing
from agrimarket.channels.register import REGISTER
from agrimarket.kit.access import Viewer
from agrimarket.kit.paging import Page
from agrimarket.places.catalogue import communes, former_districts_of
from agrimarket.reports.months import vietnam_month
from agrimarket.reports.store import Rows

CHANNEL_NAMES = {entry.code: entry.name for entry in REGISTER}


@dataclass(frozen=True)
class Filter:
    """Which rows of a figure are wanted; empty words do not filter."""

    commune: str = ""
    district: str = ""
    channel: str = ""
    month: str = ""


def total(session: Session, rows: Rows) -> int:
    """The figure: the sum of amounts."""
    found = rows.subquery()
    return int(session.scalar(select(func.coalesce(func.sum(found.c.amount), 0))) or 0)


def parts(session: Session, rows: Rows, by: str) -> list[tuple[tuple[str | None, ...], int]]:
    """(key, sum) for each part; districts come with their commune, to be told from it."""
    found = rows.subquery()
    keys: dict[str, list[ColumnElement[Any]]] = {
        "commune": [found.c.commune_code],
        "district": [found.c.commune_code, found.c.former_district],
        "channel": [found.c.channel],
        "month": [vietnam_month(found.c.at)],
    }
    query = select(*keys[by], func.sum(found.c.amount)).group_by(*keys[by])
    return [(tuple(row[:-1]), int(row[-1])) for row in session.execute(query)]


def page(session: Session, rows: Rows, wanted: Filter, *, page: int, page_size: int) -> Page[Any]:
    """Some of a figure's rows, newest first."""
    found = rows.subquery()
    conditions = _conditions(found, wanted)
    total = session.scalar(select(func.count()).select_from(found).where(*conditions)) or 0
    query = (
        select(found)
        .where(*conditions)
        .order_by(found.c.at.desc(), found.c.id, found.c.channel)
        .limit(page_size)
        .offset((page - 1) * page_size)
    )
    return Page(session.execute(query).all(), total, page, page_size)


def last_looks(session: Session, viewer: Viewer) -> dict[str, datetime]:
    """When each channel was last looked at."""
    query = (
        select(Listing.channel_code, func.max(Listing.observed_at))
        .where(Listing.observed_at.is_not(None), channels_scope.visible(viewer))
        .group_by(Listing.channel_code)
    )
    return {code: at for code, at in session.execute(query) if at is not None}


def _conditions(found: Subquery, wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.commune:
        conditions.append(found.c.commune_code == wanted.commune)
    if wanted.district:
        conditions.append(_in_district(found, wanted.district))
    if wanted.channel:
        conditions.append(found.c.channel == wanted.channel)
    if wanted.month:
        conditions.append(vietnam_month(found.c.at) == wanted.month)
    return conditions


def _in_district(found: Subquery, district: str) -> ColumnElement[bool]:
    """Producers whose former district is known, else by the one most of the commune came from."""
    mostly = [one.code for one in communes() if former_districts_of(one.code)[:1] == (district,)]
    unknown = and_(found.c.former_district.is_(None), found.c.commune_code.in_(mostly))
    return or_(found.c.former_district == district, unknown)
