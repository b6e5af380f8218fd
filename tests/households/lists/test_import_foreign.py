"""Lists ask after thousands of numbers: what they tell of other places is counted."""

import io
from typing import Any

import pytest
from flask import Flask

from agrimarket.accounts.models import Account
from agrimarket.accounts.rules import viewer_of_account
from agrimarket.households.lists import stages
from agrimarket.households.lists.read import read_list
from agrimarket.households.lists.take import Upload, import_list
from agrimarket.households.models import HouseholdImport
from agrimarket.kit import tries
from agrimarket.kit.db import db, one_commit
from agrimarket.kit.jobs import run_due
from tests.builders.households import a_household, citizen_id
from tests.builders.lists import FIRST_ROW, HOA, SPLIT, a_list, upload
from tests.households.lists.test_import_pages import tried
from tests.people import HAM_RONG, NGA_AN, People, Person

URL, PAGE = "/api/v1/household-imports", "/ho/nhap-danh-sach"
MOST = 3
CLOSED = "Hôm nay bạn đã gặp quá nhiều số căn cước có ở xã khác."


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three a day, so that a test need not register thirty."""
    limit = tries.Limit(MOST, tries.TRIES["elsewhere"].within)
    monkeypatch.setitem(tries.TRIES, "elsewhere", limit)


def elsewhere(people: People) -> str:
    """The number of a producer in another commune."""
    number = citizen_id()
    a_household(people, citizen_id=number, commune_code=HAM_RONG)
    return number


def sent(content: bytes) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), "danh-sach.xlsx")}


def rows(*numbers: str) -> list[dict[str, Any]]:
    return [
        HOA | {"name": f"Nguyễn Thị {'Hoa' * (1 + at)}", "phone": "", "citizen_id": number}
        for at, number in enumerate(numbers)
    ]


def outcomes(person: Person, *numbers: str, dry_run: bool = True) -> list[str]:
    answer = upload(person, a_list(*rows(*numbers)), dry_run=dry_run)
    assert answer.status_code == 201, answer.json
    return [one["outcome"] for one in answer.json["results"]]


def test_a_few_of_other_places_are_told_as_before(people: People) -> None:
    there, free = elsewhere(people), citizen_id()
    for dry_run in (True, True, True, True, False):
        assert outcomes(people.nam, there, free, dry_run=dry_run) == ["duplicate", "created"]


def test_after_the_last_of_the_day_registered_or_not_is_one_answer(people: People) -> None:
    many, free = [elsewhere(people) for _ in range(MOST + 1)], citizen_id()
    own = citizen_id()
    a_household(people, citizen_id=own, commune_code=NGA_AN)
    asked = [*many[:MOST], many[-1], free, own, ""]
    told = outcomes(people.nam, *asked)
    assert told == [*["duplicate"] * MOST, "rejected", "rejected", "duplicate", "created"]
    assert outcomes(people.phuc, *asked) == [*["duplicate"] * (MOST + 1), "created", *told[-2:]]


def test_then_lists_are_closed_to_this_person_alone(people: People) -> None:
    outcomes(people.nam, *[elsewhere(people) for _ in range(MOST)])
    again = a_list(*rows(citizen_id()))
    refused = upload(people.nam, again, dry_run=True)
    assert (refused.status_code, refused.json["code"]) == (429, "lists_closed")
    assert refused.json["detail"].startswith(CLOSED)
    assert outcomes(people.nam, "") == ["created"]  # no number, no question
    assert upload(people.huong, again, dry_run=True).status_code == 201


def test_pages_count_and_close_too(people: People) -> None:
    browser, again = people.nam.browser(), a_list(*rows(citizen_id()))
    place = tried(browser, again)
    tried(browser, a_list(*rows(*[elsewhere(people) for _ in range(MOST)])))
    page = browser.post(PAGE, data=sent(again), content_type="multipart/form-data")
    assert (page.status_code, CLOSED in page.text) == (422, True)
    assert browser.post(f"{place}/nhap").status_code == 429


def test_a_choice_of_a_commune_counts_and_closes_too(people: People) -> None:
    numbers = [citizen_id() for _ in range(MOST + 1)]
    asked = [SPLIT | {"name": f"Lê {'Ba' * (1 + at)}", "citizen_id": one}
             for at, one in enumerate(numbers)]  # fmt: skip
    listed = upload(people.lan, a_list(*asked)).json
    assert listed["counts"]["choose_commune"] == MOST + 1
    for number in numbers:
        a_household(people, citizen_id=number, commune_code=NGA_AN)
    answers = [
        people.lan.post(f"{URL}/{listed['id']}/choices", {"row": row, "commune_code": HAM_RONG})
        for row in range(FIRST_ROW, FIRST_ROW + MOST + 1)
    ]
    assert [one.status_code for one in answers] == [200] * MOST + [429]
    assert answers[0].json["outcome"] == "duplicate"


def test_single_refusals_and_lists_are_one_count(people: People) -> None:
    outcomes(people.nam, *[elsewhere(people) for _ in range(MOST)])
    body = {"head_name": "Phạm Văn Dò", "commune_code": NGA_AN, "citizen_id": citizen_id()}
    assert people.nam.post("/api/v1/households", body).status_code == 429


def test_a_long_list_is_counted_by_its_job(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "SMALL", 100)
    monkeypatch.setattr(stages, "LONG", 1)
    browser = people.nam.browser()
    many = [elsewhere(people) for _ in range(MOST + 2)]
    place = tried(browser, a_list(*rows(*many[:1], citizen_id())))
    run_due(app)
    assert told(place) == {"duplicate": 1, "created": 1}
    wide = tried(browser, a_list(*rows(*many, citizen_id())))
    run_due(app)
    assert told(wide) == {"duplicate": MOST, "rejected": 3}
    with one_commit() as session:  # the job finds the person locked since the click
        id = place.rsplit("/")[-1]
        who = session.get_one(HouseholdImport, id).who
        viewer = viewer_of_account(session.get_one(Account, who))
        stages.begin_import(session, viewer=viewer, import_id=id)
    run_due(app)
    assert told(place) == {"rejected": 2}


def told(place: str) -> dict[str, int]:
    db.session.rollback()
    db.session.expire_all()
    counts = db.session.get_one(HouseholdImport, place.rsplit("/")[-1]).counts
    return {outcome: count for outcome, count in counts.items() if count}


def test_a_list_that_nobody_counted_is_told_nothing(people: People) -> None:
    read = read_list(a_list(*rows(elsewhere(people), citizen_id(), "")))
    with one_commit() as session:
        listed = import_list(
            session, viewer=people.nam.viewer, upload=Upload(read, "a.xlsx"), dry_run=True
        )
        assert listed.counts["rejected"] == 2
        assert listed.counts["created"] == 1
