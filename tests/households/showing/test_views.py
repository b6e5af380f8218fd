"""Who opened a producer's page is noted, once a day, without the page waiting for it."""

import json
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from agrimarket.cli import group
from agrimarket.households.models import Household, HouseholdView
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.db import db, one_commit, reading
from agrimarket.kit.soon import settle
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import HOA, imported
from tests.people import People

URL = "/api/v1/households"
REASON = "Đối chiếu thẻ căn cước khi mở gian hàng"


@pytest.fixture
def hoa(people: People) -> Household:
    return a_household(people, citizen_id=citizen_id())


def views(household_id: str) -> list[HouseholdView]:
    reading().rollback()
    query = select(HouseholdView).where(HouseholdView.household_id == household_id)
    return list(reading().scalars(query.order_by(HouseholdView.first_at)))


def test_opening_it_is_noted_by_api_and_page(people: People, hoa: Household) -> None:
    people.nam.get(f"{URL}/{hoa.id}")
    people.huong.browser().get(f"/ho/{hoa.id}")
    first, second = views(hoa.id)
    assert (first.who, first.role) == (people.nam.viewer.token_id, "extension_worker")
    assert (second.who_name, second.role, second.times) == ("Hương", "commune_officer", 1)
    assert second.day == clock.today()


def test_once_a_day_and_counted_again_after_a_while(people: People, hoa: Household) -> None:
    for _ in range(3):
        people.nam.get(f"{URL}/{hoa.id}")
    (view,) = views(hoa.id)
    assert view.times == 1
    with clock.moved_to(clock.now() + timedelta(minutes=11)):
        people.nam.get(f"{URL}/{hoa.id}")
    counted = sum(one.times for one in views(hoa.id))
    assert counted == 2
    with clock.moved_to(clock.now() + timedelta(days=1)):
        people.nam.get(f"{URL}/{hoa.id}")
    assert {one.day for one in views(hoa.id)} >= {clock.today() + timedelta(days=1)}


def test_lists_refusals_and_herself_are_not_noted(people: People, hoa: Household) -> None:
    people.nam.get(URL)
    people.lan.get(f"{URL}/{hoa.id}")
    herself = people.producer(hoa.id)
    herself.get(f"{URL}/{hoa.id}")
    herself.browser().get(f"/ho/{hoa.id}")
    assert views(hoa.id) == []


def test_a_busy_database_delays_nobody_and_loses_nothing(people: People, hoa: Household) -> None:
    """On SQLite there is one writer; a list of 33,130 rows holds it for ten seconds."""
    etag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    with one_commit() as session:
        session.execute(select(Household).where(Household.id == hoa.id).with_for_update())
        started = time.perf_counter()
        answer = people.huong.get(f"{URL}/{hoa.id}")
        spent = time.perf_counter() - started
        assert (answer.status_code, answer.headers["ETag"]) == (200, etag)
    assert spent < 1.0
    assert settle(db.engine)
    assert sorted(one.who_name for one in views(hoa.id)) == ["Hương", "Nam"]


def test_a_table_that_is_missing_fails_no_page(people: People, hoa: Household) -> None:
    with one_commit() as session:
        HouseholdView.__table__.drop(session.connection())  # type: ignore[attr-defined]  # a Table
    assert people.nam.get(f"{URL}/{hoa.id}").status_code == 200


def test_the_page_says_who_looked(people: People, hoa: Household) -> None:
    people.nam.get(f"{URL}/{hoa.id}")
    people.nam.post(f"{URL}/{hoa.id}/reveal", {"field": "citizen_id", "reason": REASON})
    page = people.producer(hoa.id).browser().get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert "Ai đã xem" in page
    assert "Nam, Cán bộ khuyến nông" in page
    assert "Mở trang của hộ" in page
    assert REASON in page


def test_the_answer_is_a_command(app: Flask, people: People, hoa: Household) -> None:
    people.nam.get(f"{URL}/{hoa.id}")
    people.person(Role.AUDITOR, "Kiểm").get(f"{URL}/{hoa.id}")
    people.huong.post(f"{URL}/{hoa.id}/reveal", {"field": "citizen_id", "reason": REASON})
    said = CliRunner().invoke(group, ["who-saw", hoa.id], obj=lambda: app)
    assert said.exit_code == 0, said.output
    header, *lines = said.output.splitlines()
    assert header.split("  ")[0] == "Lần đầu"
    assert len(lines) == 3
    assert "Hương, Cán bộ xã, phường" in lines[0]
    assert "Xem số căn cước" in lines[0]
    assert REASON in lines[0]
    assert str(people.nam.viewer.token_id) in said.output
    told = json.loads(
        CliRunner().invoke(group, ["who-saw", hoa.id, "--json"], obj=lambda: app).output
    )
    assert [one["times"] for one in told] == [1, 1, 1]


def test_a_view_does_not_keep_an_import_from_being_undone(people: People) -> None:
    """A look is no use of a household: undoing a list once was refused for it."""
    body = imported(people.nam, HOA | {"citizen_id": citizen_id()})
    household_id = body["results"][0]["household_id"]
    people.nam.get(f"{URL}/{household_id}")
    assert len(views(household_id)) == 1
    answer = people.nam.post(f"/api/v1/household-imports/{body['id']}/undo")
    assert answer.status_code in {200, 201}, answer.get_json()
    assert views(household_id) == []
