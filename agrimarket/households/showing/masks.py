"""Which viewer needs which personal field: one question a field, asked wherever one is shown."""

from agrimarket.households.models import Household
from agrimarket.households.scope import may_write_in
from agrimarket.kit.access import REGISTRARS, WORKERS, Role, Viewer

CONTACTS = "contacts:read"  # the scope without which a program sees no telephone
HIDDEN, SHOWN_DIGITS = "•", 3
# The audit trail says of these only that they changed.
NEVER_TOLD = frozenset({"citizen_id", "tax_code", "bank", "latitude", "longitude"})
_OF_THE_COMMUNE = (Role.EXTENSION_WORKER, Role.COMMUNE_OFFICER)


def is_own(viewer: Viewer, household: Household) -> bool:
    """The producer itself."""
    return viewer.role is Role.PRODUCER and viewer.household_id == household.id


def sees_phones(viewer: Viewer) -> bool:
    """Those who call people, and the producer itself; a program needs the scope for it."""
    if viewer.role is Role.API_CLIENT:
        return CONTACTS in viewer.scopes
    return viewer.role is Role.PRODUCER or viewer.is_one_of(REGISTRARS)


def sees_position(viewer: Viewer, household: Household) -> bool:
    """Where a house stands is sensitive (Law 91/2025/QH15, location of a person): only for
    those of the commune who go there, and the producer itself."""
    if is_own(viewer, household):
        return True
    return viewer.role in _OF_THE_COMMUNE and household.commune_code in viewer.commune_codes


def sees_last_digits(viewer: Viewer) -> bool:
    """The end of a citizen number, to compare it with a card."""
    return viewer.is_one_of(WORKERS)


def sees_bank(viewer: Viewer, household: Household) -> bool:
    """The bank and the end of the account number: whoever may write it."""
    return is_own(viewer, household) or may_write_in(viewer, household.commune_code)


def may_reveal(viewer: Viewer, household: Household) -> bool:
    """A number in clear, for a reason: the commune's own people and the province."""
    if viewer.role is Role.PROVINCE_OFFICER:
        return True
    return viewer.role in _OF_THE_COMMUNE and household.commune_code in viewer.commune_codes


def shown_phone(viewer: Viewer, number: str | None) -> str | None:
    """The number, or its last digits for those who do not call people."""
    if number is None or sees_phones(viewer):
        return number
    return HIDDEN * (len(number) - SHOWN_DIGITS) + number[-SHOWN_DIGITS:]
