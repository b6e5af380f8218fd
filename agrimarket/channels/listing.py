"""Putting a product on a channel and taking it off: people change only what they want."""

from typing import Any

from sqlalchemy.orm import Session

from agrimarket.channels import registry, store, words
from agrimarket.channels.booths import booth_for_listing, channel_of
from agrimarket.channels.facts import Facts, facts_of
from agrimarket.channels.faults import Permanent
from agrimarket.channels.models import Booth, Channel, Listing
from agrimarket.channels.owe import forget_sight, owe
from agrimarket.channels.port import PRODUCT_FIELDS, ChannelPort, Issue, Sight
from agrimarket.channels.refusals import (
    BoothShut,
    ChannelConsentMissing,
    ListingAbsent,
    ListingExists,
    ListingNotReady,
    NothingToRetry,
    SameAgain,
    SandboxOff,
)
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import IdTaken, accept_id
from agrimarket.kit.jobs import enqueue
from agrimarket.kit.seen import seen
from agrimarket.lots.refusals import ProductMissing
from agrimarket.products.models import Product, ProductState
from agrimarket.products.refusals import ConsentMissing, ProductNotApproved

JOB = "channels.reconcile"


def list_product(
    session: Session, *, viewer: Viewer, product_id: str, channel: str, id: str | None = None
) -> Listing:
    """Want a product on a channel, once the channel's own rules are met; the call is queued.

    Raises ProductMissing, ConsentMissing, ChannelConsentMissing, ProductNotApproved,
    ChannelUnknown, ChannelClosed, SandboxOff, ListingNotReady (fields), BoothShut,
    ListingExists, IdTaken.
    """
    found = channel_of(session, channel)
    port = port_of(found)
    facts = _sellable(session, viewer, product_id)
    known = store.listing_at(session, product_id, channel)
    if known is not None and known.desired_state == "listed":
        raise ListingExists(channel=found.name, listing_id=known.id)
    _check(port, found, facts)
    booth = booth_for_listing(session, viewer=viewer, household=facts.household, channel=found)
    _booth_stands(booth, found)
    listing = known or _new(session, facts, channel, id)
    listing.desired_state, listing.reason = "listed", None
    audit.record(
        session, viewer, "listing_wanted", kind="listing", id=listing.id,
        after={"product": product_id, "channel": channel}, person=facts.household.id,
    )  # fmt: skip
    _carry_on(session, listing)
    return listing


def withdraw(
    session: Session, *, viewer: Viewer, listing_id: str, reason: str | None = None
) -> Listing:
    """Want it off the channel; NotFound, ListingAbsent."""
    listing = listing_of(session, viewer=viewer, listing_id=listing_id, lock=True)
    if listing.desired_state == "absent":
        raise ListingAbsent
    said = seen(reason)
    listing.desired_state = "absent"
    listing.reason = f"{words.WITHDRAWN} Lý do: {said}" if said else words.WITHDRAWN
    audit.record(
        session, viewer, "listing_unwanted", kind="listing", id=listing.id,
        before={"state": listing.observed_state}, reason=said or None,
        person=_person(session, listing),
    )  # fmt: skip
    _carry_on(session, listing)
    return listing


def retry(session: Session, *, viewer: Viewer, listing_id: str) -> Listing:
    """A person lets a stuck listing go again: look first, then act.

    Raises NotFound, NothingToRetry, SameAgain (refused content that did not change).
    """
    listing = listing_of(session, viewer=viewer, listing_id=listing_id, lock=True)
    if listing.sync_state not in {*words.STUCK, "backoff"}:
        raise NothingToRetry
    refused = listing.observed_state == Sight.REJECTED
    if refused and listing.observed_hash == listing.desired_hash and listing.remote_id is None:
        raise SameAgain
    store.forget_dead(session, listing.id)
    listing.tries, listing.failing_since = 0, None
    listing.next_try_at = clock.now()
    if not refused:
        forget_sight(listing)
    waiting = store.open_call(session, listing.id)
    if waiting is not None and waiting.state == "queued":
        waiting.run_at = clock.now()
    audit.record(
        session, viewer, "listing_retried", kind="listing", id=listing.id,
        person=_person(session, listing),
    )  # fmt: skip
    _carry_on(session, listing)
    return listing


def _person(session: Session, listing: Listing) -> str:
    return session.get_one(Product, listing.product_id).household_id


def listing_of(session: Session, *, viewer: Viewer, listing_id: str, lock: bool = False) -> Listing:
    """A listing the viewer may see; NotFound."""
    listing = store.listing(session, viewer, listing_id, lock=lock)
    if listing is None:
        raise NotFound
    return listing


def checks(session: Session, *, viewer: Viewer, product_id: str, channel: str) -> list[Issue]:
    """What the channel would refuse of a product today; empty when it would take it."""
    facts = facts_of(session, viewer=viewer, product_ids=[product_id], on=clock.today())
    if product_id not in facts:
        raise NotFound
    return port_of(channel_of(session, channel)).check(facts[product_id].content)


def port_of(channel: Channel) -> ChannelPort:
    """The channel's adapter; SandboxOff where only a stand-in exists and none is allowed."""
    try:
        return registry.adapter(channel.code)
    except Permanent:
        raise SandboxOff from None


def not_ready(channel: Channel, issues: list[Issue]) -> ListingNotReady:
    """The refusal that names each field with its sentences."""
    fields: dict[str, list[str]] = {}
    for issue in issues:
        fields.setdefault(PRODUCT_FIELDS.get(issue.field, issue.field), []).append(issue.message_vi)
    return ListingNotReady(fields=fields, channel=channel.name)


def _sellable(session: Session, viewer: Viewer, product_id: str) -> Facts:
    if store.product(session, viewer, product_id) is None:
        raise ProductMissing(fields={"product_id": [ProductMissing.sentence]})
    facts = facts_of(session, viewer=viewer, product_ids=[product_id], on=clock.today())[product_id]
    if not facts.consents:
        raise ConsentMissing
    if not facts.sells:
        raise ChannelConsentMissing
    if facts.product.state != ProductState.APPROVED:
        raise ProductNotApproved
    return facts


def _check(port: ChannelPort, channel: Channel, facts: Facts) -> None:
    issues = port.check(facts.content)
    if issues:
        raise not_ready(channel, issues)


def _booth_stands(booth: Booth, channel: Channel) -> None:
    """One that is applied for will do: the listing waits for it."""
    if booth.state in {"suspended", "closed"}:
        raise BoothShut(channel=channel.name, state=words.BOOTH_WORDS[booth.state][0].lower())


def _new(session: Session, facts: Facts, channel: str, id: str | None) -> Listing:
    now = clock.now()
    given: dict[str, Any] = {}
    if id is not None:
        given["id"] = accept_id(id)
        if session.get(Listing, given["id"]) is not None:
            raise IdTaken
    listing = Listing(
        product_id=facts.product.id,
        channel_code=channel,
        sync_state="queued",
        sync_since=now,
        is_demo=facts.product.is_demo,
        **given,
    )
    session.add(listing)
    session.flush()
    return listing


def _carry_on(session: Session, listing: Listing) -> None:
    """Owe the channel what follows, and ask for it to be done soon, in this commit."""
    listing.next_try_at = listing.next_try_at or clock.now()
    owe(session, listing, clock.now())
    session.flush()
    enqueue(session, JOB, unique_key=JOB)
