"""The SQL of which stamps hang on lots."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from agrimarket.issuing.models import StampOrder, StampSegment, StampState

TOGETHER = 1_000  # ids in one question


def active(session: Session, lot_ids: Collection[str]) -> int:
    """How many active stamps stand on packs of these lots; as many rows as ranges are read."""
    every, found = sorted(lot_ids), 0
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    query = select(size).where(StampSegment.state == StampState.ACTIVE)
    for first in range(0, len(every), TOGETHER):
        ids: Sequence[str] = every[first : first + TOGETHER]
        found += int(session.scalar(query.where(StampSegment.lot_id.in_(ids))) or 0)
    return found


def stamps_of_lot(session: Session, lot_id: str) -> int:
    """Stamps granted for this lot or on its packs; void ones and samples go on no pack."""
    size = StampSegment.last_serial - StampSegment.first_serial + 1
    query = select(func.coalesce(func.sum(size), 0)).join(
        StampOrder, StampOrder.id == StampSegment.order_id
    )
    mine = func.coalesce(StampSegment.lot_id, StampOrder.lot_id) == lot_id
    gone = StampSegment.state.in_((StampState.VOID, StampState.SAMPLE))
    return int(session.scalar(query.where(mine, ~gone)) or 0)


def tied(session: Session, lot_id: str) -> StampOrder | None:
    """An order with stamps that are not void, for this lot or on its packs."""
    of_it = or_(StampOrder.lot_id == lot_id, StampSegment.lot_id == lot_id)
    query = (
        select(StampOrder)
        .join(StampSegment, StampSegment.order_id == StampOrder.id)
        .where(of_it, StampSegment.state != StampState.VOID)
        .order_by(StampOrder.number)
    )
    return session.scalar(query.limit(1))
