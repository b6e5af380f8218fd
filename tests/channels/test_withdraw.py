"""Taking a product off a channel, and what takes it off by itself."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.channels import booths
from agrimarket.channels.closing import close_channel
from agrimarket.channels.deliver import deliver
from agrimarket.channels.live import live_listings
from agrimarket.channels.models import Listing, LiveSpell
from agrimarket.channels.staff import counts
from agrimarket.households import rules as households
from agrimarket.households.models import Household
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, one_commit
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.lots.recalls.lift import lift_lot
from agrimarket.lots.recalls.suspend import resume_lot, suspend_lot
from agrimarket.products import decide, ocop, papers
from agrimarket.products.models import Certificate, Product
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.builders.households import CONSENT
from tests.builders.lots import a_lot
from tests.people import People


def test_withdrawn_is_gone_from_the_channel(people: People) -> None:
    listing = a_listing(people)
    answer = people.nam.post(f"/api/v1/listings/{listing.id}/withdraw", {"reason": "Hết hàng"})
    assert answer.status_code == 200
    assert answer.json["desired_state"] == "absent"
    assert "Hết hàng" in answer.json["reason"]
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.sync_state, after.remote_id) == ("absent", "in_sync", None)
    assert counts("voso")["live"] == 0
    spell = db.session.query(LiveSpell).one()
    assert spell.until is not None


def test_withdrawn_before_it_was_ever_sent(people: People) -> None:
    listing = a_listing(people, live=False)
    people.nam.post(f"/api/v1/listings/{listing.id}/withdraw", {})
    deliver()
    assert fresh(listing).observed_state == "absent"
    assert counts("voso") == {"live": 0}


def test_withdrawn_twice(people: People) -> None:
    listing = a_listing(people)
    path = f"/api/v1/listings/{listing.id}/withdraw"
    people.nam.post(path, {})
    again = people.nam.post(path, {})
    assert (again.status_code, again.json["code"]) == (409, "listing_withdrawn")
    assert people.lan.post(path, {}).status_code == 404


def test_back_again_is_a_new_item(people: People) -> None:
    listing = a_listing(people)
    first = listing.remote_id
    people.nam.post(f"/api/v1/listings/{listing.id}/withdraw", {})
    deliver()
    body = {"product_id": listing.product_id, "channel": "voso"}
    again = people.nam.post("/api/v1/listings", body)
    assert (again.status_code, again.json["id"]) == (201, listing.id)
    deliver()
    after = fresh(listing)
    assert after.observed_state == "live"
    assert after.remote_id != first
    assert counts("voso")["live"] == 1


def recall(people: People, listing: Listing) -> Any:
    lot = a_lot(people, listing.product_id)
    colleague = people.person(Role.PROVINCE_OFFICER, "Thu")  # lifting needs another pair of eyes

    def act(verb: str) -> None:
        with one_commit() as session:
            viewer = people.phuc.viewer if verb == "cause" else colleague.viewer
            row = lot_of(session, viewer=viewer, lot_id=lot.id)
            if verb == "cause":
                recall_lot(session, viewer=viewer, lot=row, reason="Dư lượng", phone="02373852246")
            else:
                for one in (people.phuc.viewer, viewer):
                    lift_lot(session, viewer=one, lot=row, reason="Đã kiểm nghiệm")

    return act


def suspension(people: People, listing: Listing) -> Any:
    lot = a_lot(people, listing.product_id)

    def act(verb: str) -> None:
        with one_commit() as session:
            row = lot_of(session, viewer=people.nam.viewer, lot_id=lot.id)
            rule = suspend_lot if verb == "cause" else resume_lot
            rule(session, viewer=people.nam.viewer, lot=row, reason="Khách báo mùi lạ")

    return act


def consent(people: People, listing: Listing) -> Any:
    def act(verb: str) -> None:
        with one_commit() as session:
            product = session.get_one(Product, listing.product_id)
            household = session.get_one(Household, product.household_id)
            viewer = people.phuc.viewer
            if verb == "cause":
                households.withdraw_consent(session, viewer=viewer, household=household)
            else:
                households.give_consent(
                    session, viewer=viewer, household=household, agreement=CONSENT
                )

    return act


def withdrawn_product(people: People, listing: Listing) -> Any:
    def act(verb: str) -> None:
        with one_commit() as session:
            product = session.get_one(Product, listing.product_id)
            viewer = people.phuc.viewer
            if verb == "cause":
                decide.withdraw_product(session, viewer=viewer, product=product, reason="Hết mùa")
            else:
                decide.submit_product(session, viewer=viewer, product=product)
                decide.approve_product(session, viewer=viewer, product=product)

    return act


def suspended_booth(people: People, listing: Listing) -> Any:
    def act(verb: str) -> None:
        with one_commit() as session:
            product = session.get_one(Product, listing.product_id)
            viewer = people.phuc.viewer
            booth = session.query(booths.Booth).filter_by(household_id=product.household_id).one()
            if verb == "cause":
                booths.suspend(session, viewer=viewer, booth_id=booth.id, reason="Nghỉ Tết")
            else:
                booths.open_booth(session, viewer=viewer, booth_id=booth.id)

    return act


def lapsed_basis(people: People, listing: Listing) -> Any:
    def act(verb: str) -> None:
        with one_commit() as session:
            viewer = people.phuc.viewer
            product = session.get_one(Product, listing.product_id)
            if verb == "cause":
                paper = (
                    session.query(Certificate).filter_by(household_id=product.household_id).one()
                )
                papers.remove_certificate(
                    session, viewer=viewer, certificate=paper, reason="Hết hiệu lực"
                )
            else:
                papers.add_certificate(session, viewer=viewer, product=product, kind="vietgap")

    return act


CAUSES = {
    "recalled": recall,
    "lot_suspended": suspension,
    "consent_withdrawn": consent,
    "product_withdrawn": withdrawn_product,
    "booth_suspended": suspended_booth,
    "basis_expired": lapsed_basis,
}


@pytest.mark.parametrize("hold", CAUSES)
def test_a_cause_takes_it_off_and_lifting_brings_it_back(people: People, hold: str) -> None:
    """Nobody writes the wish: what takes it away is read, so lifting restores what was."""
    listing = a_listing(people, channel="portal")
    act = CAUSES[hold](people, listing)
    act("cause")
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.hold, after.desired_state) == ("absent", hold, "listed")
    assert after.reason
    told = people.nam.get(f"/api/v1/listings/{listing.id}").json
    assert (told["desired_state"], told["wished_state"]) == ("absent", "listed")
    assert (told["hold"], bool(told["reason"])) == (hold, True)
    assert counts("portal")["live"] == 0
    assert live_listings(db.session(), listing.product_id) == []
    act("lift")
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.hold) == ("pending_review", None)
    told = people.nam.get(f"/api/v1/listings/{listing.id}").json
    assert (told["desired_state"], told["hold"]) == ("listed", None)


def test_another_good_lot_keeps_it_on(people: People) -> None:
    listing = a_listing(people)
    a_lot(people, listing.product_id)
    a_lot(people, listing.product_id, state="recalled")
    deliver()
    assert fresh(listing).observed_state == "live"


def test_papers_that_lapse_overnight_are_noticed_at_midnight(people: People) -> None:
    product = a_sellable(people, basis=False, photos=0)
    last_day = clock.today() + timedelta(days=1)
    with one_commit() as session:
        papers.add_certificate(
            session, viewer=people.phuc.viewer, product=product, kind="vietgap", valid_to=last_day
        )
    listing = a_listing(people, product, "portal")
    assert listing.observed_state == "live"
    with clock.moved_to(clock.start_of_day(last_day) + timedelta(minutes=5)):
        deliver()
    assert fresh(listing).observed_state == "live"
    with clock.moved_to(clock.start_of_day(last_day + timedelta(days=1)) + timedelta(minutes=5)):
        deliver()
    assert (fresh(listing).observed_state, fresh(listing).hold) == ("absent", "basis_expired")


def test_stars_that_lapse_leave_the_payload(people: People) -> None:
    product = a_sellable(people, photos=0)
    decided = clock.today() - timedelta(days=1090)
    with one_commit() as session:
        rating = papers_rating(session, people, product, decided)
        last_day = rating.valid_through
    listing = a_listing(people, product, "voso")
    with_stars = listing.observed_hash
    after_end = clock.start_of_day(last_day + timedelta(days=1)) + timedelta(minutes=5)
    with clock.moved_to(after_end):
        deliver()
    after = fresh(listing)
    assert after.observed_state == "live"
    assert after.observed_hash != with_stars
    assert after.observed_hash == after.desired_hash


def papers_rating(session: Any, people: People, product: Product, decided: Any) -> Any:
    return ocop.add_rating(
        session,
        viewer=people.phuc.viewer,
        product=product,
        decision_number="512/QĐ-UBND",
        decided_on=decided,
        issuer="UBND tỉnh",
        score=75,
    )


def test_a_closed_channel_ends_its_listings_with_the_reason(people: People) -> None:
    listing = a_listing(people)
    with one_commit() as session:
        close_channel(
            session,
            viewer=people.phuc.viewer,
            code="voso",
            last_day=clock.today() - timedelta(days=1),
            successor_code="postmart",
        )
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.hold) == ("absent", "channel_closed")
    body = {"product_id": a_sellable(people).id, "channel": "voso"}
    answer = people.nam.post("/api/v1/listings", body)
    assert (answer.status_code, answer.json["code"]) == (409, "channel_closed")


def test_only_the_province_closes_a_channel(people: People) -> None:
    body = {"last_day": "2026-01-01", "successor_code": "postmart"}
    assert people.nam.post("/api/v1/channels/voso/close", body).status_code == 403
    answer = people.phuc.post("/api/v1/channels/voso/close", body)
    assert (answer.status_code, answer.json["valid_to"]) == (200, "2026-01-01")
    known = people.phuc.get("/api/v1/channels").json["items"]
    assert [one["code"] for one in known] == ["postmart", "voso", "portal"]
