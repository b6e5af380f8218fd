"""What tests of deliveries share: time that passes, products that change."""

from datetime import timedelta

from agrimarket.channels.deliver import deliver
from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.products.describe import edit_product
from agrimarket.products.models import Product
from tests.people import People


def later(by: timedelta) -> None:
    """Deliver as if that much time had passed."""
    with clock.moved_to(clock.now() + by):
        deliver()


def edit(people: People, product: Product, **changes: object) -> None:
    with one_commit() as session:
        row = session.get_one(Product, product.id)
        edit_product(session, viewer=people.phuc.viewer, product=row, **changes)  # type: ignore[arg-type]  # any field
