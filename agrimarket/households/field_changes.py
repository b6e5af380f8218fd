"""Notes in which revision a field of a producer changed, whoever changed it and by whatever way."""

from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper, object_session

from agrimarket.households import store_field_changes as store
from agrimarket.households.details import FIELDS
from agrimarket.households.models import Household

CHAIN = "field_chain"  # session.info: the chain of a phone's acts that writes just now
# What is sealed again only when it is another.
COLUMNS = {name: name for name in FIELDS} | {
    "citizen_id": "citizen_sealed",
    "bank": "bank_sealed",
}
changed_since = store.changed_since


@event.listens_for(Household, "after_update")
def _note(_mapper: Mapper[Any], connection: Connection, household: Household) -> None:
    state = inspect(household)
    changed = [
        name for name, column in COLUMNS.items() if state.attrs[column].history.has_changes()
    ]
    if changed:
        session = object_session(household)
        chain = session.info.get(CHAIN) if session is not None else None
        store.note(connection, household.id, household.revision, changed, chain)
