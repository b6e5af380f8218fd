"""What stays of the way of a producer who was forgotten: kinds and days, no words."""

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.onboarding import store


def forget_person(session: Session, event: PersonErased) -> None:
    """Empty the free words of its notes."""
    store.forget(session, event.household_id)
