"""Reads the trail: rows with what was sealed in them, as long as it may be opened."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agrimarket.kit.access import ROLE_LABELS, Role
from agrimarket.kit.audit.chains import LOST, place_of
from agrimarket.kit.audit.rows import AuditRow
from agrimarket.kit.audit.words import words_of
from agrimarket.kit.person_keys import PersonErased, open_for

ERASED = "đã xóa theo yêu cầu"


@dataclass(frozen=True, slots=True)
class Opened:
    """What an act changed and why; `erased` once the person asked to be forgotten."""

    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None
    erased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act as it is read. `who_name` is empty for a producer: it is read where it lives."""

    at: datetime
    action: str
    who: str
    who_name: str
    role: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None = None
    erased: bool = False
    row: AuditRow | None = None  # none where the act is told by another row

    @property
    def title(self) -> str:
        """The act in words people say."""
        return words_of(self.action)

    @property
    def role_label(self) -> str:
        return ROLE_LABELS.get(Role(self.role), self.role)

    @property
    def signed(self) -> str:
        """Name and role, as people say them; the role alone where the name is not kept."""
        return f"{self.who_name}, {self.role_label}" if self.who_name else self.role_label


def opened(session: Session, row: AuditRow) -> Opened:
    """before, after and reason of a row; SealBroken where the sealed value was changed."""
    plain = Opened(row.before or {}, row.after or {}, row.reason)
    if row.sealed is None or row.person_id is None:
        return plain
    erased = Opened({}, plain.after, ERASED, erased=True)
    if row.sealed == LOST:
        return erased
    keys = current_app.extensions["agrimarket.keys"]
    try:
        text = open_for(session, keys, row.person_id, row.sealed, place=place_of(row))
    except PersonErased:
        return erased
    told = json.loads(text)
    after = {**plain.after, **(told["after"] or {})}
    return Opened(told["before"] or {}, after, told["reason"])


def entries(session: Session, rows: Iterable[AuditRow]) -> list[Entry]:
    """The rows, opened, in their order."""
    return [_entry(row, opened(session, row)) for row in rows]


def _entry(row: AuditRow, told: Opened) -> Entry:
    return Entry(
        at=row.at,
        action=row.action,
        who=row.who,
        who_name="" if row.role == Role.PRODUCER else row.who_name,
        role=row.role,
        before=told.before,
        after=told.after,
        reason=told.reason,
        erased=told.erased,
        row=row,
    )


def rows_of(*, kind: str, id: str) -> Select[AuditRow]:
    """The query of one object's rows, newest first."""
    query: Select[AuditRow] = select(AuditRow).where(
        AuditRow.object_kind == kind, AuditRow.object_id == id
    )
    return query.order_by(AuditRow.at.desc(), AuditRow.position.desc())


def history(session: Session, *, kind: str, id: str) -> list[Entry]:
    """What was done to one object, newest first."""
    return entries(session, session.scalars(rows_of(kind=kind, id=id)))


def kept_of(
    session: Session, *, kind: str, ids: Sequence[str], prefix: str
) -> dict[str, list[AuditRow]]:
    """The rows of these objects whose action begins so, by object, as they stand: unopened."""
    found: dict[str, list[AuditRow]] = {id: [] for id in ids}
    query = select(AuditRow).where(
        AuditRow.object_kind == kind,
        AuditRow.object_id.in_(ids),
        AuditRow.action.startswith(prefix, autoescape=True),
    )
    for row in session.scalars(query.order_by(AuditRow.at, AuditRow.id)):
        found[row.object_id].append(row)
    return found
