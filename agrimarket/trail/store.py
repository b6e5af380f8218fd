"""The only SQL of the trail room."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from agrimarket.accounts.models import Account, Token
from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.ids import is_id
from agrimarket.trail.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is searched for; empty means any. Days are Vietnamese, both ends count."""

    kind: str = ""
    id: str = ""
    who: str = ""
    action: str = ""
    first: date | None = None
    last: date | None = None


def find(session: Session, viewer: Viewer, kind: Kind, id: str) -> Any | None:
    """The thing itself, if the viewer may see it."""
    rows = seen(session, viewer, kind, [id])
    return rows.get(id)


def seen(session: Session, viewer: Viewer, kind: Kind, ids: Collection[str]) -> dict[str, Any]:
    """Those of the things that the viewer may see, by id."""
    column = getattr(kind.table, kind.column)
    wanted = [id for id in set(ids) if kind.column != "id" or is_id(id)]
    if not wanted:
        return {}
    query = select(kind.table).where(column.in_(wanted), kind.visible(viewer))
    return {getattr(row, kind.column): row for row in session.scalars(query)}


def search(wanted: Wanted) -> Select[AuditRow]:
    """Rows of the whole trail, newest first."""
    query: Select[AuditRow] = select(AuditRow)
    if wanted.kind:
        query = query.where(AuditRow.object_kind == wanted.kind)
    if wanted.id:
        query = query.where(AuditRow.object_id == wanted.id)
    if wanted.action:
        query = query.where(AuditRow.action == wanted.action)
    if wanted.who:
        named = AuditRow.who_name.icontains(wanted.who, autoescape=True)
        query = query.where(or_(AuditRow.who == wanted.who, named))
    if wanted.first:
        query = query.where(AuditRow.at >= clock.start_of_day(wanted.first))
    if wanted.last:
        after = clock.start_of_day(wanted.last + timedelta(days=1))
        query = query.where(AuditRow.at < after)
    return query.order_by(AuditRow.at.desc(), AuditRow.id.desc())


def names_of(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Names of the accounts and tokens that acted, by id, as long as they exist."""
    wanted = [id for id in set(ids) if is_id(id)]
    found: dict[str, str] = {}
    for table in (Token, Account):
        rows = session.execute(select(table.id, table.name).where(table.id.in_(wanted)))
        found.update((id, name) for id, name in rows)
    return found


def staff_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Names of the accounts and tokens among the ids that belong to no producer."""
    wanted = [id for id in set(ids) if is_id(id)]
    found: dict[str, str] = {}
    for table in (Token, Account):
        query = select(table.id, table.name).where(
            table.id.in_(wanted), table.household_id.is_(None)
        )
        found.update((id, name) for id, name in session.execute(query))
    return found
