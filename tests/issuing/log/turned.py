"""What somebody with the whole database may do to ranges that are logged: give them to others."""

import random

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agrimarket.households.models import Household
from agrimarket.issuing.models import StampOrder, StampSegment
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product


# Each returns serials of stamps that lie on a shelf.
def to_another_producer(session: Session, draw: random.Random) -> list[int]:
    """Order and segments are another producer's, for another product."""
    order, (product, lot) = _order(session, draw), _stranger(session)
    session.execute(
        update(StampOrder)
        .where(StampOrder.id == order.id)
        .values(product_id=product.id, household_id=product.household_id, lot_id=lot.id)
    )
    _bind(session, order, lot)
    return _shelf(order, draw)


def to_another_lot(session: Session, draw: random.Random) -> list[int]:
    """The segments alone, to a lot of another producer."""
    order, (_, lot) = _order(session, draw), _stranger(session)
    _bind(session, order, lot)
    return _shelf(order, draw)


def of_another_kind(session: Session, draw: random.Random) -> list[int]:
    """The producer becomes an enterprise, or ceases to be one."""
    order = _order(session, draw)
    owner = session.get_one(Household, order.household_id)
    kind = "household" if owner.kind == "enterprise" else "enterprise"
    session.execute(update(Household).where(Household.id == owner.id).values(kind=kind))
    session.expire_all()
    return _shelf(order, draw)


def of_another_commune(session: Session, draw: random.Random) -> list[int]:
    """The producer moves to the stranger's commune."""
    order, (product, _) = _order(session, draw), _stranger(session)
    code = session.get_one(Household, product.household_id).commune_code
    session.execute(
        update(Household).where(Household.id == order.household_id).values(commune_code=code)
    )
    session.expire_all()
    return _shelf(order, draw)


def product_to_another_producer(session: Session, draw: random.Random) -> list[int]:
    """The product and its orders change hands, ids of products and lots stay."""
    order, (product, _) = _order(session, draw), _stranger(session)
    owner = product.household_id
    session.execute(
        update(Product).where(Product.id == order.product_id).values(household_id=owner)
    )
    session.execute(
        update(StampOrder)
        .where(StampOrder.product_id == order.product_id)
        .values(household_id=owner)
    )
    session.expire_all()
    return _shelf(order, draw)


def _order(session: Session, draw: random.Random) -> StampOrder:
    return draw.choice(session.scalars(select(StampOrder).order_by(StampOrder.number)).all())


def _stranger(session: Session) -> tuple[Product, Lot]:
    """A product that has no stamps, and its lot."""
    query = (
        select(Product, Lot)
        .join(Lot, Lot.product_id == Product.id)
        .where(Product.id.not_in(select(StampOrder.product_id)))
    )
    product, lot = session.execute(query).first() or (None, None)
    assert product is not None
    assert lot is not None
    return product, lot


def _bind(session: Session, order: StampOrder, lot: Lot) -> None:
    session.execute(
        update(StampSegment).where(StampSegment.order_id == order.id).values(lot_id=lot.id)
    )
    session.expire_all()


def _shelf(order: StampOrder, draw: random.Random) -> list[int]:
    return [draw.randint(order.first_serial, order.last_serial)]


WAYS = (
    to_another_producer, to_another_lot, of_another_kind, of_another_commune,
    product_to_another_producer,
)  # fmt: skip
