"""A product's way from draft to approved and back."""

import pytest

from agrimarket.kit import audit, events
from agrimarket.kit.access import Role
from agrimarket.kit.db import one_commit, reading
from agrimarket.products import decide
from agrimarket.products.events import ProductWithdrawn
from agrimarket.products.read import product_of
from tests.builders.households import a_household, agreed
from tests.builders.products import a_product
from tests.people import HAM_RONG, NGA_AN, People


def path(product_id: str, verb: str) -> str:
    return f"/api/v1/products/{product_id}/{verb}"


def test_submit_supplement_submit_approve(people: People) -> None:
    product = a_product(people, state="draft")
    hoa = people.producer(product.household_id)
    assert hoa.post(path(product.id, "submit")).json["state"] == "submitted"
    asked = people.huong.post(path(product.id, "supplement"), {"reason": "Thiếu ảnh nhãn."})
    assert asked.json["state"] == "needs_supplement"
    assert asked.json["decision_reason"] == "Thiếu ảnh nhãn."
    assert hoa.post(path(product.id, "submit")).json["state"] == "submitted"
    approved = people.huong.post(path(product.id, "approve"))
    assert approved.json["state"] == "approved"
    assert approved.json["decided_at"]
    acts = [row.action for row in audit.history(reading(), kind="product", id=product.id)]
    assert acts[:4] == [
        "product_approved", "product_submitted", "product_supplement_asked", "product_submitted",
    ]  # fmt: skip


def test_an_officer_approves_a_draft_at_once_and_twice_is_once(people: People) -> None:
    product = a_product(people, state="draft", basis=False)
    first = people.phuc.post(path(product.id, "approve"))
    second = people.phuc.post(path(product.id, "approve"))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.json["revision"] == second.json["revision"]


@pytest.mark.parametrize("who", ["hoa", "nam", "client"])
@pytest.mark.parametrize("verb", ["approve", "supplement"])
def test_only_officers_decide(people: People, who: str, verb: str) -> None:
    product = a_product(people, state="submitted")
    persons = {
        "hoa": people.producer(product.household_id),
        "nam": people.nam,
        "client": people.person(Role.API_CLIENT, "ERP", scopes=("products:write",)),
    }
    answer = persons[who].post(path(product.id, verb), {"reason": "Thiếu"})
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_an_officer_of_another_commune_finds_nothing(people: People) -> None:
    product = a_product(people, state="submitted")
    officer = people.person(Role.COMMUNE_OFFICER, "Bình", communes=(HAM_RONG,))
    assert officer.post(path(product.id, "approve")).status_code == 404
    both = people.person(Role.COMMUNE_OFFICER, "An", communes=(HAM_RONG, NGA_AN))
    assert both.post(path(product.id, "approve")).status_code == 200


def test_without_consent_nothing_is_approved(people: People) -> None:
    draft = a_household(people, consent=None)
    product = a_product(people, draft, state="submitted")
    answer = people.huong.post(path(product.id, "approve"))
    assert (answer.status_code, answer.json["code"]) == (409, "consent_missing")
    assert people.huong.get(f"/api/v1/products/{product.id}").json["state"] == "submitted"


def test_consent_to_support_alone_approves_nothing(people: People) -> None:
    household = a_household(people, consent=agreed("support"))
    product = a_product(people, household, state="submitted")
    answer = people.huong.post(path(product.id, "approve"))
    assert (answer.status_code, answer.json["code"]) == (409, "consent_missing")


def test_withdrawing_is_told_upward_and_needs_a_reason(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id)
    assert hoa.post(path(product.id, "withdraw"), {"reason": " "}).json["code"] == "reason_missing"
    assert hoa.post(path(product.id, "withdraw"), {}).status_code == 422
    heard: list[ProductWithdrawn] = []
    with one_commit() as session:
        session.info["reactions"] = {ProductWithdrawn: [lambda _, event: heard.append(event)]}
        row = product_of(session, viewer=hoa.viewer, product_id=product.id)
        decide.withdraw_product(session, viewer=hoa.viewer, product=row, reason="Hết mùa")
    assert heard == [ProductWithdrawn(product.id)]
    assert isinstance(heard[0], events.Event)


@pytest.mark.parametrize(
    ("state", "verb", "who"),
    [
        ("approved", "submit", "nam"),
        ("draft", "supplement", "huong"),
        ("withdrawn", "supplement", "huong"),
        ("withdrawn", "approve", "huong"),
        ("withdrawn", "withdraw", "nam"),
    ],
)
def test_steps_that_do_not_follow_are_refused_in_words(
    people: People, state: str, verb: str, who: str
) -> None:
    product = a_product(people, state=state)
    answer = getattr(people, who).post(path(product.id, verb), {"reason": "Vì"})
    assert (answer.status_code, answer.json["code"]) == (409, "product_wrong_state")
    assert "Hãy" in answer.json["detail"] or "không cần" in answer.json["detail"]


def test_a_withdrawn_product_comes_back_by_submitting(people: People) -> None:
    product = a_product(people, state="withdrawn")
    assert people.nam.post(path(product.id, "submit")).json["state"] == "submitted"
    assert people.huong.post(path(product.id, "approve")).json["state"] == "approved"
