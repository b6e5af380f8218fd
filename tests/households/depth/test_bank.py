"""A bank account is kept sealed under the person's own key, and shown by its end alone."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from agrimarket.households.identity import open_bank
from agrimarket.households.models import Household
from agrimarket.kit.db import reading
from tests.builders.households import a_household
from tests.people import NGA_AN, People
from tests.secrets import clear_secrets

URL = "/api/v1/households"
BANK = {"name": "Agribank", "account_number": "3500 2051 78901", "holder": "Lê Văn Con"}
NUMBER = "3500205178901"


def stored(household_id: str) -> Household:
    reading().rollback()
    query = select(Household).where(Household.id == household_id)
    return reading().scalars(query.execution_options(populate_existing=True)).one()


def test_it_is_kept_sealed_and_opens_again(app: Flask, people: People) -> None:
    body = {"head_name": "Nguyễn Thị Hoa", "commune_code": NGA_AN, "bank": BANK}
    answer = people.nam.post(URL, body)
    assert answer.status_code == 201
    assert answer.get_json()["bank"] == {
        "bank_code": None, "name": "Agribank", "account_number_masked": "••••••••••901",
    }  # fmt: skip
    household = stored(answer.get_json()["id"])
    opened = open_bank(reading(), household)
    assert opened is not None
    assert (opened.account_number, opened.bank, opened.holder) == (
        NUMBER, "Agribank", "Lê Văn Con",
    )  # fmt: skip
    assert household.bank_sealed is not None
    assert household.bank_sealed[0] == 0
    assert clear_secrets(app, NUMBER, "3500 2051 78901", "Lê Văn Con") == []


def test_a_code_alone_names_the_bank(people: People) -> None:
    hoa = a_household(people, bank={"bank_code": "970405", "account_number": NUMBER})
    assert people.nam.get(f"{URL}/{hoa.id}").get_json()["bank"]["bank_code"] == "970405"


@pytest.mark.parametrize(
    ("bank", "field"),
    [
        ({"name": "Agribank"}, "bank.account_number"),
        ({"name": "Agribank", "account_number": "12345"}, "bank.account_number"),
        ({"name": "Agribank", "account_number": "1" * 25}, "bank.account_number"),
        ({"name": "Agribank", "account_number": "0912/345678"}, "bank.account_number"),
        ({"account_number": NUMBER}, "bank.name"),
        ({"bank_code": "a b<c>", "account_number": NUMBER}, "bank.bank_code"),
        ({"name": "x" * 81, "account_number": NUMBER}, "bank.name"),
        ({"name": "a", "account_number": NUMBER, "holder": "x" * 81}, "bank.holder"),
        ({"name": "a", "account_number": NUMBER, "owner": "b"}, "bank.owner"),
        ("19031234567890", "bank"),
    ],
)
def test_what_is_no_account_is_refused(people: People, bank: Any, field: str) -> None:
    body = {"head_name": "Nguyễn Thị Hoa", "commune_code": NGA_AN, "bank": bank}
    answer = people.nam.post(URL, body)
    assert answer.status_code == 422
    assert any(name.startswith(field) for name in answer.get_json()["fields"])


def test_an_edit_tells_only_that_it_changed(people: People) -> None:
    hoa = a_household(people)
    tag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"bank": BANK}, tag)
    assert answer.status_code == 200
    edited = people.nam.get(f"{URL}/{hoa.id}/history").get_json()["items"][0]
    assert (edited["before"], edited["after"]) == ({}, {"changed": ["bank"]})


def test_an_edit_of_something_else_leaves_the_sealed_value(people: People) -> None:
    hoa = a_household(people, bank=BANK)
    before = stored(hoa.id).bank_sealed
    tag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    assert people.nam.patch(f"{URL}/{hoa.id}", {"hamlet": "Thôn 9"}, tag).status_code == 200
    assert stored(hoa.id).bank_sealed == before


def test_null_takes_it_away(people: People) -> None:
    hoa = a_household(people, bank=BANK)
    tag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"bank": None}, tag)
    assert answer.get_json()["has_bank"] is False
    assert stored(hoa.id).bank_sealed is None


def test_a_value_copied_to_another_row_does_not_open(people: People) -> None:
    hoa, mai = a_household(people, bank=BANK), a_household(people, bank=BANK)
    one, other = stored(hoa.id), stored(mai.id)
    other.bank_sealed = one.bank_sealed
    with pytest.raises(RuntimeError), reading().no_autoflush:
        open_bank(reading(), other)
    reading().rollback()


def test_the_form_takes_it_folded_and_keeps_it_when_left_empty(people: People) -> None:
    browser = people.nam.browser()
    typed = {
        "kind": "household", "head_name": "Nguyễn Thị Hoa", "bank_name": "Agribank",
        "bank_account": "3500 2051 78901", "bank_holder": "",
    }  # fmt: skip
    answer = browser.post("/ho/moi", data=typed)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    household_id = str(answer.location).rsplit("/", 1)[1]
    form = browser.get(f"/ho/{household_id}/sua").get_data(as_text=True)
    assert "••••••••••901" in form
    assert NUMBER not in form
    known = {"revision": str(stored(household_id).revision), "head_name": "Nguyễn Thị Hoa"}
    empty = known | {"bank_name": "", "bank_account": "", "bank_holder": "", "hamlet": "Thôn 1"}
    assert browser.post(f"/ho/{household_id}/sua", data=empty).status_code == 303
    assert stored(household_id).bank_sealed is not None
    known["revision"] = str(stored(household_id).revision)
    answer = browser.post(f"/ho/{household_id}/sua", data=known | {"bank_remove": "1"})
    assert answer.status_code == 303
    assert stored(household_id).bank_sealed is None


def test_the_form_names_the_field_that_is_wrong(people: People) -> None:
    typed = {
        "kind": "household",
        "head_name": "Nguyễn Thị Hoa",
        "bank_name": "",
        "bank_account": "12",
    }
    answer = people.nam.browser().post("/ho/moi", data=typed)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'href="#f-bank_account"' in page
    assert "Chưa có số tài khoản" in page


def test_a_producer_writes_her_own(people: People) -> None:
    hoa = a_household(people)
    herself = people.producer(hoa.id)
    tag = herself.get(f"{URL}/{hoa.id}").headers["ETag"]
    answer = herself.patch(f"{URL}/{hoa.id}", {"bank": BANK}, tag)
    assert answer.status_code == 200
    assert answer.get_json()["bank"]["account_number_masked"].endswith("901")
    revision = str(stored(hoa.id).revision)
    typed = {"revision": revision, "bank_name": "VCB", "bank_account": "777888999"}
    assert herself.browser().post(f"/ho/{hoa.id}/sua", data=typed).status_code == 303
    opened = open_bank(reading(), stored(hoa.id))
    assert opened is not None
    assert opened.account_number == "777888999"
