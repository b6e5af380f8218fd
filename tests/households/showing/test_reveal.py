"""A sealed number is shown once, for a reason, to those who may; the act is on record."""

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.households.models import Household
from agrimarket.kit import audit
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.idempotency import KeptAnswer
from agrimarket.kit.tries import TRIES
from tests.builders.households import a_household, citizen_id
from tests.people import NGA_AN, People, Person
from tests.secrets import clear_secrets

REASON = "Đối chiếu thẻ căn cước khi mở gian hàng"
ASKED = {"field": "citizen_id", "reason": REASON}


def url(household_id: str) -> str:
    return f"/api/v1/households/{household_id}/reveal"


@pytest.fixture
def number() -> str:
    return citizen_id()


@pytest.fixture
def hoa(people: People, number: str) -> Household:
    bank = {"name": "Agribank", "account_number": "3500205178901"}
    return a_household(people, citizen_id=number, bank=bank)


def reveals(household_id: str) -> list[audit.Entry]:
    reading().rollback()
    rows = audit.history(reading(), kind="household", id=household_id)
    return [one for one in rows if one.action == "field_revealed"]


@pytest.mark.parametrize("who", ["nam", "huong", "phuc"])
def test_it_is_shown_and_noted(people: People, hoa: Household, number: str, who: str) -> None:
    person: Person = getattr(people, who)
    answer = person.post(url(hoa.id), ASKED)
    assert answer.status_code == 200
    assert answer.get_json() == {"household_id": hoa.id, "field": "citizen_id", "value": number}
    assert answer.headers["Cache-Control"] == "no-store"
    (noted,) = reveals(hoa.id)
    assert noted.reason == REASON
    assert noted.after == {"field": "citizen_id"}
    assert noted.who_name == person.viewer.name


def test_a_bank_account_too(people: People, hoa: Household) -> None:
    answer = people.nam.post(url(hoa.id), ASKED | {"field": "bank_account"})
    assert answer.get_json()["value"] == "3500205178901"


def test_it_is_never_a_kept_answer(app: Flask, people: People, hoa: Household, number: str) -> None:
    """With a key or an own id, the same request twice is two acts, and neither is stored."""
    for _ in range(2):
        keyed = {"headers": {"Idempotency-Key": "mot"}}
        assert people.nam.post(url(hoa.id), ASKED, **keyed).get_json()["value"] == number
    assert len(reveals(hoa.id)) == 2
    assert reading().scalars(select(KeptAnswer)).all() == []
    assert clear_secrets(app, number) == []


@pytest.mark.parametrize("reason", ["", "xem", "..........", "a b c d e f", "         "])
def test_without_a_reason_nothing_is_shown(people: People, hoa: Household, reason: str) -> None:
    answer = people.nam.post(url(hoa.id), ASKED | {"reason": reason})
    assert answer.status_code == 422
    assert "reason" in answer.get_json()["fields"]
    assert reveals(hoa.id) == []


def test_only_fields_that_are_sealed(people: People, hoa: Household) -> None:
    answer = people.nam.post(url(hoa.id), ASKED | {"field": "phone"})
    assert answer.status_code == 422
    assert "field" in answer.get_json()["fields"]


def test_a_number_that_is_not_there(people: People) -> None:
    mai = a_household(people)
    answer = people.nam.post(url(mai.id), ASKED)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "nothing_to_reveal")


def test_a_foreign_household_is_missing(people: People, hoa: Household) -> None:
    foreign = people.lan.post(url(hoa.id), ASKED)
    missing = people.lan.post(url("01a2025e-384a-704e-b3e0-7757ec08ddf0"), ASKED)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.get_json() == missing.get_json()


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.OPERATOR, {}),
        (Role.AUDITOR, {}),
        (Role.COMMUNITY_TEAM, {"communes": (NGA_AN,)}),
        (Role.API_CLIENT, {"scopes": ("households:read", "households:write", "contacts:read")}),
        (Role.PRODUCER, {}),
    ],
)
def test_who_may_not(people: People, hoa: Household, role: Role, more: dict[str, object]) -> None:
    if role is Role.PRODUCER:
        more = {"household_id": hoa.id}
    answer = people.person(role, "x", **more).post(url(hoa.id), ASKED)  # type: ignore[arg-type]  # as above
    assert answer.status_code == 403
    assert reveals(hoa.id) == []


def test_thirty_an_hour(people: People, hoa: Household) -> None:
    most = TRIES["reveal"].most
    assert most == 30
    codes = [people.nam.post(url(hoa.id), ASKED).status_code for _ in range(most + 1)]
    assert codes == [200] * most + [429]
    assert len(reveals(hoa.id)) == most
    assert people.huong.post(url(hoa.id), ASKED).status_code == 200


def test_the_page_asks_why_and_shows_it_once(people: People, hoa: Household, number: str) -> None:
    browser = people.nam.browser()
    page = f"/ho/{hoa.id}/xem-so"
    asked = browser.get(page)
    assert "Vì sao cần xem?" in asked.get_data(as_text=True)
    assert number not in asked.get_data(as_text=True)
    refused = browser.post(page, data={"field": "citizen_id", "reason": "ngắn"})
    assert refused.status_code == 422
    assert "ít nhất 10 chữ" in refused.get_data(as_text=True)
    shown = browser.post(page, data=ASKED)
    assert shown.status_code == 200
    assert number in shown.get_data(as_text=True)
    assert shown.headers["Cache-Control"] == "no-store"
    assert number not in browser.get(page).get_data(as_text=True)
    household = browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert "Xem số căn cước" in household
    assert REASON in household
    assert number not in household


def test_the_page_is_not_for_everybody(people: People, hoa: Household) -> None:
    auditor = people.person(Role.AUDITOR, "Kiểm").browser()
    assert auditor.get(f"/ho/{hoa.id}/xem-so").status_code == 403
    assert auditor.post(f"/ho/{hoa.id}/xem-so", data=ASKED).status_code == 403
    assert people.lan.browser().get(f"/ho/{hoa.id}/xem-so").status_code == 404
