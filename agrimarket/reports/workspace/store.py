"""The SQL of a producer's own page: a handful of reads, however much the producer has."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.models import StampOrder, StampPrint, StampSegment, StampState
from agrimarket.issuing.print_states import EXPIRED, READY
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.kinds import WITHDRAWN
from agrimarket.lots.models import Lot, LotEvent, LotState
from agrimarket.lots.transfers import scope as transfers_scope
from agrimarket.lots.transfers.kinds import State
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductPhoto, ProductState

PRINTED = (READY, EXPIRED)  # a print counts when its file is gone too: its stamps are on paper
TO_WRITE = (LotState.OPEN, LotState.SEALED, LotState.RELEASED)  # lots whose diary goes on
UNPRINTED = (StampState.ISSUED,)
UNSTUCK = (StampState.PRINTED, StampState.DELIVERED)


class LotRow(NamedTuple):
    """A lot with its product's name, how many lines hold, and when it was last written about."""

    lot: Lot
    product_name: str
    lines: int
    last: datetime | None


class Stamps(NamedTuple):
    """Orders, prints made, stamps by state; the newest order with something left to do."""

    orders: int
    sheets: int
    tally: Mapping[str, int]
    waiting_id: str | None


def products(
    session: Session, viewer: Viewer, household_id: str, most: int
) -> tuple[Sequence[Product], int]:
    """What a producer offers, last changed first, and how many there are in all."""
    mine = (
        products_scope.visible(viewer),
        Product.household_id == household_id,
        Product.state != ProductState.WITHDRAWN,
    )
    query = select(Product).where(*mine).order_by(Product.updated_at.desc(), Product.id.desc())
    total = session.scalar(select(func.count(Product.id)).where(*mine)) or 0
    return session.scalars(query.limit(most)).all(), int(total)


def pictured(session: Session, product_ids: Sequence[str]) -> set[str]:
    """Which of these products have a picture."""
    query = select(ProductPhoto.product_id).where(ProductPhoto.product_id.in_(product_ids))
    return set(session.scalars(query.distinct()))


def lot_states(session: Session, viewer: Viewer, household_id: str) -> dict[str, int]:
    """How many lots of a producer are in each state."""
    query = select(Lot.state, func.count(Lot.id)).where(*_lots_of(viewer, household_id))
    return {state: int(count) for state, count in session.execute(query.group_by(Lot.state))}


def lots_to_write(session: Session, viewer: Viewer, household_id: str, most: int) -> list[LotRow]:
    """Lots whose diary goes on: those in work first, then the last written about."""
    held = select(LotEvent.corrects_id).where(LotEvent.corrects_id.is_not(None))
    holds = LotEvent.kind.not_in((WITHDRAWN,)) & LotEvent.id.not_in(held)
    written = (
        select(
            LotEvent.lot_id,
            func.count(case((holds, LotEvent.id))).label("lines"),
            func.max(LotEvent.recorded_at).label("last"),
        )
        .join(Lot, Lot.id == LotEvent.lot_id)
        .where(*_lots_of(viewer, household_id))
        .group_by(LotEvent.lot_id)
        .subquery()
    )
    released = case((Lot.state == LotState.RELEASED, 1), else_=0)
    query = (
        select(Lot, Product.name, func.coalesce(written.c.lines, 0), written.c.last)
        .join(Product, Product.id == Lot.product_id)
        .outerjoin(written, written.c.lot_id == Lot.id)
        .where(*_lots_of(viewer, household_id), Lot.state.in_(TO_WRITE))
        .order_by(released, func.coalesce(written.c.last, Lot.created_at).desc(), Lot.id.desc())
        .limit(most)
    )
    return [LotRow(*row) for row in session.execute(query)]


def lines_since(session: Session, viewer: Viewer, household_id: str, since: datetime) -> int:
    """Lines written down about a producer's lots since a moment."""
    query = _count(LotEvent.id).join(Lot, Lot.id == LotEvent.lot_id)
    query = query.where(*_lots_of(viewer, household_id), LotEvent.recorded_at >= since)
    return int(session.scalar(query) or 0)


def stamps(session: Session, viewer: Viewer, household_id: str) -> Stamps:
    """What became of a producer's stamps."""
    mine = (issuing_scope.visible(viewer), StampOrder.household_id == household_id)
    orders = session.scalar(_count(StampOrder.id).where(*mine)) or 0
    drawn = _count(StampPrint.id).join(StampOrder, StampOrder.id == StampPrint.order_id)
    sheets = session.scalar(drawn.where(*mine, StampPrint.state.in_(PRINTED))) or 0
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    by_state = select(StampSegment.state, size).join(
        StampOrder, StampOrder.id == StampSegment.order_id
    )
    rows = session.execute(by_state.where(*mine).group_by(StampSegment.state))
    tally = {state: int(count) for state, count in rows}
    left = select(StampOrder.id).join(StampSegment, StampSegment.order_id == StampOrder.id)
    left = left.where(*mine, StampSegment.state.in_((*UNPRINTED, *UNSTUCK)))
    waiting = session.scalar(left.order_by(StampOrder.number.desc()).limit(1))
    return Stamps(int(orders), int(sheets), tally, waiting)


def coming(session: Session, viewer: Viewer, household_id: str) -> int:
    """Hand-overs on their way to a producer."""
    query = _count(LotTransfer.id).where(
        transfers_scope.incoming(viewer),
        LotTransfer.to_household_id == household_id,
        LotTransfer.state == State.IN_TRANSIT,
    )
    return int(session.scalar(query) or 0)


def without_stamps(session: Session, viewer: Viewer, household_id: str) -> Lot | None:
    """The newest released lot in good standing that nobody asked stamps for."""
    bound = select(StampSegment.lot_id).where(StampSegment.lot_id == Lot.id)
    asked = select(StampOrder.lot_id).where(StampOrder.lot_id == Lot.id)
    query = select(Lot).where(
        *_lots_of(viewer, household_id), Lot.state == LotState.RELEASED,
        Lot.suspended_at.is_(None), ~bound.exists(), ~asked.exists(),
    )  # fmt: skip
    return session.scalar(query.order_by(Lot.released_at.desc(), Lot.id.desc()).limit(1))


def _lots_of(viewer: Viewer, household_id: str) -> tuple[ColumnElement[bool], ...]:
    mine = select(Product.id).where(Product.household_id == household_id)
    return lots_scope.visible(viewer), Lot.product_id.in_(mine)


def _count(column: Any) -> Select[Any]:
    return select(func.count(column))
