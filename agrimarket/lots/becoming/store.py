"""The SQL of lots that become others: what may be taken, held until the commit."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot, LotFlow, LotStep
from agrimarket.lots.scope import visible
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product, ProductState

RECEIVED = "received"


def inputs(
    session: Session, viewer: Viewer, lot_ids: Collection[str], maker: str | None, *, lock: bool
) -> dict[str, Lot]:
    """Lots this viewer sees, and those handed over to the maker; held in the order of their ids."""
    mine = visible(viewer) if maker is None else or_(visible(viewer), received_by(maker))
    query = select(Lot).where(Lot.id.in_(lot_ids), mine).order_by(Lot.id)
    if lock:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return {lot.id: lot for lot in session.scalars(query)}


def received_by(maker: str) -> ColumnElement[bool]:
    """Lots of which the maker received some."""
    return exists().where(
        LotTransfer.lot_id == Lot.id,
        LotTransfer.state == RECEIVED,
        households_scope.of_person(LotTransfer.to_household_id, maker),
    )


def hold_products(session: Session, product_ids: Collection[str]) -> dict[str, str]:
    """Lock products in the order of their ids, before any lot; id > whose it is."""
    query = select(Product.id, Product.household_id).where(Product.id.in_(product_ids))
    rows = session.execute(query.order_by(Product.id).with_for_update(key_share=True))
    return {row[0]: row[1] for row in rows}


def received(session: Session, lot_id: str, maker: str) -> Decimal | None:
    """How much of a lot the maker received in all, in the lot's unit; None for nothing."""
    query = select(
        func.coalesce(LotTransfer.received_quantity, LotTransfer.quantity)
    ).where(
        LotTransfer.lot_id == lot_id,
        LotTransfer.state == RECEIVED,
        households_scope.of_person(LotTransfer.to_household_id, maker),
    )  # fmt: skip
    amounts = [Decimal(amount) for amount in session.scalars(query)]
    return sum(amounts, Decimal(0)) if amounts else None


def drawn_by(session: Session, lot_id: str, maker: str) -> Decimal:
    """How much of a lot went into what this maker made, in the lot's unit."""
    out = aliased(LotFlow)
    theirs = (
        exists()
        .where(out.step_id == LotFlow.step_id, out.way == "out", out.lot_id == Lot.id)
        .where(Lot.product_id == Product.id)
        .where(households_scope.of_person(Product.household_id, maker))
    )
    query = select(LotFlow.quantity).where(LotFlow.lot_id == lot_id, LotFlow.way == "in", theirs)
    return sum((Decimal(amount) for amount in session.scalars(query)), Decimal(0))


def steps_of(session: Session, lot_id: str) -> Sequence[LotStep]:
    """The steps a lot came out of or went into, oldest first."""
    mine = select(LotFlow.step_id).where(LotFlow.lot_id == lot_id)
    query = select(LotStep).where(LotStep.id.in_(mine))
    return session.scalars(query.order_by(LotStep.happened_at, LotStep.id)).all()


def to_mix(session: Session, viewer: Viewer, product_id: str) -> Sequence[Lot]:
    """A product's lots of which something may be left, newest first."""
    query = select(Lot).where(
        visible(viewer),
        Lot.product_id == product_id,
        Lot.state.in_(("sealed", "released")),
        Lot.quantity > Lot.used,
    )
    return session.scalars(query.order_by(Lot.created_at.desc(), Lot.id.desc()).limit(50)).all()


def to_make_of(session: Session, viewer: Viewer, maker: str, lot_ids: Collection[str]) -> list[Lot]:
    """What a maker may take: own lots and received ones, newest first; the named ones too."""
    mine = households_scope.of_person(Product.household_id, maker)
    own = select(Product.id).where(products_scope.visible(viewer), mine)
    left = Lot.state.in_(("sealed", "released")) & (Lot.quantity > Lot.used)
    named = Lot.id.in_(lot_ids) & visible(viewer)
    query = select(Lot).where(or_(Lot.product_id.in_(own) & left, received_by(maker), named))
    return list(session.scalars(query.order_by(Lot.created_at.desc(), Lot.id.desc()).limit(50)))


def products_of(session: Session, viewer: Viewer, maker: str) -> Sequence[Product]:
    """What a maker may make, by name."""
    query = select(Product).where(
        products_scope.visible(viewer),
        Product.household_id == maker,
        Product.state != ProductState.WITHDRAWN,
    )
    return session.scalars(query.order_by(Product.name, Product.id)).all()


def maker_of(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """A producer this viewer may see."""
    mine = households_scope.visible(viewer)
    return session.scalar(select(Household).where(Household.id == household_id, mine))
