"""Stamps of the demo: granted, printed, stuck on, lost and locked; and buyers who looked."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.issuing import prints, rules, withdraw
from agrimarket.issuing.activate import activate
from agrimarket.issuing.drawing import draw
from agrimarket.issuing.ends import Ends
from agrimarket.issuing.read import order_of
from agrimarket.issuing.ring import public_host, the_ring
from agrimarket.kit.access import Viewer
from agrimarket.scanning.scans import record_scan, slot_of
from agrimarket.system.demo.book import Book, Deed
from agrimarket.system.demo.describe import BY_KEY
from agrimarket.system.demo.make_lots import owner_of, season
from agrimarket.system.demo.tables.lots import WITHOUT_LOT, Made, Stamps

LOST = "Tem bị ướt mưa, đã cắt bỏ trước mặt tổ công nghệ số"
LOCKED = "Khóa tạm: một thùng bị thất lạc trên xe, chờ kiểm đếm lại"
COPIED, COPIES = "hoa tháng trước", 9  # one stamp of this lot is seen by many phones


def deeds(book: Book) -> Iterator[Deed]:
    """Orders in the hour after the release; what went wrong, a day later."""
    for number, made in enumerate(season(book)):
        ago = made.days - made.release
        for stamps in made.stamps:
            granted = book.calendar.at(ago, 18, number)
            yield Deed(granted, partial(_grant, book, made, stamps))
            yield Deed(book.calendar.at(ago, 19, number), partial(_use, book, made, stamps))
            later = book.calendar.at(max(ago - 1, 0), 20, number)
            yield Deed(later, partial(_mishaps, book, made, stamps))
    for goods, count in WITHOUT_LOT:
        act = partial(_grant_ahead, book, goods, count)
        yield Deed(book.calendar.at(3, 10), act)


def _grant(book: Book, made: Made, stamps: Stamps, session: Session) -> None:
    order = rules.issue(
        session,
        viewer=owner_of(book, made).viewer,
        ring=the_ring(),
        count=stamps.total,
        lot_id=book.lots[made.key],
        is_demo=True,
    )
    book.orders[made.key] = order.id


def _grant_ahead(book: Book, goods: str, count: int, session: Session) -> None:
    rules.issue(
        session,
        viewer=book.owners[BY_KEY[goods].owner].viewer,
        ring=the_ring(),
        count=count,
        product_id=book.products[goods],
        is_demo=True,
    )


def _use(book: Book, made: Made, stamps: Stamps, session: Session) -> None:
    put_on(session, owner_of(book, made).viewer, book.orders[made.key], stamps)


def put_on(session: Session, viewer: Viewer, order_id: str, stamps: Stamps) -> None:
    """Print the first stamps of an order, and activate the first of these."""
    if stamps.printed:
        wish = prints.PrintWish(format=stamps.format, last=stamps.printed)
        plan = prints.plan(session, viewer=viewer, order_id=order_id, wish=wish, host=public_host())
        prints.record(session, viewer=viewer, plan=plan, drawn=draw(plan, ring=the_ring()))
    if stamps.active:
        ends = Ends(order_id=order_id, first=1, last=stamps.active)
        activate(session, viewer=viewer, ring=the_ring(), ends=ends)


def _mishaps(book: Book, made: Made, stamps: Stamps, session: Session) -> None:
    viewer: Viewer = owner_of(book, made).viewer
    order_id, ring = book.orders[made.key], the_ring()
    if stamps.void:
        ends = Ends(order_id=order_id, first=stamps.void[0], last=stamps.void[1])
        withdraw.void(session, viewer=viewer, ring=ring, ends=ends, reason=LOST)
    if stamps.suspended:
        ends = Ends(order_id=order_id, first=stamps.suspended[0], last=stamps.suspended[1])
        withdraw.suspend(session, viewer=viewer, ring=ring, ends=ends, reason=LOCKED)


def scan(book: Book, session: Session) -> None:
    """Buyers' looks from the day stamps were active until now; some stamps twice."""
    for made in season(book):
        for stamps in made.stamps:
            if stamps.scanned:
                _scan(book, made, stamps, session)


def _scan(book: Book, made: Made, stamps: Stamps, session: Session) -> None:
    order = order_of(session, viewer=book.cast.demo, order_id=book.orders[made.key])
    begun = book.calendar.at(made.days - made.release, 19, 59)
    span = (book.calendar.now - begun).total_seconds()
    places = [book.dice.randint(1, stamps.active) for _ in range(stamps.scanned)]
    if made.key == COPIED:
        places += [3] * COPIES
    for place in places:
        at = begun + timedelta(seconds=span * book.dice.random())
        record_scan(
            session,
            serial=order.first_serial + place - 1,
            device=f"{book.dice.getrandbits(128):032x}",
            slot=slot_of(at),
            at=at,
        )
