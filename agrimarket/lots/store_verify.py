"""The SQL of the proof that lots balance: sums a lot and a step, and only those that do not."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Numeric, case, exists, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, LotFlow, LotStep
from agrimarket.products.models import Product

ROUNDED = 0.0005  # half of what a row can keep: SQLite adds in binary
WHOLE_STEPS = ("split", "merge")  # what comes out is of what went in; a transform adds to it


class Uneven(NamedTuple):
    """A lot whose `used` is not what went out of it; all in its unit.

    `direct`: into steps, taken from the lot itself; `theirs`: into what receivers made of what
    was handed over to them; `given`: handed over and not taken back; `received`: what arrived.
    """

    lot_code: str
    quantity: Decimal | None
    used: Decimal
    direct: Decimal
    theirs: Decimal
    given: Decimal
    received: Decimal


def uneven_lots(session: Session) -> Sequence[Uneven]:
    """Lots with more or less used than went out of them, or more than there was, by code.

    Of a receiver who was merged with the lot's producer nobody can tell which of both a step took
    from: up to that much may be missing.
    """
    gone, handed = _gone(), _handed()
    direct, theirs, either, given, received = (
        func.coalesce(column, 0)
        for column in (
            gone.c.direct, gone.c.theirs, gone.c.either, handed.c.given, handed.c.received,
        )
    )  # fmt: skip
    out = direct + given
    wrong = or_(
        Lot.used < 0,
        Lot.used > Lot.quantity,
        Lot.used - out > ROUNDED,
        out - either - Lot.used > ROUNDED,
        theirs - received > ROUNDED,
    )
    sums = (type_coerce(one, Numeric(14, 3)) for one in (direct, theirs, given, received))
    query = (
        select(Lot.lot_code, Lot.quantity, Lot.used, *sums)
        .outerjoin(gone, gone.c.lot_id == Lot.id)
        .outerjoin(handed, handed.c.lot_id == Lot.id)
        .where(wrong)
    )
    return [Uneven._make(row) for row in session.execute(query.order_by(Lot.lot_code, Lot.id))]


def _gone() -> Any:
    """By lot, what went into steps: from the lot, from what was handed over, from either."""
    by_receiver, by_owner = _of_handed(other=True), _of_handed(other=False)
    taken = (
        select(
            LotFlow.lot_id, LotFlow.quantity,
            by_receiver.label("by_receiver"), by_owner.label("by_owner"),
        )
        .join(LotStep, LotStep.id == LotFlow.step_id)
        .join(Lot, Lot.id == LotFlow.lot_id)
        .join(Product, Product.id == Lot.product_id)
        .where(LotFlow.way == "in")
        .subquery()
    )  # fmt: skip
    amount, handed = taken.c.quantity, taken.c.by_receiver
    return (
        select(
            taken.c.lot_id,
            func.sum(case((handed, 0), else_=amount)).label("direct"),
            func.sum(case((handed, amount), else_=0)).label("theirs"),
            func.sum(case((taken.c.by_owner, amount), else_=0)).label("either"),
        )
        .group_by(taken.c.lot_id)
        .subquery()
    )


def _of_handed(*, other: bool) -> ColumnElement[bool]:
    """Whether who made the step had received some of the lot by then, and is not its producer
    (`other`) or is."""
    made, goods, out = aliased(Lot), aliased(Product), aliased(LotFlow)
    maker = goods.household_id
    same = maker == Product.household_id
    since = func.coalesce(LotTransfer.answered_at, LotTransfer.proposed_at)
    return (
        exists()
        .where(out.step_id == LotFlow.step_id, out.way == "out", made.id == out.lot_id)
        .where(goods.id == made.product_id, ~same if other else same)
        .where(LotTransfer.lot_id == LotFlow.lot_id, LotTransfer.state == "received")
        .where(LotTransfer.to_household_id == maker, since <= LotStep.recorded_at)
        .correlate(LotFlow, LotStep, Product)
    )


def _handed() -> Any:
    """By lot: what was handed over and not taken back, and what of it arrived."""
    arrived = func.coalesce(LotTransfer.received_quantity, LotTransfer.quantity)
    given = LotTransfer.state != "cancelled"
    return (
        select(
            LotTransfer.lot_id,
            func.sum(case((given, LotTransfer.quantity), else_=0)).label("given"),
            func.sum(case((LotTransfer.state == "received", arrived), else_=0)).label("received"),
        )
        .group_by(LotTransfer.lot_id)
        .subquery()
    )


def overfull_steps(session: Session) -> Sequence[tuple[str, Decimal, Decimal, str | None]]:
    """Splits and merges out of which more came than went in: (step id, in, out, unit).

    Of steps whose lots are all counted in one unit.
    """
    into = func.sum(case((LotFlow.way == "in", LotFlow.quantity), else_=0))
    out = func.sum(case((LotFlow.way == "out", LotFlow.quantity), else_=0))
    amount = Numeric(14, 3)
    query = (
        select(
            LotStep.id, type_coerce(into, amount), type_coerce(out, amount), func.min(Lot.unit)
        )
        .join(LotFlow, LotFlow.step_id == LotStep.id)
        .join(Lot, Lot.id == LotFlow.lot_id)
        .where(LotStep.kind.in_(WHOLE_STEPS))
        .group_by(LotStep.id)
        .having(func.count(func.distinct(Lot.unit)) == 1, out - into > ROUNDED)
    )  # fmt: skip
    rows = session.execute(query.order_by(LotStep.id))
    return [(id, went, came, unit) for id, went, came, unit in rows]


def changed_after(session: Session) -> Sequence[tuple[str, Decimal | None, Decimal, str | None]]:
    """Lots made of others that hold another quantity than came out: (code, now, then, unit)."""
    query = (
        select(Lot.lot_code, Lot.quantity, LotFlow.quantity, Lot.unit)
        .join(LotFlow, (LotFlow.lot_id == Lot.id) & (LotFlow.way == "out"))
        .where(or_(Lot.quantity.is_(None), Lot.quantity != LotFlow.quantity))
    )
    rows = session.execute(query.order_by(Lot.lot_code, Lot.id))
    return [(code, now, then, unit) for code, now, then, unit in rows]
