"""Lots of the demo: opened, their diary written as it happened, released."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from agrimarket.kit import clock
from agrimarket.lots import describe, diary, event_photos, release, sealing
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from agrimarket.system.demo.book import Book, Deed, Owner
from agrimarket.system.demo.describe import BY_KEY
from agrimarket.system.demo.pictures.paint import Subject, paint
from agrimarket.system.demo.tables.lots import LOTS, Made
from agrimarket.system.demo.tables.stories import CORRECTION, STORIES, Step

ON_THE_SPOT = Subject("fruit", "#e8a13a", "#3f7d4e", ("Hái bưởi", "làm mứt"), "plain")


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
        area_id=_area(book, made),
        **dates,  # type: ignore[arg-type]  # harvested_on or produced_on, as the story says
    )
    book.lots[made.key] = lot.id
    _write(book, made, lot, session, first=-10_000, last=0)
    lines = diary.events_of(session, lot)
    for view, line in enumerate(lines[: made.pictures]):
        kept = event_photos.keep_photo(paint(ON_THE_SPOT, view))
        event_photos.add_photo(session, viewer=owner.viewer, lot=lot, event=line, kept=kept)


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
        sealing.seal_lot(session, viewer=viewer, lot=lot)
    elif made.override:
        decider = book.cast.decider(owner_of(book, made).commune_code)
        release.release_lot(session, viewer=decider, lot=lot, override_reason=made.override)
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
            facts=_facts(made, step) or None,
        )


def _facts(made: Made, step: Step) -> dict[str, Any]:
    """What the story tells, and how much was brought in or packed of this very lot."""
    facts = dict(step.facts)
    if step.kind == "harvest" and STORIES[made.story].made == "harvested_on" and step.day == 0:
        facts |= {"quantity": float(made.amount), "unit": made.unit}
    if step.kind == "packing" and made.packs:
        facts["packs"] = made.packs
    return facts


def _area(book: Book, made: Made) -> str | None:
    """Where it was made, if its producer named the place: the garden, or the kitchen."""
    kind = "growing" if STORIES[made.story].made == "harvested_on" else "workshop"
    return book.areas.get((BY_KEY[made.goods].owner, kind))


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
