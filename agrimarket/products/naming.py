"""Tells what a producer's products are called, so that lists of producers find it by them."""

from sqlalchemy.orm import Session

from agrimarket.households.events import ProductsNamed
from agrimarket.kit import events
from agrimarket.products import store_names


def tell_names(session: Session, household_id: str) -> None:
    """To be called in the commit that names, offers or withdraws a product, or moves it here."""
    session.flush()
    names = tuple(store_names.names_of(session, household_id))
    events.publish(session, ProductsNamed(household_id=household_id, names=names))


def tell_all(session: Session) -> int:
    """The same for every producer with products; how many."""
    ids = store_names.named_households(session)
    for household_id in ids:
        tell_names(session, household_id)
    return len(ids)
