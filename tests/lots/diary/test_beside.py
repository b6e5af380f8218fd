"""A spray told on one lot counts for its twin of the same ground, until an officer says why not."""

from typing import Any

from flask.testing import FlaskClient

from agrimarket.lots.models import Lot
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.builders.steps import a_split
from tests.builders.trade import put_in
from tests.lots.diary.test_waiting import API, REASON, line, release, sprayed, told
from tests.people import People


def an_area(people: People, lot_or_product: Any, name: str) -> str:
    told = {"household_id": lot_or_product.household_id, "name": name, "kind": "growing"}
    return str(put_in(people.nam, "/areas", told)["id"])


def twins(people: People, **over: Any) -> tuple[Lot, Lot]:
    """A sprayed lot and one of the same product and day of harvest without any diary."""
    product = a_product(people)
    first, second = (
        a_lot(people, product, state="sealed", harvested_on=days_ago(3), **over) for _ in "12"
    )
    sprayed(people, first, 5, 14)
    return first, second


def test_a_second_lot_without_a_diary_does_not_wash_the_spray_off(
    people: People, client: FlaskClient
) -> None:
    first, second = twins(people)
    refused = release(people.nam, second)
    assert (refused.status_code, refused.json["code"]) == (409, "waiting_days")
    assert f"ghi ở lô {first.lot_code} cùng nơi trồng" in refused.json["detail"]
    (breach,) = told(people, second)["beside_waiting"]
    assert (breach["lot_code"], breach["product"]) == (first.lot_code, "Abamectin")
    assert first.lot_code in people.nam.browser().get(f"/lo/{second.id}").text
    assert release(people.huong, second, **REASON).status_code == 200
    assert REASON["override_reason"] in client.get(f"/lot/{second.id}").text


def test_nothing_is_parted_off_it_either(people: People) -> None:
    _, second = twins(people)
    outputs = [{"lot_code": "TACH-1", "quantity": 2}]
    refused = people.nam.post(f"{API}/lots/{second.id}/splits", {"outputs": outputs})
    assert (refused.status_code, refused.json["code"]) == (409, "waiting_days")


def test_what_an_officer_let_go_is_parted_and_released(people: People) -> None:
    _, second = twins(people, pack_count=None)
    assert release(people.huong, second, **REASON).status_code == 200
    (part,) = a_split(people, second, 100, state="sealed")
    assert release(people.nam, part).status_code == 200


def test_the_same_area_counts_whatever_grows_there(people: People) -> None:
    product = a_product(people)
    here, there = (an_area(people, product, name) for name in ("Vườn trên", "Vườn dưới"))
    other = a_product(people, product.household_id, name="Ổi")
    lot = a_lot(people, product, state="open", area_id=here)
    sprayed(people, lot, 5, 14)
    on_it, beside = (a_lot(people, other, state="open", area_id=area) for area in (here, there))
    assert release(people.nam, on_it).json["code"] == "waiting_days"
    assert release(people.nam, beside).status_code == 200


def test_other_products_and_producers_without_an_area_are_left_alone(people: People) -> None:
    first, _ = twins(people)
    owner = people.phuc.get(f"{API}/lots/{first.id}").json["household_id"]
    other = a_lot(people, a_product(people, owner, name="Ổi"), state="open")
    stranger = a_lot(people, state="open")
    for one in (other, stranger):
        assert release(people.nam, one).status_code == 200


def test_days_that_passed_and_sprays_after_the_harvest_hold_nothing(people: People) -> None:
    product = a_product(people)
    first, second = (a_lot(people, product, state="open") for _ in "12")
    sprayed(people, first, 20, 7)
    sprayed(people, first, 1, 30)
    assert release(people.nam, second).status_code == 200


def test_each_harvest_of_the_diary_counts(people: People) -> None:
    product = a_product(people)
    first, second = (a_lot(people, product, state="open", harvested_on=days_ago(30)) for _ in "12")
    sprayed(people, first, 5, 14)
    assert told(people, second)["beside_waiting"] == []
    line(people, second, "harvest", 2)
    assert len(told(people, second)["beside_waiting"]) == 1
