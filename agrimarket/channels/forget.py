"""Tells every channel to delete what it has of a producer who asked to be forgotten."""

from agrimarket.channels import registry, store_forget
from agrimarket.channels.faults import Permanent
from agrimarket.channels.note import note_gone
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading


class CallUnderWay(RuntimeError):
    """A call about one of the listings is still out; the job comes again."""


def forget_seller(household_id: str) -> int:
    """Ask each channel to forget the producer's listings; how many. Faults let the job run again.

    Calls stand outside any commit, as in deliver.py.
    """
    session = reading()
    rows = [(one.id, one.channel_code) for one in store_forget.listings(session, household_id)]
    busy = any(store_forget.call_under_way(session, id, clock.now()) for id, _ in rows)
    session.rollback()
    if busy:
        raise CallUnderWay
    for listing_id, channel in rows:
        try:
            registry.adapter(channel).forget(listing_id)
        except Permanent:
            continue  # no way to reach it: the listing itself says so to people
        with one_commit() as write:
            note_gone(write, listing_id, clock.now())
    return len(rows)
