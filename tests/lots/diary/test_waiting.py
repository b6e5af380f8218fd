"""Waiting days: several harvests, corrected sprays, inputs told of late, lots made from others."""

from datetime import datetime, timedelta
from typing import Any

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots import diary
from agrimarket.lots.models import Lot, LotEvent
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform
from tests.people import People, Person

API = "/api/v1"
REASON = {"override_reason": "Đã kiểm nghiệm đạt, phiếu 12."}


def at(days: int) -> datetime:
    return clock.now() - timedelta(days=days)


def line(people: People, lot: Lot, kind: str, days: int, **over: Any) -> LotEvent:
    with one_commit() as session:
        return diary.add_event(
            session, viewer=people.nam.viewer, lot=lot, kind=kind, happened_at=at(days), **over
        )


def sprayed(people: People, lot: Lot, days: int, waits: int, **over: Any) -> LotEvent:
    facts = {"product": "Abamectin", "waiting_days": waits}
    return line(people, lot, "pesticide", days, facts=facts, **over)


def told(people: People, lot: Lot) -> Any:
    return people.nam.get(f"{API}/lots/{lot.id}").json


def release(person: Person, lot: Lot, **body: Any) -> Any:
    return person.post(f"{API}/lots/{lot.id}/release", body)


def test_a_spray_between_two_harvests_holds_the_second(people: People) -> None:
    """Only the first harvest was once looked at: the spray after it counted for nothing."""
    lot = a_lot(people, state="open", harvested_on=days_ago(20))
    line(people, lot, "harvest", 5)
    spray = sprayed(people, lot, 8, 7)
    (breach,) = told(people, lot)["waiting"]
    assert (breach["harvest"], breach["until"]) == (str(days_ago(5)), str(days_ago(2)))
    assert release(people.nam, lot).json["code"] == "waiting_days"
    sprayed(people, lot, 8, 3, corrects_id=spray.id)
    assert told(people, lot)["waiting"] == []
    assert release(people.nam, lot).status_code == 200


def test_a_harvest_or_spray_that_never_was_holds_nothing(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(20))
    cut, spray = line(people, lot, "harvest", 5), sprayed(people, lot, 8, 7)
    path = f"{API}/lots/{lot.id}/events"
    gone = people.nam.post(f"{path}/{cut.id}/withdraw", {"reason": "Ghi nhầm lô"})
    assert (gone.status_code, gone.json["kind"]) == (201, "withdrawn")
    assert told(people, lot)["waiting"] == []
    line(people, lot, "harvest", 6)
    assert len(told(people, lot)["waiting"]) == 1
    assert people.nam.post(f"{path}/{spray.id}/withdraw").status_code == 201
    assert told(people, lot)["waiting"] == []
    rows = {row["id"]: row for row in people.nam.get(path).json}
    assert rows[spray.id]["withdrawn"] is True
    again = people.nam.post(f"{path}/{spray.id}/withdraw")
    assert (again.status_code, again.json["code"]) == (409, "event_corrected_already")
    of_that = people.nam.post(f"{path}/{gone.json['id']}/withdraw")
    assert (of_that.status_code, of_that.json["code"]) == (409, "event_withdrawn")
    alone = people.nam.post(path, {"kind": "withdrawn", "happened_at": "2026-11-01"})
    assert (alone.status_code, alone.json["code"]) == (422, "event_withdrawal_needs_line")
    assert people.lan.post(f"{path}/{cut.id}/withdraw").status_code == 404


def test_an_input_told_of_after_release_is_shown_to_all_who_decide(people: People) -> None:
    lot = a_lot(people, harvested_on=days_ago(3))
    assert told(people, lot)["late_inputs"] == []
    huong = people.huong.browser()
    assert "Không có lô nào như vậy" in huong.get("/lo/thuoc-ghi-sau").text
    early = sprayed(people, lot, 30, 7)
    late = sprayed(people, lot, 5, 14)
    found = told(people, lot)["late_inputs"]
    assert [(one["day"], one["breach"]) for one in found] == [
        (str(days_ago(30)), False), (str(days_ago(5)), True),
    ]  # fmt: skip
    page = people.nam.browser().get(f"/lo/{lot.id}").text
    assert "Có thuốc ghi sau khi đã xuất bán" in page
    assert "Thu hoạch khi chưa hết cách ly." in page
    listed = huong.get("/lo/thuoc-ghi-sau").text
    assert lot.lot_code in listed
    assert "Lô có thuốc ghi sau khi xuất bán" in huong.get("/viec").text
    assert lot.lot_code not in people.lan.browser().get("/lo/thuoc-ghi-sau").text
    for one in (early, late):
        assert people.nam.post(f"{API}/lots/{lot.id}/events/{one.id}/withdraw").status_code == 201
    assert told(people, lot)["late_inputs"] == []
    assert lot.lot_code not in huong.get("/lo/thuoc-ghi-sau").text


def test_the_reason_stays_visible_to_all_who_decide_and_buy(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    spray = sprayed(people, lot, 5, 20)
    assert release(people.huong, lot, **REASON).status_code == 200
    assert told(people, lot)["release_override"] == REASON["override_reason"]
    nam = people.nam.browser()
    assert REASON["override_reason"] in nam.get(f"/lo/{lot.id}").text
    assert REASON["override_reason"] in nam.get(f"/nhat-ky/lot/{lot.id}").text
    public = people.minh.get(f"/lot/{lot.id}").text
    assert "Cán bộ cho xuất bán khi chưa hết thời gian cách ly" in public
    assert REASON["override_reason"] in public
    data = people.minh.get(f"/lot/{lot.id}?format=json")
    assert data.json["lot"]["waiting_override"] is True
    assert data.json["lot"]["waiting_override_reason"] == REASON["override_reason"]
    (warned,) = people.nam.get(f"{API}/lots/{lot.id}/passport").json["warnings"]
    assert (warned["code"], warned["reason"]) == ("waiting_override", REASON["override_reason"])
    people.nam.post(f"{API}/lots/{lot.id}/events/{spray.id}/withdraw")
    assert REASON["override_reason"] in nam.get(f"/lo/{lot.id}").text


def test_breaches_of_what_a_lot_is_made_from(people: People) -> None:
    """A part of a lot is the same fruit: it waits as the lot does, until somebody answers."""
    source = a_lot(people, state="sealed", harvested_on=days_ago(3))
    (part,) = a_split(people, source, 500)
    assert told(people, part)["source_waiting"] == []
    sprayed(people, source, 5, 20)
    (breach,) = told(people, part)["source_waiting"]
    assert (breach["lot_code"], breach["product"]) == (source.lot_code, "Abamectin")
    held = release(people.nam, part)
    assert held.json["code"] == "waiting_days"
    assert f"lô {source.lot_code}" in held.json["detail"]
    assert f"Lô gốc {source.lot_code}" in people.nam.browser().get(f"/lo/{part.id}").text
    assert release(people.huong, source, **REASON).status_code == 200
    assert release(people.nam, part).status_code == 200
    assert told(people, part)["source_waiting"][0]["lot_code"] == source.lot_code


def test_a_reason_covers_only_what_was_known(people: People) -> None:
    source = a_lot(people, state="sealed", harvested_on=days_ago(3))
    sprayed(people, source, 5, 20)
    assert release(people.huong, source, **REASON).status_code == 200
    (part,) = a_split(people, source, 500)
    sprayed(people, source, 4, 30)
    assert release(people.nam, part).json["code"] == "waiting_days"


def test_a_spray_on_a_source_is_told_over_any_depth(people: People) -> None:
    """Written down after the fruit was parted and put into baskets: the baskets wait too."""
    source = a_lot(people, state="sealed", harvested_on=days_ago(3))
    (part,) = a_split(people, source, 500, state="sealed")
    gift = a_product(people, name="Giỏ quà Tết")
    basket = a_transform(people, gift, (part, 100), state="sealed")
    free = a_transform(people, gift, (a_lot(people), 5), state="sealed")
    spray = sprayed(people, source, 5, 20)
    (breach,) = told(people, basket)["source_waiting"]
    assert breach["lot_code"] == source.lot_code
    held = release(people.nam, basket)
    assert (held.status_code, held.json["code"]) == (409, "waiting_days")
    assert f"lô {source.lot_code}" in held.json["detail"]
    refused = people.nam.browser().post(f"/lo/{basket.id}/xuat-ban", data={})
    assert refused.status_code in {302, 303, 409, 422}
    assert told(people, basket)["state"] == "sealed"
    assert release(people.nam, free).status_code == 200
    sprayed(people, source, 5, 1, corrects_id=spray.id)  # it was another product
    assert release(people.nam, basket).status_code == 200
