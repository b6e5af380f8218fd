"""Telling those who sign in for a producer, and the worker in charge, what happened to a lot."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from agrimarket.accounts.reach import contacts_of
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import outbox
from agrimarket.kit.web.filters import phone as grouped
from agrimarket.lots.models import Lot
from agrimarket.products.models import Product

RECALLED = "Agrimarket: lô {codes} bị thu hồi. Hãy ngừng bán, để riêng hàng còn lại và gọi {phone}."
SUSPENDED = "Agrimarket: hộ bạn phụ trách vừa tạm dừng lô {lot_code} ({product}). Hãy hỏi thăm hộ."
RESUMED = "Agrimarket: lô {lot_code} ({product}) của hộ bạn phụ trách đã được dùng lại."
KIND = "lot_recall"  # the word of such messages in the sender's lists
MOST_CODES = 3


def recalled(
    session: Session,
    households: Mapping[str, Household],
    codes: Mapping[str, list[str]],
    phone: str,
) -> None:
    """Every producer whose lots are held, and the workers in charge, once each."""
    for id, household in households.items():
        many = codes[id]
        more = f" và {len(many) - MOST_CODES} lô khác" if len(many) > MOST_CODES else ""
        text = RECALLED.format(codes=", ".join(many[:MOST_CODES]) + more, phone=grouped(phone))
        own, workers = addresses(session, household)
        for to in (*own, *workers):
            outbox.send(session, to=to, text=text, kind=KIND)


def workers(session: Session, lot: Lot, product: Product, words: str) -> None:
    """Whoever has the producer in care; the reason is read in the book, not in a message."""
    household = session.get_one(Household, product.household_id)
    _, found = addresses(session, household)
    for to in found:
        text = words.format(lot_code=lot.lot_code, product=product.name)
        outbox.send(session, to=to, text=text, kind=KIND)


def addresses(session: Session, household: Household) -> tuple[list[str], list[str]]:
    """(the producer's, the worker's): accounts, else the producer's own number while it agrees."""
    own, workers = contacts_of(session, household_id=household.id, owner_id=household.owner_id)
    if not own and household.phone and household.state == HouseholdState.REGISTERED:
        own = [household.phone]
    return own, workers
