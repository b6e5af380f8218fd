"""The graph around one lot: which lots it came from and went into, how far and how much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, cast

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import Viewer
from agrimarket.lots.graph import store
from agrimarket.lots.models import Lot
from agrimarket.lots.status import lot_status
from agrimarket.places import commune

BACK, FORWARD, BOTH = "back", "forward", "both"
DIRECTIONS = (BACK, FORWARD, BOTH)
MOST_DEPTH = 1_000
MOST_NODES = 20_000  # in one answer; the nearest ones


class Node(NamedTuple):
    """A lot. `depth` in steps: negative behind the asked one, positive after it.

    Of a lot that is not the viewer's (`own` false) only what the public may know: no quantity,
    no state, and the producer's name only where its owner agreed to be named.
    """

    id: str
    lot_code: str
    product_name: str
    producer_name: str | None
    commune_code: str
    commune_name: str
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    status: str
    depth: int
    own: bool
    state: str | None
    quantity: Decimal | None
    unit: str | None


class Edge(NamedTuple):
    """A lot that went into a step, and a lot that came out of it; quantities in each lot's unit.

    Between two lots of others the quantities are not told.
    """

    step_id: str
    kind: str
    happened_at: datetime
    source: str
    target: str
    quantity_in: Decimal | None
    unit_in: str | None
    quantity_out: Decimal | None
    unit_out: str | None


@dataclass(frozen=True)
class Graph:
    """`sources`: lots that nothing stands behind; `left_out`: how many farther lots are not told.

    More than store.MOST_FOUND lots one way are not counted further.
    """

    root: str
    direction: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[str, ...]
    left_out: int

    @property
    def complete(self) -> bool:
        return not self.left_out


def graph_of(
    session: Session,
    *,
    viewer: Viewer,
    lot: Lot,
    direction: str = BOTH,
    depth: int | None = None,
    most: int = MOST_NODES,
    counted: int = store.MOST_FOUND,
) -> Graph:
    """The graph of a lot that the viewer has seen already, `depth` steps far or whole.

    `most` lots are told, the nearest; of each way `counted` are looked for.
    """
    reached = _reached(session, lot.id, direction, depth, counted)
    near = {id for way in reached for id in way[:most]}  # each way comes nearest first
    pairs, made = _pairs(session, near)
    far = depths(lot.id, [(one.lot_id, other.lot_id) for one, other in pairs])
    # A long way was walked farther than it was asked; of a cut one only what hangs together stays.
    near = {id for id in near & far.keys() if depth is None or abs(far[id]) <= depth}
    nearest = sorted(near, key=lambda id: (abs(far[id]), id))[:most]
    facts = store.facts(session, viewer, nearest)
    shown = [pair for pair in pairs if pair[0].lot_id in facts and pair[1].lot_id in facts]
    today = clock.today()
    nodes = [_node(fact, far[id], today) for id, fact in facts.items()]
    return Graph(
        root=lot.id,
        direction=direction,
        nodes=tuple(sorted(nodes, key=lambda node: (node.depth, node.lot_code, node.id))),
        edges=tuple(_edges(session, shown, facts)),
        sources=tuple(sorted(id for id in facts if id not in made and far[id] < 0)),
        left_out=_left_out(reached, len(nearest), depth, most),
    )


def _reached(
    session: Session, root: str, direction: str, depth: int | None, counted: int
) -> list[list[str]]:
    """What each asked way reaches, nearest first."""
    ways = [back for back, name in ((True, BACK), (False, FORWARD)) if direction in (name, BOTH)]
    return store.reach(session, root, ways=ways, depth=depth, most=counted)


def _left_out(reached: list[list[str]], told: int, depth: int | None, most: int) -> int:
    if depth is not None and all(len(way) <= most for way in reached) and told < most:
        return 0  # what is missing lies farther than was asked
    return len({id for way in reached for id in way}) - told


def ids_behind(session: Session, lot: Lot) -> set[str]:
    """The ids of all lots it was made from, itself left out; whoever asks."""
    return _ids(session, lot, back=True)


def ids_made_from(session: Session, lot: Lot) -> set[str]:
    """The ids of all lots made from it, itself left out; whoever asks."""
    return _ids(session, lot, back=False)


def _ids(session: Session, lot: Lot, *, back: bool) -> set[str]:
    (reached,) = store.reach(session, lot.id, ways=[back], depth=None, most=None)
    return set(reached) - {lot.id}


def depths(root: str, pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Fewest steps from the root along (source, target) pairs: negative against their way."""
    ahead: dict[str, set[str]] = defaultdict(set)
    behind: dict[str, set[str]] = defaultdict(set)
    for source, target in pairs:
        ahead[source].add(target)
        behind[target].add(source)
    found = {root: 0}
    for ways, sign in ((behind, -1), (ahead, 1)):
        edge = [root]
        far = 0
        while edge:
            far += 1
            edge = [*{id for one in edge for id in ways[one]} - found.keys()]
            found |= dict.fromkeys(edge, sign * far)
    return found


Pair = tuple[store.Flow, store.Flow]


def _pairs(session: Session, reached: set[str]) -> tuple[list[Pair], set[str]]:
    """Every lot that went into a step with every lot that came out, among those reached; and
    the ids of those that came out of any step."""
    went: dict[str, list[store.Flow]] = defaultdict(list)
    came: dict[str, list[store.Flow]] = defaultdict(list)
    for flow in store.flows(session, reached):
        (went if flow.way == "in" else came)[flow.step_id].append(flow)
    made = {flow.lot_id for flows in came.values() for flow in flows}
    pairs = [(one, other) for id, ins in went.items() for one in ins for other in came[id]]
    return pairs, made


def _node(fact: store.Fact, depth: int, today: date) -> Node:
    own = bool(fact.own)
    return Node(
        id=fact.id,
        lot_code=fact.lot_code,
        product_name=fact.product_name,
        producer_name=fact.household_name if own or fact.named else None,
        commune_code=fact.commune_code,
        commune_name=commune(fact.commune_code).name,
        harvested_on=fact.harvested_on,
        produced_on=fact.produced_on,
        packed_on=fact.packed_on,
        use_by=fact.use_by,
        status=lot_status(cast(Lot, fact), today),  # it has what a status is read from
        depth=depth,
        own=own,
        state=fact.state if own else None,
        quantity=fact.quantity if own else None,
        unit=fact.unit if own else None,
    )


def _edges(session: Session, pairs: list[Pair], facts: Mapping[str, store.Fact]) -> Iterable[Edge]:
    steps = store.steps(session, {one.step_id for one, _ in pairs})
    units = {id: (fact.own, fact.unit) for id, fact in facts.items()}
    for (step, source, _, went), (_, target, _, came) in pairs:
        own_in, unit_in = units[source]
        own_out, unit_out = units[target]
        behind = (went, unit_in) if own_in or own_out else (None, None)
        after = (came, unit_out) if own_out else (None, None)
        yield Edge(step, *steps[step], source, target, *behind, *after)
