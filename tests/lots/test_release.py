"""Releasing a lot: what must be done first, and who may look away."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.lots import diary
from agrimarket.lots.models import Lot
from agrimarket.lots.release import readiness
from agrimarket.lots.waiting import waiting_breaches
from tests.builders.households import a_household
from tests.builders.lots import a_lot, days_ago
from tests.builders.products import a_product
from tests.people import People, Person


def release(person: Person, lot: Lot, **body: Any) -> Any:
    return person.post(f"/api/v1/lots/{lot.id}/release", body or None)


def treated(people: People, lot: Lot, *, days: int, waits: int, **over: Any) -> Any:
    """A treatment `days` ago that must wait `waits` days."""
    with one_commit() as session:
        return diary.add_event(
            session, viewer=people.nam.viewer, lot=lot, kind=over.pop("kind", "pesticide"),
            happened_at=clock.start_of_day(days_ago(days)),
            facts={"product": "Abamectin", "waiting_days": waits}, **over,
        )  # fmt: skip


def test_a_ready_lot_leaves_the_yard_once(people: People) -> None:
    lot = a_lot(people, state="open")
    hoa = people.producer(people.phuc.get(f"/api/v1/lots/{lot.id}").json["household_id"])
    first, second = release(hoa, lot), release(hoa, lot)
    assert first.json["state"] == "released"
    assert first.json["released_at"]
    assert all(check["done"] for check in first.json["readiness"])
    assert second.json["revision"] == first.json["revision"]


def test_a_sealed_lot_is_released_too(people: People) -> None:
    assert release(people.nam, a_lot(people, state="sealed")).json["state"] == "released"


def test_each_missing_thing_is_refused_by_its_name(people: People) -> None:
    silent = a_product(people, a_household(people, consent=None), state="submitted")
    cases = {
        "consent_missing": a_lot(people, silent, state="open"),
        "product_not_approved": a_lot(people, a_product(people, state="submitted"), state="open"),
        "safety_basis_missing": a_lot(people, a_product(people, basis=False), state="open"),
        "lot_date_missing": a_lot(people, state="open", harvested_on=None),
        "lot_expired": a_lot(people, state="open", harvested_on=days_ago(31)),
        "lot_recalled": a_lot(people, state="recalled"),
    }
    for code, lot in cases.items():
        answer = release(people.huong, lot)
        assert (answer.status_code, answer.json["code"]) == (409, code)
        assert "Hãy" in answer.json["detail"], code


def test_the_list_of_what_is_missing_names_the_same_codes(people: People) -> None:
    lot = a_lot(people, a_product(people, state="draft", basis=False), state="open")
    missing = [check.code for check in readiness(reading(), lot) if not check.done]
    assert missing == ["product_not_approved", "safety_basis_missing"]
    assert all(check.next_step for check in readiness(reading(), lot) if not check.done)


def test_the_last_day_of_use_may_still_be_released(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(30))
    assert release(people.nam, lot).status_code == 200


@pytest.mark.parametrize(
    ("sprayed", "waits", "held"),
    [
        (10, 7, False),  # harvested on the day the waiting ended
        (10, 8, True),
        (3, 1, True),
        (3, 0, False),
        (2, 30, False),  # after harvest
    ],
)
def test_waiting_days_hold_a_harvest_three_days_ago(
    people: People, sprayed: int, waits: int, held: bool
) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(3))
    treated(people, lot, days=sprayed, waits=waits)
    answer = release(people.nam, lot)
    assert answer.status_code == (409 if held else 200)
    if held:
        assert answer.json["code"] == "waiting_days"
        assert "Abamectin" in answer.json["detail"]


def test_vet_drugs_wait_too_and_a_corrected_line_does_not(people: People) -> None:
    lot = a_lot(people, state="open")
    wrong = treated(people, lot, days=5, waits=20, kind="vet_drug")
    assert release(people.nam, lot).json["code"] == "waiting_days"
    treated(people, lot, days=45, waits=20, kind="vet_drug", corrects_id=wrong.id)
    assert release(people.nam, lot).status_code == 200


def test_an_earlier_harvest_in_the_diary_counts(people: People) -> None:
    lot = a_lot(people, state="open", harvested_on=days_ago(1))
    treated(people, lot, days=10, waits=8)
    assert not waiting_breaches(reading(), lot)
    with one_commit() as session:
        diary.add_event(
            session, viewer=people.nam.viewer, lot=lot, kind="harvest",
            happened_at=clock.now() - timedelta(days=3),
        )  # fmt: skip
    assert release(people.nam, lot).json["code"] == "waiting_days"


def test_an_officer_may_look_away_with_a_reason_that_stays(people: People) -> None:
    lot = a_lot(people, state="open")
    treated(people, lot, days=5, waits=20)
    reason = {"override_reason": "Kiểm nghiệm đạt, phiếu 12."}
    by_worker = release(people.nam, lot, **reason)
    assert (by_worker.status_code, by_worker.json["code"]) == (403, "override_by_officer")
    assert release(people.huong, lot, override_reason="  ").json["code"] == "waiting_days"
    assert release(people.huong, lot, **reason).json["state"] == "released"
    reading().expire_all()
    kept = reading().get_one(Lot, lot.id)
    assert kept.release_override == reason["override_reason"]


def test_a_reason_does_not_open_what_it_is_not_for(people: People) -> None:
    lot = a_lot(people, a_product(people, basis=False), state="open")
    answer = release(people.phuc, lot, override_reason="Cho qua")
    assert answer.json["code"] == "safety_basis_missing"


def test_lan_releases_nothing(people: People) -> None:
    assert release(people.lan, a_lot(people, state="open")).status_code == 404
