"""Notes in which revision a field of a producer changed, whoever changed it and by whatever way."""

from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper, Session, object_session
from sqlalchemy.orm.attributes import History

from agrimarket.households import store_field_changes as store
from agrimarket.households.details import FIELDS
from agrimarket.households.models import Household

CHAIN = "field_chain"  # session.info: the chain of a phone's acts that writes just now
# What is sealed again only when it is another.
COLUMNS = {name: name for name in FIELDS} | {
    "citizen_id": "citizen_sealed",
    "bank": "bank_sealed",
}
# Something agreed to was taken back: no field, but older words must not undo it.
CONSENT = "consent"
changed_since = store.changed_since


@event.listens_for(Household, "after_update")
def _note(_mapper: Mapper[Any], connection: Connection, household: Household) -> None:
    state = inspect(household)
    changed = [
        name for name, column in COLUMNS.items() if state.attrs[column].history.has_changes()
    ]
    if _taken_back(state.attrs["purposes"].history):
        changed.append(CONSENT)
    if changed:
        session = object_session(household)
        chain = session.info.get(CHAIN) if session is not None else None
        store.note(connection, household.id, household.revision, changed, chain)


def consent_over(session: Session, household: Household) -> None:
    """Note that what was agreed to before this revision binds nobody any more: another head."""
    session.flush()
    store.note(session.connection(), household.id, household.revision, [CONSENT], None)


def _taken_back(history: History) -> bool:
    before = [purpose for purposes in history.deleted or () for purpose in purposes or ()]
    now = [purpose for purposes in history.added or () for purpose in purposes or ()]
    return not set(before) <= set(now)
