"""What a range command would do, told before it is done: how many stamps in which state, and room.

The command itself is carried out and taken back by the caller, so that a preview refuses exactly
what the command refuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.issuing.change import touched
from agrimarket.issuing.ends import Ends, resolve
from agrimarket.issuing.models import StampEvent
from agrimarket.issuing.read import positions
from agrimarket.issuing.room import Room, room_of
from agrimarket.issuing.words import STATE_WORDS
from agrimarket.kit.access import Viewer
from agrimarket.lots import read as lots
from stamps import KeyRing, Span, ranges

Command = Callable[..., StampEvent]


@dataclass(frozen=True)
class Preview:
    """Positions of an order, the stamps by state before, and the state after.

    `lot_code` and `room` tell of the lot they are bound to, with these stamps on it.
    """

    order_id: str
    order: str
    span: Span
    before: Mapping[str, int]
    to_state: str
    lot_code: str | None
    room: Room | None
    given: Mapping[str, Any]


def preview(
    session: Session, *, viewer: Viewer, ring: KeyRing, ends: Ends, command: Command, **given: Any
) -> Preview:
    """Carry the command out and tell of it; the caller takes everything back. Its refusals."""
    order, span = resolve(session, viewer=viewer, ring=ring, ends=ends)
    before: dict[str, int] = {}
    for segment in touched(session, order, span):
        shared = ranges.intersect(segment.span, span)
        before[segment.state] = before.get(segment.state, 0) + (shared.size if shared else 0)
    event = command(session, viewer=viewer, ring=ring, ends=ends, **given)
    lot = None
    if event.lot_id is not None:
        lot = lots.lot_of(session, viewer=viewer, lot_id=event.lot_id)
    return Preview(
        order_id=order.id,
        order=order.label,
        span=positions(order, span),
        before={state: before[state] for state in STATE_WORDS if state in before},
        to_state=event.to_state,
        lot_code=lot.lot_code if lot else None,
        room=room_of(session, lot) if lot else None,
        given=given,
    )
