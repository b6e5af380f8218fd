"""Lots of the demo: opened, their diary written as it happened, released."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.lots import describe, diary, recalling, release
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.system.demo import names
from agrimarket.system.demo.book import Book, Deed, Owner
from agrimarket.system.demo.describe import BY_KEY
from agrimarket.system.demo.tables.lots import LOTS, Made
from agrimarket.system.demo.tables.stories import CORRECTION, RECALL, STORIES, Step

RECALLED = "nem thu hồi"


def season(book: Book) -> list[Made]:
    """The lots whose goods are in season on the day they were made: no bưởi in July."""
    return [made for made in LOTS if _in_season(book, made)]


def deeds(book: Book) -> Iterator[Deed]:
    """Opened in the afternoon of the day made; released when packed."""
    for number, made in enumerate(season(book)):
        opened = book.calendar.at(made.days, 16, number)
        yield Deed(opened, partial(_open, book, made))
        if made.end == "open":
            continue
        done = book.calendar.at(made.days - made.release, 17, number)
        yield Deed(done, partial(_finish, book, made))


def recall(book: Book, session: Session) -> None:
    """The province warns of one lot."""
    lot = lot_of(session, viewer=book.cast.demo, lot_id=book.lots[RECALLED])
    recalling.recall_lot(
        session, viewer=book.cast.demo, lot=lot, reason=RECALL, phone=names.landline(113)
    )


def owner_of(book: Book, made: Made) -> Owner:
    """The producer of a lot."""
    return book.owners[BY_KEY[made.goods].owner]


def _in_season(book: Book, made: Made) -> bool:
    first, last = BY_KEY[made.goods].season
    month = book.calendar.day(made.days).month
    return first <= month <= last if first <= last else month >= first or month <= last


def _open(book: Book, made: Made, session: Session) -> None:
    owner, day = owner_of(book, made), book.calendar.day(made.days)
    dates = {STORIES[made.story].made: day}
    lot = describe.create_lot(
        session,
        viewer=owner.viewer,
        product_id=book.products[made.goods],
        lot_code=f"{made.code}-{day:%d%m}",
        is_demo=True,
        quantity=Decimal(made.amount),
        unit=made.unit,
        pack_count=made.packs,
        **dates,  # type: ignore[arg-type]  # harvested_on or produced_on, as the story says
    )
    book.lots[made.key] = lot.id
    _write(book, made, lot, session, first=-10_000, last=0)


def _finish(book: Book, made: Made, session: Session) -> None:
    viewer = owner_of(book, made).viewer
    lot = lot_of(session, viewer=viewer, lot_id=book.lots[made.key])
    packed = [step.day for step in STORIES[made.story].steps if step.kind == "packing"]
    describe.edit_lot(
        session,
        viewer=viewer,
        lot=lot,
        packed_on=book.calendar.day(made.days - min(packed[0], made.release)),
    )
    _write(book, made, lot, session, first=1, last=10_000)
    if made.corrected:
        _correct(book, made, lot, session)
    if made.end == "sealed":
        describe.seal_lot(session, viewer=viewer, lot=lot)
    else:
        release.release_lot(session, viewer=viewer, lot=lot)


def _write(book: Book, made: Made, lot: Lot, session: Session, *, first: int, last: int) -> None:
    """The steps of these days that have come by now; later ones are not written down."""
    for step in STORIES[made.story].steps:
        if first <= step.day <= last:
            _note(book, made, lot, step, session)


def _note(book: Book, made: Made, lot: Lot, step: Step, session: Session) -> None:
    happened = book.calendar.told(made.days - step.day, step.hour)
    if happened > book.calendar.now:
        return
    owner = owner_of(book, made)
    with clock.frozen_at(max(clock.now(), happened + timedelta(minutes=30))):
        diary.add_event(
            session,
            viewer=owner.viewer,
            lot=lot,
            kind=step.kind,
            happened_at=happened,
            place=owner.place,
            text=step.text,
            facts=dict(step.facts) or None,
        )


def _correct(book: Book, made: Made, lot: Lot, session: Session) -> None:
    """One line was dated wrongly: both stay to be read."""
    wrong = diary.events_of(session, lot)[0]
    diary.add_event(
        session,
        viewer=owner_of(book, made).viewer,
        lot=lot,
        kind=wrong.kind,
        happened_at=wrong.happened_at - timedelta(days=1),
        place=wrong.place,
        text=f"{wrong.text}. {CORRECTION}",
        facts=wrong.facts,
        corrects_id=wrong.id,
    )
