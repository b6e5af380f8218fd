"""The SQL of issuing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Select, case, delete, func, insert, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing.models import (
    SerialCounter,
    StampEvent,
    StampOrder,
    StampPrint,
    StampSegment,
    StampState,
)
from agrimarket.issuing.scope import visible
from agrimarket.issuing.segments import Segment
from agrimarket.kit.access import Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.models import Lot, LotState
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product
from stamps import Span

FIRST_SERIAL = 1
SEGMENT_COLUMNS = (
    StampSegment.first_serial, StampSegment.last_serial, StampSegment.state, StampSegment.lot_id,
    StampSegment.since, StampSegment.event_id,
)  # fmt: skip


def locked_counter(session: Session) -> SerialCounter:
    """The one counter row, locked; made when it is not there yet."""
    query = select(SerialCounter).with_for_update().execution_options(populate_existing=True)
    counter = session.scalar(query)
    if counter is not None:
        return counter
    try:
        with session.begin_nested():
            session.execute(
                insert(SerialCounter).values(id=1, next_serial=FIRST_SERIAL, next_order=1)
            )
    except IntegrityError:
        pass  # another issuer made it in this moment
    return session.scalars(query).one()


def is_ahead(session: Session, counter: SerialCounter) -> bool:
    """Whether no order reaches to the counter: always so, unless somebody wrote by hand."""
    query = (
        select(StampOrder.number, StampOrder.first_serial, StampOrder.count)
        .order_by(StampOrder.first_serial.desc())
        .limit(1)
    )
    last = session.execute(query).first()
    if last is None:
        return True
    taken = session.scalar(select(StampOrder.id).where(StampOrder.number >= counter.next_order))
    return taken is None and last.first_serial + last.count <= counter.next_serial


def order(
    session: Session, *, viewer: Viewer, order_id: str, lock: bool = False
) -> StampOrder | None:
    """An order the viewer may see; locked for as long as its ranges change."""
    query = select(StampOrder).where(StampOrder.id == order_id, visible(viewer))
    if lock:
        query = query.with_for_update(of=StampOrder, key_share=True).execution_options(
            populate_existing=True
        )
    return session.scalar(query)


def is_erased(session: Session, household_id: str) -> bool:
    """Whether a producer whose order was seen already was forgotten."""
    return session.get_one(Household, household_id).erased_at is not None


def orders(
    viewer: Viewer,
    *,
    product_id: str | None,
    lot_id: str | None,
    text: str,
    household_id: str | None = None,
    state: str = "",
) -> Select[StampOrder]:
    """Orders the viewer may see, newest first.

    `state` finds orders with any stamp in it, `lot_id` orders for the lot and those with stamps
    on its packs; `text` is folded and sought in the names of products and producers.
    """
    query = select(StampOrder).where(visible(viewer))
    if product_id:
        query = query.where(StampOrder.product_id == product_id)
    if household_id:
        query = query.where(StampOrder.household_id == household_id)
    if lot_id:
        bound = select(StampSegment.order_id).where(StampSegment.lot_id == lot_id)
        query = query.where(or_(StampOrder.lot_id == lot_id, StampOrder.id.in_(bound)))
    if state:
        in_state = select(StampSegment.order_id).where(StampSegment.state == state)
        query = query.where(StampOrder.id.in_(in_state))
    if text:
        named = select(Product.id).where(Product.search_text.contains(text, autoescape=True))
        owners = select(Household.id).where(Household.search_text.contains(text, autoescape=True))
        query = query.where(
            or_(StampOrder.product_id.in_(named), StampOrder.household_id.in_(owners))
        )
    return query.order_by(StampOrder.number.desc())


def lots_to_stamp(session: Session, viewer: Viewer, most: int) -> list[tuple[Lot, str, str]]:
    """Released lots with the names of product and producer, those without stamps first."""
    bound = select(StampSegment.lot_id).where(StampSegment.lot_id == Lot.id).exists()
    asked = select(StampOrder.id).where(StampOrder.lot_id == Lot.id).exists()
    query = (
        select(Lot, Product.name, Household.name)
        .join(Product, Product.id == Lot.product_id)
        .join(Household, Household.id == Product.household_id)
        .where(
            lots_scope.visible(viewer), products_scope.visible(viewer),
            households_scope.visible(viewer), Lot.state == LotState.RELEASED,
            Lot.suspended_at.is_(None),
        )
        .order_by(case((or_(bound, asked), 1), else_=0), Lot.released_at.desc(), Lot.id.desc())
        .limit(most)
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def names(
    session: Session, viewer: Viewer, orders: Sequence[StampOrder]
) -> dict[str, tuple[str, str]]:
    """Product and producer of each order, by order id, in one read."""
    query = (
        select(StampOrder.id, Product.name, Household.name)
        .join(Product, Product.id == StampOrder.product_id)
        .join(Household, Household.id == StampOrder.household_id)
        .where(
            StampOrder.id.in_([order.id for order in orders]),
            products_scope.visible(viewer),
            households_scope.visible(viewer),
        )
    )
    return {order_id: (product, owner) for order_id, product, owner in session.execute(query)}


def event(session: Session, viewer: Viewer, kind: str, event_id: str) -> StampEvent | None:
    """A range command the viewer may see, in one read: a foreign one takes as long as none."""
    seen = select(StampOrder.id).where(visible(viewer))
    wanted = (StampEvent.id == event_id, StampEvent.kind == kind, StampEvent.order_id.in_(seen))
    return session.scalar(select(StampEvent).where(*wanted))


def locking_levels(session: Session, order_id: str, span: Span) -> dict[str, int]:
    """How high those stood who locked stamps of the span, by the id of their command."""
    locks = select(StampSegment.event_id).where(
        StampSegment.order_id == order_id, StampSegment.state == StampState.SUSPENDED,
        StampSegment.first_serial <= span.last, StampSegment.last_serial >= span.first,
    )  # fmt: skip
    query = select(StampEvent.id, StampEvent.level).where(StampEvent.id.in_(locks))
    return dict(session.execute(query).all())


def history(session: Session, order_id: str) -> list[StampEvent]:
    """What was done with an order's stamps, newest first."""
    query = select(StampEvent).where(StampEvent.order_id == order_id)
    return list(session.scalars(query.order_by(StampEvent.at.desc(), StampEvent.id.desc())))


def segments(session: Session, order_id: str, span: Span | None = None) -> list[Segment]:
    """The order's segments in order; with `span` those that touch it."""
    query = select(*SEGMENT_COLUMNS).where(StampSegment.order_id == order_id)
    if span is not None:
        query = query.where(
            StampSegment.first_serial <= span.last, StampSegment.last_serial >= span.first
        )
    rows = session.execute(query.order_by(StampSegment.first_serial))
    return [Segment(Span(row[0], row[1]), row[2], row[3], row[4], row[5]) for row in rows]


def replace_segments(
    session: Session, order_id: str, old: Sequence[Segment], new: Iterable[Segment]
) -> None:
    """Put `new` in the place of `old`, which are all the order's segments of one stretch."""
    stretch = (old[0].span.first, old[-1].span.last)
    session.execute(
        delete(StampSegment).where(
            StampSegment.order_id == order_id, StampSegment.first_serial.between(*stretch)
        )
    )
    add_segments(session, order_id, new)


def add_segments(session: Session, order_id: str, new: Iterable[Segment]) -> None:
    """Insert segments of an order."""
    rows = [
        {
            "first_serial": one.span.first,
            "last_serial": one.span.last,
            "order_id": order_id,
            "state": one.state,
            "lot_id": one.lot_id,
            "since": one.since,
            "event_id": one.event_id,
        }
        for one in new
    ]
    session.execute(insert(StampSegment), rows)


def tallies(session: Session, order_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    """Stamps by state of each of these orders."""
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    query = (
        select(StampSegment.order_id, StampSegment.state, size)
        .where(StampSegment.order_id.in_(order_ids))
        .group_by(StampSegment.order_id, StampSegment.state)
    )
    found: dict[str, dict[str, int]] = {order_id: {} for order_id in order_ids}
    for order_id, state, count in session.execute(query):
        found[order_id][state] = int(count)
    return found


def next_serial(session: Session) -> int:
    """The serial the counter would hand out now, without locking it."""
    return session.scalar(select(SerialCounter.next_serial)) or FIRST_SERIAL


def bound_to_lot(session: Session, lot_id: str) -> int:
    """Stamps on packs of this lot: active and suspended ones; a void one left its pack."""
    size = StampSegment.last_serial - StampSegment.first_serial + 1
    on_packs = StampSegment.state.in_((StampState.ACTIVE, StampState.SUSPENDED))
    query = select(func.coalesce(func.sum(case((on_packs, size), else_=0)), 0))
    return int(session.scalar(query.where(StampSegment.lot_id == lot_id)) or 0)


def granted_since(session: Session, household_id: str, since: datetime) -> int:
    """Stamps granted to a producer since a moment."""
    query = select(func.coalesce(func.sum(StampOrder.count), 0)).where(
        StampOrder.household_id == household_id, StampOrder.created_at >= since
    )
    return int(session.scalar(query) or 0)


def prints(session: Session, order_id: str) -> list[StampPrint]:
    """An order's prints, newest first."""
    return list(session.scalars(prints_query(order_id)))


def prints_query(order_id: str) -> Select[StampPrint]:
    """An order's prints, newest first."""
    query = select(StampPrint).where(StampPrint.order_id == order_id)
    return query.order_by(StampPrint.created_at.desc(), StampPrint.id.desc())


def events_query(viewer: Viewer, *, kind: str, order_id: str | None) -> Select[StampEvent]:
    """Range commands of one kind, newest first."""
    seen = select(StampOrder.id).where(visible(viewer))
    query = select(StampEvent).where(StampEvent.order_id.in_(seen), StampEvent.kind == kind)
    if order_id:
        query = query.where(StampEvent.order_id == order_id)
    return query.order_by(StampEvent.at.desc(), StampEvent.id.desc())
