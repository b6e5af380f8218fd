"""The only SQL of what phones hold of stamps: newest orders, their runs, lots that take stamps."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.models import StampOrder, StampSegment, StampState
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

ORDERS = 12  # of one producer, newest first: rolls lie in the house for a season
LOTS = 12  # of one producer, released last
RUNS = 40  # of one order: more are too many to be told in a hint
MANY = 500  # values in one IN list
Run = tuple[int, int, str]


def orders(
    session: Session, viewer: Viewer, household_ids: Collection[str]
) -> Mapping[str, list[StampOrder]]:
    """The newest orders of each producer that this viewer may see."""
    found: dict[str, list[StampOrder]] = defaultdict(list)
    for ids in _parts(household_ids):
        where = StampOrder.household_id.in_(ids) & issuing_scope.visible(viewer)
        number = _numbered(StampOrder.household_id, StampOrder.number.desc())
        inner = select(StampOrder, number).where(where).subquery()
        order = aliased(StampOrder, inner)
        query = select(order).where(inner.c.place <= ORDERS).order_by(order.number.desc())
        for row in session.scalars(query):
            found[row.household_id].append(row)
    return found


def owners(session: Session, order_ids: Collection[str]) -> set[str]:
    """The producers whose line an act on these orders moves, whoever acted."""
    found: set[str] = set()
    for ids in _parts(order_ids):
        query = select(StampOrder.household_id).where(StampOrder.id.in_(ids))
        found |= set(session.scalars(query))
    return found


def runs(session: Session, orders: Collection[StampOrder]) -> Mapping[str, list[Run]]:
    """First and last position and state of the first runs of each order."""
    starts = {order.id: order.first_serial for order in orders}
    found: dict[str, list[Run]] = defaultdict(list)
    for ids in _parts(starts):
        number = _numbered(StampSegment.order_id, StampSegment.first_serial)
        names = (StampSegment.order_id, StampSegment.first_serial, StampSegment.last_serial,
                 StampSegment.state)  # fmt: skip
        inner = select(*names, number).where(StampSegment.order_id.in_(ids)).subquery()
        query = select(inner).where(inner.c.place <= RUNS).order_by(inner.c.first_serial)
        for order_id, first, last, state, _place in session.execute(query):
            start = starts[order_id]
            _join(found[order_id], (first - start + 1, last - start + 1, str(state)))
    return found


def _join(runs: list[Run], more: Run) -> None:
    """Neighbours in one state are one run, whoever made them."""
    first, last, state = more
    if runs and (runs[-1][1] + 1, runs[-1][2]) == (first, state):
        first = runs.pop()[0]
    runs.append((first, last, state))


def lots(
    session: Session, viewer: Viewer, household_ids: Collection[str]
) -> Mapping[str, list[Lot]]:
    """Released lots of each producer that stamps may go on, newest first."""
    found: dict[str, list[Lot]] = defaultdict(list)
    for ids in _parts(household_ids):
        free = (Lot.state == LotState.RELEASED) & Lot.suspended_at.is_(None)
        seen = lots_scope.visible(viewer) & products_scope.visible(viewer)
        where = free & seen & Product.household_id.in_(ids)
        number = _numbered(Product.household_id, Lot.released_at.desc(), Lot.id.desc())
        inner = select(Lot.id, Product.household_id, number).join(
            Product, Product.id == Lot.product_id
        ).where(where).subquery()  # fmt: skip
        query = select(Lot, inner.c.household_id).join(inner, inner.c.id == Lot.id)
        for lot, owner in session.execute(
            query.where(inner.c.place <= LOTS).order_by(inner.c.place)
        ):
            found[owner].append(lot)
    return found


def bound(session: Session, lot_ids: Collection[str]) -> Mapping[str, int]:
    """Stamps on packs of each lot, as issuing counts them."""
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    on_packs = StampSegment.state.in_((StampState.ACTIVE, StampState.SUSPENDED))
    return _sums(session, StampSegment.lot_id, size, on_packs, lot_ids)


def granted(session: Session, lot_ids: Collection[str]) -> Mapping[str, int]:
    """Stamps that officers granted beyond the packs of each lot."""
    given = (StampApproval.state == "granted") & (StampApproval.kind == "packs")
    return _sums(session, StampApproval.lot_id, func.sum(StampApproval.count), given, lot_ids)


def _sums(
    session: Session, by: Any, size: Any, where: ColumnElement[bool], ids: Collection[str]
) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for part in _parts(ids):
        query = select(by, size).where(by.in_(part), where).group_by(by)
        found |= {id: int(count) for id, count in session.execute(query)}
    return found


def _numbered(by: Any, *order: Any) -> Any:
    return func.row_number().over(partition_by=by, order_by=order).label("place")


def _parts(ids: Collection[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(ids)
    return (ordered[at : at + MANY] for at in range(0, len(ordered), MANY))
