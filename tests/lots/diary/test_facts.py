"""What each kind of line tells: checked where its kind knows it, kept where nobody does."""

from typing import Any

import pytest

from agrimarket.lots.diary_refusals import FactInvalid
from agrimarket.lots.facts.check import check_facts
from agrimarket.lots.facts.inputs import INPUTS
from agrimarket.lots.facts.kinds import FACTS, Need, Type, typed_facts
from agrimarket.lots.facts.tell import owed, public_facts, told, unknown
from agrimarket.lots.facts.typed import boxes_of, facts_of_form
from agrimarket.lots.kinds import EVENT_KINDS, STAGES
from agrimarket.lots.refusals import FactsTooMany, InputFactsMissing
from tests.builders.lots import a_lot
from tests.people import People

SPRAY = {"product": "Abamectin", "waiting_days": 7}


def test_every_kind_that_people_write_has_facts_and_every_fact_is_whole() -> None:
    assert set(FACTS) == set(STAGES)
    for kind, facts in FACTS.items():
        names = [fact.name for fact in facts]
        assert sorted(names) == sorted(set(names)), kind
        for fact in facts:
            assert all((fact.label, fact.english)), (kind, fact.name)
            assert fact.counts in {"", *names}, (kind, fact.name)
            assert fact.suggests in {"", *INPUTS}, (kind, fact.name)
            assert bool(fact.choices) == (fact.type in (Type.CHOICE, Type.YES_NO))
    musts = {k for k, facts in FACTS.items() if any(f.need is Need.MUST for f in facts)}
    assert musts == {code for code, kind in EVENT_KINDS.items() if kind.waits}


def test_known_facts_are_tidied_and_unknown_ones_kept_as_sent() -> None:
    sent = {"quantity": 500.0, "unit": " kg ", "quality": "loại A", "rows": [1, {"x": None}]}
    kept = check_facts("harvest", sent)
    assert kept == {"quantity": 500, "unit": "kg", "quality": "loại A", "rows": [1, {"x": None}]}
    assert isinstance(kept["quantity"], int)


def test_a_quantity_without_unit_is_in_the_lots() -> None:
    assert check_facts("harvest", {"quantity": 2}, lot_unit="tạ") == {"quantity": 2, "unit": "tạ"}
    with pytest.raises(FactInvalid) as caught:
        check_facts("harvest", {"quantity": 2})
    assert list(caught.value.fields) == ["facts.unit"]


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        ("harvest", {"quantity": "2 tạ", "unit": "tạ"}, "quantity"),
        ("harvest", {"quantity": -1, "unit": "kg"}, "quantity"),
        ("harvest", {"quantity": True, "unit": "kg"}, "quantity"),
        ("harvest", {"unit": "kg"}, "quantity"),
        ("fertiliser", {"product": "A", "dose": 3}, "dose_unit"),
        ("fertiliser", {"product": ["A"]}, "product"),
        ("fertiliser", {"product": "A" * 1_000}, "product"),
        ("feed", {"product": "x" * 201}, "product"),
        ("irrigation", {"method": "rain"}, "method"),
        ("packing", {"packs": 2.5}, "packs"),
        ("test", {"passed": "yes"}, "passed"),
        ("storage", {"temperature": 61}, "temperature"),
        ("storage", {"humidity": -1}, "humidity"),
        ("pesticide", {**SPRAY, "dose": 5}, "dose_unit"),
        ("sale", {"to": 7}, "to"),
        ("transfer", {"transfer_id": "x"}, "transfer_id"),
        ("harvest", {"transfer_id": "x"}, "transfer_id"),
    ],
)
def test_known_facts_that_do_not_fit(kind: str, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(FactInvalid) as caught:
        check_facts(kind, facts)
    assert list(caught.value.fields) == [f"facts.{field}"]


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, ["product", "waiting_days"]),
        ({"product": "A"}, ["waiting_days"]),
        ({"product": " ", "waiting_days": 3}, ["product"]),
        ({"product": "A", "waiting_days": "7"}, ["waiting_days"]),
        ({"product": "A", "waiting_days": 366}, ["waiting_days"]),
        ({"product": "A", "waiting_days": 1.5}, ["waiting_days"]),
        ({"waiting_days": 3, "dose": "x"}, ["product", "dose"]),
    ],
)
def test_what_the_law_asks_for(facts: dict[str, Any], fields: list[str]) -> None:
    with pytest.raises(InputFactsMissing) as caught:
        check_facts("vet_drug", facts)
    assert list(caught.value.fields) == [f"facts.{name}" for name in fields]


def test_no_number_at_all_and_too_much() -> None:
    with pytest.raises(FactInvalid):
        check_facts("harvest", {"x": float("nan")})
    with pytest.raises(FactsTooMany):
        check_facts("harvest", {"x": "y" * 4_000})


def test_facts_in_words_for_people_and_for_buyers() -> None:
    spray = {**SPRAY, "dose": 20.5, "dose_unit": "ml", "target": "Nhện đỏ", "field": 3}
    assert [(one.label, one.text) for one in told("pesticide", spray)] == [
        ("Tên thuốc", "Abamectin"), ("Liều dùng", "20,5 ml"), ("Trừ sâu, bệnh gì", "Nhện đỏ"),
        ("Số ngày cách ly", "7 ngày"),
    ]  # fmt: skip
    english = [one.text for one in told("pesticide", spray, lang="en")]
    assert english == ["Abamectin", "20.5 ml", "Nhện đỏ", "7 days"]
    assert [(one.name, one.text) for one in unknown("pesticide", spray)] == [("field", "3")]
    assert told("test", {"passed": False})[0].text == "không đạt"
    sold = {"to": "Chị Tám", "quantity": 12, "unit": "kg", "note": "x"}
    assert [one.text for one in told("sale", sold, public=True)] == ["12 kg"]
    assert public_facts("sale", sold) == {"quantity": 12, "unit": "kg"}


def test_what_a_line_still_owes() -> None:
    assert owed("harvest", None, None) == ["Thu được"]
    assert owed("harvest", {"quantity": 1, "unit": "kg"}, None) == []
    assert owed("storage", {"temperature": 4}, None) == ["Ở đâu"]
    assert owed("storage", {"temperature": 4}, "Kho lạnh") == []
    assert owed("transfer", {"transfer_id": "x"}, None) == []


def test_a_form_says_the_same_as_the_api() -> None:
    typed = {"quantity": "1.234,5", "unit": "kg", "day": "x"}
    assert facts_of_form("harvest", typed) == {"quantity": 1234.5, "unit": "kg"}
    assert facts_of_form("harvest", {"unit": "kg", "quantity": ""}) == {}
    assert facts_of_form("storage", {"temperature": "-18"}) == {"temperature": -18}
    assert facts_of_form("test", {"passed": "no"}) == {"passed": False}
    assert facts_of_form("packing", {"packs": "ba"}) == {"packs": "ba"}
    for kind, facts in (
        ("storage", {"temperature": -18, "humidity": 60}),
        ("test", {"what": "Độ ẩm", "passed": True}),
        ("harvest", {"quantity": 0.5, "unit": "tấn"}),
    ):
        assert facts_of_form(kind, boxes_of(kind, facts)) == facts


def test_the_kinds_are_told_to_programs(people: People) -> None:
    kinds = {one["code"]: one for one in people.nam.get("/api/v1/event-kinds").json}
    assert "withdrawn" not in kinds
    product, dose, unit, *_ = kinds["pesticide"]["facts"]
    assert (product["need"], dose["need"], unit["counts"]) == ("must", "owed", "dose")
    assert "Abamectin" in product["suggestions"]
    assert kinds["test"]["facts"][3]["choices"] == {"yes": "đạt", "no": "không đạt"}


def test_the_api_keeps_and_tells_them(people: People) -> None:
    lot = a_lot(people)
    path = f"/api/v1/lots/{lot.id}/events"
    body = {"kind": "harvest", "happened_at": "2026-11-01", "facts": {"quantity": 80, "grade": "A"}}
    made = people.nam.post(path, body).json
    assert made["facts"] == {"quantity": 80, "unit": "kg", "grade": "A"}
    assert made["told"] == [{"name": "quantity", "label": "Thu được", "text": "80 kg"}]
    assert made["missing_facts"] == []
    shown = people.nam.browser().get(f"/lo/{lot.id}").text
    assert "Thu được: 80 kg; grade: A</p>" in shown
    bare = people.nam.post(path, {**body, "facts": None}).json
    assert bare["missing_facts"] == ["Thu được"]
    wrong = people.nam.post(path, {**body, "facts": {"quantity": "nhiều"}})
    assert (wrong.status_code, wrong.json["code"]) == (422, "event_fact_invalid")
    assert wrong.json["fields"]["facts.quantity"]


def test_a_typed_fact_is_no_hand_over() -> None:
    names = {fact.name for fact in typed_facts("transfer")}
    assert names == {"to", "quantity", "unit"}
