"""What channels do on others' events: the cause is read from the rows, only haste is needed."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.channels import facts_store, store, store_forget
from agrimarket.channels.derive import Hold
from agrimarket.channels.listing import JOB
from agrimarket.channels.models import Listing
from agrimarket.households.events import ConsentWithdrawn, PersonErased
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.jobs import enqueue
from agrimarket.lots.events import LotRecalled, LotRecallLifted, LotResumed, LotSuspended
from agrimarket.products.events import ProductWithdrawn

FORGET_TRIES = 200  # an hour apart at most: a channel is asked for a week before people must act


def look_at_product(
    session: Session,
    event: LotRecalled | LotRecallLifted | LotSuspended | LotResumed | ProductWithdrawn,
) -> None:
    """Plan the product's listings anew at once; where no good lot is left they say so now."""
    woken = store.wake(session, store.of_product(event.product_id), clock.now())
    if not woken:
        return
    enqueue(session, JOB, unique_key=JOB)
    if isinstance(event, LotRecalled | LotSuspended):
        _hold_now(session, woken, event.product_id)


def _hold_now(session: Session, listings: Sequence[Listing], product_id: str) -> None:
    """Say why they are to be absent before the job has run; it reads every cause anew."""
    stand = facts_store.lots(session, SYSTEM, [product_id]).get(product_id, facts_store.NO_LOTS)
    if stand.other or not (stand.recalled or stand.suspended):
        return
    cause = Hold("recalled" if stand.recalled else "lot_suspended")
    for listing in listings:
        if listing.desired_state == "listed":
            listing.hold, listing.reason = cause.code, cause.sentence


def look_at_producer(session: Session, event: ConsentWithdrawn) -> None:
    """Plan the producer's listings anew at once: the name has to go."""
    if store.wake(session, store.of_producer(event.household_id), clock.now()):
        enqueue(session, JOB, unique_key=JOB)


def forget_person(session: Session, event: PersonErased) -> None:
    """Close booths, want listings off, drop what was sent; the channels are told by a job."""
    for booth in store_forget.booths(session, event.household_id):
        booth.state, booth.reason, booth.documents_missing = "closed", None, []
    listings = store_forget.listings(session, event.household_id)
    for listing in listings:
        listing.desired_state, listing.reason, listing.issues = "absent", None, []
        listing.next_try_at = listing.next_try_at or clock.now()
    store_forget.drop_contents(session, [listing.id for listing in listings])
    session.flush()
    payload = {"household_id": event.household_id}
    enqueue(session, "channels.forget", payload, most_tries=FORGET_TRIES)
