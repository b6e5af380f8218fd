"""From a serial to its order and state, for scanning: one indexed read."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from agrimarket.issuing import store_find
from agrimarket.issuing.store_find import Granted
from stamps import position


class Found(NamedTuple):
    """Where a stamp belongs. `lot_id` is the lot it was activated for, else the order's lot."""

    order: Granted
    state: str
    lot_id: str | None
    since: datetime
    position: int

    @property
    def number(self) -> str:
        """The order and place as printed on the label: A0001-00099."""
        return position(self.order.label, self.position)


def find(session: Session, serial: int, *, version: str | None = None) -> Found | None:
    """The stamp with this serial, or None when it was never issued.

    With the `version` letter of the code that was opened, also None when the order was issued
    under another key: whoever stole one key can seal every serial with it.
    """
    place = store_find.place_of(session, serial)
    if place is None or place.last_serial < serial:
        return None
    order = place.order
    if version is not None and order.key_version != version:
        return None
    lot_id = place.lot_id or order.lot_id
    return Found(order, place.state, lot_id, place.since, serial - order.first_serial + 1)
