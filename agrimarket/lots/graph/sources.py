"""What a lot was made from, as the public may know it: for origin pages and machine forms."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.kit.access import PUBLIC
from agrimarket.lots.graph import store
from agrimarket.lots.graph.walk import BACK, Graph, Node, graph_of
from agrimarket.lots.models import Lot, LotState

MOST_COUNTED = 1_000  # lots behind one, looked for on a public page


@dataclass(frozen=True)
class HeldSource:
    """A lot behind another that is `recalled` or `suspended` since a Vietnamese day.

    Reason and phone are the recall's, written for the public; a suspension's stay inside.
    """

    lot_code: str
    status: str
    since: date | None
    reason: str | None
    phone: str | None


@dataclass(frozen=True)
class Source:
    """A lot behind another, `steps` away; never house, phone or position.

    `producer` is None where its owner does not consent; `is_origin`: nothing stands behind it.
    """

    lot_id: str
    lot_code: str
    product: str
    producer: str | None
    commune_code: str
    commune: str
    harvested_on: date | None
    produced_on: date | None
    packed_on: date | None
    use_by: date | None
    status: str
    steps: int
    is_origin: bool


def sources_of(session: Session, lot: Lot, *, depth: int | None = None) -> list[Source]:
    """All lots a lot was made from, nearest first; `depth=1` gives those one step back."""
    return _told(graph_of(session, viewer=PUBLIC, lot=lot, direction=BACK, depth=depth))


def nearest_sources(session: Session, lot: Lot, most: int) -> tuple[list[Source], int]:
    """The nearest of them and how many more there are, counted up to MOST_COUNTED."""
    if not store.flows(session, [lot.id]):
        return [], 0  # most lots are made from none; their pages ask no further
    graph = graph_of(
        session, viewer=PUBLIC, lot=lot, direction=BACK, most=most + 1, counted=MOST_COUNTED
    )
    return _told(graph), graph.left_out


def held_source(session: Session, lot: Lot) -> HeldSource | None:
    """The gravest of the lots behind this one that is recalled or suspended now; None for none."""
    held = store.held_behind(session, lot.id)
    if held is None:
        return None
    recalled = held.state == LotState.RECALLED
    since = held.recalled_at if recalled else held.suspended_at
    return HeldSource(
        lot_code=held.lot_code,
        status="recalled" if recalled else "suspended",
        since=clock.vietnam_day(since) if since else None,
        reason=held.recall_reason if recalled else None,
        phone=held.recall_phone if recalled else None,
    )


def _told(graph: Graph) -> list[Source]:
    origins = set(graph.sources)
    return [_source(node, origins) for node in reversed(graph.nodes) if node.id != graph.root]


def _source(node: Node, origins: set[str]) -> Source:
    return Source(
        lot_id=node.id,
        lot_code=node.lot_code,
        product=node.product_name,
        producer=node.producer_name,
        commune_code=node.commune_code,
        commune=node.commune_name,
        harvested_on=node.harvested_on,
        produced_on=node.produced_on,
        packed_on=node.packed_on,
        use_by=node.use_by,
        status=node.status,
        steps=-node.depth,
        is_origin=node.id in origins,
    )
