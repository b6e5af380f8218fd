"""Rolls of stamps from phones, through issuing's own rules; nothing is counted here again."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.fieldwork.answers import Outcome
from agrimarket.fieldwork.models import FieldOperation
from agrimarket.fieldwork.sent import Operation
from agrimarket.issuing import read, withdraw
from agrimarket.issuing.activate import activate as put_on_packs
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.models import StampEvent
from agrimarket.issuing.ring import the_ring
from agrimarket.kit.access import Viewer

ENDS = ("order_id", "first", "last", "first_code", "last_code")


def activate(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """A roll goes onto the packs of a released lot; refusals as issuing.activate."""
    return _done(session, viewer, operation, fields, put_on_packs, {"lot_id": fields["lot_id"]})


def void(
    session: Session, *, viewer: Viewer, operation: Operation, row: FieldOperation,
    fields: dict[str, Any],
) -> Outcome:  # fmt: skip
    """Spoilt stamps that shall never be valid; refusals as issuing.void."""
    return _done(session, viewer, operation, fields, withdraw.void, {"reason": fields["reason"]})


def _done(
    session: Session, viewer: Viewer, operation: Operation, fields: Mapping[str, Any],
    command: Callable[..., StampEvent], more: Mapping[str, Any],
) -> Outcome:  # fmt: skip
    """The command under the id the phone gave it, so that it is one act however often it comes."""
    ends = Ends(**{name: fields.get(name) for name in ENDS})
    event = command(
        session, viewer=viewer, ring=the_ring(), ends=ends, id=operation.object_id, **more
    )
    order = read.order_of(session, viewer=viewer, order_id=event.order_id)
    return Outcome(household_id=order.household_id)
