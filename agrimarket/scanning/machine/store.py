"""The SQL of machine forms: what became of a lot, and what may be told of the lots beside it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.issuing import scope as issuing_scope
from agrimarket.issuing.models import StampEvent, StampOrder, StampSegment, StampState
from agrimarket.kit.access import PUBLIC, Viewer
from agrimarket.lots import scope as lots_scope
from agrimarket.lots.hand_over_models import Recall, RecallLot
from agrimarket.lots.models import Area, Lot, LotFlow, LotStep
from agrimarket.products.models import Product
from agrimarket.products.scope import visible as seen_products
from agrimarket.products.scope import vouched_as

TOGETHER = 1_000  # ids in one question


class Known(NamedTuple):
    """A lot as the public may know it; `named`: its producer's name too."""

    id: str
    lot_code: str
    gtin: str | None
    product_name: str
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    state: str
    suspended_at: datetime | None
    unit: str | None
    commune_code: str
    household_name: str
    gln: str | None
    named: bool


class Flowed(NamedTuple):
    """What of a lot went into a step or came out, in the lot's unit."""

    step_id: str
    lot_id: str
    way: str
    quantity: Decimal


class Stamped(NamedTuple):
    """Stamps that were put on packs of a lot by one command; positions in their order."""

    id: str
    at: datetime
    number: int
    first: int
    last: int


def with_pages(session: Session, lot_ids: Collection[str]) -> set[str]:
    """Which of these lots anybody may open at their own address: those that left the yard."""
    every = sorted(lot_ids)
    query = select(Lot.id).where(lots_scope.visible(PUBLIC))
    return {
        id
        for first in range(0, len(every), TOGETHER)
        for id in session.scalars(query.where(Lot.id.in_(every[first : first + TOGETHER])))
    }


def known(session: Session, lot_ids: Collection[str]) -> dict[str, Known]:
    """Lots by id, of others too: a chain ends nowhere, and only public facts are read."""
    named = households_scope.visible(PUBLIC) & seen_products(PUBLIC)
    query = (
        select(
            Lot.id, Lot.lot_code, vouched_as("gtin"), vouched_as("name"),
            Lot.harvested_on, Lot.produced_on, Lot.packed_on, Lot.use_by, Lot.state,
            Lot.suspended_at, Lot.unit,
            Household.commune_code, Household.name, Area.gln, named,
        )
        .join(Product, Product.id == Lot.product_id)
        .join(Household, Household.id == Product.household_id)
        .outerjoin(Area, Area.id == Lot.area_id)
    )  # fmt: skip
    every = sorted(lot_ids)
    return {
        row[0]: Known._make(row)
        for first in range(0, len(every), TOGETHER)
        for row in session.execute(query.where(Lot.id.in_(every[first : first + TOGETHER])))
    }


def steps(session: Session, viewer: Viewer, lot_id: str) -> Sequence[LotStep]:
    """Steps a lot came out of, and those it went into whose products somebody here may see."""
    mine = aliased(LotFlow)
    query = (
        select(LotStep)
        .join(mine, mine.step_id == LotStep.id)
        .where(mine.lot_id == lot_id, or_(mine.way == "out", _shown(viewer)))
    )
    return session.scalars(query).all()


def _shown(viewer: Viewer) -> ColumnElement[bool]:
    """Something that came out of the step is this viewer's to see, or everybody's."""
    out = aliased(LotFlow)
    seen = or_(lots_scope.visible(viewer), lots_scope.visible(PUBLIC))
    made = exists().where(out.step_id == LotStep.id, out.way == "out", out.lot_id == Lot.id, seen)
    return made.correlate(LotStep)


def flows(session: Session, step_ids: Collection[str]) -> list[Flowed]:
    """Everything that went into these steps and came out, in one order for every reader."""
    query = (
        select(LotFlow.step_id, LotFlow.lot_id, LotFlow.way, LotFlow.quantity)
        .where(LotFlow.step_id.in_(step_ids))
        .order_by(LotFlow.step_id, LotFlow.way, LotFlow.lot_id)
    )
    return [Flowed._make(row) for row in session.execute(query)]


def recalls(session: Session, lot_id: str) -> Sequence[Recall]:
    """Recalls that hold or held a lot that was seen."""
    held = select(RecallLot.recall_id).where(RecallLot.lot_id == lot_id)
    return session.scalars(select(Recall).where(Recall.id.in_(held)).order_by(Recall.id)).all()


def stamped(session: Session, viewer: Viewer, lot_id: str) -> list[Stamped]:
    """Commands that put stamps on packs of a lot; rows do not depend on the number of stamps."""
    orders = select(StampSegment.order_id).where(StampSegment.lot_id == lot_id)  # by an index
    query = (
        select(StampEvent, StampOrder)
        .join(StampOrder, StampOrder.id == StampEvent.order_id)
        .where(
            StampEvent.order_id.in_(orders),
            StampEvent.lot_id == lot_id,
            StampEvent.kind == "activate",
            issuing_scope.visible(viewer),
        )
        .order_by(StampEvent.at, StampEvent.id)
    )
    return [
        Stamped(
            event.id, event.at, order.number, event.first_serial - order.first_serial + 1,
            event.last_serial - order.first_serial + 1,
        )
        for event, order in session.execute(query)
    ]  # fmt: skip


def active_stamps(session: Session, lot_id: str) -> int:
    """How many active stamps stand on packs of a lot that was seen."""
    size = func.sum(StampSegment.last_serial - StampSegment.first_serial + 1)
    mine = (StampSegment.lot_id == lot_id) & (StampSegment.state == StampState.ACTIVE)
    return int(session.scalar(select(size).where(mine)) or 0)
