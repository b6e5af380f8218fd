"""A duplicate's refusal tells that a number is registered: nobody may ask that by the thousand."""

from collections.abc import Container, Iterator
from contextlib import contextmanager

from agrimarket.households.refusals import DuplicateHousehold
from agrimarket.kit import tries
from agrimarket.kit.access import Viewer

ROWS = 1000  # of a trial list that count as one question
NUMBER = "citizen_id"  # what people give is kept under it wherever they live


def count_trial(viewer: Viewer, rows: int) -> None:
    """Count the rows of a list before they are decided; LockedOut after 150,000 a day.

    Also of one that is no trial: a row that waits for its commune registers nobody either.
    The province sees every producer, so nothing is told to it. To be called outside a commit.
    """
    if viewer.whole_province:
        return
    for _ in range(1 + rows // ROWS):
        tries.spend("trial_rows", viewer.caller)


def count_elsewhere(viewer: Viewer, refusal: DuplicateHousehold) -> None:
    """Count a refusal that speaks of somebody else's producer; LockedOut after 30 a day."""
    if "household_id" not in refusal.facts and not viewer.whole_province:
        tries.spend("elsewhere", viewer.caller)


def count_told(viewer: Viewer, household_id: str) -> bool:
    """Count that a list told of a producer of another place, once in thirty days for each; False
    where that was the day's last. LockedOut where it was met before. Outside a commit."""
    subject = f"{viewer.caller} {household_id}"
    if not tries.met("elsewhere_told", subject):
        tries.spend("elsewhere", viewer.caller)
        tries.spend("elsewhere_told", subject)
    try:
        tries.check("elsewhere", viewer.caller)
    except tries.LockedOut:
        return False
    return True


def may_ask(viewer: Viewer, names: Container[str]) -> None:
    """LockedOut for whoever asked too often today and names a citizen number again: done or
    refused would go on telling which numbers are registered."""
    if NUMBER in names and not viewer.whole_province:
        tries.check("elsewhere", viewer.caller)


@contextmanager
def counting(viewer: Viewer, names: Container[str] = ()) -> Iterator[None]:
    """Round a commit that writes the named fields: see may_ask, and count_elsewhere after it."""
    may_ask(viewer, names)
    try:
        yield
    except DuplicateHousehold as refusal:
        count_elsewhere(viewer, refusal)
        raise
