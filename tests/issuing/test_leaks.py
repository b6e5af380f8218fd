"""A leaked key: every stamp of it asks to be looked at closer, none are issued, two people lift."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from agrimarket.issuing import leaks
from agrimarket.issuing.life_models import KeyLeak
from agrimarket.issuing.life_refusals import (
    KeyVersionLeaked,
    KeyVersionUnknown,
    LeakInFuture,
    LeakLifted,
    LeakLiftNeedsAnother,
    LeakStands,
)
from agrimarket.issuing.refusals import ReasonNeeded
from agrimarket.issuing.ring import the_ring
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import NotAllowed
from agrimarket.kit.ids import new_id
from agrimarket.kit.key_watch import keys_of
from stamps import KeyRing
from tests.builders.issuing import active_order, an_order, code_of
from tests.people import People, Person

OTHER_KEY = hashlib.sha256(b"another key of this test").digest()


@contextmanager
def opened_by(people: People, ring: KeyRing) -> Iterator[None]:
    """The service with another ring, as if its key file held it."""
    kept, name = keys_of(people.app).stamps, "agrimarket.stamp_ring"
    before = people.app.extensions[name]
    people.app.extensions[name] = (kept, ring)
    try:
        yield
    finally:
        people.app.extensions[name] = before


def told(by: Person, **over: Any) -> KeyLeak:
    values = {"version": "1", "reason": "Mất máy chủ dự phòng", **over}
    with one_commit() as session:
        return leaks.tell_leak(session, viewer=by.viewer, ring=the_ring(), **values)


def lifted(by: Person, row: KeyLeak) -> KeyLeak:
    with one_commit() as session:
        return leaks.lift_leak(session, viewer=by.viewer, leak_id=row.id, reason="Chưa lộ")


def test_every_stamp_of_the_key_asks_to_be_looked_at(people: People) -> None:
    order = active_order(people)
    before = people.minh.get(f"/{code_of(order, 1)}?format=json").get_json()
    assert before["verdict"] == "valid_first"
    told(people.phuc)
    for position in (1, 10):
        answer = people.minh.get(f"/{code_of(order, position)}?format=json").get_json()
        assert (answer["verdict"], answer["panel"]) == ("check_pack", "look")
    page = people.minh.get(f"/{code_of(order, 1)}").text
    assert "Hãy so lại tên hàng, lô, hạn dùng." in page
    assert "bị lộ từ ngày" in page
    assert "quét ở nhiều nơi" not in page


def test_nothing_new_is_issued_under_it_until_the_key_is_another(people: People) -> None:
    told(people.phuc)
    with pytest.raises(KeyVersionLeaked) as no:
        an_order(people)
    assert "đổi khóa tem" in no.value.detail
    ring = the_ring()
    newer = ring.rotated(OTHER_KEY)
    with opened_by(people, newer):
        assert an_order(people).key_version == newer.active != ring.active


def test_nothing_is_printed_under_it_until_it_is_lifted(people: People) -> None:
    order, row = an_order(people), told(people.phuc)
    path = f"/api/v1/stamp-orders/{order.id}/prints"
    for wish in ({"stock": "a4-40"}, {"format": "csv"}):
        answer = people.phuc.post(path, wish)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "key_version_leaked")
    form = {"stock": "a4-40", "first": "1", "last": "10"}
    page = people.phuc.browser().post(f"/tem/{order.id}/in", data=form)
    assert page.status_code == 422
    assert "chưa in tem mới được" in page.text
    lifted(people.phuc, row)
    lifted(people.person(Role.PROVINCE_OFFICER, "Thu"), row)
    assert people.phuc.post(path, {"stock": "a4-40"}).status_code in {201, 202}


def test_one_tells_and_two_lift(people: People) -> None:
    row, order = told(people.phuc), None
    with pytest.raises(LeakStands):
        told(people.phuc)
    assert lifted(people.phuc, row).lifted_at is None
    with pytest.raises(LeakLiftNeedsAnother):
        lifted(people.phuc, row)
    with pytest.raises(KeyVersionLeaked):
        an_order(people)
    thu = people.person(Role.PROVINCE_OFFICER, "Thu")
    assert lifted(thu, row).lifted_at is not None
    with pytest.raises(LeakLifted):
        lifted(thu, row)
    order = active_order(people)
    assert "Tem hợp lệ" in people.minh.get(f"/{code_of(order, 1)}").text
    told(people.phuc)  # it may leak anew


def test_only_the_province_with_a_reason_a_known_letter_and_a_past_day(people: People) -> None:
    for by in (people.huong, people.nam):
        with pytest.raises(NotAllowed):
            told(by)
    with pytest.raises(ReasonNeeded):
        told(people.phuc, reason=" ")
    with pytest.raises(KeyVersionUnknown):
        told(people.phuc, version="Z")
    with pytest.raises(LeakInFuture):
        told(people.phuc, since=clock.today() + timedelta(days=1))


def test_a_leak_that_never_was_is_missing_before_a_reason_is_asked_for(people: People) -> None:
    phuc, here = people.phuc.browser(), told(people.phuc).id
    assert phuc.post(f"/tem/khoa/{here}/go").status_code == 422
    assert phuc.post(f"/tem/khoa/{new_id()}/go").status_code == 404


def test_a_stolen_key_seals_no_stamp_of_another_version(people: People) -> None:
    """Whoever stole key W could seal a serial that was issued under key 1 with it."""
    order = active_order(people)
    ring = the_ring()
    both = KeyRing({**ring.keys, "W": OTHER_KEY}, ring.active, pin_keys=ring.pin_keys)
    forged = both.seal(order.first_serial, version="W")
    with opened_by(people, both):
        answer = people.minh.get(f"/{forged}?format=json")
        assert (answer.status_code, answer.get_json()["verdict"]) == (404, "not_ours")
