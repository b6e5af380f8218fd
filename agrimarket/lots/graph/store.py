"""The SQL of the graph of lots: who reaches whom, by which steps, and what may be told of each."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import (
    CTE,
    Row,
    Select,
    Text,
    cast,
    exists,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import PUBLIC, Role, Viewer
from agrimarket.kit.among import IDS, among, packed, spelled
from agrimarket.lots.models import Lot, LotEvent, LotFlow, LotState, LotStep
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

Columns = TypeVarTuple("Columns")

MOST_LEVELS = 40  # asked one by one; a longer way is asked whole
MOST_FOUND = 100_000  # ids of one way in one answer
EDGE = {True: "behind", False: "after"}  # under which name a way's farthest lots are given


class Fact(NamedTuple):
    """A lot with its product and producer; `own`: this viewer sees it, `named`: the public may."""

    id: str
    lot_code: str
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    state: str
    suspended_at: datetime | None
    quantity: Decimal | None
    unit: str | None
    product_name: str
    household_name: str
    commune_code: str
    own: bool
    named: bool


class Flow(NamedTuple):
    """What of a lot went into a step or came out of it, in the lot's own unit."""

    step_id: str
    lot_id: str
    way: str
    quantity: Decimal


def reach(
    session: Session,
    lot_id: str,
    *,
    ways: Sequence[bool],
    depth: int | None,
    most: int | None = MOST_FOUND,
) -> list[list[str]]:
    """The lot and all lots behind it (True) or made from it (False), nearest first, at most `most`.

    A list for each of the ways. Up to MOST_LEVELS steps are counted; a farther `depth` is walked
    whole and cut by the caller.
    """
    if depth is None or depth > MOST_LEVELS:
        return [_whole(session, lot_id, back, most) for back in ways]
    return _levels(session, lot_id, ways, depth, most)


def _whole(session: Session, lot_id: str, back: bool, most: int | None) -> list[str]:
    """UNION drops what was met already; lots are always new, so that no walk comes round.

    Both databases answer a recursive question in the order they walk, nearest first.
    """
    walk = _walk(lot_id, back)
    found = session.scalars(select(cast(walk.c.lot_id, Text)).limit(most))
    return [spelled(id) for id in found]


def _walk(lot_id: str, back: bool) -> CTE:
    near, far, here, there = _way(back)
    walk = select(Lot.id.label("lot_id")).where(Lot.id == lot_id).cte("walk", recursive=True)
    steps: Select[Any] = (
        select(far.lot_id)
        .join_from(walk, near, (near.lot_id == walk.c.lot_id) & (near.way == here))
        .join(far, (far.step_id == near.step_id) & (far.way == there))
    )
    return walk.union(steps)


def _levels(
    session: Session, lot_id: str, ways: Sequence[bool], depth: int, most: int | None
) -> list[list[str]]:
    """One question a step for all ways: each lot is asked for once, however many lead to it."""
    query = union_all(*(_next(session, back) for back in ways))
    found: dict[bool, dict[str, None]] = {back: {lot_id: None} for back in ways}
    edges: dict[bool, list[str]] = {back: [lot_id] for back in ways}
    for _ in range(depth):
        asked = {EDGE[back]: packed(session, edges[back]) for back in ways}
        edges = {back: [] for back in ways}
        for back, raw in session.connection().execute(query, asked).all():
            id = spelled(raw)
            if id not in found[back]:
                edges[back].append(id)
        for back, edge in edges.items():
            full = most is not None and len(found[back]) >= most
            edges[back] = [] if full else edge
            found[back] |= dict.fromkeys(edges[back])
        if not any(edges.values()):
            break
    return [list(found[back])[:most] for back in ways]


def _next(session: Session, back: bool) -> Select[bool, str]:
    """The lots one step on from those of an edge, with the way they lie."""
    near, far, here, there = _way(back)
    reached = (
        select(far.lot_id)
        .distinct()
        .join_from(near, far, (far.step_id == near.step_id) & (far.way == there))
        .where(among(session, near.lot_id, EDGE[back]), near.way == here)
        .subquery()
    )
    # Ids are told apart as ids, and only then read letter by letter.
    return select(literal(back), cast(reached.c.lot_id, Text))


def _way(back: bool) -> tuple[Any, Any, str, str]:
    here, there = ("out", "in") if back else ("in", "out")
    return aliased(LotFlow), aliased(LotFlow), here, there


# Ids as the database keeps them: each is made a text once, though many rows name it.
FLOW = (cast(LotFlow.step_id, Text), cast(LotFlow.lot_id, Text), LotFlow.way, LotFlow.quantity)


def flows(session: Session, lot_ids: Collection[str]) -> list[Flow]:
    """What of these lots went into steps or came out of them."""
    return _flows(session, select(*FLOW).where(among(session, LotFlow.lot_id)), lot_ids)


def flows_of_steps(session: Session, step_ids: Collection[str]) -> list[Flow]:
    """Everything that went into these steps and came out."""
    query = select(*FLOW).where(among(session, LotFlow.step_id))
    return _flows(session, query.order_by(LotFlow.way, LotFlow.id), step_ids)


def _flows(
    session: Session, query: Select[str, str, str, Decimal], ids: Collection[str]
) -> list[Flow]:
    rows = _plain(session, query, ids)
    known = {raw: spelled(raw) for raw in {row[0] for row in rows} | {row[1] for row in rows}}
    return [Flow(known[step], known[lot], way, many) for step, lot, way, many in rows]


def _plain(
    session: Session, query: Select[*Columns], ids: Iterable[str]
) -> Sequence[Row[*Columns]]:
    """Rows as the driver gives them: a wide trace reads ten thousand, and none is an object."""
    return session.connection().execute(query, {IDS: packed(session, ids)}).all()


def steps(session: Session, step_ids: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Kind and moment of steps, by id."""
    columns = select(cast(LotStep.id, Text), LotStep.kind, LotStep.happened_at)
    query = columns.where(among(session, LotStep.id))
    rows = _plain(session, query, step_ids)
    return {spelled(id): (kind, happened_at) for id, kind, happened_at in rows}


LOT = (
    cast(Lot.id, Text), Lot.lot_code, Lot.harvested_on, Lot.produced_on, Lot.packed_on,
    Lot.use_by, Lot.state, Lot.suspended_at, Lot.quantity, Lot.unit,
)  # fmt: skip


def facts(session: Session, viewer: Viewer, lot_ids: Collection[str]) -> dict[str, Fact]:
    """What lots are, by id: of others' too, for a trace ends nowhere; `own` says which are not."""
    query = select(cast(Lot.product_id, Text), *LOT).where(among(session, Lot.id))
    rows = _plain(session, query, lot_ids)
    made = _products(session, viewer, {row[0] for row in rows})
    found = {}
    for product, raw, *lot in rows:
        id = spelled(raw)
        found[id] = Fact._make((id, *lot, *made[product]))
    return found


def _products(
    session: Session, viewer: Viewer, kept: Iterable[str]
) -> dict[str, tuple[str, str, str, bool, bool]]:
    """By id as kept: product, producer, commune, whether the viewer sees it, the public may."""
    query = (
        select(
            cast(Product.id, Text),
            Product.name, products_scope.vouched_as("name"),
            Household.name, Household.commune_code,
            products_scope.visible(viewer), households_scope.visible(PUBLIC),
        )
        .join(Household, Household.id == Product.household_id)
        .where(among(session, Product.id))
    )  # fmt: skip
    rows = _plain(session, query, kept)
    inside = viewer.role is not Role.PUBLIC
    return {
        id: (now if own and inside else told, who, where, own, named)
        for id, now, told, who, where, own, named in rows
    }


def told_since(
    session: Session, lot_id: str, kinds: Collection[str], since: datetime
) -> Sequence[Lot]:
    """Lots behind one, however far back, whose diary got a line of these kinds after a moment."""
    walk = _walk(lot_id, back=True)
    line = exists().where(
        LotEvent.lot_id == Lot.id, LotEvent.kind.in_(kinds), LotEvent.recorded_at > since
    )
    query = select(Lot).join_from(walk, Lot, Lot.id == walk.c.lot_id).where(Lot.id != lot_id, line)
    return session.scalars(query.order_by(Lot.lot_code, Lot.id)).all()


class Held(NamedTuple):
    """A lot that is recalled, or held back by its producer; why and whom to call of a recall."""

    lot_code: str
    state: str
    recalled_at: datetime | None
    recall_reason: str | None
    recall_phone: str | None
    suspended_at: datetime | None


def held_behind(session: Session, lot_id: str) -> Held | None:
    """The gravest and newest of the lots behind one that may not be used, however far back."""
    walk = _walk(lot_id, back=True)
    recalled = Lot.state == LotState.RECALLED
    query = (
        select(
            Lot.lot_code, Lot.state, Lot.recalled_at, Lot.recall_reason, Lot.recall_phone,
            Lot.suspended_at,
        )
        .join_from(walk, Lot, Lot.id == walk.c.lot_id)
        .where(Lot.id != lot_id, or_(recalled, Lot.suspended_at.is_not(None)))
        .order_by(recalled.desc(), Lot.recalled_at.desc(), Lot.suspended_at.desc(), Lot.id)
    )  # fmt: skip
    row = session.execute(query.limit(1)).first()
    return Held._make(row) if row else None
