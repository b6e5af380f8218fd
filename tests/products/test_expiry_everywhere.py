"""Past midnight in Viet Nam stars and papers are gone: page, new labels, channel payloads."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from agrimarket.channels import registry
from agrimarket.channels.models import Listing
from agrimarket.channels.reconcile import Act
from agrimarket.channels.weigh import weigh
from agrimarket.issuing import labels
from agrimarket.issuing.models import StampOrder
from agrimarket.kit import clock
from agrimarket.kit.access import SYSTEM
from agrimarket.kit.db import one_commit, reading
from agrimarket.products import ocop
from agrimarket.products.models import Product
from tests.builders.channels import a_listing, a_sellable
from tests.builders.issuing import active_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_certificate
from tests.people import People

LAST = date(clock.today().year + 1, 6, 15)
MIDNIGHT = clock.start_of_day(LAST + timedelta(days=1))
BEFORE, AFTER = MIDNIGHT - timedelta(minutes=1), MIDNIGHT + timedelta(minutes=1)  # 23:59, 00:01
PAPER = "VG-CUỐI-NGÀY"


@pytest.fixture
def pomelo(people: People) -> Iterator[Product]:
    """Four stars and a VietGAP that both end on the evening of the same day."""
    product = a_sellable(people)
    with one_commit() as session:
        ocop.add_rating(
            session, viewer=people.phuc.viewer, product=product, decision_number="7/QĐ",
            decided_on=LAST.replace(year=LAST.year - 3), issuer="UBND tỉnh Thanh Hóa", score=80,
        )  # fmt: skip
    a_certificate(people, product, "vietgap", number=PAPER, valid_to=LAST)
    return product


def test_stars_leave_the_origin_page_on_the_next_request(people: People, pomelo: Product) -> None:
    lot = a_lot(people, pomelo, state="released")
    order = active_order(people, lot, count=5)
    path = f"/{code_of(order, 1)}"
    with clock.frozen_at(BEFORE):
        told = people.minh.get(f"{path}?format=json").json
        assert told["rating"]["stars"] == 4
        assert PAPER in {one["number"] for one in told["certificates"]}
        assert "4 sao" in people.minh.get(path).text
        assert "4 sao" in people.minh.get(f"/lot/{lot.id}").text
    with clock.frozen_at(AFTER):
        told = people.minh.get(f"{path}?format=json").json
        assert told["rating"] is None
        assert PAPER not in {one["number"] for one in told["certificates"]}
        for page in (people.minh.get(path).text, people.minh.get(f"/lot/{lot.id}").text):
            assert "4 sao" not in page
            assert PAPER not in page


def test_labels_not_yet_printed_lose_their_stars(people: People, pomelo: Product) -> None:
    lot = a_lot(people, pomelo, state="released")
    order = active_order(people, lot, count=5)
    with clock.frozen_at(BEFORE):
        assert labels.facts_of(reading(), viewer=SYSTEM, order=_fresh(order)).stars == 4
        before = _printed(people, order)
        assert _printed(people, order) == before  # the same facts, the same sheet
    with clock.frozen_at(AFTER):
        assert labels.facts_of(reading(), viewer=SYSTEM, order=_fresh(order)).stars is None
        assert _printed(people, order) != before


def _fresh(order: StampOrder) -> StampOrder:
    reading().rollback()
    return reading().get_one(StampOrder, order.id)


def _printed(people: People, order: StampOrder) -> bytes:
    """The sheet as it would come out now."""
    body = {"stock": "a4-65", "format": "svg", "reason": "In lại"}
    made = people.phuc.post(f"/api/v1/stamp-orders/{order.id}/prints", body)
    assert made.status_code in {200, 201, 202}, made.text
    with people.phuc.get(made.json["sheet_url"]) as sheet:
        assert sheet.status_code == 200, sheet.text
        return sheet.data


def test_channel_payloads_lose_stars_and_papers(people: People, pomelo: Product) -> None:
    for channel in ("voso", "postmart", "portal"):
        listing = a_listing(people, pomelo, channel)
        before, after = (_payload(listing, channel, at) for at in (BEFORE, AFTER))
        assert PAPER in before[0]
        assert PAPER not in after[0]
        assert (before[1], after[1]) == (4, None)
        assert after[2] is Act.UPDATE


def _payload(listing: Listing, channel: str, at: datetime) -> tuple[str, int | None, Act]:
    """What the channel would be sent then, the stars in it, and what is owed."""
    port = registry.adapter(channel)
    with clock.frozen_at(at), one_commit() as session:
        row = session.get_one(Listing, listing.id)
        weighed = weigh(session, row, port, clock.now())
        stars = weighed.content.stars
        return str(port.render(weighed.content)), stars.stars if stars else None, weighed.act


def test_a_product_says_so_itself(people: People, pomelo: Product) -> None:
    path = f"/api/v1/products/{pomelo.id}"
    with clock.frozen_at(BEFORE):
        told = people.phuc.get(path).json
        assert told["rating"]["stars"] == 4
        assert "Hết hôm nay" in people.phuc.browser().get(f"/san-pham/{pomelo.id}").text
    with clock.frozen_at(AFTER):
        told = people.phuc.get(path).json
        assert told["rating"] is None
        assert [one["valid"] for one in told["certificates"] if one["number"] == PAPER] == [False]


def test_stamps_are_refused_from_the_day_after(people: People) -> None:
    product = a_sellable(people, basis=False)
    a_certificate(people, product, "haccp", valid_to=LAST)
    body = {"product_id": product.id, "count": 3}
    with clock.frozen_at(BEFORE):
        assert people.nam.post("/api/v1/stamp-orders", body).status_code == 201
    with clock.frozen_at(AFTER):
        refused = people.nam.post("/api/v1/stamp-orders", body)
        assert (refused.status_code, refused.json["code"]) == (409, "safety_basis_expired")
