"""What stamps do when their producer is forgotten: they still resolve, sheets with the name go."""

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.issuing import store_forget as store
from agrimarket.issuing import store_reached
from agrimarket.issuing.drawing import path_of
from agrimarket.issuing.refusals import LotHasStamps
from agrimarket.kit.dropped import drop_later
from agrimarket.lots.events import LotReopened


def forget_person(session: Session, event: PersonErased) -> None:
    """Drop the files of every print and the free words beside orders, prints and commands.

    Ranges and what became of them stay, so `verify` replays them as before; a sheet is never
    drawn again (ProducerErased in prints.py).
    """
    orders = store.orders(session, event.household_id)
    ids = [order.id for order in orders]
    for order in orders:
        order.override_reason = None
    for row in store.prints(session, ids):
        row.reason = None
        if row.sha256 and not store.shared(session, row.sha256, ids):
            drop_later(session, path_of(row.sha256, row.format))
    store.drop_reasons(session, ids)
    session.flush()


def keep_sealed(session: Session, event: LotReopened) -> None:
    """A lot with stamps is not opened again. LotHasStamps."""
    order = store_reached.tied(session, event.lot_id)
    if order is not None:
        raise LotHasStamps(order=order.label)
