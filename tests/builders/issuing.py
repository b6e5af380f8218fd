"""Builds stamp orders for tests, through the rules: granted, printed, activated."""

from typing import Any

from agrimarket.issuing import prints, rules
from agrimarket.issuing.activate import activate
from agrimarket.issuing.drawing import Drawn, draw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampEvent, StampOrder, StampPrint
from agrimarket.issuing.prints import PrintWish
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.models import Lot
from tests.builders.lots import a_lot
from tests.people import People, Person

UNDRAWN = Drawn("0" * 64, 0, "pdf")  # a print whose file nobody will ask for


def an_order(
    people: People,
    lot: Lot | None = None,
    *,
    count: int = 10,
    by: Person | None = None,
    **over: Any,
) -> StampOrder:
    """Stamps for a lot (a released one of its own without `lot`), granted by ông Phúc.

    `product_id=...` makes an order that precedes its lot.
    """
    values: dict[str, Any] = {"count": count}
    if "product_id" not in over:
        values["lot_id"] = (lot or a_lot(people, pack_count=None)).id
    with one_commit() as session:
        viewer = (by or people.phuc).viewer
        return rules.issue(session, viewer=viewer, ring=the_ring(), **(values | over))


def a_print(
    people: People, order: StampOrder, *, drawn: bool = False, by: Person | None = None, **wish: Any
) -> StampPrint:
    """A recorded print of the order, all of it unless `first`, `last` say otherwise."""
    viewer = (by or people.phuc).viewer
    plan = prints.plan(
        reading(), viewer=viewer, order_id=order.id, wish=PrintWish(**wish), host=public_host()
    )
    made = draw(plan, ring=the_ring()) if drawn else UNDRAWN
    with one_commit() as session:
        return prints.record(session, viewer=viewer, plan=plan, drawn=made)


def an_activation(
    people: People,
    order: StampOrder,
    first: int = 1,
    last: int | None = None,
    *,
    by: Person | None = None,
    **over: Any,
) -> StampEvent:
    """Positions of a printed order put into use."""
    ends = Ends(order_id=order.id, first=first, last=last or order.count)
    with one_commit() as session:
        viewer = (by or people.phuc).viewer
        return activate(session, viewer=viewer, ring=the_ring(), ends=ends, **over)


def active_order(people: People, lot: Lot | None = None, **over: Any) -> StampOrder:
    """An order that is printed and wholly active."""
    order = an_order(people, lot, **over)
    a_print(people, order)
    an_activation(people, order)
    return order


def code_of(order: StampOrder, position: int) -> str:
    """The 16 letters of the stamp at a position."""
    return the_ring().seal(order.first_serial + position - 1, version=order.key_version)
