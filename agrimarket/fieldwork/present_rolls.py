"""Rolls of stamps as a phone keeps them: hints to warn by without network, never a verdict."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork import store_rolls as store
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.room import PERCENT_OF_PACKS, packs_of
from agrimarket.kit.access import READERS, Role, Viewer
from agrimarket.lots.models import Lot

Told = Mapping[str, Any]


class Rolls:
    """What is told of the stamps of some producers, read at once."""

    def __init__(self, session: Session, viewer: Viewer, household_ids: Sequence[str]) -> None:
        mine = household_ids if _may_read(viewer) else ()
        self.orders = store.orders(session, viewer, mine)
        self.lots = store.lots(session, viewer, self.orders)  # without stamps nothing is stuck on
        self.runs = store.runs(session, [one for some in self.orders.values() for one in some])
        ids = [lot.id for some in self.lots.values() for lot in some]
        self.bound, self.granted = store.bound(session, ids), store.granted(session, ids)

    def of(self, household_id: str) -> Told | None:
        """{lots, orders} of one producer, newest first; None where it has no stamps."""
        orders = self.orders.get(household_id)
        if not orders:
            return None
        lots = [self._lot(lot) for lot in self.lots.get(household_id, ())]
        return {"lots": lots, "orders": [self._order(order) for order in orders]}

    def _lot(self, lot: Lot) -> Told:
        """`most` is None where nothing says how many packs there are."""
        packs = packs_of(lot)
        extra = self.granted.get(lot.id, 0)
        most = None if packs is None else packs * PERCENT_OF_PACKS // 100 + extra
        names = ("id", "lot_code", "product_id")
        told = {name: getattr(lot, name) for name in names}
        return told | {"packs": packs, "most": most, "bound": self.bound.get(lot.id, 0)}

    def _order(self, order: StampOrder) -> Told:
        """`runs` are [first position, last position, state]."""
        names = ("id", "label", "product_id", "lot_id", "count")
        told = {name: getattr(order, name) for name in names}
        return told | {"runs": [list(run) for run in self.runs[order.id]]}


def _may_read(viewer: Viewer) -> bool:
    """As in issuing itself: community teams do not, programs by their scope."""
    if viewer.role is Role.API_CLIENT:
        return "issuing:read" in viewer.scopes
    return viewer.is_one_of(READERS)
