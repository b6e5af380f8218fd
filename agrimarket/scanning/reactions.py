"""What scanning does when a producer is forgotten: pages read the emptied rows by themselves."""

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.scanning import store_forget


def forget_person(session: Session, event: PersonErased) -> None:
    """Drop the producer's own scans, which tell of a telephone's whereabouts in time."""
    store_forget.drop_owner_scans(session, event.household_id)
