"""The SQL of what stamps cost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.scope import visible
from agrimarket.kit.access import Viewer


def first_at(session: Session, viewer: Viewer) -> datetime | None:
    """When the first order the viewer may see was granted."""
    return session.scalar(select(func.min(StampOrder.created_at)).where(visible(viewer)))


def sums(session: Session, viewer: Viewer, *, since: datetime, until: datetime) -> Sequence[Any]:
    """Rows of commune_code, paid_by, orders, stamps, unpriced, cost_vnd, in a stretch of time."""
    unpriced = case((StampOrder.unit_cost_vnd.is_(None), StampOrder.count), else_=0)
    query = (
        select(
            Household.commune_code, StampOrder.paid_by, func.count().label("orders"),
            func.sum(StampOrder.count).label("stamps"), func.sum(unpriced).label("unpriced"),
            func.sum(StampOrder.unit_cost_vnd * StampOrder.count).label("cost_vnd"),
        )
        .select_from(StampOrder)
        .join(Household, Household.id == StampOrder.household_id)
        .where(
            visible(viewer), households_scope.visible(viewer),
            StampOrder.created_at >= since, StampOrder.created_at < until,
        )
        .group_by(Household.commune_code, StampOrder.paid_by)
    )  # fmt: skip
    return session.execute(query).all()
