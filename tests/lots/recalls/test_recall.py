"""Recall of one lot by the province, and what a lot is worth on a day."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import audit, clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots.events import LotRecalled, LotRecallLifted
from agrimarket.lots.read import lot_of
from agrimarket.lots.recalls.begin import recall_lot
from agrimarket.lots.recalls.lift import lift_lot
from agrimarket.lots.status import lot_status
from tests.builders.lots import a_lot, days_ago
from tests.people import People

WHY: dict[str, Any] = {"reason": "Dư lượng thuốc vượt mức.", "phone": "0237 385 2246"}


def test_ong_phuc_recalls_and_everybody_can_read_why(people: People) -> None:
    lot = a_lot(people)
    answer = people.phuc.post(f"/api/v1/lots/{lot.id}/recall", WHY)
    assert answer.status_code == 200
    assert (answer.json["state"], answer.json["status"]) == ("recalled", "recalled")
    assert answer.json["recall_reason"] == WHY["reason"]
    assert answer.json["recall_phone"] == "02373852246"
    (row,) = [
        one for one in audit.history(reading(), kind="lot", id=lot.id)
        if one.action == "lot_recalled"
    ]  # fmt: skip
    assert "02373852246" not in str((row.before, row.after, row.reason))


@pytest.mark.parametrize("who", ["huong", "nam", "hoa", "client"])
def test_only_the_province_recalls(people: People, who: str) -> None:
    lot = a_lot(people)
    persons = {
        "huong": people.huong,
        "nam": people.nam,
        "hoa": people.producer(people.phuc.get(f"/api/v1/lots/{lot.id}").json["household_id"]),
        "client": people.person(Role.API_CLIENT, "ERP", scopes=("lots:write",)),
    }
    for verb in ("recall", "recall/lift"):
        answer = persons[who].post(f"/api/v1/lots/{lot.id}/{verb}", {**WHY, "phone": "0237385224"})
        assert answer.status_code in {403, 422}
    assert people.phuc.get(f"/api/v1/lots/{lot.id}").json["state"] == "released"


def test_the_operator_recalls_nothing(people: People) -> None:
    operator = people.person(Role.OPERATOR, "Vận hành")
    assert operator.post(f"/api/v1/lots/{a_lot(people).id}/recall", WHY).status_code == 403


@pytest.mark.parametrize(
    ("state", "over", "status", "code"),
    [
        ("open", {}, 409, "lot_not_released"),
        ("recalled", {}, 409, "lot_recalled"),
        ("released", {"reason": "  "}, 422, "recall_reason_missing"),
        ("released", {"phone": "gọi xã"}, 422, "recall_phone_invalid"),
        ("released", {"phone": None}, 422, "invalid_fields"),
    ],
)
def test_recalls_that_are_refused(
    people: People, state: str, over: dict[str, Any], status: int, code: str
) -> None:
    lot = a_lot(people, state=state)
    answer = people.phuc.post(f"/api/v1/lots/{lot.id}/recall", {**WHY, **over})
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_both_are_told_upward(people: People) -> None:
    lot = a_lot(people)
    other = people.person(Role.PROVINCE_OFFICER, "Thảo")
    heard: list[object] = []
    with one_commit() as session:
        listen = [lambda _, event: heard.append(event)]
        session.info["reactions"] = {LotRecalled: listen, LotRecallLifted: listen}
        row = lot_of(session, viewer=people.phuc.viewer, lot_id=lot.id, lock=True)
        recall_lot(session, viewer=people.phuc.viewer, lot=row, **WHY)
        lift_lot(session, viewer=people.phuc.viewer, lot=row, reason="Nhầm lô")
        lift_lot(session, viewer=other.viewer, lot=row, reason="Đạt")
    assert heard == [LotRecalled(lot.id, lot.product_id), LotRecallLifted(lot.id, lot.product_id)]


def test_a_lot_is_good_through_its_last_day(people: People) -> None:
    today = clock.today()
    lot = a_lot(people, state="open", harvested_on=days_ago(5), use_by=today)
    assert lot_status(lot, today) == "ok"
    assert lot_status(lot, today + timedelta(days=1)) == "expired"
    endless = a_lot(people, state="open", harvested_on=None)
    assert lot_status(endless, today + timedelta(days=9999)) == "ok"


def test_recalled_is_graver_than_expired(people: People) -> None:
    lot = a_lot(people, state="recalled")
    assert lot_status(lot, clock.today() + timedelta(days=999)) == "recalled"


def test_the_public_text_is_written_in_two_languages(people: People) -> None:
    lot = a_lot(people)
    people.phuc.post(f"/api/v1/lots/{lot.id}/recall", WHY)
    (told,) = people.phuc.get("/api/v1/recalls", query_string={"lot_id": lot.id}).json["items"]
    for text in (told["text_vi"], told["text_en"]):
        assert all(word in text for word in (lot.lot_code, "Bưởi Luận Văn", "0237 3852 246"))
        assert "Dư lượng thuốc vượt mức" in text
    assert "thu hoạch" in told["text_vi"]
    assert "harvested on" in told["text_en"]


def test_buyers_read_the_text_of_the_language_they_ask_for(people: People, client: Any) -> None:
    lot = a_lot(people)
    own = {"text_vi": "Chai nứt nắp {0}, đừng dùng.", "text_en": "Cracked caps <b>, do not use."}
    people.phuc.post(f"/api/v1/lots/{lot.id}/recall", {**WHY, **own})
    page = client.get(f"/lot/{lot.id}").text
    english = client.get(f"/lot/{lot.id}?lang=en").text
    assert "Chai nứt nắp {0}, đừng dùng. Liên hệ" in page
    assert "Cracked caps &lt;b&gt;, do not use. Call" in english
    assert all('href="tel:02373852246"' in one for one in (page, english))
    told = client.get(f"/lot/{lot.id}?format=json").json["lot"]["recall"]
    assert told["text"].startswith("Chai nứt nắp")
    assert told["text_en"].startswith("Cracked caps")
