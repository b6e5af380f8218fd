"""Hand-overs: bà Hoa gives some of a lot to a shop, or to another producer who answers."""

from typing import Any

import pytest
from sqlalchemy import select

from agrimarket.kit import clock
from agrimarket.kit.audit import AuditRow
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot, Partner
from agrimarket.lots.partners import rules as partners
from tests.builders.households import a_household
from tests.builders.lots import a_lot, days_ago
from tests.people import HAM_RONG, People, Person

API = "/api/v1"


def a_partner(people: People, lot: Lot, linked: str | None = None, **over: Any) -> Partner:
    """A shop that bà Hoa sells to; `linked` is the registered producer it is."""
    with one_commit() as session:
        owner = session.get_one(Lot, lot.id)
        product = people.phuc.get(f"{API}/products/{owner.product_id}").json
        return partners.add_partner(
            session, viewer=people.phuc.viewer, household_id=product["household_id"],
            kind="buyer", name="Cửa hàng Hạc Thành", linked_id=linked, **over,
        )  # fmt: skip


def proposed(person: Person, lot: Lot, quantity: Any = 500, **to: Any) -> Any:
    return person.post(f"{API}/lots/{lot.id}/transfers", {"quantity": quantity, **to})


def step(person: Person, transfer: Any, act: str, body: Any = None) -> Any:
    return person.post(f"{API}/transfers/{transfer['id']}/{act}", body)


def used(people: People, lot: Lot) -> float:
    """What of the lot is reserved or gone, in kilograms."""
    told: float = people.phuc.get(f"{API}/lots/{lot.id}").json["used"]
    return told


def states(people: People, lot: Lot) -> list[Any]:
    """What the diary tells of hand-overs, in order."""
    lines = people.phuc.get(f"{API}/lots/{lot.id}/events").json
    told = sorted(lines, key=lambda line: line["recorded_at"])
    return [line["facts"]["state"] for line in told if line["kind"] == "transfer"]


def test_a_delivery_to_a_registered_producer(people: People) -> None:
    """Proposed and sent by anh Nam for bà Hoa, received in one tap by ông Bình's own account."""
    lot = a_lot(people)
    binh = a_household(people, head_name="Trần Văn Bình", commune_code=HAM_RONG, by=people.phuc)
    made = proposed(people.nam, lot, partner_id=a_partner(people, lot, binh.id).id, pack_count=100)
    assert made.status_code == 201, made.text
    one = made.json
    assert (one["state"], one["unit"], one["to_household_id"]) == ("proposed", "kg", binh.id)
    assert used(people, lot) == 500
    buyer = people.producer(binh.id, "Bình")
    (mine,) = buyer.get(f"{API}/transfers?incoming=true").json["items"]
    assert (mine["incoming"], mine["outgoing"], mine["partner_id"]) == (True, False, None)
    assert mine["lot"]["lot_code"] == lot.lot_code
    assert buyer.get(f"{API}/lots/{lot.id}").status_code == 404
    assert step(people.nam, one, "send").json["state"] == "in_transit"
    got = step(buyer, one, "receive").json
    assert (got["state"], got["received_quantity"], got["missing_quantity"]) == ("received", 500, 0)
    assert states(people, lot) == ["proposed", "in_transit", "received"]
    assert used(people, lot) == 500


def test_less_than_was_sent_is_told_and_does_not_come_back(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    step(people.nam, one, "send")
    more = step(people.nam, one, "receive", {"quantity": 500.5})
    assert (more.status_code, more.json["code"]) == (422, "transfer_more_than_sent")
    none = step(people.nam, one, "receive", {"quantity": 0})
    assert none.json["code"] == "transfer_amount_needed"
    got = step(people.nam, one, "receive", {"quantity": 480}).json
    assert (got["missing_quantity"], used(people, lot)) == (20, 500)
    line = next(x for x in people.nam.get(f"{API}/lots/{lot.id}/events").json
                if x["facts"]["state"] == "received")  # fmt: skip
    assert {"label": "Bên nhận đếm được", "name": "received_quantity", "text": "480 kg"} in line[
        "told"
    ]


def test_cancelled_before_it_is_sent_gives_back(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, 1500, partner_id=a_partner(people, lot).id).json
    assert used(people, lot) == 1500
    assert step(people.nam, one, "cancel").json["state"] == "cancelled"
    assert used(people, lot) == 0
    again = step(people.nam, one, "cancel")
    assert (again.status_code, again.json["code"], used(people, lot)) == (
        409,
        "transfer_out_of_turn",
        0,
    )


def test_disputed_gives_back_once_the_goods_are_back(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    step(people.nam, one, "send")
    on_the_road = step(people.nam, one, "cancel")
    assert (on_the_road.status_code, on_the_road.json["code"]) == (409, "transfer_on_the_road")
    assert step(people.nam, one, "dispute", {"reason": " "}).json["code"] == (
        "transfer_reason_missing"
    )
    assert step(people.nam, one, "dispute", {"reason": "Dập nát"}).json["reason"] == "Dập nát"
    assert used(people, lot) == 500
    assert step(people.nam, one, "cancel").json["state"] == "cancelled"
    assert used(people, lot) == 0
    assert states(people, lot) == ["proposed", "in_transit", "disputed", "cancelled"]


def test_disputed_may_be_received_after_all(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    step(people.nam, one, "send")
    step(people.nam, one, "dispute", {"reason": "Thiếu"})
    assert step(people.nam, one, "receive", {"quantity": 300}).json["state"] == "received"
    assert used(people, lot) == 500
    late = step(people.nam, one, "dispute", {"reason": "Thiếu"})
    assert late.json["code"] == "transfer_out_of_turn"


@pytest.mark.parametrize("act", ["receive", "dispute"])
def test_before_it_is_sent_nobody_answers(people: People, act: str) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    answer = step(people.nam, one, act, {"reason": "x"} if act == "dispute" else {})
    assert (answer.status_code, answer.json["code"]) == (409, "transfer_out_of_turn")


def test_each_side_does_its_own(people: People) -> None:
    lot = a_lot(people)
    binh = a_household(people, head_name="Trần Văn Bình", commune_code=HAM_RONG, by=people.phuc)
    one = proposed(people.phuc, lot, to_household_id=binh.id).json
    buyer = people.producer(binh.id, "Bình")
    for act in ("send", "cancel"):
        answer = step(buyer, one, act)
        assert (answer.status_code, answer.json["code"]) == (403, "transfer_sender_decides")
    step(people.nam, one, "send")
    answer = step(people.nam, one, "receive")
    assert (answer.status_code, answer.json["code"]) == (403, "transfer_receiver_answers")
    stranger = people.producer(a_household(people, head_name="Lê Thị Tư").id, "Tư")
    for act in ("send", "receive", "cancel"):
        assert step(stranger, one, act).status_code == 404
    assert stranger.get(f"{API}/transfers/{one['id']}").status_code == 404
    # chị Lan is the worker of the receiver's commune: she answers for ông Bình
    assert step(people.lan, one, "receive").json["state"] == "received"


def test_to_whom_a_lot_may_go(people: People) -> None:
    lot, other = a_lot(people), a_lot(people)
    product = people.phuc.get(f"{API}/products/{lot.product_id}").json
    shop = a_partner(people, lot)
    cases: list[tuple[dict[str, Any], str, str]] = [
        ({}, "transfer_receiver_needed", "partner_id"),
        ({"partner_id": shop.id, "to_household_id": new_id()}, "transfer_receiver_needed",
         "partner_id"),
        ({"partner_id": new_id()}, "transfer_partner_not_found", "partner_id"),
        ({"partner_id": a_partner(people, other).id}, "transfer_partner_not_found", "partner_id"),
        ({"to_household_id": new_id()}, "transfer_receiver_not_found", "to_household_id"),
        ({"to_household_id": product["household_id"]}, "transfer_to_oneself", "to_household_id"),
    ]  # fmt: skip
    for to, code, field in cases:
        answer = proposed(people.nam, lot, **to)
        assert (answer.status_code, answer.json["code"]) == (422, code), to
        assert answer.json["fields"][field]
    people.nam.post(f"{API}/partners/{shop.id}/end")
    assert proposed(people.nam, lot, partner_id=shop.id).json["code"] == "transfer_partner_ended"
    assert used(people, lot) == 0


def test_a_producer_out_of_sight_is_reached_through_a_partner_alone(people: People) -> None:
    lot = a_lot(people)
    product = people.phuc.get(f"{API}/products/{lot.product_id}").json
    hoa = people.producer(product["household_id"])
    far = a_household(people, head_name="Trần Văn Bình", commune_code=HAM_RONG, by=people.phuc)
    unseen = proposed(hoa, lot, to_household_id=far.id)
    assert unseen.json["code"] == "transfer_receiver_not_found"
    a_partner(people, lot, far.id)
    assert proposed(hoa, lot, to_household_id=far.id).status_code == 201


@pytest.mark.parametrize(
    ("quantity", "status", "code"),
    [
        (0, 422, "transfer_amount_needed"),
        (-1, 422, "invalid_fields"),
        (1500.001, 409, "lot_not_enough"),
        ("nhiều", 422, "invalid_fields"),
    ],
)
def test_how_much_may_go(people: People, quantity: Any, status: int, code: str) -> None:
    lot = a_lot(people)
    answer = proposed(people.nam, lot, quantity, partner_id=a_partner(people, lot).id)
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.text
    assert answer.json["fields"]["quantity"]


@pytest.mark.parametrize(
    ("state", "over", "code"),
    [
        ("open", {}, "lot_not_released"),
        ("sealed", {}, "lot_not_released"),
        ("recalled", {}, "lot_recalled"),
        ("released", {"quantity": None, "unit": None}, "lot_amount_untold"),
    ],
)
def test_which_lots_may_go(people: People, state: str, over: dict[str, Any], code: str) -> None:
    lot = a_lot(people, state=state, **over)
    answer = proposed(people.nam, lot, partner_id=a_partner(people, lot).id)
    assert (answer.status_code, answer.json["code"]) == (409, code)


def test_what_stopped_or_spoiled_since_is_not_sent_but_arrives(people: People) -> None:
    lot = a_lot(people, use_by=clock.today())
    shop = a_partner(people, lot)
    first, second = (proposed(people.nam, lot, 10, partner_id=shop.id).json for _ in range(2))
    step(people.nam, first, "send")
    with clock.moved_to(clock.now() + (days_ago(0) - days_ago(2))):
        assert step(people.nam, second, "send").json["code"] == "lot_expired"
        assert step(people.nam, first, "receive").json["state"] == "received"
    reading().rollback()
    with one_commit() as session:
        session.get_one(Lot, lot.id, populate_existing=True).suspended_at = clock.now()
    assert step(people.nam, second, "send").json["code"] == "lot_input_suspended"
    assert step(people.nam, second, "cancel").json["state"] == "cancelled"


def test_names_stand_neither_in_the_diary_nor_with_the_stamp(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    step(people.nam, one, "send")
    step(people.nam, one, "dispute", {"reason": "Chị Tám không lấy"})
    told = people.minh.get(f"/lot/{lot.id}?format=json").text
    assert "Hạc Thành" not in told
    assert "Chị Tám" not in told
    assert one["id"] not in told
    assert "disputed" not in told
    step(people.nam, one, "receive")
    (line,) = people.minh.get(f"/lot/{lot.id}?format=json").json["events"]
    assert line["facts"] == {
        "quantity": 500, "received_quantity": 500, "state": "received", "unit": "kg"
    }  # fmt: skip
    assert "Tám" not in people.phuc.get(f"{API}/lots/{lot.id}/events").text


def test_a_line_of_a_hand_over_is_not_written_or_mended_by_hand(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    path = f"{API}/lots/{lot.id}/events"
    (line,) = people.nam.get(path).json
    body = {"kind": "transfer", "happened_at": "2026-11-01", "corrects_id": line["id"]}
    mended = people.nam.post(path, body)
    assert (mended.status_code, mended.json["code"]) == (409, "event_of_hand_over")
    gone = people.nam.post(f"{path}/{line['id']}/withdraw")
    assert gone.json["code"] == "event_of_hand_over"
    forged = {**body, "corrects_id": None, "facts": {"transfer_id": one["id"]}}
    assert people.nam.post(path, forged).json["code"] == "event_fact_invalid"


def test_every_step_stands_in_the_lots_trail(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id, id=new_id()).json
    for act, body in (("send", None), ("dispute", {"reason": "Hỏng"}), ("cancel", None)):
        step(people.nam, one, act, body)
    rows = reading().scalars(select(AuditRow).where(AuditRow.object_id == lot.id))
    acts = [row.action for row in rows if row.action.startswith("lot_transfer")]
    assert acts == ["lot_transfer_proposed", "lot_transfer_sent", "lot_transfer_disputed",
                    "lot_transfer_cancelled"]  # fmt: skip
    taken = proposed(people.nam, lot, 1, partner_id=one["partner_id"], id=one["id"])
    assert (taken.status_code, taken.json["code"]) == (422, "id_taken")


def test_lists_are_by_side_and_state(people: People) -> None:
    lot = a_lot(people)
    one = proposed(people.nam, lot, partner_id=a_partner(people, lot).id).json
    listed = people.nam.get(f"{API}/transfers?incoming=false&state=proposed").json
    assert [row["id"] for row in listed["items"]] == [one["id"]]
    assert people.nam.get(f"{API}/transfers?incoming=true").json["total"] == 0
    assert people.lan.get(f"{API}/transfers").json["total"] == 0
    assert people.nam.get(f"{API}/transfers?state=x").status_code == 422
    assert people.nam.get(f"{API}/lots/{lot.id}/transfers").json[0]["id"] == one["id"]
    assert people.nam.get(f"{API}/transfers/{one['id']}").headers["ETag"]
