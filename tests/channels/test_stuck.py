"""What waits for a person, why, and how it goes again."""

from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.channels import registry
from agrimarket.channels.deliver import deliver
from agrimarket.channels.faults import (
    AuthExpired,
    Permanent,
    Rejected,
    Retryable,
)
from agrimarket.channels.models import LiveSpell
from agrimarket.channels.port import Issue
from agrimarket.channels.staff import stand_in, tell
from agrimarket.kit.db import db
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.channels.passing import edit, later
from tests.channels.scripted import scripted
from tests.people import People


def test_twelve_tries_then_a_person(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", Retryable("502"), times=50)
    listing = a_listing(people, live=False)
    for hour in range(14):
        later(timedelta(hours=1.01 * hour))
    dead = fresh(listing)
    assert (dead.sync_state, channel.calls.count("submit")) == ("dead", 12)
    assert "12 lần" in (dead.reason or "")
    channel.plan.clear()
    later(timedelta(days=2))
    assert fresh(listing).sync_state == "dead"
    answer = people.nam.post(f"/api/v1/listings/{listing.id}/retry")
    assert answer.status_code == 200
    deliver()
    assert fresh(listing).observed_state == "live"


def test_a_day_of_trying_is_enough(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", AuthExpired("401", after=7 * 3600), times=50)
    listing = a_listing(people, live=False)
    for hours in (0, 8, 16, 25):
        later(timedelta(hours=hours))
    assert fresh(listing).sync_state == "dead"
    assert channel.calls.count("submit") == 4


def test_what_can_never_work_is_not_tried_again(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", Permanent("gone for good"))
    listing = a_listing(people, live=False)
    deliver()
    assert fresh(listing).sync_state == "dead"
    later(timedelta(days=3))
    assert channel.calls.count("submit") == 1


def test_refused_content_is_never_sent_again_unchanged(app: Flask, people: People) -> None:
    no = Rejected([Issue("banned", "title", "Tên có từ bị cấm.", "A banned word.")])
    channel = scripted("voso")
    channel.fail("submit", no)
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    blocked = fresh(listing)
    assert (blocked.sync_state, blocked.observed_state) == ("blocked", "rejected")
    assert blocked.reason == "Tên có từ bị cấm."
    later(timedelta(days=2))
    assert channel.calls.count("submit") == 1
    again = people.nam.post(f"/api/v1/listings/{listing.id}/retry")
    assert (again.status_code, again.json["code"]) == (409, "rejected_unchanged")
    edit(people, product, description="Quả đỏ.")
    deliver()
    assert fresh(listing).observed_state == "live"


def test_a_refused_change_leaves_what_is_there(app: Flask, people: People) -> None:
    no = Rejected([Issue("banned", "title", "Tên có từ bị cấm.", "A banned word.")])
    channel = scripted("voso")
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    channel.fail("update", no)
    edit(people, product, price_vnd=60_000)
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.sync_state) == ("live", "blocked")
    later(timedelta(days=2))
    assert channel.calls.count("update") == 1
    assert counts_live(channel) == 1


def counts_live(channel: object) -> int:
    inner = channel.inner  # type: ignore[attr-defined]  # a scripted channel
    return int(inner.engine.counts(inner.shop).get(inner.shop.live, 0))


def test_content_that_breaks_a_rule_later_waits_for_a_person(app: Flask, people: People) -> None:
    channel = scripted("voso")
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    edit(people, product, price_vnd=45_250)
    deliver()
    blocked = fresh(listing)
    assert (blocked.sync_state, blocked.observed_state) == ("blocked", "live")
    assert "chẵn 500" in (blocked.reason or "")
    assert "update" not in channel.calls
    edit(people, product, price_vnd=45_500)
    deliver()
    assert fresh(listing).sync_state == "in_sync"


@pytest.mark.parametrize(("status", "seen"), [("locked", "locked"), ("banned", "rejected")])
def test_a_locked_one_is_not_fought(people: People, status: str, seen: str) -> None:
    listing = a_listing(people)
    shop = stand_in("voso")
    shop.engine.decide(shop.shop, [int(str(listing.remote_id)[3:])], status)
    tell("voso", (str(listing.remote_id),))
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.sync_state) == (seen, "blocked")
    assert after.reason
    spell = db.session.query(LiveSpell).one()
    assert spell.until is not None


def test_a_word_nobody_knows_is_shown_and_never_live(people: People) -> None:
    listing = a_listing(people)
    shop = stand_in("voso")
    shop.engine.decide(shop.shop, [int(str(listing.remote_id)[3:])], "on_holiday")
    tell("voso", (str(listing.remote_id),))
    deliver()
    after = fresh(listing)
    assert (after.observed_state, after.observed_status) == ("unknown", "on_holiday")
    assert (after.sync_state, "on_holiday" in (after.reason or "")) == ("blocked", True)


def test_without_an_adapter_it_waits_for_a_person(app: Flask, people: People) -> None:
    listing = a_listing(people, live=False)
    app.extensions["agrimarket.channels"] = {}
    deliver()
    assert fresh(listing).sync_state == "blocked"
    app.extensions["agrimarket.channels"] = dict(registry.sandboxes())
    assert people.nam.post(f"/api/v1/listings/{listing.id}/retry").status_code == 200
    deliver()
    assert fresh(listing).observed_state == "live"


def test_nothing_to_retry(people: People) -> None:
    listing = a_listing(people)
    answer = people.nam.post(f"/api/v1/listings/{listing.id}/retry")
    assert (answer.status_code, answer.json["code"]) == (409, "nothing_to_retry")
    assert people.lan.post(f"/api/v1/listings/{listing.id}/retry").status_code == 404
