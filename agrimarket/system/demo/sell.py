"""The demo on the stand-in channels: asked for, reviewed, refused, locked, taken off."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from agrimarket.channels import booths, listing, staff
from agrimarket.channels.deliver import deliver, settle
from agrimarket.channels.portal.shop import PAUSED, SHOWN
from agrimarket.channels.portal.shop import RETURNED as PORTAL_RETURNED
from agrimarket.channels.postmart.shop import RETURNED as POSTMART_RETURNED
from agrimarket.channels.voso.shop import LOCKED
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.system.demo.book import Book
from agrimarket.system.demo.describe import BY_KEY
from agrimarket.system.demo.tables.market import BOOTHS, OFFERS, PAPERS_MISSING, REASONS, Offer

SAID = {
    ("rejected", "postmart"): POSTMART_RETURNED,
    ("rejected", "portal"): PORTAL_RETURNED,
    ("locked", "voso"): LOCKED,
    ("suspended", "portal"): PAUSED,
}
LATE = ("pending", "queued")

Listings = dict[Offer, str]


def sell(book: Book) -> None:
    """Twelve days of trade in a few commits; the last ones are left for the worker to do."""
    made: Listings = {}
    begin = book.calendar.at(12, 9)
    early = [offer for offer in OFFERS if offer.end not in LATE]
    _at(begin, lambda: _open_booths(book))
    _at(begin + timedelta(minutes=10), lambda: _list(book, early, made))
    _at(begin + timedelta(minutes=20), deliver)
    _at(begin + timedelta(days=2), lambda: _review(book, early, made))
    _at(book.calendar.now - timedelta(hours=1), lambda: _ask(book, "pending", made))
    _at(book.calendar.now, lambda: _list(book, _ending("queued"), made))


def _at(moment: datetime, act: Callable[[], object]) -> None:
    with clock.frozen_at(moment):
        act()


def _ending(end: str) -> list[Offer]:
    return [offer for offer in OFFERS if offer.end == end]


def _open_booths(book: Book) -> None:
    with one_commit() as session:
        for producer, channel, state in BOOTHS:
            owner = book.owners[producer]
            booth = booths.apply(
                session, viewer=owner.viewer, household_id=owner.id, channel=channel
            )
            if state == "supplement_needed":
                booths.note_missing(
                    session, viewer=book.cast.demo, booth=booth, documents_missing=PAPERS_MISSING
                )
            if state in ("open", "suspended"):
                booths.open_booth(session, viewer=book.cast.demo, booth_id=booth.id)
            if state == "suspended":
                booths.suspend(
                    session, viewer=book.cast.demo, booth_id=booth.id, reason=REASONS[state]
                )


def _list(book: Book, offers: Iterable[Offer], made: Listings) -> None:
    with one_commit() as session:
        for offer in offers:
            owner = book.owners[BY_KEY[offer.goods].owner]
            if offer.end == "no_booth":
                booths.apply(
                    session, viewer=owner.viewer, household_id=owner.id, channel=offer.channel
                )
            row = listing.list_product(
                session,
                viewer=owner.viewer,
                product_id=book.products[offer.goods],
                channel=offer.channel,
            )
            made[offer] = row.id


def _ask(book: Book, end: str, made: Listings) -> None:
    """Hand over these alone; the worker will look at all the others anyway."""
    asked = _ending(end)
    _list(book, asked, made)
    for offer in asked:
        settle(made[offer])


def _review(book: Book, offers: Iterable[Offer], made: Listings) -> None:
    """The portal's officer approves, other reviews are over by themselves; some are told no."""
    for channel in ("portal", "postmart", "voso"):
        there = [one for one in offers if one.channel == channel]
        said = [(made[one], SAID.get((one.end, channel))) for one in there]
        _decide(channel, said, SHOWN if channel == "portal" else None)
    _take_off(book, offers, made)
    deliver()


def _decide(channel: str, said: Iterable[tuple[str, str | None]], otherwise: str | None) -> None:
    """The channel's staff give items (by our listing's id) a status, and let us know."""
    shop = staff.stand_in(channel)
    told = []
    for listing_id, word in said:
        item = shop.engine.find(shop.shop, listing_id)
        status = word or otherwise
        if item is not None and status is not None:
            shop.engine.decide(shop.shop, [item.number], status)
            told.append(shop.remote_id(item.number))
    staff.tell(channel, tuple(told))


def _take_off(book: Book, offers: Iterable[Offer], made: Listings) -> None:
    with one_commit() as session:
        for offer in offers:
            if offer.end == "withdrawn":
                viewer = book.owners[BY_KEY[offer.goods].owner].viewer
                listing.withdraw(
                    session, viewer=viewer, listing_id=made[offer], reason=REASONS["withdrawn"]
                )
