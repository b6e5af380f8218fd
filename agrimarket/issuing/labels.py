"""What the labels of an order say, gathered from product, producer and lot."""

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.issuing.models import StampOrder
from agrimarket.issuing.print_refusals import NoVouchedGtin
from agrimarket.kit.access import Viewer
from agrimarket.lots import read as lots
from agrimarket.lots.models import Lot
from agrimarket.products import read as products
from agrimarket.products import standing
from agrimarket.products.models import Product
from agrimarket.products.vouched import Vouched
from stamps import Facts


def stars_of(session: Session, viewer: Viewer, order: StampOrder) -> int | None:
    """The stars that an order's labels may carry today."""
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    rating = standing.valid_rating(session, product)
    return rating.stars if rating else None


def gtin_of(session: Session, *, viewer: Viewer, order: StampOrder) -> str | None:
    """The trade item number that an order's labels may carry today, None without one."""
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    return products.gtin_to_print(session, product)


def facts_of(
    session: Session, *, viewer: Viewer, order: StampOrder, with_gtin: bool = False
) -> Facts:
    """Words for an order's labels; without a lot they leave room to write on.

    With `with_gtin` their symbols carry the product's number: NoVouchedGtin without one.

    The brand stands for the producer where there is one. Stars are there only while the rating
    is valid today (Decision 148/QĐ-TTg 2023), a name only while its owner consents.
    """
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    lot = lots.lot_of(session, viewer=viewer, lot_id=order.lot_id) if order.lot_id else None
    gtin = _vouched_gtin(session, product) if with_gtin else None
    return facts_for(session, product, lot, gtin=gtin)


def facts_for(
    session: Session, product: Product, lot: Lot | None, *, gtin: str | None = None
) -> Facts:
    """The same before there is an order."""
    producer = products.household_of(session, product)
    named = producer.name if producer.state == HouseholdState.REGISTERED else ""
    rating = standing.valid_rating(session, product)
    told = Vouched(product)
    return Facts(
        product=told.name,
        producer=told.brand or named,
        lot=lot.lot_code if lot else None,
        harvested_on=lot.harvested_on if lot else None,
        produced_on=lot.produced_on if lot else None,
        use_by=lot.use_by if lot else None,
        stars=rating.stars if rating else None,
        gtin=gtin,
    )


def _vouched_gtin(session: Session, product: Product) -> str:
    number = products.gtin_to_print(session, product)
    if number is None:
        raise NoVouchedGtin(fields={"gs1": [NoVouchedGtin.sentence]})
    return number
