"""Notes what became of a call: the listing's new sight, the next try, or the end of trying."""

from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.channels import store, words
from agrimarket.channels.backoff import pause, spent
from agrimarket.channels.faults import (
    Conflict,
    Fault,
    Permanent,
    Rejected,
    RemoteMissing,
    Retryable,
    Uncertain,
)
from agrimarket.channels.models import Listing, LiveSpell, Outbox
from agrimarket.channels.owe import Call, forget_sight, next_look, set_sync
from agrimarket.channels.port import Gone, Observed, Receipt, Sight
from agrimarket.channels.reconcile import Act

Outcome = Receipt | Observed | Gone | Fault | None


def note(session: Session, call: Call, outcome: Outcome, now: datetime) -> None:
    """Write down the outcome, unless the lease ran out and another worker has the call."""
    session.expire_all()
    listing = session.get_one(Listing, call.listing_id, with_for_update=True)
    row = session.get_one(Outbox, call.id)
    if (row.state, row.tries) != ("in_flight", call.tries):
        return
    row.lease_until = None
    if isinstance(outcome, Fault):
        _note_fault(listing, row, call, outcome, now)
        return
    row.state, row.error = "done", None
    if isinstance(outcome, Receipt):
        listing.tries, listing.failing_since = 0, None
        _note_receipt(session, listing, call, outcome, now)
    else:
        _note_look(session, listing, outcome, now)


def note_gone(session: Session, listing_id: str, now: datetime) -> None:
    """The channel deleted all it had under this listing."""
    listing = session.get_one(Listing, listing_id, with_for_update=True)
    _see(session, listing, Sight.ABSENT, None, now)
    listing.next_try_at = None


def _note_receipt(
    session: Session, listing: Listing, call: Call, receipt: Receipt, now: datetime
) -> None:
    """The channel took it. What it shows is asked at once: a receipt is no sight."""
    if call.action is Act.WITHDRAW:
        _see(session, listing, Sight.ABSENT, receipt.status, now)
        listing.next_try_at = now
        return
    listing.remote_id = receipt.remote_id
    forget_sight(listing)
    listing.observed_hash = call.content_hash
    set_sync(listing, "queued", now)
    listing.next_try_at = now


def _note_look(
    session: Session, listing: Listing, seen: Observed | Gone | None, now: datetime
) -> None:
    if not isinstance(seen, Observed):
        _see(session, listing, Sight.ABSENT, None, now)
        listing.next_try_at = now if listing.remote_id else None
        return
    listing.remote_id, listing.remote_url = seen.remote_id, seen.url
    listing.observed_hash = seen.fingerprint
    if seen.issues:
        listing.issues = [issue.as_json() for issue in seen.issues]
    _see(session, listing, seen.state, seen.status, now)
    listing.next_try_at = next_look(listing, now)


def _see(session: Session, listing: Listing, state: str, status: str | None, now: datetime) -> None:
    """What the channel itself shows, and the spell of days on which it was live."""
    listing.observed_state, listing.observed_status, listing.observed_at = state, status, now
    if state == Sight.ABSENT:
        listing.remote_id = listing.remote_url = listing.observed_hash = None
    spell = store.spell_open(session, listing.id)
    if state == Sight.LIVE and spell is None:
        session.add(LiveSpell(listing_id=listing.id, since=now))
        listing.live_since = now
    if state != Sight.LIVE:
        listing.live_since = None
        if spell is not None:
            spell.until = now
    set_sync(listing, "queued", now)  # until the plan that follows says otherwise


def _note_fault(listing: Listing, row: Outbox, call: Call, fault: Fault, now: datetime) -> None:
    row.error = f"{type(fault).__name__}: {fault}"[:500]
    if isinstance(fault, Rejected):
        _note_rejected(listing, row, call, fault, now)
        return
    listing.tries += 1
    listing.failing_since = listing.failing_since or now
    if isinstance(fault, Permanent) or spent(listing.tries, listing.failing_since, now):
        row.state = "dead"
        set_sync(listing, "dead", now)
        listing.reason = words.DEAD.format(tries=max(listing.tries, row.tries))
        listing.next_try_at = None
    elif isinstance(fault, Uncertain | Conflict | RemoteMissing) and call.action is not Act.LOOK:
        row.state = "lost"
        forget_sight(listing)
        if isinstance(fault, RemoteMissing):
            listing.remote_id = None  # look by our own reference
        set_sync(listing, "uncertain", now)
        listing.next_try_at = now
    else:
        after = fault.after if isinstance(fault, Retryable) else None
        row.state, row.run_at = "queued", now + pause(listing.tries, after)
        set_sync(listing, "backoff", now)
        listing.reason, listing.next_try_at = words.CALM, row.run_at


def _note_rejected(
    listing: Listing, row: Outbox, call: Call, fault: Rejected, now: datetime
) -> None:
    """No to the content. After a refused change the channel still shows what it showed."""
    row.state = "rejected"
    listing.issues = [issue.as_json() for issue in fault.issues]
    if call.action is Act.SUBMIT:
        listing.observed_state, listing.observed_hash = Sight.REJECTED, call.content_hash
        listing.observed_at = now
    set_sync(listing, "blocked", now)
    listing.reason = words.blocked_sentence(listing, listing.issues)
    listing.next_try_at = next_look(listing, now)
