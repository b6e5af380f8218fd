"""Answers in time: counted by hand here and by the figures there, by commune, open to rows."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from agrimarket.kit import clock
from agrimarket.products.models import Product
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People, Person

ANSWERED, IN_TIME = "approvals_answered", "approvals_in_time"
SENT, DUE, LATE = date(2026, 2, 13), date(2026, 2, 27), date(2026, 3, 2)


def act(person: Person, product: Product, verb: str, on: date, hour: int = 5) -> None:
    body = {"reason": "Ảnh mờ"} if verb in {"supplement", "withdraw"} else None
    with clock.frozen_at(datetime(on.year, on.month, on.day, hour, tzinfo=UTC)):
        answer = person.post(f"/api/v1/products/{product.id}/{verb}", body)
    assert answer.status_code == 200, answer.json


def told(person: Person, query: str = "") -> dict[str, Any]:
    answer = person.get(f"/api/v1/reports/progress{query}")
    return {one["key"]: one for one in answer.json["figures"]}


@pytest.fixture
def story(people: People) -> dict[str, Product]:
    """Seven products sent on the last Friday before Tết, two of them in another commune."""
    there = a_household(people, commune_code=HAM_RONG)
    home = a_household(people)
    names = ("in_time", "midnight", "late", "gone", "gone_late", "there", "there_waits")
    made = {
        name: a_product(people, there if "there" in name else home, state="draft", name=name)
        for name in names
    }
    for product in made.values():
        act(people.phuc, product, "submit", SENT)
    hoa = people.producer(home.id)
    act(people.huong, made["in_time"], "supplement", DUE)
    act(hoa, made["in_time"], "submit", LATE)
    act(people.huong, made["in_time"], "approve", LATE, hour=6)
    act(people.huong, made["midnight"], "approve", DUE, hour=17)  # 28 February in Vietnam
    act(people.huong, made["late"], "withdraw", LATE)
    act(hoa, made["gone"], "withdraw", DUE)
    act(hoa, made["gone_late"], "withdraw", LATE)
    act(people.phuc, made["there"], "approve", LATE)
    return made


def test_by_hand_and_by_the_figure(people: People, story: dict[str, Product]) -> None:
    found = told(people.phuc, "?by=commune")
    assert (found[ANSWERED]["value"], found[IN_TIME]["value"]) == (6, 2)
    assert found[IN_TIME]["share"] == pytest.approx(2 / 6)
    assert found[IN_TIME]["share_of"] == ANSWERED
    parts = {one["key"]: (one["value"], one["share"]) for one in found[IN_TIME]["groups"]}
    assert parts == {NGA_AN: (2, pytest.approx(0.4)), HAM_RONG: (0, 0.0)}
    assert {one["key"]: one["value"] for one in found[ANSWERED]["groups"]} == {
        NGA_AN: 5, HAM_RONG: 1,
    }  # fmt: skip
    assert "đã quá hạn tính là trả lời trễ" in found[IN_TIME]["definition"]
    months = {
        key: {one["key"]: one["value"] for one in told(people.phuc, "?by=month")[key]["groups"]}
        for key in (ANSWERED, IN_TIME)
    }
    assert months[ANSWERED] == {"2026-02": 2, "2026-03": 4}
    assert months[IN_TIME] == {"2026-02": 1, "2026-03": 1}
    then = told(people.phuc, "?as_of=2026-02-27")
    assert (then[ANSWERED]["value"], then[IN_TIME]["value"]) == (1, 1)


def test_it_opens_to_its_rows(people: People, story: dict[str, Product]) -> None:
    path = f"/api/v1/reports/figures/{IN_TIME}"
    rows = people.phuc.get(f"{path}/rows").json
    assert [row["label"] for row in rows["items"]] == ["in_time", "in_time"]
    assert {row["id"] for row in rows["items"]} == {story["in_time"].id}
    whole = people.phuc.get(path).json
    assert (whole["value"], whole["share"]) == (rows["total"], pytest.approx(1 / 3))
    all_rows = people.phuc.get(f"/api/v1/reports/figures/{ANSWERED}/rows?commune={HAM_RONG}").json
    assert [row["label"] for row in all_rows["items"]] == ["there"]
    assert people.lan.get(path).json["share"] == 0.0
    assert people.huong.get(path).json["share"] == pytest.approx(0.4)


def test_without_an_answer_there_is_no_share(people: People) -> None:
    a_product(people, state="submitted")
    found = told(people.phuc)
    assert (found[IN_TIME]["value"], found[IN_TIME]["share"]) == (0, None)
    assert found["households"]["share"] is None


def test_on_the_pages(people: People, story: dict[str, Product]) -> None:
    browser = people.phuc.browser()
    page = browser.get("/so-lieu").text
    assert "33,3% số lần trả lời" in page
    assert "(40%)" in page
    assert "(0%)" in page
    rows = browser.get(f"/so-lieu/{IN_TIME}").text
    assert f"/san-pham/{story['in_time'].id}" in rows
    assert "33,3% số lần trả lời" in rows
    assert "Trả lời hồ sơ đúng hạn" in browser.get("/so-lieu/tai-ve.csv?by=commune").text
