"""What channels do on others' events: the cause is read from the rows, only haste is needed."""

from sqlalchemy.orm import Session

from agrimarket.channels import store
from agrimarket.channels.listing import JOB
from agrimarket.households.events import ConsentWithdrawn
from agrimarket.kit import clock
from agrimarket.kit.jobs import enqueue
from agrimarket.lots.events import LotRecalled, LotRecallLifted
from agrimarket.products.events import ProductWithdrawn


def look_at_product(
    session: Session, event: LotRecalled | LotRecallLifted | ProductWithdrawn
) -> None:
    """Plan the product's listings anew at once."""
    if store.wake(session, store.of_product(event.product_id), clock.now()):
        enqueue(session, JOB, unique_key=JOB)


def look_at_producer(session: Session, event: ConsentWithdrawn) -> None:
    """Plan the producer's listings anew at once: the name has to go."""
    if store.wake(session, store.of_producer(event.household_id), clock.now()):
        enqueue(session, JOB, unique_key=JOB)
