"""What the labels of an order say, gathered from product, producer and lot."""

from sqlalchemy.orm import Session

from agrimarket.households.models import HouseholdState
from agrimarket.issuing.models import StampOrder
from agrimarket.kit.access import Viewer
from agrimarket.lots import read as lots
from agrimarket.products import read as products
from agrimarket.products import standing
from agrimarket.products.vouched import Vouched
from stamps import Facts


def facts_of(session: Session, *, viewer: Viewer, order: StampOrder) -> Facts:
    """Words for an order's labels; without a lot they leave room to write on.

    The brand stands for the producer where there is one. Stars are there only while the rating
    is valid today (Decision 148/QĐ-TTg 2023), a name only while its owner consents.
    """
    product = products.product_of(session, viewer=viewer, product_id=order.product_id)
    producer = products.household_of(session, product)
    named = producer.name if producer.state == HouseholdState.REGISTERED else ""
    rating = standing.valid_rating(session, product)
    lot = lots.lot_of(session, viewer=viewer, lot_id=order.lot_id) if order.lot_id else None
    told = Vouched(product)
    return Facts(
        product=told.name,
        producer=told.brand or named,
        lot=lot.lot_code if lot else None,
        harvested_on=lot.harvested_on if lot else None,
        produced_on=lot.produced_on if lot else None,
        use_by=lot.use_by if lot else None,
        stars=rating.stars if rating else None,
    )
