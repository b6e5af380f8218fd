"""The SQL of leave for more stamps."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing.life_models import StampApproval
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot

ASKED, GRANTED, DENIED, WITHDRAWN = "asked", "granted", "denied", "withdrawn"


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A request is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return StampApproval.household_id.in_(owners)


def approval(
    session: Session, viewer: Viewer, approval_id: str, *, lock: bool = False
) -> StampApproval | None:
    """One request the viewer may see; locked while it is decided."""
    query = select(StampApproval).where(StampApproval.id == approval_id, visible(viewer))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def approvals(
    viewer: Viewer, *, state: str = "", lot_id: str | None = None, household_id: str | None = None
) -> Select[StampApproval]:
    """Requests the viewer may see: those that wait first and oldest first, then the newest."""
    query = select(StampApproval).where(visible(viewer))
    if state:
        query = query.where(StampApproval.state == state)
    if lot_id:
        query = query.where(StampApproval.lot_id == lot_id)
    if household_id:
        query = query.where(StampApproval.household_id == household_id)
    return query.order_by(StampApproval.decided_at.desc().nullsfirst(), StampApproval.id)


def counts(session: Session, viewer: Viewer) -> dict[str, int]:
    """How many requests there are in each state."""
    query = select(StampApproval.state, func.count()).where(visible(viewer))
    return dict(session.execute(query.group_by(StampApproval.state)).all())


def waiting(
    session: Session, kind: str, *, lot_id: str | None, household_id: str, year: int | None
) -> bool:
    """Whether the same is asked for already."""
    same = (
        StampApproval.lot_id == lot_id
        if kind == "packs"
        else (StampApproval.household_id == household_id) & (StampApproval.year == year)
    )
    query = select(StampApproval.id).where(
        StampApproval.kind == kind, StampApproval.state == ASKED, same
    )
    return session.scalar(query.limit(1)) is not None


def waiting_count(viewer: Viewer) -> Select[int]:
    """How many requests this officer may answer; nobody answers their own."""
    return select(func.count(StampApproval.id)).where(
        visible(viewer), StampApproval.state == ASKED, StampApproval.asked_by != viewer.person
    )


def answered_since(
    session: Session, viewer: Viewer, household_id: str, since: datetime
) -> Sequence[StampApproval]:
    """What officers answered to one producer since a moment, newest first."""
    query = select(StampApproval).where(
        visible(viewer), StampApproval.household_id == household_id,
        StampApproval.state.in_((GRANTED, DENIED)), StampApproval.decided_at >= since,
    )  # fmt: skip
    return session.scalars(query.order_by(StampApproval.decided_at.desc())).all()


def granted_for_lot(session: Session, lot_id: str) -> int:
    """Stamps granted for a lot beyond its packs."""
    return _sum(session, StampApproval.lot_id == lot_id, StampApproval.kind == "packs")


def granted_for_year(session: Session, household_id: str, year: int) -> int:
    """Stamps granted to a producer beyond the quota of a year."""
    return _sum(
        session, StampApproval.household_id == household_id, StampApproval.kind == "quota",
        StampApproval.year == year,
    )  # fmt: skip


def _sum(session: Session, *where: ColumnElement[bool]) -> int:
    query = select(func.coalesce(func.sum(StampApproval.count), 0))
    return int(session.scalar(query.where(StampApproval.state == GRANTED, *where)) or 0)


def lot_codes(session: Session, viewer: Viewer, lot_ids: set[str]) -> dict[str, str]:
    """The codes of these lots, by id."""
    query = select(Lot.id, Lot.lot_code).where(Lot.id.in_(lot_ids), lots_scope.visible(viewer))
    return dict(session.execute(query).all())


def owners(session: Session, viewer: Viewer, household_ids: set[str]) -> dict[str, str]:
    """The names of these producers, by id."""
    query = select(Household.id, Household.name).where(
        Household.id.in_(household_ids), households_scope.visible(viewer)
    )
    return dict(session.execute(query).all())
