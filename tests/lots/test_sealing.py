"""Closing a lot before release: what it asks, and the way back while nothing hangs on it."""

import pytest

from agrimarket.kit import clock
from agrimarket.kit.db import reading
from agrimarket.lots.harvested import offered_harvest
from agrimarket.lots.models import Lot
from agrimarket.lots.read import lot_of
from tests.builders.issuing import an_order
from tests.builders.lots import a_lot, days_ago
from tests.builders.steps import a_split
from tests.people import People

API = "/api/v1"


def harvested(people: People, lot: Lot, *days: int) -> None:
    for one in days:
        line = {"kind": "harvest", "happened_at": days_ago(one).isoformat()}
        answer = people.nam.post(f"{API}/lots/{lot.id}/events", line)
        assert answer.status_code == 201, answer.text


def test_a_lot_without_a_day_is_not_sealed_and_its_diary_offers_one(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=None)
    bare = people.nam.post(f"{API}/lots/{lot.id}/seal")
    assert (bare.status_code, bare.json["code"]) == (409, "lot_date_missing")
    assert "nhật ký" not in bare.json["detail"]
    harvested(people, lot, 2, 4)
    told = f"nhật ký ghi thu hoạch ngày {days_ago(4):%d/%m/%Y}"
    for verb in ("seal", "release"):
        refused = people.nam.post(f"{API}/lots/{lot.id}/{verb}")
        assert (refused.status_code, refused.json["code"]) == (409, "lot_date_missing")
        assert told in refused.json["fields"]["harvested_on"][0]
    nam = people.nam.browser()
    assert told in nam.post(f"/lo/{lot.id}/chot").text
    form = nam.get(f"/lo/{lot.id}/sua").text
    assert f'value="{days_ago(4).isoformat()}"' in form
    assert "đã điền sẵn" in form
    assert people.nam.get(f"{API}/lots/{lot.id}").json["state"] == "open"


def test_a_sealed_lot_is_opened_again_and_mended(people: People) -> None:
    lot = a_lot(people, state="open")
    hoa = people.producer(people.phuc.get(f"{API}/lots/{lot.id}").json["household_id"])
    page = hoa.browser()
    assert "Mở lại để sửa" not in page.get(f"/lo/{lot.id}").text
    assert hoa.post(f"{API}/lots/{lot.id}/seal").json["state"] == "sealed"
    assert "Mở lại để sửa" in page.get(f"/lo/{lot.id}").text
    closed = hoa.patch(f"{API}/lots/{lot.id}", {"quantity": 1400}, etag="*")
    assert closed.json["code"] in {"lot_closed", "lot_amount_told"}
    answer = page.post(f"/lo/{lot.id}/mo-lai")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/lo/{lot.id}/sua")
    again = hoa.post(f"{API}/lots/{lot.id}/reopen")
    assert (again.status_code, again.json["state"]) == (200, "open")
    now = hoa.patch(f"{API}/lots/{lot.id}", {"quantity": 1400}, etag=again.headers["ETag"])
    assert now.json["quantity"] == 1400
    assert "Mở lại lô hàng" in page.get(f"/lo/{lot.id}").text
    assert people.lan.post(f"{API}/lots/{lot.id}/reopen").status_code == 404


@pytest.mark.parametrize(
    ("state", "code"), [("released", "lot_left"), ("recalled", "lot_recalled")]
)
def test_what_left_the_yard_stays_closed(people: People, state: str, code: str) -> None:
    refused = people.nam.post(f"{API}/lots/{a_lot(people, state=state).id}/reopen")
    assert (refused.status_code, refused.json["code"]) == (409, code)


def test_what_hangs_on_a_sealed_lot_keeps_it_closed(people: People) -> None:
    parted, stamped, held = (a_lot(people, state="sealed") for _ in range(3))
    a_split(people, parted, 100)
    order = an_order(people, stamped)
    people.nam.post(f"{API}/lots/{held.id}/suspend", {"reason": "Đang kiểm tra"})
    for lot, code in ((parted, "lot_taken_from"), (stamped, "lot_has_stamps"),
                      (held, "lot_suspended")):  # fmt: skip
        refused = people.nam.post(f"{API}/lots/{lot.id}/reopen")
        assert (refused.status_code, refused.json["code"]) == (409, code)
        assert "Hãy" in refused.json["detail"]
        assert people.nam.get(f"{API}/lots/{lot.id}").json["state"] == "sealed"
    answer = people.nam.post(f"/lo/{stamped.id}/mo-lai")
    assert answer.status_code != 200
    assert order.label in people.nam.post(f"{API}/lots/{stamped.id}/reopen").json["detail"]


def test_a_day_that_is_told_needs_no_offer(people: People) -> None:
    lot = a_lot(people, state="open")
    harvested(people, lot, 5)
    row = lot_of(reading(), viewer=people.nam.viewer, lot_id=lot.id)
    assert offered_harvest(reading(), row) is None
    assert row.harvested_on == days_ago(3) < clock.today()
