"""Dated rules about papers: which law holds on a day, suspensions, and what is missing."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from agrimarket.cli import group
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from agrimarket.products.kinds import CATEGORIES, CERTIFICATE_KINDS
from agrimarket.products.required.ask import basis_kinds, holds, required_papers
from agrimarket.products.required.data import BASES, OCOP_RECOGNISERS, RULES
from agrimarket.products.required.missing import PurposeUnknown, missing_papers, purposes
from tests.builders.households import a_household
from tests.builders.products import a_certificate, a_product
from tests.people import People

BASIS_15, BASIS_46 = "food_safety_15_2018", "food_safety_46_2026"
SELF, STANDARD = "self_declaration_15_2018", "applied_standard_66_13_2026"
TODAY = date(2026, 11, 22)


def codes(on: date, **asked: Any) -> set[str]:
    return {one.rule.code for one in required_papers(on=on, **asked)}


@pytest.mark.parametrize(
    ("on", "basis", "declaration"),
    [
        (date(2026, 1, 25), BASIS_15, SELF),
        (date(2026, 1, 26), BASIS_46, SELF),
        (date(2026, 1, 27), BASIS_46, STANDARD),
        (date(2026, 2, 3), BASIS_46, STANDARD),
        (date(2026, 2, 4), BASIS_15, SELF),  # the first day of the suspension
        (date(2026, 2, 10), BASIS_15, SELF),
        (date(2026, 4, 15), BASIS_15, SELF),  # and its last
        (date(2026, 4, 16), BASIS_46, STANDARD),
        (date(2026, 4, 20), BASIS_46, STANDARD),
    ],
)
def test_the_suspended_decree_gives_way_to_the_earlier_one(
    on: date, basis: str, declaration: str
) -> None:
    """Resolution 09/2026/NQ-CP suspended Decree 46/2026 from 2026-02-04 through 2026-04-15."""
    found = codes(on, category="food", purpose="stamps")
    assert found & {BASIS_15, BASIS_46, SELF, STANDARD} == {basis, declaration}


def test_the_answer_names_what_is_suspended(people: People) -> None:
    path = "/api/v1/required-papers?category=food&purpose=stamps"
    then = people.minh.get(f"{path}&on=2026-02-10").json
    later = people.minh.get(f"{path}&on=2026-04-20").json
    by_about = {one["about"]: one for one in then["items"]}
    assert by_about["safety_basis"]["law"] == "Nghị định 15/2018/NĐ-CP"
    assert by_about["safety_basis"]["instead_of"] == BASIS_46
    assert by_about["declaration"]["any_of"] == ["self_declaration"]
    by_about = {one["about"]: one for one in later["items"]}
    assert by_about["safety_basis"]["law"] == "Nghị định 46/2026/NĐ-CP"
    assert by_about["safety_basis"]["instead_of"] is None
    assert by_about["safety_basis"]["suspensions"][0]["until"] == "2026-04-15"
    assert by_about["declaration"]["any_of"] == ["applied_standard"]


def test_records_begin_on_their_day() -> None:
    assert "ten_items_02_2024" not in codes(date(2024, 5, 31))
    assert "ten_items_02_2024" in codes(date(2024, 6, 1))
    assert "important_produce_25_2026" not in codes(date(2026, 6, 30), category="food")
    assert "important_produce_25_2026" in codes(date(2026, 7, 1), category="food")
    assert "important_produce_25_2026" not in codes(date(2026, 7, 1), category="handicraft")


def test_fresh_produce_is_declared_nowhere() -> None:
    assert STANDARD in codes(TODAY, category="food", subgroup="from_plants")
    assert STANDARD in codes(TODAY, category="food")  # nobody said which: asked all the same
    for category, subgroup in (("food", "fresh_plants"), ("herb", "fresh_herb")):
        found = codes(TODAY, category=category, subgroup=subgroup)
        assert STANDARD not in found
        assert BASIS_46 in found


def test_a_commitment_serves_no_enterprise() -> None:
    assert basis_kinds("food", "household", TODAY) == set(BASES)
    assert basis_kinds("food", "enterprise", TODAY) == set(BASES) - {"commitment"}
    assert basis_kinds("food", "household", date(2018, 2, 1)) == frozenset()


def test_every_day_has_one_safety_rule_for_every_kind_of_goods() -> None:
    """No gap and no overlap: a suspension written wrongly would leave stamps without a basis."""
    day = date(2018, 2, 2)
    while day < date(2027, 1, 1):
        for category in CATEGORIES:
            found = required_papers(category, on=day)
            assert sum(one.rule.about == "safety_basis" for one in found) == 1, (day, category)
        day += timedelta(days=1 if day.year == 2026 else 29)


def test_rows_are_whole() -> None:
    by_code = {rule.code: rule for rule in RULES}
    assert len(by_code) == len(RULES)
    for rule in RULES:
        assert set(rule.any_of) <= set(CERTIFICATE_KINDS)
        assert rule.categories <= set(CATEGORIES)
        assert rule.law
        assert rule.article
        assert rule.why
        assert rule.next_step
        assert bool(rule.any_of) != (rule.about == "record")
        assert rule.until is None or rule.since <= rule.until
        assert all(rule.since <= pause.since <= pause.until for pause in rule.suspensions)
        if rule.replaced_by:
            later = by_code[rule.replaced_by]
            assert later.about == rule.about
            assert later.since > rule.since
            assert not holds(rule, later.since)
    first, second = OCOP_RECOGNISERS
    assert second.since == first.until + timedelta(days=1)


def test_what_is_missing_and_why(people: People) -> None:
    product = a_product(people, basis=False)
    session = reading()
    lacks = missing_papers(session, product=product, purpose="stamps", on=TODAY)
    assert [one.requirement.rule.about for one in lacks] == ["safety_basis", "declaration"]
    assert [one.requirement.rule.blocks for one in lacks] == [True, False]
    assert all(one.ended is None for one in lacks)
    a_certificate(people, product, "vietgap", valid_to=TODAY)
    lacks = missing_papers(session, product=product, purpose="stamps", on=TODAY)
    assert [one.requirement.rule.about for one in lacks] == ["declaration"]
    tomorrow = TODAY + timedelta(days=1)
    again = missing_papers(session, product=product, purpose="portal", on=tomorrow)
    assert again[0].ended is not None
    assert again[0].ended.valid_to == TODAY
    assert set(purposes()) == {"stamps", "postmart", "voso", "portal"}
    with pytest.raises(PurposeUnknown):
        missing_papers(session, product=product, purpose="chợ", on=TODAY)


def test_a_self_declaration_serves_while_the_resolution_sleeps(people: People) -> None:
    product = a_product(people)
    a_certificate(people, product, "self_declaration", valid_from=date(2025, 1, 1))
    session = reading()
    for on, missing in ((date(2026, 2, 10), set()), (date(2026, 4, 20), {STANDARD})):
        found = missing_papers(session, product=product, purpose="voso", on=on)
        assert {one.requirement.rule.code for one in found} == missing


def test_handicraft_needs_no_declaration(people: People) -> None:
    product = a_product(people, category="handicraft")
    for purpose in purposes():
        found = missing_papers(reading(), product=product, purpose=purpose, on=TODAY)
        assert found == []


def test_questions_that_make_no_sense(people: People) -> None:
    for query, field in (
        ("on=hôm nay", "on"), ("category=x", "category"), ("kind=x", "kind"),
        ("purpose=x", "purpose"),
    ):  # fmt: skip
        answer = people.minh.get(f"/api/v1/required-papers?{query}")
        assert answer.status_code == 422
        assert field in answer.json["fields"]


def test_missing_papers_of_a_product(people: People) -> None:
    product = a_product(people, basis=False)
    path = f"/api/v1/products/{product.id}/missing-papers?on=2026-04-20"
    told = people.producer(product.household_id).get(path).json
    assert told["on"] == "2026-04-20"
    laws = [one["requirement"]["law"] for one in told["purposes"]["stamps"]]
    assert laws == ["Nghị định 46/2026/NĐ-CP", "Nghị quyết 66.13/2026/NQ-CP"]
    assert people.lan.get(path).status_code == 404


def test_the_pages_say_it_in_words(people: People) -> None:
    household = a_household(people)
    product = a_product(people, household, basis=False)
    public = people.app.test_client().get("/giay-to?on=2026-02-10&category=food").text
    assert "Nghị định 46/2026/NĐ-CP đang tạm ngưng" in public
    assert "09/2026/NQ-CP" in public
    hoa = people.producer(household.id).browser()
    one = hoa.get(f"/san-pham/{product.id}/con-thieu").text
    assert "Xin cấp tem" in one
    assert "Bán trên" in one
    assert "Làm gì tiếp" in one
    assert product.name in hoa.get(f"/ho/{household.id}/con-thieu-giay").text
    wrong = people.app.test_client().get("/giay-to?on=x&purpose=cho")
    assert wrong.status_code == 200


def test_the_command(app: Flask) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(group, ["papers", *words], obj=lambda: app)

    told = run("--on", "2026-02-10", "--category", "food", "--json")
    assert told.exit_code == 0, told.output
    assert BASIS_15 in {one["code"] for one in json.loads(told.output)["items"]}
    said = run("--on", "2026-04-20", "--category", "food", "--purpose", "stamps").output
    assert "Nghị định 46/2026/NĐ-CP" in said
    assert "20/04/2026" in said
    assert run("--on", "2017-01-01").output.strip().endswith("không có quy định nào.")
    assert run("--on", "hôm nay").exit_code == 2
    assert run("--on", "2026-04-20", "--purpose", "x").exit_code != 0


def test_an_expired_basis_is_refused_with_field_and_sentence(people: People) -> None:
    product = a_product(people, basis=False)
    a_certificate(people, product, "vietgap", valid_to=clock.today() - timedelta(days=1))
    answer = people.nam.post("/api/v1/stamp-orders", {"product_id": product.id, "count": 10})
    assert (answer.status_code, answer.json["code"]) == (409, "safety_basis_expired")
    assert "VietGAP đã hết hạn" in answer.json["fields"]["certificates"][0]
    lot = people.nam.post("/api/v1/lots", {
        "product_id": product.id, "lot_code": "L1", "harvested_on": clock.today().isoformat(),
    }).json  # fmt: skip
    release = people.nam.post(f"/api/v1/lots/{lot['id']}/release")
    assert (release.status_code, release.json["code"]) == (409, "safety_basis_expired")
    a_certificate(people, product, "haccp")
    assert people.nam.post(f"/api/v1/lots/{lot['id']}/release").status_code == 200
