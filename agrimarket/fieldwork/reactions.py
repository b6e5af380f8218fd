"""What the field does when a person is forgotten, or a phone may not be opened any more."""

from sqlalchemy.orm import Session

from agrimarket.accounts.events import DevicesStopped
from agrimarket.fieldwork import answers, store_forget, vault
from agrimarket.households.events import PersonErased
from agrimarket.households.refusals import HouseholdErased


def forget_person(session: Session, event: PersonErased) -> None:
    """Operations keep their ids, so that a phone that sends them again brings nobody back."""
    id = event.household_id
    gone = answers.text_of(None, id, answers.refused(HouseholdErased()))
    store_forget.operations(session, id, gone)
    store_forget.conflicts(session, id)
    store_forget.files(session, id)


def stop_devices(session: Session, event: DevicesStopped) -> None:
    """Destroy the keys of these phones."""
    vault.stop_devices(session, event)
