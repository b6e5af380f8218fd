"""The SQL of channels: the register, booths, listings and calls owed."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from agrimarket.channels.facts_store import changed_since_planned
from agrimarket.channels.models import Booth, Channel, Listing, LiveSpell, Outbox
from agrimarket.channels.scope import visible, visible_booths
from agrimarket.households import scope as households_scope
from agrimarket.households.models import Household
from agrimarket.kit.access import Viewer
from agrimarket.kit.ids import is_id
from agrimarket.products import scope as products_scope
from agrimarket.products.models import Product

OPEN_CALLS = ("queued", "in_flight")


def channels(session: Session) -> list[Channel]:
    """Every channel of the register, in its order."""
    return list(session.scalars(select(Channel).order_by(Channel.position, Channel.code)))


def household(session: Session, viewer: Viewer, household_id: str) -> Household | None:
    """A producer this viewer may see, unless forgotten: nothing new begins there."""
    if not is_id(household_id):
        return None
    mine = households_scope.visible(viewer) & Household.erased_at.is_(None)
    return session.scalar(select(Household).where(Household.id == household_id, mine))


def product(session: Session, viewer: Viewer, product_id: str) -> Product | None:
    """A product this viewer may see."""
    if not is_id(product_id):
        return None
    mine = products_scope.visible(viewer)
    return session.scalar(select(Product).where(Product.id == product_id, mine))


def booth(session: Session, viewer: Viewer, booth_id: str, *, lock: bool = False) -> Booth | None:
    """A booth this viewer may see."""
    if not is_id(booth_id):
        return None
    query = select(Booth).where(Booth.id == booth_id, visible_booths(viewer))
    return session.scalar(query.with_for_update() if lock else query)


def booth_at(session: Session, household_id: str, channel: str) -> Booth | None:
    """A producer's booth on a channel, locked until the commit."""
    query = select(Booth).where(Booth.household_id == household_id, Booth.channel_code == channel)
    return session.scalar(query.with_for_update())


def booths(viewer: Viewer, *, household_id: str, channel: str, state: str) -> Select[Booth]:
    """Booths a viewer may see, newest first; empty words do not filter."""
    query: Select[Booth] = select(Booth).where(visible_booths(viewer))
    if household_id:
        known = is_id(household_id)
        query = query.where(Booth.household_id == household_id if known else Booth.id.is_(None))
    if channel:
        query = query.where(Booth.channel_code == channel)
    if state:
        query = query.where(Booth.state == state)
    return query.order_by(Booth.id.desc())


def applied_booths(session: Session, viewer: Viewer, channel: str) -> list[Booth]:
    """Booths a channel has not opened yet."""
    waiting = (Booth.channel_code == channel) & (Booth.state == "applied")
    query = select(Booth).where(waiting, visible_booths(viewer)).order_by(Booth.id)
    return list(session.scalars(query.with_for_update()))


def listing(
    session: Session, viewer: Viewer, listing_id: str, *, lock: bool = False
) -> Listing | None:
    """A listing this viewer may see; locked until the commit where a rule decides on it."""
    if not is_id(listing_id):
        return None
    query = select(Listing).where(Listing.id == listing_id, visible(viewer))
    return session.scalar(query.with_for_update() if lock else query)


def listing_at(session: Session, product_id: str, channel: str) -> Listing | None:
    """A product's listing on a channel, locked until the commit."""
    query = select(Listing).where(Listing.product_id == product_id, Listing.channel_code == channel)
    return session.scalar(query.with_for_update())


def listings(viewer: Viewer, *, state: str, channel: str, product_id: str) -> Select[Listing]:
    """Listings a viewer may see, newest first; `state` is what the channel shows or the sync."""
    query: Select[Listing] = select(Listing).where(visible(viewer))
    if state:
        query = query.where(or_(Listing.observed_state == state, Listing.sync_state == state))
    if channel:
        query = query.where(Listing.channel_code == channel)
    if product_id:
        known = is_id(product_id)
        query = query.where(Listing.product_id == product_id if known else Listing.id.is_(None))
    return query.order_by(Listing.id.desc())


def listings_of(
    session: Session, viewer: Viewer, product_ids: Collection[str]
) -> dict[tuple[str, str], Listing]:
    """The listings of some products by (product id, channel code), in one read."""
    rows = session.scalars(
        select(Listing).where(Listing.product_id.in_(product_ids), visible(viewer))
    )
    return {(row.product_id, row.channel_code): row for row in rows}


def booths_of(session: Session, household_ids: Collection[str]) -> dict[tuple[str, str], Booth]:
    """The booths of some producers by (household id, channel code), in one read."""
    rows = session.scalars(select(Booth).where(Booth.household_id.in_(household_ids)))
    return {(row.household_id, row.channel_code): row for row in rows}


def open_call(session: Session, listing_id: str) -> Outbox | None:
    """The call owed or in flight for a listing; there is at most one."""
    query = select(Outbox).where(Outbox.listing_id == listing_id, Outbox.state.in_(OPEN_CALLS))
    return session.scalar(query.with_for_update())


def failed_call(
    session: Session, listing_id: str, action: str, content_hash: str | None
) -> Outbox | None:
    """A call of this kind and content that ended for good: it is not made again unasked."""
    query = select(Outbox).where(
        Outbox.listing_id == listing_id,
        Outbox.action == action,
        Outbox.content_hash == content_hash,
        Outbox.state.in_(("rejected", "dead")),
    )
    return session.scalar(query.order_by(Outbox.id.desc()).limit(1))


def forget_dead(session: Session, listing_id: str) -> None:
    """Let calls that died be made again, because a person asks for it."""
    session.execute(
        update(Outbox)
        .where(Outbox.listing_id == listing_id, Outbox.state == "dead")
        .values(state="retried")
    )


def last_calls(session: Session, listing_ids: Collection[str]) -> dict[str, Outbox]:
    """The newest call of each of some listings, in one read."""
    newest = (
        select(func.max(Outbox.updated_at).label("at"), Outbox.listing_id.label("listing_id"))
        .where(Outbox.listing_id.in_(listing_ids))
        .group_by(Outbox.listing_id)
        .subquery()
    )
    rows = session.scalars(
        select(Outbox).join(
            newest,
            and_(newest.c.listing_id == Outbox.listing_id, newest.c.at == Outbox.updated_at),
        )
    )
    return {row.listing_id: row for row in rows}


def spell_open(session: Session, listing_id: str) -> LiveSpell | None:
    """The spell during which a listing is still seen live."""
    query = select(LiveSpell).where(LiveSpell.listing_id == listing_id, LiveSpell.until.is_(None))
    return session.scalar(query)


def due(session: Session, now: datetime, channel: str | None, most: int) -> Sequence[str]:
    """Ids of listings to look after now: due, or with facts newer than the last plan."""
    wanted = or_(
        and_(Listing.next_try_at.is_not(None), Listing.next_try_at <= now), changed_since_planned()
    )
    query = select(Listing.id).where(wanted)
    if channel is not None:
        query = query.where(Listing.channel_code == channel)
    return session.scalars(query.order_by(Listing.next_try_at, Listing.id).limit(most)).all()


def in_flight(session: Session, channel: str) -> int:
    """How many calls to a channel are under way."""
    query = select(func.count(Listing.id)).where(
        Listing.channel_code == channel, Listing.sync_state == "in_flight"
    )
    return session.scalar(query) or 0


def wake(session: Session, wanted: ColumnElement[bool], now: datetime) -> Sequence[Listing]:
    """Make listings due at once unless a call is under way; those, locked."""
    free = Listing.sync_state != "in_flight"
    rows = session.scalars(select(Listing).where(wanted, free).with_for_update()).all()
    for row in rows:
        row.next_try_at = now
    return rows


def remote_ids(session: Session, channel: str) -> dict[str, Listing]:
    """Our listings that have an item on a channel, by its id there."""
    query = select(Listing).where(Listing.channel_code == channel, Listing.remote_id.is_not(None))
    return {row.remote_id: row for row in session.scalars(query) if row.remote_id}


def by_remote(channel: str, ids: Iterable[str]) -> ColumnElement[bool]:
    """The listings that have these items on a channel."""
    return (Listing.channel_code == channel) & Listing.remote_id.in_(list(ids))


def of_product(product_id: str) -> ColumnElement[bool]:
    """The listings of a product."""
    return Listing.product_id == product_id


def of_producer(household_id: str) -> ColumnElement[bool]:
    """The listings of a producer's products."""
    return Listing.product_id.in_(select(Product.id).where(Product.household_id == household_id))


def on_channel(code: str) -> ColumnElement[bool]:
    """The listings of a channel."""
    return Listing.channel_code == code
