"""Areas, facilities and partners of the demo's producers, named before the first lot."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.lots.areas import create_area
from agrimarket.lots.partners.rules import add_partner
from agrimarket.system.demo import names
from agrimarket.system.demo.book import Book, Deed
from agrimarket.system.demo.tables.supply import PARTNERS, SPOTS, Spot, Trade

AGO, CODE_AGO = 118, 400  # days; all of these producers were registered by then


def deeds(book: Book) -> Iterator[Deed]:
    """Places first: papers and lots name them."""
    for key, spots in SPOTS.items():
        yield Deed(book.calendar.at(AGO, 9), partial(_places, book, key, spots))
    for key, trades in PARTNERS.items():
        yield Deed(book.calendar.at(AGO - 1, 9), partial(_partners, book, key, trades))


def _places(book: Book, key: str, spots: tuple[Spot, ...], session: Session) -> None:
    owner = book.owners[key]
    for spot in spots:
        area = create_area(
            session, viewer=owner.viewer, household_id=owner.id, kind=spot.kind, name=spot.name,
            code=spot.code, code_given_on=book.calendar.day(CODE_AGO) if spot.code else None,
            gln=names.gln(spot.gln) if spot.gln else None,
        )  # fmt: skip
        book.areas[key, spot.kind] = area.id


def _partners(book: Book, key: str, trades: tuple[Trade, ...], session: Session) -> None:
    """The office links what is registered in another worker's commune."""
    owner = book.owners[key]
    for trade in trades:
        added = add_partner(
            session, viewer=book.cast.demo if trade.linked else owner.viewer,
            household_id=owner.id, kind=trade.kind, name=names.marked(trade.name),
            linked_id=book.owners[trade.linked].id if trade.linked else None,
            phone=names.mobile(trade.phone) if trade.phone else None,
            gln=names.gln(trade.gln) if trade.gln else None,
        )  # fmt: skip
        book.partners[key, trade.name] = added.id
