"""From a serial to its order and state, for scanning: one indexed read."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.issuing import store
from agrimarket.issuing.models import StampOrder
from stamps import position


@dataclass(frozen=True)
class Found:
    """Where a stamp belongs. `lot_id` is the lot it was activated for, else the order's lot."""

    order: StampOrder
    state: str
    lot_id: str | None
    since: datetime
    position: int

    @property
    def number(self) -> str:
        """The order and place as printed on the label: A0001-00099."""
        return position(self.order.label, self.position)


def find(session: Session, serial: int) -> Found | None:
    """The stamp with this serial, or None when it was never issued."""
    row = store.segment_at(session, serial)
    if row is None or row[0].span.last < serial:
        return None
    segment, order = row
    return Found(
        order=order,
        state=segment.state,
        lot_id=segment.lot_id or order.lot_id,
        since=segment.since,
        position=serial - order.first_serial + 1,
    )
