"""A duplicate's refusal tells that a number is registered: nobody may ask that by the thousand."""

from agrimarket.households.refusals import DuplicateHousehold
from agrimarket.kit import tries
from agrimarket.kit.access import Viewer

ROWS = 1000  # of a trial list that count as one question


def count_trial(viewer: Viewer, rows: int) -> None:
    """Count the rows of a trial list before they are decided; LockedOut after 150,000 a day.

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
