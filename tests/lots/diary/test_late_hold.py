"""A spray told of after release holds the lot and what was made from it until somebody looks."""

from collections.abc import Callable
from typing import Any

import pytest

from agrimarket.kit.db import db
from agrimarket.lots.models import Lot
from tests.builders.issuing import a_print, an_order
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform
from tests.builders.trade import put_in
from tests.lots.diary.test_waiting import API, REASON, release, sprayed
from tests.people import People


def _owner(people: People, lot: Lot) -> str:
    return str(people.phuc.get(f"{API}/lots/{lot.id}").json["household_id"])


def split(people: People, lot: Lot) -> Any:
    outputs = [{"lot_code": f"TACH-{lot.used}", "quantity": 2}]
    return people.nam.post(f"{API}/lots/{lot.id}/splits", {"outputs": outputs})


def transform(people: People, lot: Lot) -> Any:
    other = a_product(people, _owner(people, lot), name="Mứt bưởi")
    db.session.rollback()
    made = {"lot_code": "MUT", "quantity": 1, "unit": "kg", "product_id": other.id}
    taken = {"lot_id": lot.id, "quantity": 2}
    return people.nam.post(f"{API}/lot-transformations", {"inputs": [taken], "outputs": [made]})


def hand_over(people: People, lot: Lot) -> Any:
    told = {"household_id": _owner(people, lot), "kind": "buyer", "name": "Cửa hàng Xanh"}
    partner = put_in(people.nam, "/partners", told)["id"]
    return people.nam.post(f"{API}/lots/{lot.id}/transfers", {"partner_id": partner, "quantity": 2})


def order(people: People, lot: Lot) -> Any:
    return people.nam.post(f"{API}/stamp-orders", {"lot_id": lot.id, "count": 2})


Act = Callable[[People, Lot], Any]
ACTS = [split, transform, hand_over, order]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_new_begins_until_an_officer_looked(people: People, act: Act) -> None:
    lot = a_lot(people, pack_count=None, harvested_on=days_ago(3))
    sprayed(people, lot, 5, 14)
    refused = act(people, lot)
    assert (refused.status_code, refused.json["code"]) == (409, "lot_inputs_late")
    assert "Abamectin" in refused.text
    assert "cán bộ xã" in refused.text
    assert release(people.nam, lot, **REASON).status_code == 403  # not the worker's to say
    assert release(people.huong, lot, **REASON).status_code == 200
    assert act(people, lot).status_code == 201


@pytest.mark.parametrize("act", ACTS)
def test_what_was_made_from_it_is_held_too(people: People, act: Act) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000, harvested_on=days_ago(3))
    (part,) = a_split(people, lot, 500, state="released")
    gift = a_transform(people, a_product(people, name="Giỏ quà"), (part, 100), state="released")
    sprayed(people, lot, 5, 14)
    for one in (part, gift):
        refused = act(people, one)
        assert (refused.status_code, refused.json["code"]) == (409, "source_inputs_late")
        assert lot.lot_code in refused.json["detail"]
    assert release(people.huong, gift, **REASON).status_code == 200  # looked at the basket alone
    assert act(people, gift).status_code == 201
    assert act(people, part).status_code == 409
    assert release(people.huong, lot, **REASON).status_code == 200
    assert act(people, part).status_code == 201


def test_stamps_of_it_are_not_activated(people: People) -> None:
    lot = a_lot(people, pack_count=None, harvested_on=days_ago(3))
    printed = an_order(people, lot, count=2)
    a_print(people, printed)
    sprayed(people, lot, 5, 14)
    ends = {"order_id": printed.id, "first": 1, "last": 2}
    refused = people.nam.post(f"{API}/stamp-activations", ends)
    assert (refused.status_code, refused.json["code"]) == (409, "lot_inputs_late")
    assert release(people.huong, lot, **REASON).status_code == 200
    assert people.nam.post(f"{API}/stamp-activations", ends).status_code == 201


def test_a_spray_that_kept_its_days_holds_nothing(people: People) -> None:
    lot = a_lot(people, pack_count=None, harvested_on=days_ago(3))
    sprayed(people, lot, 20, 7)
    assert split(people, lot).status_code == 201


def test_stamps_for_what_waits_need_a_reason_of_the_province(people: People) -> None:
    lot = a_lot(people, state="sealed", harvested_on=days_ago(3))
    sprayed(people, lot, 5, 14)
    for one in (people.nam, people.phuc):
        refused = one.post(f"{API}/stamp-orders", {"lot_id": lot.id, "count": 2})
        assert (refused.status_code, refused.json["code"]) == (409, "waiting_days")
    told = {"lot_id": lot.id, "count": 2, "override_reason": "Đã kiểm nghiệm đạt, phiếu 12"}
    assert people.phuc.post(f"{API}/stamp-orders", told).status_code == 201


def test_pages_say_so_and_the_office_sees_both(people: People) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000, harvested_on=days_ago(3))
    (part,) = a_split(people, lot, 500, state="released")
    sprayed(people, lot, 5, 14)
    page = people.nam.browser().get(f"/lo/{part.id}").text
    assert "Chưa tách, làm hàng khác, giao hay dán tem" in page
    assert lot.lot_code in page
    assert people.nam.get(f"{API}/lots/{part.id}").json["late_sources"] == [lot.lot_code]
    listed = people.huong.browser().get("/lo/thuoc-ghi-sau").text
    assert f"/lo/{part.id}" in listed
    assert f"của lô nguồn {lot.lot_code}" in listed
    release(people.huong, lot, **REASON)
    listed = people.huong.browser().get("/lo/thuoc-ghi-sau").text
    assert f"/lo/{part.id}" not in listed
    assert f"/lo/{lot.id}" not in listed
