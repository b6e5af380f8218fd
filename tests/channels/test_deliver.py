"""Calls that fail: nothing is doubled, nothing is lost."""

from datetime import timedelta

import pytest
from flask import Flask

from agrimarket.channels.backoff import pause, spent
from agrimarket.channels.deliver import deliver, settle
from agrimarket.channels.faults import (
    Conflict,
    RateLimited,
    Retryable,
    Uncertain,
)
from agrimarket.channels.models import Outbox
from agrimarket.channels.note import note
from agrimarket.channels.owe import claim
from agrimarket.channels.port import Receipt
from agrimarket.channels.staff import stand_in, tell
from agrimarket.channels.sweep import sweep
from agrimarket.kit import clock
from agrimarket.kit.db import db, one_commit
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.channels.passing import edit, later
from tests.channels.scripted import scripted
from tests.people import People

MINUTE = timedelta(minutes=1)


def test_a_timeout_after_the_channel_took_it_makes_no_double(app: Flask, people: People) -> None:
    """Voso knows no unique reference: only looking before creating saves us."""
    channel = scripted("voso")
    channel.fail("submit", Uncertain("timeout"), when="after")
    listing = a_listing(people, live=False)
    deliver()
    assert fresh(listing).observed_state == "live"
    assert len(channel.inner.engine.items(channel.inner.shop)) == 1
    assert channel.calls == ["find", "submit", "find"]


def test_a_timeout_before_the_channel_took_it_is_tried_again(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", Uncertain("timeout"))
    listing = a_listing(people, live=False)
    deliver()
    assert fresh(listing).sync_state == "backoff"
    later(2 * MINUTE)
    assert fresh(listing).observed_state == "live"
    assert len(channel.inner.engine.items(channel.inner.shop)) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_to_a_change_loses_no_change(app: Flask, people: People, when: str) -> None:
    channel = scripted("voso")
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    channel.fail("update", Uncertain("timeout"), when=when)
    edit(people, product, price_vnd=50_000)
    deliver()
    later(2 * MINUTE)
    after = fresh(listing)
    assert after.observed_hash == after.desired_hash
    assert after.sync_state == "in_sync"
    items = channel.inner.engine.items(channel.inner.shop)
    assert [item.payload["price"] for item in items] == [50_000]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lost_answer_to_a_withdrawal(app: Flask, people: People, when: str) -> None:
    channel = scripted("voso")
    listing = a_listing(people, live=False)
    deliver()
    channel.fail("withdraw", Uncertain("timeout"), when=when)
    people.nam.post(f"/api/v1/listings/{listing.id}/withdraw", {})
    deliver()
    later(2 * MINUTE)
    assert fresh(listing).observed_state == "absent"
    assert channel.inner.engine.items(channel.inner.shop) == []


def test_the_channels_own_wish_to_wait_wins(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", RateLimited("429", after=1800))
    listing = a_listing(people, live=False)
    deliver()
    waiting = fresh(listing)
    assert waiting.sync_state == "backoff"
    assert waiting.reason
    later(29 * MINUTE)
    assert channel.calls.count("submit") == 1
    later(31 * MINUTE)
    assert channel.calls.count("submit") == 2
    assert fresh(listing).observed_state == "live"


def test_what_was_changed_there_is_a_conflict_and_ends_as_we_want(
    app: Flask, people: People
) -> None:
    channel = scripted("voso")
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    channel.fail("update", Conflict("changed"))
    edit(people, product, price_vnd=60_000)
    deliver()
    later(2 * MINUTE)
    after = fresh(listing)
    assert (after.sync_state, after.observed_hash) == ("in_sync", after.desired_hash)


def test_a_worker_that_died_with_a_call_in_hand(people: People) -> None:
    listing = a_listing(people, live=False)
    with one_commit() as session:
        assert claim(session, listing.id, clock.now()) is not None
    assert settle(listing.id) == 0  # somebody holds the lease
    deliver()
    assert fresh(listing).sync_state == "in_flight"
    later(2 * MINUTE)
    assert fresh(listing).observed_state == "live"
    states = {row.state for row in db.session.query(Outbox).filter_by(listing_id=listing.id)}
    assert states == {"lost", "done"}


def test_an_answer_that_comes_after_the_lease_is_left_alone(people: People) -> None:
    listing = a_listing(people, live=False)
    with one_commit() as session:
        call = claim(session, listing.id, clock.now())
    assert call is not None
    later(2 * MINUTE)
    with one_commit() as session:
        note(session, call, Receipt("VS-999999", "active"), clock.now())
    assert fresh(listing).remote_id != "VS-999999"


def test_a_bug_in_an_adapter_is_an_uncertain_call(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", ZeroDivisionError("bug"), when="after")  # type: ignore[arg-type]  # meant
    listing = a_listing(people, live=False)
    deliver()
    assert fresh(listing).observed_state == "live"
    assert len(channel.inner.engine.items(channel.inner.shop)) == 1


def test_newest_content_only(app: Flask, people: People) -> None:
    channel = scripted("voso")
    channel.fail("submit", Retryable("502", after=60))
    product = a_sellable(people, photos=0)
    listing = a_listing(people, product, live=False)
    deliver()
    edit(people, product, price_vnd=70_000)
    later(3 * MINUTE)
    assert fresh(listing).observed_state == "live"
    items = channel.inner.engine.items(channel.inner.shop)
    assert [item.payload["price"] for item in items] == [70_000]


def test_the_sweep_finds_what_vanished_and_what_is_nobodys(people: People) -> None:
    kept, lost = a_listing(people), a_listing(people)
    before = lost.remote_id
    shop = stand_in("voso")
    shop.withdraw(str(before), idempotency_key="somebody else")
    shop.engine.submit(
        shop.shop, shop.engine.items(shop.shop)[0].payload, ref="nobody", key="theirs"
    )
    found = sweep()
    assert found["voso"] == {"changed": 0, "vanished": 1, "orphans": 1}
    assert fresh(kept).observed_state == "live"
    assert fresh(lost).observed_state == "live"
    assert fresh(lost).remote_id != before


def test_four_products_on_three_channels_with_every_third_call_failing(
    app: Flask, people: People
) -> None:
    """A small convergence: everything ends where people want it, without a double."""
    channels = [scripted(code) for code in ("postmart", "voso", "portal")]
    app.extensions["agrimarket.channels"] = {channel.code: channel for channel in channels}
    products = [a_sellable(people, name=f"Bưởi {number}", photos=3) for number in range(4)]
    for channel in channels:
        for step in ("submit", "find", "fetch"):
            for when in ("before", "after"):
                channel.fail(step, Uncertain("timeout"), when=when)
        channel.fail("submit", Retryable("502"))
        channel.fail("fetch", RateLimited("429", after=30))
    for product in products:
        for channel in channels:
            a_listing(people, product, channel.code, live=False)
    for hours in range(12):
        later(timedelta(hours=hours))
        for channel in channels:
            approve_all(channel)
    later(timedelta(hours=30))
    items = people.phuc.get("/api/v1/listings").json["items"]
    assert {(one["state"], one["sync_state"]) for one in items} == {("live", "in_sync")}
    for channel in channels:
        there = channel.inner.engine.items(channel.inner.shop)
        assert sorted(item.ref for item in there) == sorted(
            one["id"] for one in items if one["channel"] == channel.code
        )


def approve_all(channel: object) -> None:
    inner = channel.inner  # type: ignore[attr-defined]  # a scripted channel
    waiting = [
        item.number for item in inner.engine.items(inner.shop) if item.status in inner.shop.waiting
    ]
    inner.engine.decide(inner.shop, waiting, inner.shop.live)
    tell(inner.code, tuple(inner.remote_id(number) for number in waiting))


def test_waits_grow_with_jitter_and_end() -> None:
    assert all(pause(1) <= timedelta(seconds=4) for _ in range(50))
    assert all(pause(30) <= timedelta(hours=1) for _ in range(50))
    assert len({pause(10) for _ in range(10)}) > 1
    assert pause(3, after=12.5) == timedelta(seconds=12.5)
    now = clock.now()
    assert spent(12, now, now)
    assert spent(1, now - timedelta(hours=24), now)
    assert not spent(11, now - timedelta(hours=23), now)
    assert not spent(0, None, now)
