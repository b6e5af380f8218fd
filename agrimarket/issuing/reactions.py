"""What stamps do when their producer is forgotten: they still resolve, sheets with the name go."""

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased, ProducerMoved, ProducersRegrouped
from agrimarket.issuing import store_forget as store
from agrimarket.issuing import store_reached
from agrimarket.issuing.drawing import path_of
from agrimarket.issuing.log import store as log
from agrimarket.issuing.log import write
from agrimarket.issuing.refusals import LotHasStamps
from agrimarket.kit.dropped import drop_later
from agrimarket.lots.events import LotReopened


def forget_person(session: Session, event: PersonErased) -> None:
    """Drop the files of every print and the words beside orders, prints and commands.

    Ranges and what became of them stay, so `verify` replays them as before; a sheet is never
    drawn again (ProducerErased in prints.py).
    """
    orders = store.orders(session, event.household_id)
    ids = [order.id for order in orders]
    for order in orders:
        order.override_reason = order.cost_note = None
    for asked in store.approvals(session, event.household_id):
        asked.reason, asked.answer = "", None
    for row in store.prints(session, ids):
        row.reason = row.drawn_from = row.handed_to = None
        if row.sha256 and not store.shared(session, row.sha256, ids):
            drop_later(session, path_of(row.sha256, row.format))
    store.drop_reasons(session, ids)
    log.drop_names(session, ids)
    session.flush()


def log_moved(session: Session, event: ProducerMoved) -> None:
    """The public log says what a producer with stamps is now. LogBroken, LogKeyMissing."""
    write.enter_producers(session, [event.household_id])


def log_regrouped(session: Session, event: ProducersRegrouped) -> None:
    """The same of producers whose products changed hands."""
    write.enter_producers(session, event.household_ids)


def keep_sealed(session: Session, event: LotReopened) -> None:
    """A lot with stamps is not opened again. LotHasStamps."""
    order = store_reached.tied(session, event.lot_id)
    if order is not None:
        raise LotHasStamps(order=order.label)
