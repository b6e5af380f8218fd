"""Teams, trainings and ways to be paid in the province's figures, each opened to its rows."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from agrimarket.accounts.models import Account
from agrimarket.kit import clock
from agrimarket.kit.db import reading
from agrimarket.teams.rules import counts
from tests.builders.households import a_household
from tests.builders.teams import a_team, a_team_member, a_training
from tests.people import HAM_RONG, NGA_AN, People, Person

KEYS = ("teams", "team_members", "trainings", "people_trained")
API = "/api/v1/reports"


def figures(person: Person, query: str = "") -> dict[str, dict[str, Any]]:
    answer = person.get(f"{API}/progress{query}")
    assert answer.status_code == 200, answer.text
    return {one["key"]: one for one in answer.get_json()["figures"]}


def values(person: Person, query: str = "") -> list[int]:
    found = figures(person, query)
    return [found[key]["value"] for key in KEYS]


def rows(person: Person, key: str, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = person.get(f"{API}/figures/{key}/rows{query}").get_json()["items"]
    return found


@pytest.fixture
def province(people: People) -> dict[str, Any]:
    """Two teams of Nga An that share an account, one that ended, two trainings there, one away."""
    first = a_team(people, name="Tổ thôn 3", since="2024-01-01")
    second = a_team(people, name="Tổ thôn 7", since="2025-02-01")
    ended = a_team(people, name="Tổ cũ", since="2023-01-01")
    a_team_member(people, ended, name="Võ Văn Mười")
    path = f"/api/v1/teams/{ended['id']}"
    people.phuc.patch(path, {"until": "2025-01-01"}, people.phuc.get(path).headers["ETag"])
    tam = a_team_member(people, first, since="2024-01-01")
    people.nam.browser()  # has an account
    account = reading().scalars(select(Account).where(Account.name == people.nam.viewer.name)).one()
    for team in (first, second):
        a_team_member(people, team, account_id=account.id, name=None)
    hoa = a_household(people)
    held = [a_training(people, held_on=day) for day in ("2025-05-01", "2025-11-20")]
    for one in held:
        came = {"household_ids": [hoa.id], "team_member_ids": [tam["id"]], "names": "Đỗ Thị Bảy"}
        people.nam.post(f"/api/v1/trainings/{one['id']}/attendance", came)
    far = a_training(people, commune_code=HAM_RONG, held_on="2026-02-02", title="Lớp ở phường")
    people.phuc.post(f"/api/v1/trainings/{far['id']}/attendance", {"names": "Đỗ Thị Bảy"})
    return {"first": first, "second": second, "held": held, "far": far}


def test_the_figures_are_the_rooms_own_sums(people: People, province: dict[str, Any]) -> None:
    assert values(people.phuc) == [2, 2, 3, 4]
    assert values(people.nam) == [2, 2, 2, 3]
    assert values(people.lan) == [0, 0, 1, 1]
    assert values(people.phuc, "?as_of=2025-06-01") == [2, 2, 1, 3]
    known = counts(reading(), people.phuc.viewer, clock.today())
    split = figures(people.phuc, "?by=commune")
    for code, one in known.items():
        told = [
            {group["key"]: group["value"] for group in split[key]["groups"]}.get(code, 0)
            for key in KEYS
        ]
        assert told == [one.teams, one.members, one.trainings, one.people_trained]
    assert counts(reading(), people.phuc.viewer, date(2023, 6, 1))[NGA_AN].teams == 1


def test_each_opens_to_rows_that_add_up(people: People, province: dict[str, Any]) -> None:
    found = figures(people.phuc)
    for key in KEYS:
        assert sum(row["amount"] for row in rows(people.phuc, key)) == found[key]["value"]
        assert {row["household_id"] for row in rows(people.phuc, key)} == {None}
    first = rows(people.phuc, "team_members", f"?commune={NGA_AN}")
    assert {(row["label"], row["amount"]) for row in first} == {("Tổ thôn 3", 2)}
    trained = rows(people.phuc, "people_trained")
    assert [(row["label"], row["at"][:7], row["amount"]) for row in trained] == [
        ("Lớp ở phường", "2026-02", 1), ("Mở và quản lý gian hàng", "2025-05", 3),
    ]  # fmt: skip
    assert rows(people.lan, "teams") == []


def test_the_page_shows_them_and_leads_to_each(people: People, province: dict[str, Any]) -> None:
    browser = people.phuc.browser()
    page = browser.get("/so-lieu?by=month").text
    assert "Tổ công nghệ số, tập huấn, thanh toán" in page
    assert "/so-lieu/people_trained" in page
    beside = browser.get("/so-lieu").text
    assert "(tiếp)" in beside
    assert f"/so-lieu/team_members?commune={NGA_AN}" in beside
    opened = browser.get("/so-lieu/team_members").text
    assert f"/to/{province['first']['id']}" in opened
    assert f"/tap-huan/{province['far']['id']}" in browser.get("/so-lieu/trainings").text


def test_accounts_that_money_can_be_sent_to(people: People) -> None:
    a_household(people)
    a_household(people, payment_kinds=["none"])
    a_household(people, payment_kinds=["viettel_money"])
    a_household(people, bank={"name": "Agribank", "account_number": "123456789012"})
    a_household(people, payment_kinds=["bank"], commune_code=HAM_RONG)
    by_commune = figures(people.phuc, "?by=commune")["households_cashless"]["groups"]
    assert {one["key"]: one["value"] for one in by_commune} == {NGA_AN: 2, HAM_RONG: 1}
    assert figures(people.nam)["households_cashless"]["value"] == 2
    assert len(rows(people.nam, "households_cashless")) == 2
