"""What teams and trainings do when a producer is forgotten: numbers stay, the name goes."""

from sqlalchemy.orm import Session

from agrimarket.households.events import PersonErased
from agrimarket.households.forgetting.erased import ERASED_NAME, mentions
from agrimarket.teams import store_forget as store


def forget_person(session: Session, event: PersonErased) -> None:
    """A name on a list, or in a team under the producer's telephone, becomes nobody's.

    The producer's own places on lists point to the emptied record and still count once.
    """
    for row in store.written_names(session, event.household_id):
        if row.name and mentions(row.name, event.words):
            row.name, row.name_folded = ERASED_NAME, None
    for one in store.members_near(session, event.household_id):
        if one.phone and one.phone in event.words:
            one.name, one.phone, one.sex = ERASED_NAME, None, None
    session.flush()
