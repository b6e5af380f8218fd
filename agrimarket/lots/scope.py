"""Which lots and areas a viewer may see, as SQL conditions."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import WORKERS, Role, Viewer
from agrimarket.lots.hand_over_models import Recall, RecallDrill, RecallLot
from agrimarket.lots.kinds import WAITING_KINDS
from agrimarket.lots.models import Area, Lot, LotEvent, LotFlow, LotState, Partner
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """A lot is seen by whoever sees its product; the public sees what left the yard."""
    owned = select(Product.id).where(products_scope.visible(viewer))
    seen = Lot.product_id.in_(owned)
    if viewer.role is Role.PUBLIC:
        return seen & Lot.state.in_((LotState.RELEASED, LotState.RECALLED))
    return seen


def visible_areas(viewer: Viewer) -> ColumnElement[bool]:
    """An area is seen by whoever sees its producer."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return Area.household_id.in_(owners)


def visible_partners(viewer: Viewer) -> ColumnElement[bool]:
    """A partner is seen by whoever sees the producer that named it."""
    owners = select(Household.id).where(households_scope.visible(viewer))
    return Partner.household_id.in_(owners)


def visible_recalls(viewer: Viewer) -> ColumnElement[bool]:
    """A recall is seen by whoever sees one of the lots that it holds or held."""
    mine = select(RecallLot.recall_id).join(Lot, Lot.id == RecallLot.lot_id).where(visible(viewer))
    return Recall.id.in_(mine)


def visible_drills(viewer: Viewer) -> ColumnElement[bool]:
    """A drill is seen by whoever sees its lot."""
    return RecallDrill.lot_id.in_(select(Lot.id).where(visible(viewer)))


def told_late() -> ColumnElement[bool]:
    """Lots that left the yard before a treatment was written down, not settled by an officer.

    What a producer corrected or took back alone still counts (counting.py).
    """
    newer = aliased(LotEvent)
    corrected = exists().where(newer.corrects_id == LotEvent.id, newer.role.in_(WORKERS))
    return Lot.released_at.is_not(None) & exists().where(
        LotEvent.lot_id == Lot.id,
        LotEvent.kind.in_(WAITING_KINDS),
        LotEvent.recorded_at > func.coalesce(Lot.waiting_seen_at, Lot.released_at),
        ~corrected,
    )


def owes_a_look() -> ColumnElement[bool]:
    """The same, and released lots made from them, over any depth, until looked at themselves."""
    line = aliased(LotEvent)
    late = (
        select(line.lot_id.label("lot_id"), line.recorded_at.label("told"))
        .join(Lot, Lot.id == line.lot_id)
        .where(
            told_late(),
            line.kind.in_(WAITING_KINDS),
            line.recorded_at > func.coalesce(Lot.waiting_seen_at, Lot.released_at),
        )
        .cte("late", recursive=True)
    )
    near, far = aliased(LotFlow), aliased(LotFlow)
    step: Select[Any, Any] = (
        select(far.lot_id, late.c.told)
        .join_from(late, near, (near.lot_id == late.c.lot_id) & (near.way == "in"))
        .join(far, (far.step_id == near.step_id) & (far.way == "out"))
    )
    walk = late.union(step)
    seen = func.coalesce(Lot.waiting_seen_at, Lot.released_at)
    made = exists().where(walk.c.lot_id == Lot.id, walk.c.told > seen)
    return or_(told_late(), Lot.released_at.is_not(None) & made)
