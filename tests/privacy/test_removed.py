"""Who was taken off the list is forgotten after thirty days: nobody could ask for it any more."""

from datetime import timedelta

from flask import Flask

from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.db import db
from agrimarket.kit.jobs import JobContext, run_due
from agrimarket.kit.person_keys import PersonKey
from agrimarket.privacy.jobs import HANDLERS
from agrimarket.products.models import Product
from tests.builders.fieldwork import op, result
from tests.builders.households import a_household, citizen_id
from tests.builders.products import a_product
from tests.people import People
from tests.privacy.traces import found_in

NAME, PHONE = "Trịnh Thị Xuyến", "0977123456"


def day(app: Flask) -> None:
    HANDLERS["privacy.retention"](JobContext("", {}, 0))
    run_due(app)


def test_after_thirty_days_nothing_is_left_of_who_was_removed(app: Flask, people: People) -> None:
    household = a_household(
        people, head_name=NAME, phone=PHONE, citizen_id=citizen_id(), consent=None
    )
    product = a_product(people, household.id, state="draft", description=f"Gọi {PHONE}")
    gone = op("household.delete", household.id, base=household.revision,
              fields={"reason": "Ghi nhầm"})  # fmt: skip
    assert result(people.nam, gone)["status"] == "applied"
    with clock.moved_to(clock.now() + timedelta(days=29)):
        day(app)
    kept = db.session.get_one(Household, household.id, populate_existing=True)
    assert kept.phone == PHONE
    other = a_household(people, head_name=NAME, phone="0977123457", note="Nhà bà Trịnh Thị Xuyến")
    with clock.moved_to(clock.now() + timedelta(days=31)):
        day(app)
    gone_now = db.session.get_one(Household, household.id, populate_existing=True)
    assert gone_now.erased_at is not None
    assert gone_now.deleted_at is not None
    assert db.session.get_one(PersonKey, household.id).wrapped is None
    assert db.session.get_one(Product, product.id, populate_existing=True).description is None
    assert found_in(app, [PHONE]) == []
    seen = people.nam.get(f"/api/v1/households/{other.id}").get_json()
    assert (seen["head_name"], seen["note"]) == (NAME, "Nhà bà Trịnh Thị Xuyến")
