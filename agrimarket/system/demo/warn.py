"""Recalls of the demo: one that reaches two receivers, one to be lifted, and a drill."""

import random
from collections.abc import Iterator
from functools import partial

from flask import current_app
from sqlalchemy.orm import Session

from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls import drill, lift, notices, reach
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.system.demo import names
from agrimarket.system.demo.book import SEED, Book, Deed
from agrimarket.system.demo.tables.stories import LABELS, LABELS_MENDED, RECALL

RECALLED, LABELLED = "nem thu hồi", "măng"
LABELLED_AGO, MENDED_AGO, DRILL_AGO = 10, 2, 6  # days
PHONE = names.landline(113)


def deeds(book: Book) -> Iterator[Deed]:
    """The older recall, which waits for the second officer; and the drill."""
    at = book.calendar.at
    yield Deed(at(LABELLED_AGO, 15), partial(_call_back, book))
    yield Deed(at(MENDED_AGO, 15), partial(_ask_to_lift, book))
    yield Deed(at(DRILL_AGO, 14), partial(_hold_drill, book))


def recall(book: Book, session: Session) -> None:
    """The province warns of one lot and what was parted from it; one receiver was telephoned."""
    viewer = book.cast.demo
    lot = lot_of(session, viewer=viewer, lot_id=book.lots[RECALLED])
    made = recall_lot(session, viewer=viewer, lot=lot, reason=RECALL, phone=PHONE, with_made=True)
    found = notices.notices_of(session, viewer=viewer, recall=made)
    told = min(found, key=lambda one: one.lot_code)
    notices.mark_sent(session, viewer=viewer, recall=made, notice_id=told.id, how=notices.PHONE)


def _call_back(book: Book, session: Session) -> None:
    viewer = book.cast.demo
    lot = lot_of(session, viewer=viewer, lot_id=book.lots[LABELLED])
    recall_lot(session, viewer=viewer, lot=lot, reason=LABELS, phone=PHONE)


def _ask_to_lift(book: Book, session: Session) -> None:
    """Another officer of the province has to agree: the one who signs in as `tinh`."""
    viewer = book.cast.demo
    lot = lot_of(session, viewer=viewer, lot_id=book.lots[LABELLED])
    lift.lift_lot(session, viewer=viewer, lot=lot, reason=LABELS_MENDED)


def _hold_drill(book: Book, session: Session) -> None:
    """Seeded by itself, so that other stories stay as they are."""
    dice = random.Random(SEED).randrange  # noqa: S311  (which lot is drawn, nothing secret)
    counters = current_app.extensions[reach.EXTENSION]
    held = drill.hold(session, viewer=book.cast.demo, counters=counters, dice=dice)
    drill.keep(session, viewer=book.cast.demo, held=held)
