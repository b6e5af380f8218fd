"""A lot's diary: append-only, two clocks, corrections that leave the old line standing."""

from datetime import timedelta
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.kit.db import one_commit, reading
from agrimarket.kit.ids import new_id
from agrimarket.lots import diary
from agrimarket.lots.kinds import STAGES
from tests.builders.lots import a_lot
from tests.people import People

SPRAY = {"product": "Abamectin", "waiting_days": 7}


def line(**over: Any) -> dict[str, Any]:
    return {"kind": "harvest", "happened_at": "2026-11-01T06:30:00+07:00", **over}


def test_both_moments_are_kept(people: People) -> None:
    lot = a_lot(people)
    path = f"/api/v1/lots/{lot.id}/events"
    before = clock.now()
    answer = people.nam.post(path, line(place="Vườn đồi", text="1.500 kg"))
    assert answer.status_code == 201
    (kept,) = diary.events_of(reading(), lot)
    assert kept.happened_at.isoformat() == "2026-10-31T23:30:00+00:00"
    assert before <= kept.recorded_at <= clock.now()
    assert answer.json["label"] == "Thu hoạch"
    one = people.nam.get(f"{path}/{answer.json['id']}")
    assert one.json["place"] == "Vườn đồi"


@pytest.mark.parametrize("state", ["open", "released", "recalled"])
def test_a_diary_of_every_kind_goes_on_in_every_state(people: People, state: str) -> None:
    path = f"/api/v1/lots/{a_lot(people, state=state).id}/events"
    for code, kind in STAGES.items():
        facts = {"facts": SPRAY} if kind.waits else {}
        body = line(kind=code, happened_at="2026-01-01", **facts)
        assert people.nam.post(path, body).status_code == 201
    assert len(people.nam.get(path).json) == len(STAGES)


@pytest.mark.parametrize(
    ("over", "code", "field"),
    [
        ({"kind": "party"}, "event_kind_unknown", "kind"),
        ({"happened_at": "2099-01-01T00:00:00Z"}, "event_in_future", "happened_at"),
        ({"happened_at": "hôm qua"}, "invalid_fields", "happened_at"),
        ({"kind": "pesticide"}, "event_input_missing", "facts.product"),
        (
            {"kind": "pesticide", "facts": {"product": "A", "waiting_days": -1}},
            "event_input_missing",
            "facts.waiting_days",
        ),
        (
            {"kind": "vet_drug", "facts": {"product": "A", "waiting_days": "7"}},
            "event_input_missing",
            "facts.waiting_days",
        ),
        ({"facts": {"x": "y" * 5000}}, "event_facts_too_long", "facts"),
        ({"corrects_id": new_id()}, "event_not_found", "corrects_id"),
        ({"recorded_at": "2026-01-01"}, "invalid_fields", "recorded_at"),
    ],
)
def test_lines_that_cannot_be_written(
    people: People, over: dict[str, Any], code: str, field: str
) -> None:
    answer = people.nam.post(f"/api/v1/lots/{a_lot(people).id}/events", line(**over))
    assert (answer.status_code, answer.json["code"]) == (422, code)
    assert answer.json["fields"][field]


def test_a_correction_is_a_new_line_and_there_is_one_a_line(people: People) -> None:
    lot = a_lot(people)
    path = f"/api/v1/lots/{lot.id}/events"
    old = people.nam.post(path, line()).json
    new = people.nam.post(path, line(happened_at="2026-11-02", corrects_id=old["id"])).json
    again = people.nam.post(path, line(corrects_id=old["id"]))
    assert (again.status_code, again.json["code"]) == (409, "event_corrected_already")
    rows = {row["id"]: row for row in people.nam.get(path).json}
    assert rows[old["id"]]["corrected_by_id"] == new["id"]
    assert rows[new["id"]]["corrected_by_id"] is None
    assert [one.id for one in diary.holding(diary.events_of(reading(), lot))] == [new["id"]]


def test_a_line_of_another_lot_is_not_corrected(people: People) -> None:
    here, there = a_lot(people), a_lot(people)
    old = people.nam.post(f"/api/v1/lots/{there.id}/events", line()).json
    answer = people.nam.post(f"/api/v1/lots/{here.id}/events", line(corrects_id=old["id"]))
    assert answer.json["code"] == "event_not_found"
    stray = people.nam.get(f"/api/v1/lots/{here.id}/events/{old['id']}")
    assert stray.status_code == 404


def test_lines_are_neither_changed_nor_deleted(people: People) -> None:
    lot = a_lot(people)
    event_id = people.nam.post(f"/api/v1/lots/{lot.id}/events", line()).json["id"]
    path = f"/api/v1/lots/{lot.id}/events/{event_id}"
    for method in ("PATCH", "PUT", "DELETE"):
        assert people.phuc.call(method, path, json={}).status_code == 405


def test_a_phone_that_sends_twice_writes_once(people: People) -> None:
    path = f"/api/v1/lots/{a_lot(people).id}/events"
    body = line(id=new_id())
    first, second = people.nam.post(path, body), people.nam.post(path, body)
    assert first.json == second.json
    assert len(people.nam.get(path).json) == 1


def test_the_order_is_that_of_life_not_of_writing(people: People) -> None:
    lot = a_lot(people)
    with one_commit() as session:
        for days in (1, 9, 5):
            diary.add_event(
                session, viewer=people.nam.viewer, lot=lot, kind="irrigation",
                happened_at=clock.now() - timedelta(days=days),
            )  # fmt: skip
    moments = [one.happened_at for one in diary.events_of(reading(), lot)]
    assert moments == sorted(moments)


def test_lan_writes_and_reads_nothing(people: People) -> None:
    path = f"/api/v1/lots/{a_lot(people).id}/events"
    assert people.lan.post(path, line()).status_code == 404
    assert people.lan.get(path).status_code == 404


@pytest.mark.parametrize("days", ["abc", [], {}, None, 10**9])
def test_a_strange_waiting_word_elsewhere_does_not_close_the_lot(people: People, days: Any) -> None:
    """A stage that owes no waiting days once kept `abc` there, and its lot answered 500 forever."""
    lot = a_lot(people)
    body = line(facts={"waiting_days": days})
    assert people.nam.post(f"/api/v1/lots/{lot.id}/events", body).status_code == 201
    assert people.nam.get(f"/api/v1/lots/{lot.id}").status_code == 200
    assert people.nam.browser().get(f"/lo/{lot.id}").status_code == 200
