"""Products of the demo with their papers, stars and pictures, and how far each has come."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from agrimarket.kit import files
from agrimarket.products import decide, describe, gallery, ocop, papers
from agrimarket.products.models import Product
from agrimarket.products.read import product_of
from agrimarket.system.demo import names, worth
from agrimarket.system.demo.book import Book, Deed, Owner
from agrimarket.system.demo.pictures.paint import paint
from agrimarket.system.demo.register import LANDS
from agrimarket.system.demo.tables import worth as more
from agrimarket.system.demo.tables.goods import Goods, subject_of
from agrimarket.system.demo.tables.goods_food import FOOD
from agrimarket.system.demo.tables.goods_other import OTHERS
from agrimarket.system.demo.tables.market import OFFERS

GOODS = (*FOOD, *OTHERS)
BY_KEY = {goods.key: goods for goods in GOODS}
FIRST_DAY = 112  # days ago; every second row a day later, approved two days on
ANSWERED_AFTER = 2  # days
NEWEST = {"submitted": 2, "needs_supplement": 9, "draft": 1}  # days ago
ENDINGS = {"valid": 330, "ending": 1_010, "expired": 1_130}  # days since the decision
LASTED = 1_090  # days between a recognition and the next
PICTURES_FOR_POSTMART = 3
WITH_GTIN = ("nước mắm", "trà rau má", "nem chua", "chè xanh")
SCORES = {3: 62.5, 4: 78.0, 5: 91.5}
MISSING = "Thiếu ảnh nhãn và hạn dùng trên bao bì. Hãy chụp nhãn rồi gửi lại."
SOLD_OUT = "Hộ không nấu mật nữa"
PAPER_SIGNS = {
    "commitment": "CK", "food_safety": "ATTP", "vietgap": "VG", "globalgap": "GG",
    "haccp": "HACCP", "iso22000": "ISO", "organic": "HC", "gi": "CDDL", "area_code": "MSVT",
}  # fmt: skip
ISSUERS = {
    "district": "UBND {district}",
    "province": "UBND tỉnh Thanh Hóa",
    "centre": "Bộ Nông nghiệp và Môi trường",
}


def deeds(book: Book) -> Iterator[Deed]:
    """Described, then decided on."""
    for number, goods in enumerate(GOODS):
        asked = more.ASKED_AGO.get(goods.key, FIRST_DAY - number // 2)
        ago = asked if goods.key in more.ASKED_AGO else NEWEST.get(goods.state, asked)
        hour = 8 + number % 8
        yield Deed(book.calendar.at(ago, hour, number), partial(_describe, book, goods, number))
        later = more.ANSWERED_AFTER.get(goods.key, ANSWERED_AFTER)
        decided = book.calendar.at(max(ago - later, 0), hour, number)
        yield Deed(decided, partial(_decide, book, goods))


def _describe(book: Book, goods: Goods, number: int, session: Session) -> None:
    owner = book.owners[goods.owner]
    product = describe.create_product(
        session,
        viewer=owner.viewer,
        household_id=owner.id,
        name=goods.name,
        category=goods.category,
        is_demo=True,
        price_vnd=goods.price,
        unit=goods.unit,
        description=goods.description,
        season_from=goods.season[0],
        season_to=goods.season[1],
        monthly_output=goods.output,
        gtin=names.gtin(number) if goods.key in WITH_GTIN else None,
        subgroup=more.SUBGROUP_OF.get(goods.key),
        **{"shelf_life_days": goods.shelf_days} | goods.more | more.RULES.get(goods.key, {}),
    )
    book.products[goods.key] = product.id
    worth.sizes(owner, product, goods.key, session)
    for paper in goods.papers:
        _certify(book, owner, product, paper, number, session)
    _rate(book, owner, product, goods, number, session)
    _picture(owner, product, goods, session)
    if goods.state != "draft":
        decide.submit_product(session, viewer=owner.viewer, product=product)


def _certify(
    book: Book, owner: Owner, product: Product, paper: str, number: int, session: Session
) -> None:
    kind, _, when = paper.partition(":")
    begun = {"expired": 1_110, "ending": 1_070}.get(when, 300 + number)
    first = book.calendar.day(begun)
    commune = f"UBND {owner.place[0].lower()}{owner.place[1:]}"
    papers.add_certificate(
        session,
        viewer=book.cast.registrar(owner.commune_code),
        product=product,
        kind=kind,
        number=f"TD-{number + 1:03d}/{PAPER_SIGNS[kind]}",
        issuer=commune if kind == "commitment" else worth.CERTIFIER,
        scope=product.name,
        valid_from=first,
        valid_to=None if kind in ("gi", "area_code") else first + timedelta(days=1_095),
    )


def _rate(
    book: Book, owner: Owner, product: Product, goods: Goods, number: int, session: Session
) -> None:
    if goods.stars is None:
        return
    stars, when = goods.stars
    given = [(ENDINGS[when] + number, SCORES[stars], number)]
    if goods.key in more.EARLIER:  # the first recognition ran out, and another jury looked anew
        given.insert(0, (given[0][0] + LASTED, more.EARLIER[goods.key], number + 500))
    for ago, score, mark in given:
        _recognise(book, owner, product, (book.calendar.day(ago), score, mark), session)


def _recognise(
    book: Book, owner: Owner, product: Product, given: tuple[date, float, int], session: Session
) -> None:
    decided, score, mark = given
    level = ocop.recogniser(ocop.fitting_stars(score, None), decided)
    district = owner.district[0].lower() + owner.district[1:]
    ocop.add_rating(
        session,
        viewer=book.cast.registrar(owner.commune_code),
        product=product,
        decision_number=f"TD-{mark + 11}/QĐ-UBND",
        decided_on=decided,
        issuer=ISSUERS[level].format(district=district),
        score=score,
        certificate_number=f"TD-OCOP-{mark + 1:04d}",
    )


def _picture(owner: Owner, product: Product, goods: Goods, session: Session) -> None:
    """Three pictures for the marketplace that wants three, else one."""
    land = next(p.land for p in LANDS.values() if p.commune == owner.place)
    subject = subject_of(goods, land)
    if subject is None:
        return
    on_postmart = any(o.goods == goods.key and o.channel == "postmart" for o in OFFERS)
    for view in range(PICTURES_FOR_POSTMART if on_postmart else 1):
        gallery.add_photo(
            session,
            viewer=owner.viewer,
            product=product,
            kept=files.keep_photo(paint(subject, view)),
            alt=f"Tranh vẽ {goods.name}, hình {view + 1}",
        )


def _decide(book: Book, goods: Goods, session: Session) -> None:
    owner = book.owners[goods.owner]
    decider = book.cast.decider(owner.commune_code)
    product = product_of(session, viewer=decider, product_id=book.products[goods.key])
    if goods.state in ("approved", "withdrawn"):
        decide.approve_product(session, viewer=decider, product=product)
    if goods.state == "withdrawn":
        decide.withdraw_product(session, viewer=owner.viewer, product=product, reason=SOLD_OUT)
    if goods.state == "needs_supplement":
        decide.ask_supplement(session, viewer=decider, product=product, reason=MISSING)
