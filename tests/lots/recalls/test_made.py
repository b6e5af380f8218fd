"""A recall of a lot and of everything made from it, and recalls that overlap."""

import pytest
from flask import Flask

from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.jobs import run_due
from agrimarket.lots.hand_over_models import RecallLot
from agrimarket.lots.models import Lot
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.builders.steps import a_split, a_transform, handed_over
from tests.lots.recalls.steps import API, WHY, another_officer, lift, recall, rows, state_of
from tests.people import HAM_RONG, People


def a_chain(people: People, levels: int) -> list[Lot]:
    """Released lots, each parted off the one before."""
    chain = [a_lot(people, pack_count=None, quantity=1000)]
    for level in range(levels):
        chain += a_split(people, chain[-1], 500 / 2**level, state="released")
    return chain


def test_everything_made_from_it_is_held_over_five_levels(people: People) -> None:
    chain = a_chain(people, 5)
    aside = a_lot(people)
    id = recall(people, chain[0], with_made=True)
    assert {state_of(people, lot) for lot in chain} == {"recalled"}
    assert state_of(people, aside) == "released"
    told = people.phuc.get(f"{API}/recalls/{id}").json
    assert (told["lots"], told["with_made"], told["state"]) == (6, True, "open")
    assert told["held"][0]["lot_id"] == chain[0].id
    lift(people, id)
    assert {state_of(people, lot) for lot in chain} == {"released"}


def test_without_the_wish_only_the_lot_is_held(people: People) -> None:
    chain = a_chain(people, 1)
    recall(people, chain[0])
    assert [state_of(people, lot) for lot in chain] == ["recalled", "released"]
    wider = recall(people, chain[0], with_made=True)  # later people know more
    assert state_of(people, chain[1]) == "recalled"
    again = people.phuc.post(f"{API}/lots/{chain[0].id}/recall", {**WHY, "with_made": True})
    assert (again.status_code, again.json["code"]) == (409, "lot_recalled")
    lift(people, wider)
    assert [state_of(people, lot) for lot in chain] == ["recalled", "released"]


def test_what_was_comes_back_in_every_state(people: People) -> None:
    first = a_lot(people, state="sealed", pack_count=None, quantity=1000)
    (parted,) = a_split(people, first, 100)
    (sealed,) = a_split(people, first, 100, state="sealed")
    (sold,) = a_split(people, first, 100, state="released")
    lots = {first: "sealed", parted: "open", sealed: "sealed", sold: "released"}
    alone = people.phuc.post(f"{API}/lots/{first.id}/recall", WHY)
    assert alone.json["code"] == "lot_not_released"  # never sold whole, but parted and sold
    id = recall(people, first, with_made=True)
    assert {state_of(people, lot) for lot in lots} == {"recalled"}
    lift(people, id)
    assert {lot: state_of(people, lot) for lot in lots} == lots


@pytest.mark.parametrize("first_lifted", ["wide", "narrow"])
def test_a_lot_stays_recalled_until_the_last_recall_is_lifted(
    people: People, first_lifted: str
) -> None:
    chain = a_chain(people, 2)
    narrow = recall(people, chain[2], reason="Nấm mốc", phone="19001234")
    wide = recall(people, chain[0], with_made=True)
    here = f"{API}/lots/{chain[2].id}"
    assert people.phuc.get(here).json["recall_reason"] == "Nấm mốc"
    other = another_officer(people)
    one, last = (wide, narrow) if first_lifted == "wide" else (narrow, wide)
    lift(people, one, other)
    held = people.phuc.get(here).json
    assert (held["state"], held["recall_ids"]) == ("recalled", [last])
    expected = ("Nấm mốc", "19001234") if last == narrow else tuple(WHY.values())
    assert (held["recall_reason"], held["recall_phone"]) == expected
    lift(people, last, other)
    assert (state_of(people, chain[2]), state_of(people, chain[0])) == ("released", "released")
    assert people.phuc.get(here).json["recall_reason"] is None


def test_a_basket_of_another_producer_is_held_and_told_as_the_public_may_know(
    people: People,
) -> None:
    lot = a_lot(people, pack_count=None, quantity=1000)
    other = a_household(people, name="Lê Thị Tư", commune_code=HAM_RONG, phone="0912000444")
    product = a_product(people, other)
    handed_over(people, lot, other.id, 100)
    basket = a_transform(people, product, (lot, 50), state="released")
    id = recall(people, lot, with_made=True)
    assert state_of(people, basket) == "recalled"
    by_nam = people.nam.get(f"{API}/recalls/{id}").json
    held = {one["lot_id"]: one for one in by_nam["held"]}
    assert held[basket.id]["own"] is False
    assert held[basket.id]["before"] is None
    assert held[lot.id]["before"] == "released"
    by_lan = people.lan.get(f"{API}/recalls/{id}")
    assert by_lan.status_code == 200  # her producer's basket is in it
    assert people.lan.get(f"{API}/recalls/{id}/notices").json == []  # the receiver is not hers
    assert people.lan.get(f"{API}/lots/{lot.id}").status_code == 404


def test_a_stranger_sees_no_recall(people: People) -> None:
    id = recall(people, a_lot(people))
    assert people.lan.get(f"{API}/recalls/{id}").status_code == 404
    assert people.lan.get(f"{API}/recalls").json["total"] == 0
    assert people.nam.get(f"{API}/recalls").json["total"] == 1


def test_a_lot_held_by_anothers_recall_is_lifted_there(people: People) -> None:
    chain = a_chain(people, 1)
    recall(people, chain[0], with_made=True)
    answer = people.phuc.post(f"{API}/lots/{chain[1].id}/recall/lift", {"reason": "Đạt"})
    assert (answer.status_code, answer.json["code"]) == (409, "lift_at_origin")
    assert chain[0].lot_code in answer.json["detail"]


def test_a_lot_recalled_before_recalls_were_rows_is_lifted_by_two(people: People) -> None:
    lot = a_lot(people)
    with one_commit() as session:
        row = session.get_one(Lot, lot.id)
        row.state, row.recall_reason, row.recall_phone = "recalled", "Cũ", "02373852246"
    path = f"{API}/lots/{lot.id}/recall/lift"
    assert people.phuc.post(path, {"reason": "Đạt"}).json["state"] == "recalled"
    assert another_officer(people).post(path, {"reason": "Đạt"}).json["state"] == "released"


def test_listings_end_with_the_reason_and_come_back(people: People, app: Flask) -> None:
    product = a_sellable(people, photos=0)
    lot = a_lot(people, product, pack_count=None, quantity=1000)
    (part,) = a_split(people, lot, 100, state="released")
    listing = a_listing(people, product)
    id = recall(people, lot, with_made=True)
    told = people.nam.get(f"{API}/listings/{listing.id}").json  # before any job has run
    assert (told["desired_state"], told["hold"]) == ("absent", "recalled")
    assert "thu hồi" in told["reason"]
    run_due(app)
    run_due(app)
    assert fresh(listing).observed_state == "absent"
    lift(people, id)
    run_due(app)
    assert (fresh(listing).hold, state_of(people, part)) == (None, "released")


def test_the_rows_of_a_recall_are_those_of_its_lots(people: People) -> None:
    chain = a_chain(people, 2)
    before = rows()
    recall(people, chain[0], with_made=True)
    after = rows()
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown["recall"] == 1
    assert grown["recall_lot"] == 3
    assert set(grown) <= {"recall", "recall_lot", "audit_row", "person_key", "job"}
    assert reading().query(RecallLot).count() == 3
