"""What many products lack at once: two reads, however many they are."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from agrimarket.products import store
from agrimarket.products.models import Product
from agrimarket.products.required.missing import Missing, lacks, purposes


def missing_of_many(
    session: Session, products: Sequence[Product], on: date
) -> dict[str, Mapping[str, list[Missing]]]:
    """Product id > purpose > what is missing on a Vietnamese day, of products seen already."""
    owners = store.owners(session, products)
    papers = store.papers_of(session, [one.id for one in products])
    return {
        one.id: {
            purpose: lacks(one, owners[one.household_id].kind, papers.get(one.id, ()), purpose, on)
            for purpose in purposes()
        }
        for one in products
    }
