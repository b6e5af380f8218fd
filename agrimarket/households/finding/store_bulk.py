"""The SQL of acts on many producers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.orm import Session

from agrimarket.households.finding.models import BulkAct, BulkActRow
from agrimarket.households.models import Household
from agrimarket.households.scope import visible
from agrimarket.households.store import chunks
from agrimarket.kit.access import Viewer

MOST_SHOWN = 100
QUIET = {"synchronize_session": False}


def to_change(session: Session, viewer: Viewer, ids: Sequence[str]) -> list[Household]:
    """Those of the producers that the viewer sees, locked until the commit."""
    return _locked(session, ids, visible(viewer), Household.erased_at.is_(None))


def any_to_change(session: Session, ids: Sequence[str]) -> list[Household]:
    """The producers of an act, whatever became of them since."""
    return _locked(session, ids)


def _locked(session: Session, ids: Sequence[str], *where: ColumnElement[bool]) -> list[Household]:
    found: list[Household] = []
    for chunk in chunks(sorted(ids)):
        query = select(Household).where(Household.id.in_(chunk), *where).order_by(Household.id)
        query = query.with_for_update().execution_options(populate_existing=True)
        found += session.scalars(query)
    return found


def add_rows(session: Session, act_id: str, rows: Iterable[tuple[str, Any, Any]]) -> None:
    """What each producer was before, and is now."""
    values = [
        {"act_id": act_id, "household_id": id, "before": dict(before), "after": dict(after)}
        for id, before, after in rows
    ]
    if values:
        session.execute(insert(BulkActRow), values)


def rows_of(session: Session, act_id: str) -> Sequence[BulkActRow]:
    """Every producer of an act."""
    return session.scalars(select(BulkActRow).where(BulkActRow.act_id == act_id)).all()


def act_to_change(session: Session, act_id: str) -> BulkAct | None:
    """An act, locked until the commit."""
    query = select(BulkAct).where(BulkAct.id == act_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def acts_of(session: Session, who: str) -> Sequence[BulkAct]:
    """Somebody's acts, newest first."""
    query = select(BulkAct).where(BulkAct.who == who, BulkAct.count > 0)
    return session.scalars(query.order_by(BulkAct.id.desc()).limit(MOST_SHOWN)).all()


def drop_over(session: Session, now: datetime) -> None:
    """Forget acts that can no longer be undone."""
    over = select(BulkAct.id).where(BulkAct.until <= now)
    session.execute(delete(BulkActRow).where(BulkActRow.act_id.in_(over)), execution_options=QUIET)
    session.execute(delete(BulkAct).where(BulkAct.until <= now), execution_options=QUIET)


def forget(session: Session, household_id: str) -> None:
    """What acts kept of a producer who was forgotten."""
    session.execute(
        delete(BulkActRow).where(BulkActRow.household_id == household_id), execution_options=QUIET
    )
