"""Ways round the waiting days that a producer once had alone, and what everybody is told."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit
from agrimarket.lots import diary
from agrimarket.lots.describe import CLOCK_SLACK
from agrimarket.lots.models import Lot, LotEvent
from tests.builders.lots import a_lot, days_ago
from tests.lots.diary.test_waiting import API, REASON, at, release, told
from tests.people import People, Person


def the_owner(people: People, lot: Lot) -> Person:
    return people.producer(told(people, lot)["household_id"])


def wrote(who: Person, lot: Lot, days: int, waits: int = 0, **over: Any) -> LotEvent:
    """A spray `days` ago, or what `over` says, in the words of `who`."""
    facts = {"product": "Abamectin", "waiting_days": waits}
    values = {"kind": "pesticide", "facts": facts, "happened_at": at(days), **over}
    if values["kind"] != "pesticide":
        values["facts"] = {}
    with one_commit() as session:
        return diary.add_event(session, viewer=who.viewer, lot=lot, **values)


def moved(who: Person, lot: Lot, **body: Any) -> Any:
    path = f"{API}/lots/{lot.id}"
    return who.call("PATCH", path, json=body, headers={"If-Match": who.get(path).headers["ETag"]})


def passport(people: People, lot: Lot) -> Any:
    return people.nam.get(f"{API}/lots/{lot.id}/passport").json


@pytest.mark.parametrize("how", ["corrected", "withdrawn", "kind", "day"])
def test_a_producer_mends_no_spray_out_of_the_way(people: People, how: str) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    hoa = the_owner(people, lot)
    spray = wrote(hoa, lot, 8, 14)
    again: dict[str, dict[str, Any]] = {
        "corrected": {"waits": 0}, "withdrawn": {"kind": "withdrawn"},
        "kind": {"kind": "irrigation"}, "day": {"waits": 14, "happened_at": at(30)},
    }  # fmt: skip
    wrote(hoa, lot, 8, corrects_id=spray.id, **again[how])
    held = release(hoa, lot)
    assert (held.status_code, held.json["code"]) == (409, "waiting_days")
    assert "cán bộ chưa xem" in held.json["detail"]
    assert [one["mended"] for one in told(people, lot)["waiting"]] == [True]
    assert "cán bộ chưa xem" in people.nam.browser().get(f"/lo/{lot.id}").text
    assert release(people.huong, lot, **REASON).status_code == 200
    assert passport(people, lot)["warnings"][0]["reason"] == REASON["override_reason"]


def test_a_harvest_taken_back_still_holds_and_a_stricter_line_replaces(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(20))
    hoa = the_owner(people, lot)
    cut = wrote(hoa, lot, 5, kind="harvest")
    spray = wrote(hoa, lot, 8, 5)
    wrote(hoa, lot, 8, corrects_id=cut.id, kind="withdrawn")
    assert release(hoa, lot).json["code"] == "waiting_days"
    wrote(hoa, lot, 8, 9, corrects_id=spray.id)
    (one,) = told(people, lot)["waiting"]
    assert one["until"] == str(days_ago(0))


def test_an_officers_correction_is_looked_at(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    hoa = the_owner(people, lot)
    spray = wrote(hoa, lot, 8, 14)
    wrote(people.nam, lot, 8, 0, corrects_id=spray.id)
    assert release(hoa, lot).status_code == 200


def test_a_producer_moves_no_harvest_day_that_holds(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    hoa = the_owner(people, lot)
    wrote(hoa, lot, 8, 14)
    for day in (str(days_ago(9)), None):
        answer = moved(hoa, lot, harvested_on=day)
        assert (answer.status_code, answer.json["code"]) == (409, "harvest_day_held")
        assert "cán bộ" in answer.json["fields"]["harvested_on"][0]
    page = hoa.browser().post(f"/lo/{lot.id}/sua", data={
        "lot_code": lot.lot_code, "harvested_on": str(days_ago(9))})  # fmt: skip
    assert "hộ không tự đổi được" in page.text
    assert told(people, lot)["harvested_on"] == str(days_ago(3))
    assert moved(hoa, lot, harvested_on=str(days_ago(4)), quantity=900).status_code == 200
    assert moved(people.nam, lot, harvested_on=str(days_ago(9))).status_code == 200
    assert release(hoa, lot).status_code == 200


def test_a_spray_told_after_release_warns_everybody_until_an_officer_settles(
    people: People,
) -> None:
    lot = a_lot(people, harvested_on=days_ago(3))
    hoa = the_owner(people, lot)
    assert "đang xem" not in people.minh.get(f"/lot/{lot.id}").text
    spray = wrote(hoa, lot, 8, 14)
    wrote(hoa, lot, 8, kind="withdrawn", corrects_id=spray.id)
    public = people.minh.get(f"/lot/{lot.id}").text
    assert "ghi thuốc chưa hết thời gian cách ly khi thu hoạch; cán bộ đang xem" in public
    assert people.minh.get(f"/lot/{lot.id}?format=json").json["lot"]["waiting_late"] is True
    assert [one["code"] for one in passport(people, lot)["warnings"]] == ["waiting_late"]
    huong = people.huong.browser()
    assert "Lô có thuốc ghi sau khi xuất bán" in huong.get("/viec").text
    assert lot.lot_code in huong.get("/lo/thuoc-ghi-sau").text
    assert "Đã xem thuốc ghi sau" in huong.get(f"/lo/{lot.id}").text
    assert release(hoa, lot, **REASON).json["code"] == "override_by_officer"
    assert release(people.huong, lot, override_reason=".").json["code"] == "override_reason_short"
    assert huong.post(f"/lo/{lot.id}/xuat-ban", data=REASON).status_code == 303
    assert "đang xem" not in people.minh.get(f"/lot/{lot.id}").text
    assert REASON["override_reason"] in people.minh.get(f"/lot/{lot.id}").text
    assert "Lô có thuốc ghi sau khi xuất bán" not in huong.get("/viec").text
    assert told(people, lot)["late_inputs"] == []
    assert "Xem thuốc ghi sau, cho bán tiếp" in huong.get(f"/nhat-ky/lot/{lot.id}").text
    wrote(hoa, lot, 7, 14)
    assert "waiting_late" in [one["code"] for one in passport(people, lot)["warnings"]]


@pytest.mark.parametrize(
    "reason", [".", "..........", "ok", "1234567890 1", "\u202e\u200b ok \u2066"]
)
def test_a_reason_is_in_words(people: People, reason: str) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    wrote(people.nam, lot, 8, 14)
    answer = release(people.huong, lot, override_reason=reason)
    assert (answer.status_code, answer.json["code"]) == (422, "override_reason_short")
    assert answer.json["fields"]["override_reason"]
    assert told(people, lot)["state"] == "open"


def test_a_reason_is_shown_harmless_and_kept(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    wrote(people.nam, lot, 8, 14)
    said = "Kiểm nghiệm \u202eđạt\u202c <b>phiếu 12</b>"
    kept = "Kiểm nghiệm đạt <b>phiếu 12</b>"
    assert release(people.huong, lot, override_reason=said).json["release_override"] == kept
    public = people.minh.get(f"/lot/{lot.id}").text
    assert "Kiểm nghiệm đạt &lt;b&gt;phiếu 12&lt;/b&gt;" in public
    assert release(people.huong, lot, override_reason=said).status_code == 200
    other = release(people.huong, lot, override_reason="Một lý do khác hẳn")
    assert (other.status_code, other.json["code"]) == (409, "override_reason_kept")
    assert release(people.huong, lot).status_code == 200
    assert told(people, lot)["release_override"] == kept


def test_do_not_harvest_before(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=None)
    hoa = the_owner(people, lot)
    spray = wrote(hoa, lot, 1, 9)
    day = days_ago(-8)
    assert told(people, lot)["not_before"] == {"day": str(day), "product": "Abamectin"}
    checks = {one["label"]: one for one in told(people, lot)["readiness"]}
    assert checks["Hết thời gian cách ly thuốc"]["done"] is False
    said, browser = f"Đừng thu hoạch trước {day:%d/%m/%Y}", hoa.browser()
    assert said in browser.get(f"/lo/{lot.id}").text
    assert said in browser.get("/viec").text
    assert said in browser.get(f"/lo/{lot.id}/nhat-ky/moi?kind=harvest").text
    assert said not in browser.get(f"/lo/{lot.id}/nhat-ky/moi?kind=irrigation").text
    wrote(people.nam, lot, 1, 0, corrects_id=spray.id)
    assert said not in browser.get("/viec").text


def test_a_line_is_not_of_tomorrow_nor_of_the_last_century(people: People) -> None:
    path = f"{API}/lots/{a_lot(people).id}/events"
    for when, code in (
        (clock.now() + timedelta(minutes=15), "event_in_future"),
        (clock.now() + timedelta(minutes=5), None),
        ("1999-12-31T23:59:59+07:00", "event_too_old"),
        ("2000-01-01", None),
    ):
        said = when if isinstance(when, str) else when.isoformat()
        answer = people.nam.post(path, {"kind": "irrigation", "happened_at": said})
        assert answer.json.get("code") == code
        assert code is None or answer.json["fields"]["happened_at"]


def test_a_phone_ahead_of_time_is_kept_and_shown_as_written_down(people: People) -> None:
    lot, ahead = a_lot(people), clock.now() + timedelta(hours=20)
    wrote(people.nam, lot, 0, kind="irrigation", happened_at=ahead, slack=CLOCK_SLACK)
    (line,) = people.nam.get(f"{API}/lots/{lot.id}/events").json
    assert line["happened_at"] == ahead.isoformat()
    (shown,) = people.minh.get(f"/lot/{lot.id}?format=json").json["events"]
    assert shown["at"] <= clock.now().isoformat()
