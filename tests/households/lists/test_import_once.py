"""A long import that breaks off is made exactly once, whenever it is taken up again."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from agrimarket.households.lists import stages as import_stages
from agrimarket.households.lists import store as store_imports
from agrimarket.households.models import Household, HouseholdImportRow
from agrimarket.kit import clock
from agrimarket.kit.db import db, reading
from agrimarket.kit.jobs import Job, run_due
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, a_list
from tests.people import People

PAGE = "/ho/nhap-danh-sach"


def standing() -> tuple[int, int]:
    db.session.rollback()
    return reading().query(Household).count(), reading().query(HouseholdImportRow).count()


@pytest.mark.parametrize("where", ["insert_person_keys", "insert_consents", "insert_rows"])
def test_a_crash_in_the_middle_and_again(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(import_stages, "LONG", 0)
    number = citizen_id()
    a_household(people, citizen_id=number)
    browser = people.nam.browser()
    rows = [HOA | {"name": f"Lê Thị {chr(65 + one)}a"} for one in range(20)]
    rows.append(HOA | {"citizen_id": number, "hamlet": "Thôn 9"})
    data = {"file": (io.BytesIO(a_list(*rows)), "a.xlsx"), "mode": "update"}
    place = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    browser.post(f"{place}/nhap")
    before = standing()

    def broken(*_: Any, **__: Any) -> None:
        raise ConnectionError("the power went off")

    with monkeypatch.context() as during:
        during.setattr(store_imports, where, broken)
        run_due(app)
    assert standing() == before
    assert "Đang nhập danh sách" in browser.get(place).get_data(as_text=True)
    with clock.moved_to(clock.now() + timedelta(minutes=30)):
        run_due(app)
        run_due(app)
    assert standing() == (1 + 20, 21)
    jobs = reading().query(Job).filter_by(kind=import_stages.IMPORT_JOB).all()
    assert [job.state for job in jobs] == ["done"]
    assert "Hoàn tác cả lần nhập" in browser.get(place).get_data(as_text=True)


def test_two_clicks_are_one_import(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_stages, "LONG", 0)
    browser = people.nam.browser()
    data = {"file": (io.BytesIO(a_list(HOA)), "a.xlsx")}
    place = browser.post(PAGE, data=data, content_type="multipart/form-data").location
    assert browser.post(f"{place}/nhap").status_code == 303
    assert browser.post(f"{place}/nhap").status_code == 303
    run_due(app)
    assert standing()[0] == 1
    assert browser.post(f"{place}/nhap").status_code == 409
