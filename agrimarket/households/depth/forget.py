"""What becomes of members, heads and land once the producer they belong to is forgotten."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.households.depth import store
from agrimarket.households.forgetting.erased import ERASED_NAME, mentions
from agrimarket.households.models import Household


def forget_depth(session: Session, household: Household, words: Sequence[str]) -> None:
    """Parcels, terms and members go; in the groups it belonged to the place stays, unnamed.

    Members by name alone of the commune's other producers lose the name where it is this
    person's.
    """
    store.drop(session, household.id)
    for one in store.names_near(session, household.commune_code):
        if one.name and mentions(one.name, words):
            one.name = ERASED_NAME
    session.flush()
