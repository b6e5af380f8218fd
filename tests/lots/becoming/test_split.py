"""Parting a lot: what comes out, what is left, and each refusal at its field."""

from typing import Any

from agrimarket.kit import audit, clock
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.lots.models import Lot
from tests.builders.lots import a_lot, days_ago
from tests.builders.steps import a_split
from tests.people import People


def url(lot: Lot) -> str:
    return f"/api/v1/lots/{lot.id}/splits"


def part(code: str, quantity: Any, **over: Any) -> dict[str, Any]:
    return {"lot_code": code, "quantity": quantity, **over}


def test_ba_hoa_parts_her_lot_with_a_loss(people: People) -> None:
    lot = a_lot(people, harvested_on=days_ago(3), packed_on=days_ago(2))
    hoa = people.producer(people.nam.get(f"/api/v1/lots/{lot.id}").json["household_id"])
    body = {
        "outputs": [part("A", 500, pack_count=100, pack_amount=5, pack_unit="kg"),
                    part("B", 2, unit="tạ", use_by=days_ago(0).isoformat())],
        "loss": 50, "place": "Kho nhà", "note": "Chia cho hai mối",
    }  # fmt: skip
    answer = hoa.post(url(lot), body)
    assert answer.status_code == 201, answer.json
    step = answer.json
    assert (step["kind"], step["loss"], step["loss_unit"]) == ("split", 50.0, "kg")
    assert [(one["lot_code"], one["quantity"]) for one in step["inputs"]] == [(lot.lot_code, 750.0)]
    assert [(o["lot_code"], o["quantity"], o["unit"]) for o in step["outputs"]] == [
        ("A", 500.0, "kg"), ("B", 2.0, "tạ")
    ]  # fmt: skip
    first, second = (hoa.get(f"/api/v1/lots/{one['lot_id']}").json for one in step["outputs"])
    assert first["state"] == "open"
    assert first["harvested_on"] == days_ago(3).isoformat()
    assert first["packed_on"] == days_ago(2).isoformat()
    assert first["use_by"] == lot.use_by.isoformat() if lot.use_by else None
    assert second["use_by"] == days_ago(0).isoformat()
    assert hoa.get(f"/api/v1/lots/{lot.id}").json["used"] == 750.0
    assert hoa.get(f"/api/v1/lots/{lot.id}/steps").json == [step]
    assert hoa.get(f"/api/v1/lots/{first['id']}/steps").json == [step]
    for id, act in ((lot.id, "lot_split"), (first["id"], "lot_made")):
        assert act in [row.action for row in reading().scalars(audit.rows_of(kind="lot", id=id))]


REFUSED: list[tuple[dict[str, Any], int, str, str]] = [
    ({"outputs": [part("A", 1501)]}, 409, "lot_not_enough", "outputs.0.quantity"),
    ({"outputs": [part("A", 1500)], "loss": 0.001}, 409, "lot_not_enough",
     "outputs.0.quantity"),
    ({"outputs": [part("A", 0)]}, 422, "invalid_fields", "outputs.0.quantity"),
    ({"outputs": [part("A", -1)]}, 422, "invalid_fields", "outputs.0.quantity"),
    ({"outputs": [part("A", 1, unit="hộp")]}, 422, "lot_units_differ", "outputs.0.unit"),
    ({"outputs": [part("A", 0.1, unit="g")]}, 422, "lot_amount_too_fine",
     "outputs.0.quantity"),
    ({"outputs": [part("A", 1), part("A", 1)]}, 409, "lot_code_taken", "outputs.1.lot_code"),
    ({"outputs": [part("a b", 1)]}, 422, "lot_code_invalid", "outputs.0.lot_code"),
    ({"outputs": [part("A", 10, pack_count=11, pack_amount=1, pack_unit="kg")]}, 422,
     "lot_packs_above_quantity", "outputs.0.pack_count"),
    ({"outputs": [part("A", 1, use_by=days_ago(-300).isoformat())]}, 422,
     "lot_use_by_after_source", "outputs.0.use_by"),
    ({"outputs": [part("A", 1, use_by=days_ago(9).isoformat())]}, 422,
     "lot_dates_out_of_order", "outputs.0.use_by"),
    ({"outputs": [part("A", 1)], "happened_at": days_ago(-3).isoformat()}, 422,
     "lot_step_in_future", "happened_at"),
    ({"outputs": [part("A", 1)], "happened_at": days_ago(9).isoformat()}, 422,
     "lot_step_too_early", "inputs.0.lot_id"),
    ({"outputs": []}, 422, "invalid_fields", "outputs"),
    ({"outputs": [part("A", 1)], "loss": -1}, 422, "invalid_fields", "loss"),
    ({"outputs": [part("A", 1, state="released")]}, 422, "invalid_fields", "outputs.0.state"),
]  # fmt: skip


def test_what_cannot_be_parted(people: People) -> None:
    lot = a_lot(people)
    for body, status, code, field in REFUSED:
        answer = people.nam.post(url(lot), body)
        assert (answer.status_code, answer.json["code"]) == (status, code), (body, answer.json)
        assert answer.json["fields"][field], (body, answer.json)
    assert people.nam.get(f"/api/v1/lots/{lot.id}").json["used"] == 0
    assert reading().query(Lot).count() == 1


def test_only_lots_that_may_be_used_are_parted(people: People) -> None:
    """Open, recalled, suspended, expired, without a quantity, inside waiting days."""
    body = {"outputs": [part("A", 1)]}
    bound = a_lot(people, state="open")
    people.nam.post(
        f"/api/v1/lots/{bound.id}/events",
        {"kind": "pesticide", "happened_at": days_ago(4).isoformat(),
         "facts": {"product": "Thuốc X", "waiting_days": 7}},
    )  # fmt: skip
    people.nam.post(f"/api/v1/lots/{bound.id}/seal")
    for lot, code in (
        (a_lot(people, state="open"), "lot_input_open"),
        (a_lot(people, state="recalled"), "lot_input_recalled"),
        (_suspended(people), "lot_input_suspended"),
        (_expired(people), "lot_expired"),
        (a_lot(people, quantity=None, pack_count=None), "lot_amount_untold"),
        (bound, "waiting_days"),
    ):
        answer = people.nam.post(url(lot), body)
        assert (answer.status_code, answer.json["code"]) == (409, code)
        assert answer.json["fields"]
    assert people.lan.post(url(bound), body).status_code == 404


def _suspended(people: People) -> Lot:
    lot = a_lot(people)
    with one_commit() as session:
        session.get_one(Lot, lot.id).suspended_at = clock.now()
    return lot


def _expired(people: People) -> Lot:
    lot = a_lot(people)
    with one_commit() as session:
        session.get_one(Lot, lot.id).use_by = days_ago(1)
    return lot


def test_the_same_id_parts_once(people: People) -> None:
    lot = a_lot(people)
    body = {"id": new_id(), "outputs": [part("A", 1000)]}
    first, second = (people.nam.post(url(lot), body) for _ in range(2))
    assert first.status_code == 201
    assert first.json == second.json
    other = people.nam.post(url(lot), {**body, "outputs": [part("B", 1)]})
    assert (other.status_code, other.json["code"]) == (422, "id_taken")
    assert people.nam.get(f"/api/v1/lots/{lot.id}").json["used"] == 1000


def test_a_part_keeps_what_comes_from_its_source(people: People) -> None:
    lot = a_lot(people)
    (new,) = a_split(people, lot, 100)
    path = f"/api/v1/lots/{new.id}"
    for change, code in (
        ({"quantity": 200}, "lot_made_from_others"),
        ({"unit": "tạ"}, "lot_made_from_others"),
        ({"harvested_on": days_ago(1).isoformat()}, "lot_made_from_others"),
        ({"use_by": days_ago(-200).isoformat()}, "lot_use_by_after_source"),
    ):
        answer = people.nam.patch(path, change, people.nam.get(path).headers["ETag"])
        assert answer.json["code"] == code
        assert answer.json["fields"]
    etag = people.nam.get(path).headers["ETag"]
    good = people.nam.patch(path, {"pack_count": 20, "lot_code": "MOI"}, etag)
    assert good.status_code == 200
    db.session.expire_all()
    assert reading().get_one(Lot, new.id).quantity == 100
