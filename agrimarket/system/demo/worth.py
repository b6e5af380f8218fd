"""What vouches for the goods of the demo: sizes with numbers, papers of their holders, scans."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.kit.access import Role, Viewer
from agrimarket.lots.area_papers import set_areas
from agrimarket.products.models import Product
from agrimarket.products.packs.rules import add_pack
from agrimarket.products.papers import files, notices
from agrimarket.products.papers.rules import hold_certificate
from agrimarket.system.demo import names
from agrimarket.system.demo.book import Book, Deed, Owner
from agrimarket.system.demo.pictures.sheet import scan_of
from agrimarket.system.demo.tables.worth import HELD, SIZES, Held

NOTED_AGO = 80  # days; a paper that begins later is noted on its first day
CERTIFIER = "Tổ chức chứng nhận (trình diễn)"


def deeds(book: Book) -> Iterator[Deed]:
    """Papers once the goods are described; this morning people hear of those that end."""
    for number, held in enumerate(HELD):
        ago = min(held.begun, NOTED_AGO)
        yield Deed(book.calendar.at(ago, 14, number), partial(_hold, book, held))
    yield Deed(book.calendar.at(0, 6), notices.tell_some)


def sizes(owner: Owner, product: Product, key: str, session: Session) -> None:
    """The packs a product is sold in, told before it is submitted."""
    for size in SIZES.get(key, ()):
        add_pack(
            session, viewer=owner.viewer, product=product, label=size.label,
            amount=Decimal(size.amount), unit=size.unit, price_vnd=size.price,
            gtin=names.gtin(size.number) if size.number else None,
        )  # fmt: skip


def _hold(book: Book, held: Held, session: Session) -> None:
    owner = book.owners[held.owner]
    viewer = book.cast.registrar(owner.commune_code)
    if held.by_owner:
        viewer = Viewer(role=Role.PRODUCER, household_id=owner.id)
    paper = hold_certificate(
        session, viewer=viewer, household_id=owner.id, kind=held.kind, is_group=held.group,
        covers_all=held.covers_all, product_ids=[book.products[one] for one in held.goods],
        number=held.number, issuer=CERTIFIER, valid_from=book.calendar.day(held.begun),
        valid_to=book.calendar.today + timedelta(days=held.ends),
    )  # fmt: skip
    if held.areas:
        spots = [book.areas[one, "growing"] for one in held.areas]
        set_areas(session, viewer=viewer, certificate=paper, area_ids=spots)
    if held.scanned:
        scan = files.read(scan_of(held.number))
        files.add_file(
            session, viewer=viewer, certificate=paper, scan=scan, name=f"{held.kind}.jpg"
        )
