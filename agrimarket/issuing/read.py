"""Reading orders, prints and events as one viewer may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select
from sqlalchemy.orm import Session

from agrimarket.issuing import store
from agrimarket.issuing.life_models import KeyLeak, StampApproval
from agrimarket.issuing.models import StampEvent, StampOrder, StampPrint
from agrimarket.issuing.segments import Segment
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id, is_id, new_id
from agrimarket.kit.paging import Page, paged
from agrimarket.lots.models import Lot
from agrimarket.places.spelling import fold
from stamps import Span

MIXED = "mixed"


@dataclass(frozen=True)
class OrderView:
    """An order with what became of its stamps: `tally` counts them by state."""

    order: StampOrder
    tally: Mapping[str, int]

    @property
    def state(self) -> str:
        """The state all stamps share, or "mixed"."""
        return next(iter(self.tally)) if len(self.tally) == 1 else MIXED


def order_of(session: Session, *, viewer: Viewer, order_id: str, lock: bool = False) -> StampOrder:
    """The order, for those who may see it; NotFound for all others."""
    found = is_id(order_id) and store.order(session, viewer=viewer, order_id=order_id, lock=lock)
    if not found:
        raise NotFound
    return found


def is_erased(session: Session, order: StampOrder) -> bool:
    """Whether the order's producer was forgotten at their own wish."""
    return store.is_erased(session, order.household_id)


def order_view(session: Session, *, viewer: Viewer, order_id: str) -> OrderView:
    """One order with its tally; NotFound."""
    order = order_of(session, viewer=viewer, order_id=order_id)
    return OrderView(order, store.tallies(session, [order.id])[order.id])


def order_views(
    session: Session,
    *,
    viewer: Viewer,
    page: int,
    page_size: int,
    product_id: str | None = None,
    lot_id: str | None = None,
    household_id: str | None = None,
    state: str = "",
    q: str = "",
) -> Page[OrderView]:
    """A page of orders, newest first, each with its tally."""
    if any(given and not is_id(given) for given in (product_id, lot_id, household_id)):
        return Page([], 0, page, page_size)
    query = store.orders(
        viewer, product_id=product_id, lot_id=lot_id, household_id=household_id,
        state=state, text=fold(q.strip()),
    )  # fmt: skip
    found = paged(session, query, page=page, page_size=page_size)
    tallies = store.tallies(session, [order.id for order in found.items])
    views = [OrderView(order, tallies[order.id]) for order in found.items]
    return Page(views, found.total, page, page_size)


def lots_to_stamp(session: Session, *, viewer: Viewer, most: int) -> list[tuple[Lot, str, str]]:
    """Lots one may want stamps for, with product and producer: those without stamps first."""
    return store.lots_to_stamp(session, viewer, most)


def segments_in(session: Session, order: StampOrder, span: Span) -> list[Segment]:
    """The order's segments that touch a span of serials."""
    return store.segments(session, order.id, span)


def names_of(
    session: Session, *, viewer: Viewer, orders: Sequence[StampOrder]
) -> dict[str, tuple[str, str]]:
    """Product and producer names by order id."""
    return store.names(session, viewer, orders)


def history_of(session: Session, order: StampOrder) -> list[StampEvent]:
    """What was done with an order's stamps, newest first."""
    return store.history(session, order.id)


def positions(order: StampOrder, span: Span) -> Span:
    """Serials as 1-based positions in their order."""
    return Span(span.first - order.first_serial + 1, span.last - order.first_serial + 1)


@dataclass(frozen=True)
class Run:
    """Positions of an order that are in one state."""

    first: int
    last: int
    state: str
    lot_id: str | None
    since: datetime

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def runs_of(session: Session, order: StampOrder) -> list[Run]:
    """The order's segments by position."""
    runs = []
    for segment in store.segments(session, order.id):
        place = positions(order, segment.span)
        runs.append(Run(place.first, place.last, segment.state, segment.lot_id, segment.since))
    return runs


def joined_runs(session: Session, order: StampOrder) -> list[Run]:
    """The same with neighbours alike as one, since the later of their days: as people see them."""
    joined: list[Run] = []
    for run in runs_of(session, order):
        last = joined[-1] if joined else None
        if last is not None and (last.state, last.lot_id) == (run.state, run.lot_id):
            run = Run(last.first, run.last, run.state, run.lot_id, max(last.since, run.since))
            joined.pop()
        joined.append(run)
    return joined


def event_span(order: StampOrder, event: StampEvent) -> Span:
    """The positions an event was about."""
    return positions(order, Span(event.first_serial, event.last_serial))


def prints_query(order: StampOrder) -> Select[StampPrint]:
    """The order's prints, newest first, for a page of them."""
    return store.prints_query(order.id)


def prints_of(session: Session, order: StampOrder) -> Sequence[StampPrint]:
    """The order's prints, newest first."""
    return store.prints(session, order.id)


def print_of(session: Session, *, viewer: Viewer, order_id: str, print_id: str) -> StampPrint:
    """One print of an order the viewer may see; NotFound."""
    order = order_of(session, viewer=viewer, order_id=order_id)
    row = session.get(StampPrint, print_id) if is_id(print_id) else None
    if row is None or row.order_id != order.id:
        raise NotFound
    return row


def events_of(
    session: Session,
    *,
    viewer: Viewer,
    kind: str,
    order_id: str | None,
    page: int,
    page_size: int,
) -> Page[StampEvent]:
    """A page of range commands of one kind, newest first."""
    if order_id is not None and not is_id(order_id):
        return Page([], 0, page, page_size)
    query = store.events_query(viewer, kind=kind, order_id=order_id)
    return paged(session, query, page=page, page_size=page_size)


def event_of(session: Session, *, viewer: Viewer, kind: str, event_id: str) -> StampEvent:
    """One range command; NotFound when it is of another kind or not for this viewer."""
    event = store.event(session, viewer, kind, event_id) if is_id(event_id) else None
    if event is None:
        raise NotFound
    return event


def own_id(
    session: Session,
    table: type[StampOrder | StampPrint | StampEvent | StampApproval | KeyLeak],
    given: str | None,
) -> str:
    """The client's id for a new row, checked, or a new one; IdTaken when a row has it already."""
    if given is None:
        return new_id()
    accepted = accept_id(given)
    if session.get(table, accepted) is not None:
        raise IdTaken
    return accepted
