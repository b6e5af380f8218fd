"""The main job over the API alone, and every refusal a script may meet."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from agrimarket.kit.access import Role
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.builders.issuing import active_order, an_order, code_of
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People, Person

ORDERS, ACTIVATIONS, VOIDS = (
    "/api/v1/stamp-orders",
    "/api/v1/stamp-activations",
    "/api/v1/stamp-voids",
)
HOLDS, RESUMPTIONS = "/api/v1/stamp-suspensions", "/api/v1/stamp-resumptions"


def ordered(by: Person, lot_id: str, count: int) -> dict[str, Any]:
    answer = by.post(ORDERS, {"lot_id": lot_id, "count": count})
    assert answer.status_code == 201, answer.json
    body: dict[str, Any] = answer.json
    return body


def test_the_walk_from_order_to_scan(people: People, client: FlaskClient) -> None:
    lot = a_lot(people, pack_count=None)
    order = ordered(people.phuc, lot.id, 300)
    assert order["last_serial"] - order["first_serial"] == 299
    assert (order["count"], order["state"]) == (300, "issued")
    base = f"{ORDERS}/{order['id']}"
    listed = people.phuc.post(f"{base}/prints", {"format": "csv"})
    assert listed.status_code == 201
    printed = people.phuc.post(
        f"{base}/prints", {"stock": "a4-40", "reason": "tờ in kèm danh sách"}
    )
    assert (printed.status_code, printed.json["state"]) == (201, "ready")
    with people.phuc.get(printed.json["sheet_url"]) as sheet:
        assert (sheet.status_code, sheet.mimetype) == (200, "application/pdf")
        assert sheet.data.startswith(b"%PDF")
    codes = [
        row.split(",")[1] for row in people.phuc.get(f"{base}/codes.csv").text.splitlines()[1:]
    ]
    assert len(set(codes)) == 300
    bound = people.phuc.post(ACTIVATIONS, {"order_id": order["id"], "first": 1, "last": 200})
    assert (bound.status_code, bound.json["state"], bound.json["count"]) == (201, "active", 200)
    dead = {"order_id": order["id"], "first": 100, "last": 119, "reason": "Ướt"}
    assert people.phuc.post(VOIDS, dead).status_code == 201
    verdicts = {
        at: client.get(f"/{codes[at - 1]}", headers={"Accept": "application/json"}).json["verdict"]
        for at in (99, 100, 119, 120, 200, 201)
    }
    assert verdicts == {
        99: "valid_first", 100: "void", 119: "void", 120: "valid_first", 200: "valid_first",
        201: "not_activated",
    }  # fmt: skip
    shown = people.phuc.get(base).json
    assert shown["tally"] == {"active": 180, "void": 20, "printed": 100}
    assert [run["first"] for run in shown["segments"]] == [1, 100, 120, 201]


def test_a_sheet_is_not_ready_while_a_job_draws_it(people: People) -> None:
    lot = a_lot(people, pack_count=None)
    order = ordered(people.phuc, lot.id, 10_001)
    printed = people.phuc.post(f"{ORDERS}/{order['id']}/prints", {})
    assert printed.json["state"] == "queued"
    answer = people.phuc.get(printed.json["sheet_url"])
    assert (answer.status_code, answer.json["code"]) == (409, "not_ready")


def test_codes_before_they_are_printed(people: People) -> None:
    order = an_order(people)
    answer = people.phuc.get(f"{ORDERS}/{order.id}/codes.csv")
    assert (answer.status_code, answer.json["code"]) == (409, "not_printed")


def test_suspending_and_resuming_by_codes(people: People) -> None:
    order = active_order(people)
    ends = {"first_code": code_of(order, 2), "last_code": code_of(order, 4), "reason": "Nghi ngờ"}
    assert people.huong.post(HOLDS, ends).json["state"] == "suspended"
    assert people.huong.post(RESUMPTIONS, ends).json["state"] == "active"
    for path, total in ((HOLDS, 1), (RESUMPTIONS, 1), (ACTIVATIONS, 1), (VOIDS, 0)):
        page = people.huong.get(path, query_string={"order_id": order.id}).json
        assert page["total"] == total
        for item in page["items"]:
            assert people.huong.get(f"{path}/{item['id']}").json == item


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        (ORDERS, {"count": 5}, 422, "order_needs_product"),
        (ORDERS, {"count": 0}, 422, "invalid_fields"),
        (ORDERS, {"count": True}, 422, "invalid_fields"),
        (ORDERS, {"count": 5, "state": "active"}, 422, "invalid_fields"),
        (ORDERS, {"count": 5, "product_id": "x"}, 422, "invalid_fields"),
        (ACTIVATIONS, {"first": 1, "last": 2}, 422, "range_not_named"),
        (ACTIVATIONS, {"order_id": "x", "first": 1, "last": 2}, 422, "invalid_fields"),
        (ACTIVATIONS, {"first_code": "abc", "last_code": "abc"}, 422, "code_typo"),
        (VOIDS, {"first": 1, "last": 2}, 422, "invalid_fields"),
        (HOLDS, {"first": 1, "last": 2, "reason": " "}, 422, "reason_needed"),
    ],
)
def test_refusals_have_a_code_and_a_sentence(
    people: People, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = people.phuc.post(path, body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert "Hãy" in answer.json["detail"] or "hãy" in answer.json["detail"]


def test_what_is_not_eligible(people: People) -> None:
    draft, bare = a_product(people, state="submitted"), a_product(people, basis=False)
    for product, code in ((draft, "product_not_approved"), (bare, "safety_basis_missing")):
        answer = people.phuc.post(ORDERS, {"product_id": product.id, "count": 1})
        assert (answer.status_code, answer.json["code"]) == (409, code)
    product = a_product(people)
    lot = a_lot(people, product, state="open", pack_count=None)
    order = ordered(people.phuc, lot.id, 5)
    people.phuc.post(f"{ORDERS}/{order['id']}/prints", {})
    answer = people.phuc.post(ACTIVATIONS, {"order_id": order["id"], "first": 1, "last": 5})
    assert (answer.status_code, answer.json["code"]) == (409, "lot_not_released")


def test_who_may_do_what(people: People) -> None:
    household = a_household(people)
    lot = a_lot(people, a_product(people, household), pack_count=None)
    hoa, operator = people.producer(household.id), people.person(Role.OPERATOR, "Vận")
    auditor = people.person(Role.AUDITOR, "Soát")
    order = ordered(hoa, lot.id, 10)
    body = {"order_id": order["id"], "first": 1, "last": 2, "reason": "thử"}
    for path in (ORDERS, ACTIVATIONS, VOIDS, HOLDS, RESUMPTIONS):
        for who in (operator, auditor):
            assert who.post(path, body).status_code == 403
        assert people.minh.post(path, body).status_code == 401
    assert people.nam.post(HOLDS, body).status_code == 403
    assert auditor.get(f"{ORDERS}/{order['id']}").status_code == 200
    assert operator.get(ORDERS).status_code == 403
    assert auditor.get(f"{ORDERS}/{order['id']}/codes.csv").status_code == 403


def test_orders_of_others_are_not_there(people: People) -> None:
    order = an_order(people)
    assert people.lan.get(f"{ORDERS}/{order.id}").status_code == 404
    assert people.lan.get(ORDERS).json["total"] == 0
    assert people.nam.get(ORDERS).json["total"] == 1
    assert people.lan.post(f"{ORDERS}/{order.id}/prints", {}).status_code == 404
    assert people.lan.get(f"{ORDERS}/{order.id}/prints").status_code == 404


def test_a_repeated_order_is_granted_once(people: People) -> None:
    lot = a_lot(people)
    body = {"lot_id": lot.id, "count": 9, "id": new_id()}
    first, again = people.phuc.post(ORDERS, body), people.phuc.post(ORDERS, body)
    assert first.json == again.json
    other = people.phuc.post(ORDERS, {**body, "count": 10})
    assert (other.status_code, other.json["code"]) == (422, "id_taken")
    assert people.phuc.get(ORDERS).json["total"] == 1


def test_the_lot_of_an_order_may_follow(people: People) -> None:
    product = a_product(people)
    order = people.phuc.post(ORDERS, {"product_id": product.id, "count": 5}).json
    path, lot = f"{ORDERS}/{order['id']}", a_lot(people, product)
    assert people.phuc.patch(path, {"lot_id": lot.id}).status_code == 428
    assert people.phuc.patch(path, {"lot_id": lot.id}, '"x"').status_code == 412
    etag = people.phuc.get(path).headers["ETag"]
    changed = people.phuc.patch(path, {"lot_id": lot.id}, etag)
    assert (changed.status_code, changed.json["lot_id"]) == (200, lot.id)
    assert changed.headers["ETag"] != etag


def test_lists_find_by_product_and_name(people: People) -> None:
    first = an_order(people)
    an_order(people, a_lot(people, a_product(people, name="Chè lam Phủ Quảng")))
    assert people.phuc.get(ORDERS, query_string={"q": "che lam"}).json["total"] == 1
    found = people.phuc.get(ORDERS, query_string={"product_id": first.product_id}).json
    assert [item["number"] for item in found["items"]] == [first.label]
    assert people.phuc.get(ORDERS, query_string={"lot_id": first.lot_id}).json["total"] == 1
