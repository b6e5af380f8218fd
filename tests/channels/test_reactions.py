"""What happens below reaches channels in haste, in the commit of its cause."""

from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.channels.listing import JOB
from agrimarket.channels.reactions import look_at_producer, look_at_product
from agrimarket.households.events import ConsentWithdrawn
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.events import publish
from agrimarket.kit.jobs import Job, JobState
from agrimarket.lots.events import LotRecalled, LotRecallLifted
from agrimarket.products.events import ProductWithdrawn
from agrimarket.products.models import Product
from tests.builders.channels import a_listing, fresh
from tests.people import People

REACTIONS = {
    LotRecalled: (look_at_product,),
    LotRecallLifted: (look_at_product,),
    ProductWithdrawn: (look_at_product,),
    ConsentWithdrawn: (look_at_producer,),
}


def waiting_jobs() -> int:
    return db.session.query(Job).filter_by(kind=JOB, state=JobState.QUEUED).count()


@pytest.mark.parametrize("event", ["recalled", "lifted", "withdrawn", "consent"])
def test_listings_are_looked_at_now(app: Flask, people: People, event: str) -> None:
    app.extensions["agrimarket.reactions"] = REACTIONS
    listing, other = a_listing(people), a_listing(people)
    household_id = db.session.get_one(Product, listing.product_id).household_id
    told = {
        "recalled": LotRecalled("lot", listing.product_id),
        "lifted": LotRecallLifted("lot", listing.product_id),
        "withdrawn": ProductWithdrawn(listing.product_id),
        "consent": ConsentWithdrawn(household_id),
    }[event]
    with one_commit() as session:
        session.query(Job).delete()
        publish(session, told)
    assert fresh(listing).next_try_at <= clock.now()  # type: ignore[operator]  # it was set
    assert fresh(other).next_try_at > clock.now() + timedelta(seconds=1)  # type: ignore[operator]  # as above
    assert waiting_jobs() == 1


def test_what_has_no_listing_wakes_nobody(app: Flask, people: People) -> None:
    app.extensions["agrimarket.reactions"] = REACTIONS
    listing = a_listing(people)
    with one_commit() as session:
        session.query(Job).delete()
        publish(session, ProductWithdrawn(listing.id))
    assert waiting_jobs() == 0
