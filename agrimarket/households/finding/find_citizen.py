"""Finding a producer by the whole citizen number: for those who hold the card, and counted."""

import re

from sqlalchemy.orm import Session

from agrimarket.households import store
from agrimarket.households.finding import store as store_find
from agrimarket.households.identity import citizen_indexes
from agrimarket.households.intake.citizens import read_citizen_id
from agrimarket.households.models import Household
from agrimarket.households.showing.masks import sees_last_digits
from agrimarket.kit import tries
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import InvalidFields, NotAllowed

NOT_A_NUMBER = "Số căn cước có 12 chữ số. Hãy gõ lại cả số, như trên thẻ."


def find_by_citizen_id(session: Session, *, viewer: Viewer, number: str) -> Household | None:
    """The producer in the viewer's scope with this number, or None; one registered elsewhere
    is answered as none at all. To be called outside a commit: every question is counted.

    NotAllowed, InvalidFields, LockedOut after 30 questions an hour: the last digits of a number
    are shown to workers, and nobody may try the ones between.
    """
    if not sees_last_digits(viewer):
        raise NotAllowed
    read = read_citizen_id(re.sub(r"[\s.\-]", "", number))
    if read.value is None:
        raise InvalidFields(fields={"citizen_id": [NOT_A_NUMBER]})
    tries.spend("citizen_search", viewer.caller)
    known = store.by_hashes(session, citizen_indexes(read.value))
    found = store_find.rows_of(session, viewer, [known.id] if known else [])
    return found[0] if found and found[0].erased_at is None else None
