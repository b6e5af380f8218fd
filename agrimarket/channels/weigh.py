"""Puts a listing on the scales: what people want, what holds it, and the step that follows."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from agrimarket.channels import store
from agrimarket.channels.content import ListingContent
from agrimarket.channels.derive import Hold, hold
from agrimarket.channels.facts import Facts, facts_of
from agrimarket.channels.models import Channel, Listing
from agrimarket.channels.port import ChannelPort, Issue
from agrimarket.channels.reconcile import Act, Wish, plan, seen_of
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM


@dataclass(frozen=True)
class Weighed:
    """The newest content with its hash, what the channel would refuse, and the next step."""

    content: ListingContent
    content_hash: str
    issues: list[Issue]
    hold: Hold | None
    act: Act


def weigh(session: Session, listing: Listing, port: ChannelPort, now: datetime) -> Weighed:
    """Read everything anew; content that breaks a rule of the channel is never sent."""
    today = clock.vietnam_day(now)
    facts = facts_of(session, viewer=SYSTEM, product_ids=[listing.product_id], on=today)
    found = facts[listing.product_id]
    issues = port.check(found.content)
    content_hash = port.fingerprint(found.content)
    cause = _hold(session, listing, found, issues, now)
    wish = Wish.ABSENT if listing.desired_state == Wish.ABSENT or cause else Wish.LISTED
    act = plan(
        wish,
        seen_of(listing.observed_state, listing.observed_status),
        same=listing.observed_hash == content_hash,
        has_item=listing.remote_id is not None,
    )
    if act in {Act.SUBMIT, Act.UPDATE} and issues:
        act = Act.BLOCK
    return Weighed(found.content, content_hash, issues, cause, act)


def _hold(
    session: Session, listing: Listing, facts: Facts, issues: list[Issue], now: datetime
) -> Hold | None:
    household_id = facts.household.id
    booths = store.booths_of(session, [household_id])
    return hold(
        facts,
        channel=session.get_one(Channel, listing.channel_code),
        booth=booths.get((household_id, listing.channel_code)),
        issues=issues,
        on=clock.vietnam_day(now),
    )
