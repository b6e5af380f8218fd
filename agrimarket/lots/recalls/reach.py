"""What a recall would reach: lots, producers, receivers here; stamps and listings from above."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from agrimarket.lots.graph import ids_made_from
from agrimarket.lots.hand_over_models import LotTransfer
from agrimarket.lots.models import Lot
from agrimarket.lots.recalls import store

EXTENSION = "agrimarket.recall_reach"
# (session, ids of lots, ids of their products) > name > how many. Rooms above lots hand theirs in
# (app.py, REACHED): none of them is known here.
Counter = Callable[[Session, Collection[str], Collection[str]], Mapping[str, int]]


@dataclass(frozen=True)
class Reach:
    """What one act would reach; `counts` by name, those of the rooms above among them."""

    lot_ids: frozenset[str]
    transfers: tuple[LotTransfer, ...]
    counts: Mapping[str, int]


def reach_of(session: Session, *, lot: Lot, with_made: bool, counters: Sequence[Counter]) -> Reach:
    """Everything held, whoever made it: a recall stops at nobody's fence."""
    ids = {lot.id} | (ids_made_from(session, lot) if with_made else set())
    transfers = store.transfers(session, ids)
    products = store.all_product_ids(session, ids)
    counts = {
        "lots": len(ids), "producers": len(store.owners(session, ids)),
        "receivers": len(transfers),
    }  # fmt: skip
    for counter in counters:
        counts |= counter(session, ids, products)
    return Reach(frozenset(ids), tuple(transfers), counts)
