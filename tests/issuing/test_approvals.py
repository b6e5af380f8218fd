"""More stamps than packs or than a year's quota: asked with a reason, answered by an officer."""

from typing import Any

import pytest

from agrimarket.issuing import approvals, rules
from agrimarket.issuing.life_models import StampApproval
from agrimarket.issuing.life_refusals import (
    ApprovalDecided,
    ApprovalNeedsAnother,
    ApprovalNotNeeded,
    ApprovalWaiting,
    TooManyGranted,
)
from agrimarket.issuing.refusals import QuotaExceeded, ReasonNeeded, TooManyForLot
from agrimarket.issuing.room import packs_of
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import NotAllowed, NotFound
from tests.builders.households import a_household
from tests.builders.issuing import a_print, an_activation, an_order
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person

API = "/api/v1/stamp-approvals"


def asked(by: Person, **over: Any) -> StampApproval:
    with one_commit() as session:
        values = {"reason": "Chia gói nhỏ hơn", **over}
        return approvals.ask_for_lot(session, viewer=by.viewer, **values)


def decided(by: Person, rule: Any, row: StampApproval, **over: Any) -> StampApproval:
    with one_commit() as session:
        found: StampApproval = rule(session, viewer=by.viewer, approval_id=row.id, **over)
        return found


def test_106_percent_is_refused_with_how_many_more_and_what_to_do(people: People) -> None:
    lot = a_lot(people, pack_count=100)
    order = an_order(people, lot, count=106)
    a_print(people, order)
    with pytest.raises(TooManyForLot) as no:
        an_activation(people, order, by=people.nam)
    assert (no.value.facts["most"], no.value.facts["over"]) == (105, 1)
    assert "còn nhận 105, dải này thừa 1" in no.value.detail
    assert "xin cán bộ xã duyệt thêm 1 tem" in no.value.detail
    an_activation(people, order, 1, 105, by=people.nam)


def test_an_officers_yes_raises_the_lots_limit(people: People) -> None:
    lot = a_lot(people, pack_count=100)
    order = an_order(people, lot, count=120)
    a_print(people, order)
    row = asked(people.nam, lot_id=lot.id, order_id=order.id, first=1, last=120)
    assert (row.count, row.state) == (15, "asked")
    with pytest.raises(TooManyForLot):
        an_activation(people, order, by=people.nam)
    with pytest.raises(ApprovalWaiting):
        asked(people.nam, lot_id=lot.id, count=3)
    with pytest.raises(NotAllowed):
        decided(people.nam, approvals.grant, row)
    with pytest.raises(TooManyGranted):
        decided(people.huong, approvals.grant, row, count=16)
    assert decided(people.huong, approvals.grant, row, count=10).state == "granted"
    an_activation(people, order, 1, 115, by=people.nam)
    with pytest.raises(TooManyForLot):
        an_activation(people, order, 116, 116, by=people.nam)
    with pytest.raises(ApprovalDecided):
        decided(people.huong, approvals.deny, row, answer="Muộn")


def test_no_needs_its_reason_and_raises_nothing(people: People) -> None:
    lot = a_lot(people, pack_count=10)
    order = an_order(people, lot, count=20)
    a_print(people, order)
    row = asked(people.nam, lot_id=lot.id, count=10)
    with pytest.raises(ReasonNeeded) as no:
        decided(people.huong, approvals.deny, row, answer=" ")
    assert list(no.value.fields) == ["answer"]
    decided(people.huong, approvals.deny, row, answer="Ghi lại số gói trước")
    with pytest.raises(TooManyForLot):
        an_activation(people, order, by=people.nam)
    decided(people.nam, approvals.take_back, asked(people.nam, lot_id=lot.id, count=1))


def test_whoever_asks_does_not_grant(people: People) -> None:
    lot = a_lot(people, pack_count=10)
    row = asked(people.huong, lot_id=lot.id, count=5)
    with pytest.raises(ApprovalNeedsAnother):
        decided(people.huong, approvals.grant, row)
    assert decided(people.phuc, approvals.grant, row).state == "granted"


def test_nothing_is_asked_for_that_fits_and_nobody_elses(people: People) -> None:
    lot = a_lot(people, pack_count=100)
    order = an_order(people, lot, count=50)
    with pytest.raises(ApprovalNotNeeded):
        asked(people.nam, lot_id=lot.id, order_id=order.id)
    with pytest.raises(NotFound):
        asked(people.lan, lot_id=lot.id, count=5)
    row = asked(people.nam, lot_id=lot.id, count=5)
    assert people.lan.get(f"{API}/{row.id}").status_code == 404
    assert people.lan.get(API).get_json()["total"] == 0


def test_a_years_quota_is_raised_for_its_producer(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "PRODUCER_QUOTA", 100)
    household = a_household(people)
    product = a_product(people, household)
    hoa = people.producer(household.id)
    order = {"product_id": product.id, "count": 120}
    refused = hoa.post("/api/v1/stamp-orders", order)
    assert refused.get_json()["code"] == "quota_exceeded"
    assert "xin cán bộ xã duyệt thêm 20 tem" in refused.get_json()["detail"]
    row = hoa.post(API, {"product_id": product.id, "count": 20, "reason": "Trúng mùa"})
    assert row.status_code == 201, row.text
    assert people.huong.post(f"{API}/{row.get_json()['id']}/grant", {}).status_code == 200
    assert hoa.post("/api/v1/stamp-orders", order).status_code == 201
    with pytest.raises(QuotaExceeded):
        an_order(people, product_id=product.id, count=1, by=hoa)


@pytest.mark.parametrize(
    ("told", "packs"),
    [
        ({"pack_count": 7, "quantity": 100, "unit": "gói"}, 7),
        ({"pack_count": None, "quantity": 100, "unit": "hộp"}, 100),
        ({"pack_count": None, "quantity": 10, "unit": "kg"}, None),
        ({"pack_count": None, "quantity": 3, "unit": "thùng"}, None),
        ({"pack_count": None, "quantity": None, "unit": None}, None),
    ],
)
def test_packs_are_counted_where_the_lot_tells_them(
    people: People, told: dict[str, Any], packs: int | None
) -> None:
    assert packs_of(a_lot(people, **told)) == packs
