"""A producer holds an own lot back at once, and lets it go again."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from agrimarket.accounts import rules
from agrimarket.households.models import Household
from agrimarket.kit import clock, outbox
from agrimarket.kit.access import SYSTEM, Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.kit.jobs import Job
from agrimarket.lots.status import lot_status
from tests.builders.issuing import a_print, active_order, an_order, code_of
from tests.builders.lots import a_lot
from tests.lots.recalls.steps import API, recall
from tests.people import NGA_AN, PASSWORD, People, Person

WHY = {"reason": "Khách báo có mùi lạ"}


def owner(people: People, lot_id: str) -> Person:
    """Bà Hoa, whose lot it is."""
    return people.producer(people.phuc.get(f"{API}/lots/{lot_id}").json["household_id"])


def test_ba_hoa_holds_her_lot_back_and_every_scan_says_so(
    people: People, client: FlaskClient
) -> None:
    lot = a_lot(people, pack_count=None)
    code = code_of(active_order(people, lot), 1)
    hoa = owner(people, lot.id)
    told = hoa.post(f"{API}/lots/{lot.id}/suspend", WHY)
    assert (told.status_code, told.json["status"], told.json["state"]) == (
        200, "suspended", "released",
    )  # fmt: skip
    scan = client.get(f"/{code}?format=json").json
    assert (scan["verdict"], scan["panel"]) == ("lot_suspended", "look")
    assert (scan["lot"]["status"], scan["lot"]["suspended_on"]) == (
        "suspended", clock.today().isoformat(),
    )  # fmt: skip
    page, english = client.get(f"/{code}").text, client.get(f"/{code}?lang=en").text
    assert "Chưa dùng lô hàng này." in page
    assert "Do not use this lot yet." in english
    assert "Chưa dùng lô hàng này." in client.get(f"/lot/{lot.id}").text
    assert WHY["reason"] not in page + english  # for workers, not for buyers
    assert hoa.post(f"{API}/lots/{lot.id}/resume", {"reason": "Đã mở năm gói"}).status_code == 200
    assert client.get(f"/{code}?format=json").json["verdict"] == "valid_first"


def test_nothing_new_is_activated_or_released(people: People) -> None:
    lot, ready = a_lot(people, pack_count=None), a_lot(people, state="sealed")
    order = an_order(people, lot)
    a_print(people, order)
    for one in (lot, ready):
        assert people.nam.post(f"{API}/lots/{one.id}/suspend", WHY).status_code == 200
    refused = people.nam.post(f"{API}/lots/{ready.id}/release")
    assert (refused.status_code, refused.json["code"]) == (409, "lot_suspended")
    assert ready.lot_code in refused.json["detail"]
    stuck = {"order_id": order.id, "first": 1, "last": order.count}
    refused = people.nam.post(f"{API}/stamp-activations", stuck)
    assert (refused.status_code, refused.json["code"]) == (409, "lot_suspended")


def test_the_worker_in_charge_is_told(people: People) -> None:
    lot = a_lot(people)
    hoa = owner(people, lot.id)
    with one_commit() as session:
        worker = rules.create_account(
            session, viewer=SYSTEM, name="Nam", login=new_id(), password=PASSWORD,
            role=Role.EXTENSION_WORKER, commune_codes=(NGA_AN,), phone="0912345678",
        )  # fmt: skip
        session.get_one(Household, hoa.viewer.household_id).owner_id = worker.id
        session.query(Job).delete()
    assert hoa.post(f"{API}/lots/{lot.id}/suspend", WHY).status_code == 200
    reading().rollback()
    assert reading().query(Job).filter_by(kind=outbox.JOB).count() == 1
    listed = people.nam.get(f"{API}/lots", query_string={"state": "suspended"}).json
    assert [one["id"] for one in listed["items"]] == [lot.id]


@pytest.mark.parametrize(
    ("verb", "state", "body", "code"),
    [
        ("suspend", "recalled", WHY, "lot_recalled"),
        ("suspend", "released", {"reason": " "}, "suspend_reason_missing"),
        ("resume", "released", WHY, "lot_not_suspended"),
    ],
)
def test_what_is_refused(people: People, verb: str, state: str, body: Any, code: str) -> None:
    lot = a_lot(people, state=state)
    assert people.nam.post(f"{API}/lots/{lot.id}/{verb}", body).json["code"] == code


def test_a_suspension_stands_between_a_recall_and_a_last_day(people: People) -> None:
    lot = a_lot(people, use_by=clock.today())
    people.nam.post(f"{API}/lots/{lot.id}/suspend", WHY)
    again = people.nam.post(f"{API}/lots/{lot.id}/suspend", WHY)
    assert (again.status_code, again.json["code"]) == (409, "lot_suspended")
    recall(people, lot)
    held = people.phuc.get(f"{API}/lots/{lot.id}").json
    assert (held["status"], held["suspend_reason"]) == ("recalled", WHY["reason"])
    lot.suspended_at = clock.now()
    assert lot_status(lot, clock.today().replace(year=clock.today().year + 1)) == "suspended"


def test_nobody_else_holds_it_back(people: People) -> None:
    lot = a_lot(people)
    assert people.lan.post(f"{API}/lots/{lot.id}/suspend", WHY).status_code == 404
    other = owner(people, a_lot(people).id)
    assert other.post(f"{API}/lots/{lot.id}/suspend", WHY).status_code == 404


def test_what_the_state_stopped_the_state_lets_go(people: People) -> None:
    sound = {"reason": "Đã mở năm gói"}
    for officer in (people.phuc, people.huong, people.nam):
        lot = a_lot(people)
        hoa = owner(people, lot.id)
        stopped = officer.post(f"{API}/lots/{lot.id}/suspend", WHY)
        assert officer.viewer.name in stopped.json["stopped_by"]
        refused = hoa.post(f"{API}/lots/{lot.id}/resume", sound)
        assert (refused.status_code, refused.json["code"]) == (403, "lot_held_by_state")
        assert stopped.json["stopped_by"] in refused.json["detail"]
        assert hoa.get(f"{API}/lots/{lot.id}").json["status"] == "suspended"
    page, form = hoa.browser(), f"/lo/{lot.id}/dung-lai"
    shown = page.get(f"/lo/{lot.id}").text
    assert form not in shown
    assert "Người dừng: Nam" in shown
    assert "<textarea" not in page.get(form).text
    assert page.post(form, data=sound).status_code == 422
    assert form in people.huong.browser().get(f"/lo/{lot.id}").text
    again = people.huong.post(f"{API}/lots/{lot.id}/resume", sound)
    assert (again.status_code, again.json["status"], again.json["stopped_by"]) == (200, "ok", None)
    assert hoa.post(f"{API}/lots/{lot.id}/suspend", WHY).json["stopped_by"] is None
    assert hoa.post(f"{API}/lots/{lot.id}/resume", sound).status_code == 200


def test_the_state_takes_over_what_its_producer_stopped(people: People) -> None:
    lot = a_lot(people)
    hoa = owner(people, lot.id)
    assert hoa.post(f"{API}/lots/{lot.id}/suspend", WHY).status_code == 200
    assert hoa.post(f"{API}/lots/{lot.id}/suspend", WHY).json["code"] == "lot_suspended"
    taken = people.nam.post(f"{API}/lots/{lot.id}/suspend", {"reason": "Chờ kiểm nghiệm"})
    assert (taken.status_code, taken.json["suspend_reason"]) == (200, "Chờ kiểm nghiệm")
    assert hoa.post(f"{API}/lots/{lot.id}/resume", WHY).json["code"] == "lot_held_by_state"
