"""Booths: a producer's stall on a channel, always in the producer's own name."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from agrimarket.channels import store
from agrimarket.channels.models import Booth, Channel
from agrimarket.channels.refusals import (
    BoothExists,
    BoothWrongState,
    ChannelClosed,
    ChannelConsentMissing,
    ChannelUnknown,
)
from agrimarket.channels.words import BOOTH_WORDS
from agrimarket.households.consenting.covers import CHANNELS
from agrimarket.households.models import Household, HouseholdState
from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role, Viewer
from agrimarket.kit.errors import NotFound
from agrimarket.kit.ids import take_id
from agrimarket.kit.seen import seen
from agrimarket.products.refusals import ConsentMissing, HouseholdMissing, ReasonMissing

WAITING = ("applied", "supplement_needed")


def channel_of(session: Session, code: str) -> Channel:
    """A channel that takes goods today; ChannelUnknown, ChannelClosed."""
    channel = session.get(Channel, code)
    if channel is None:
        known = ", ".join(row.code for row in store.channels(session))
        sentence = ChannelUnknown.sentence.format(channels=known)
        raise ChannelUnknown(fields={"channel": [sentence]}, channels=known)
    if not channel.open_on(clock.today()):
        raise ChannelClosed(channel=channel.name)
    return channel


def apply(
    session: Session, *, viewer: Viewer, household_id: str, channel: str, id: str | None = None
) -> Booth:
    """Ask for a booth: the channel opens it later.

    Raises HouseholdMissing, ConsentMissing, ChannelConsentMissing, ChannelUnknown,
    ChannelClosed, BoothExists, IdTaken.
    """
    household = store.household(session, viewer, household_id)
    if household is None:
        raise HouseholdMissing(fields={"household_id": [HouseholdMissing.sentence]})
    found = channel_of(session, channel)
    if store.booth_at(session, household.id, channel) is not None:
        raise BoothExists(channel=found.name)
    return _make(session, viewer, household, found, state="applied", id=id)


def booth_for_listing(
    session: Session, *, viewer: Viewer, household: Household, channel: Channel
) -> Booth:
    """The producer's booth there; without one it is opened now, in the producer's own name."""
    booth = store.booth_at(session, household.id, channel.code)
    return booth or _make(session, viewer, household, channel, state="open")


def _make(
    session: Session,
    viewer: Viewer,
    household: Household,
    channel: Channel,
    *,
    state: str,
    id: str | None = None,
) -> Booth:
    if household.state != HouseholdState.REGISTERED:
        raise ConsentMissing
    if CHANNELS not in household.purposes:
        raise ChannelConsentMissing
    booth = Booth(
        household_id=household.id,
        channel_code=channel.code,
        state=state,
        applied_at=clock.now(),
        opened_at=clock.now() if state == "open" else None,
        helped_by=None if viewer.role is Role.PRODUCER else viewer.caller,
        is_demo=household.is_demo,
    )
    if id is not None:
        take_id(session, booth, id)
    session.add(booth)
    session.flush()
    audit.record(
        session, viewer, "booth_opened" if state == "open" else "booth_applied",
        kind="booth", id=booth.id,
        after={"household": household.id, "channel": channel.code, "state": state},
        person=household.id,
    )  # fmt: skip
    return booth


def booth_of(session: Session, *, viewer: Viewer, booth_id: str, lock: bool = False) -> Booth:
    """A booth the viewer may see; NotFound."""
    booth = store.booth(session, viewer, booth_id, lock=lock)
    if booth is None:
        raise NotFound
    return booth


def note_missing(
    session: Session, *, viewer: Viewer, booth: Booth, documents_missing: Sequence[str]
) -> Booth:
    """Which papers the channel still wants; none left puts the application back in line."""
    _stands_in(booth, *WAITING)
    booth.documents_missing = list(documents_missing)
    state = "supplement_needed" if documents_missing else "applied"
    return _move(session, viewer, booth, state, "booth_supplement", None)


def open_booth(session: Session, *, viewer: Viewer, booth_id: str) -> Booth:
    """The channel opened it, again or for the first time; a second time changes nothing."""
    booth = booth_of(session, viewer=viewer, booth_id=booth_id, lock=True)
    if booth.state == "open":
        return booth
    booth.opened_at = booth.opened_at or clock.now()
    booth.documents_missing = []
    return _move(session, viewer, booth, "open", "booth_opened", None)


def suspend(session: Session, *, viewer: Viewer, booth_id: str, reason: str) -> Booth:
    """Keep it shut for a while; its listings go off and come back with it."""
    booth = booth_of(session, viewer=viewer, booth_id=booth_id, lock=True)
    _stands_in(booth, "open")
    return _move(session, viewer, booth, "suspended", "booth_suspended", _said(reason))


def close(session: Session, *, viewer: Viewer, booth_id: str, reason: str) -> Booth:
    """End it; its listings go off."""
    booth = booth_of(session, viewer=viewer, booth_id=booth_id, lock=True)
    _stands_in(booth, *WAITING, "open", "suspended")
    return _move(session, viewer, booth, "closed", "booth_closed", _said(reason))


def _said(text: str) -> str:
    said = seen(text)
    if not said:
        raise ReasonMissing(fields={"reason": [ReasonMissing.sentence]})
    return said


def _stands_in(booth: Booth, *states: str) -> None:
    if booth.state not in states:
        raise BoothWrongState(state=BOOTH_WORDS[booth.state][0])


def _move(
    session: Session, viewer: Viewer, booth: Booth, state: str, action: str, reason: str | None
) -> Booth:
    before, booth.state, booth.reason = booth.state, state, reason
    session.flush()
    audit.record(
        session, viewer, action, kind="booth", id=booth.id,
        before={"state": before},
        after={"state": state, "documents_missing": list(booth.documents_missing)},
        reason=reason, person=booth.household_id,
    )  # fmt: skip
    return booth
