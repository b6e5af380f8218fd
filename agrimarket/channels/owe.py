"""Plans a listing anew and leaves exactly the one call that is owed to its channel, or none."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from agrimarket.channels import registry, store, words
from agrimarket.channels.backoff import pause
from agrimarket.channels.content import ListingContent
from agrimarket.channels.faults import Permanent
from agrimarket.channels.models import Listing, Outbox
from agrimarket.channels.port import Sight
from agrimarket.channels.reconcile import Act
from agrimarket.channels.weigh import Weighed, weigh
from agrimarket.kit import clock

LEASE = timedelta(seconds=60)  # longer than any call may take
REVIEW_POLL = timedelta(minutes=15)
QUIET = (Act.NOTHING, Act.WAIT, Act.BLOCK)


@dataclass(frozen=True)
class Call:
    """One call as claimed: `id` is its key at the channel, `expected` the content held there."""

    id: str
    tries: int
    listing_id: str
    channel: str
    action: Act
    remote_id: str | None
    content: ListingContent
    content_hash: str
    expected: str


def claim(session: Session, listing_id: str, now: datetime) -> Call | None:
    """Take the call a listing owes, under a lease; None when it owes none or another has it."""
    session.expire_all()  # an earlier commit of this session may show older rows
    listing = session.get(Listing, listing_id, with_for_update=True)
    if listing is None:
        return None
    owed = owe(session, listing, now)
    if owed is None or owed[0].run_at > now:
        return None
    row, weighed = owed
    row.state, row.lease_until, row.tries = "in_flight", now + LEASE, row.tries + 1
    set_sync(listing, "in_flight", now)
    listing.next_try_at = row.lease_until  # whoever finds it due then knows the lease ran out
    return Call(
        id=row.id,
        tries=row.tries,
        listing_id=listing.id,
        channel=listing.channel_code,
        action=Act(row.action),
        remote_id=listing.remote_id,
        content=weighed.content,
        content_hash=weighed.content_hash,
        expected=listing.observed_hash or "",
    )


def owe(session: Session, listing: Listing, now: datetime) -> tuple[Outbox, Weighed] | None:
    """The call owed now or later; None when there is none, or one is under way."""
    open_row = store.open_call(session, listing.id)
    if open_row is not None and open_row.state == "in_flight":
        if open_row.lease_until is not None and open_row.lease_until > now:
            return None
        open_row.state = "lost"
        forget_sight(listing)
        open_row = None
    listing.planned_at = now
    try:
        weighed = weigh(session, listing, registry.adapter(listing.channel_code), now)
    except Permanent:
        _rest(listing, open_row, "blocked", words.NO_ADAPTER, now)
        return None
    _note_weighed(listing, weighed)
    act = _with_look(listing, weighed.act, now)
    if act in QUIET:
        _quiet(listing, open_row, act, weighed, now)
        return None
    return _row_for(session, listing, open_row, act, weighed, now)


def set_sync(listing: Listing, state: str, now: datetime) -> None:
    """Change the sync state and note since when it holds."""
    if listing.sync_state != state:
        listing.sync_state, listing.sync_since = state, now


def forget_sight(listing: Listing) -> None:
    """We no longer know what the channel shows, so a look comes before anything else."""
    listing.observed_state, listing.observed_status = Sight.UNKNOWN, None


def _with_look(listing: Listing, act: Act, now: datetime) -> Act:
    """When its time has come, an item that needs nothing is looked at."""
    due = listing.next_try_at is not None and listing.next_try_at <= now
    return Act.LOOK if act in QUIET and due and listing.remote_id is not None else act


def _note_weighed(listing: Listing, weighed: Weighed) -> None:
    listing.hold = weighed.hold.code if weighed.hold else None
    if listing.desired_state == "listed":
        listing.desired_hash = weighed.content_hash
        waits = words.CALM if listing.sync_state == "backoff" else None
        listing.reason = weighed.hold.sentence if weighed.hold else waits
    refused = listing.observed_state == Sight.REJECTED
    if not (refused and listing.observed_hash == weighed.content_hash):
        listing.issues = [issue.as_json() for issue in weighed.issues]


def _quiet(
    listing: Listing, open_row: Outbox | None, act: Act, weighed: Weighed, now: datetime
) -> None:
    if act is Act.BLOCK:
        sentence = words.blocked_sentence(listing, listing.issues)
        _rest(listing, open_row, "blocked", sentence, now)
    else:
        _rest(listing, open_row, "in_sync", listing.reason, now)


def _rest(
    listing: Listing, open_row: Outbox | None, sync: str, reason: str | None, now: datetime
) -> None:
    """Nothing to send: wait for a person, the channel or the next look."""
    if open_row is not None:
        open_row.state = "superseded"
    set_sync(listing, sync, now)
    listing.reason, listing.tries, listing.failing_since = reason, 0, None
    listing.next_try_at = next_look(listing, now)


def next_look(listing: Listing, now: datetime) -> datetime | None:
    """When to look at the channel again; papers run out at Vietnamese midnight."""
    if listing.remote_id is None:
        return None
    midnight = clock.start_of_day(clock.vietnam_day(now) + timedelta(days=1))
    if listing.observed_state == Sight.PENDING_REVIEW:
        return min(now + REVIEW_POLL, midnight)
    return midnight


def _row_for(
    session: Session,
    listing: Listing,
    open_row: Outbox | None,
    act: Act,
    weighed: Weighed,
    now: datetime,
) -> tuple[Outbox, Weighed] | None:
    """The outbox row of this act and content: the one that waits already, or a new one."""
    carries = act in {Act.SUBMIT, Act.UPDATE}
    content_hash = weighed.content_hash if carries else None
    failed = store.failed_call(session, listing.id, act, content_hash)
    if failed is not None:
        _stay_failed(listing, open_row, failed, now)
        return None
    run_at = _earliest(listing, open_row, act, now)
    if open_row is not None:
        if (open_row.action, open_row.content_hash) == (act, content_hash):
            return open_row, weighed
        open_row.state = "superseded"  # newest content only
        session.flush()
    row = Outbox(
        listing_id=listing.id,
        action=act.value,
        content_hash=content_hash,
        content=json.loads(json.dumps(asdict(weighed.content), default=str)) if carries else None,
        run_at=run_at,
    )
    session.add(row)
    session.flush()
    if run_at > now:
        set_sync(listing, "backoff", now)
    elif listing.sync_state != "uncertain":
        set_sync(listing, "queued", now)
    listing.next_try_at = row.run_at
    return row, weighed


def _earliest(listing: Listing, open_row: Outbox | None, act: Act, now: datetime) -> datetime:
    """Not before the channel asked us to come back; after a lost answer, not at once."""
    if listing.tries == 0 or act is Act.LOOK:
        return now
    return max(now, open_row.run_at) if open_row is not None else now + pause(listing.tries)


def _stay_failed(listing: Listing, open_row: Outbox | None, failed: Outbox, now: datetime) -> None:
    """The same act with the same content ended for good before: a person decides."""
    dead = failed.state == "dead"
    if dead:
        sentence = words.DEAD.format(tries=failed.tries)
    else:
        sentence = words.blocked_sentence(listing, listing.issues)
    _rest(listing, open_row, "dead" if dead else "blocked", sentence, now)
    if dead:
        listing.next_try_at = None
