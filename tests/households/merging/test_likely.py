"""Likely pairs: found by telephone, name and birth, near names; judged by people alone."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from agrimarket.households.merging import likely
from agrimarket.households.merging.likeness import (
    LIKELY,
    STRONG,
    WEAK,
    Known,
    compare,
    one_letter_apart,
)
from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from tests.builders.doubles import a_record, made
from tests.builders.households import citizen_id
from tests.people import HAM_RONG, NGA_AN, People, Person

PAIRS = "/api/v1/household-pairs"


def pairs(person: Person, query: str = "") -> list[dict[str, Any]]:
    answer = person.get(f"{PAIRS}{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    assert answer.get_json()["total"] == len(items)
    return items


def known(name: str, **over: Any) -> Known:
    return Known(**({"id": name, "kind": "household", "name": name, "commune_code": "1"} | over))


@pytest.mark.parametrize(
    ("one", "other", "shared", "strength"),
    [
        ("Nguyễn Thị Hoa", "Nguyen Thi Hoa", {"phone": "09"}, STRONG),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoà", {"birth_year": 1980}, LIKELY),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoà", {"birth_date": "1980-02-03"}, STRONG),
        ("Nguyễn Thị Hoa", "Hoa Nguyễn Thị", {"birth_date": "1980-02-03"}, LIKELY),
        ("Nguyễn Thị Hoa", "Hoa", {"birth_year": 1980}, WEAK),
        ("Trần Văn Bình", "Trần Văn Bính", {"birth_year": 1980, "hamlet": "Thôn 3"}, STRONG),
        ("Trần Đình Binh", "Trần Đình Bin", {"birth_year": 1980}, WEAK),
        ("Nguyễn Thị Hoa", "Lê Hữu Tám", {"phone": "09"}, WEAK),
        ("Nguyễn Thị Hoa", "Lê Văn Tám", {"birth_date": "1980-02-03"}, None),
        ("Nguyễn Thị Hoa", "Nguyễn Văn Hoa", {"birth_year": 1980, "hamlet": "Thôn 3"}, None),
        ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa", {}, WEAK),
    ],
)
def test_how_alike_two_are(
    one: str, other: str, shared: dict[str, Any], strength: int | None
) -> None:

    first, second = dict(shared), dict(shared)
    if year := shared.get("birth_year"):
        for values, month in ((first, 1), (second, 2)):
            del values["birth_year"]
            values["birth_date"] = date(year, month, 1)
    elif day := shared.get("birth_date"):
        first["birth_date"] = second["birth_date"] = date.fromisoformat(day)
    found = compare(known(one, **first), known(other, **second))
    assert (found and found.strength) == strength


def test_letters() -> None:
    assert one_letter_apart("hoa", "hoan")
    assert one_letter_apart("hoa", "hoc")
    assert one_letter_apart("oa", "hoa")
    assert not one_letter_apart("hoa", "hanh")
    assert not one_letter_apart("hoa", "aoh")


def test_pairs_say_why(app: Flask, people: People) -> None:
    one = a_record(people, phone="0912000001", birth_date="1980-02-03")
    other = a_record(people, "Nguyễn Thị Hoà", birth_date="1980-02-03")
    (pair,) = pairs(people.huong)
    assert {pair["first"]["id"], pair["second"]["id"]} == {one, other}
    assert pair["strength"] == "strong"
    assert {reason["code"] for reason in pair["reasons"]} == {"name", "birth_date", "hamlet"}
    assert all(reason["title"] for reason in pair["reasons"])
    assert pairs(people.huong, "?reason=phone") == []
    assert len(pairs(people.huong, f"?commune={NGA_AN}&reason=name")) == 1


def test_a_name_in_one_hamlet_without_birth(app: Flask, people: People) -> None:
    a_record(people, phone="0912000001")
    a_record(people, "NGUYEN THI HOA", phone="0912000002", birth_date="1980-02-03")
    a_record(people, "Nguyễn Thị Hoa", phone="0912000003", hamlet="Thôn 9")
    assert len(pairs(people.nam)) == 1


def test_two_numbers_are_two_people_unless_all_else_agrees(app: Flask, people: People) -> None:

    for _ in range(2):
        a_record(people, citizen_id=citizen_id(born=date(1980, 2, 3)), birth_date="1980-02-03",
                 sex="female")  # fmt: skip
    (pair,) = pairs(people.nam)
    assert pair["strength"] == "weak"
    assert "other_citizen_id" in {reason["code"] for reason in pair["reasons"]}


def test_across_communes_the_province_alone(app: Flask, people: People) -> None:
    a_record(people, phone="0912000001")
    a_record(people, "Nguyễn Thị Hoà", phone="0912000001", commune_code=HAM_RONG)
    both = people.person(Role.COMMUNE_OFFICER, "Thủy", communes=(NGA_AN, HAM_RONG))
    assert pairs(people.nam) == pairs(people.lan) == pairs(both) == []
    (pair,) = pairs(people.phuc)
    first, second = pair["first"]["id"], pair["second"]["id"]
    refused = both.post("/api/v1/household-merges", {"keep": first, "merge": second})
    assert refused.get_json()["code"] == "merge_across_communes"
    made(people.phuc, "/household-merges", keep=first, merge=second)


def test_dismissed_stays_dismissed_after_a_merge(app: Flask, people: People) -> None:
    one, other, third = (
        a_record(people, name, phone="0912000001") for name in ("Lê Lan", "Lê Thị Lan", "Lê Lân A")
    )
    assert len(pairs(people.huong)) == 3
    told = made(people.huong, "/household-pairs/dismiss", first=other, second=one)
    assert told == {"first": min(one, other), "second": max(one, other), "verdict": "different"}
    assert len(pairs(people.huong)) == 2
    made(people.huong, "/household-merges", keep=third, merge=other)
    assert pairs(people.huong) == []  # whoever is not Lan is not whom she was merged into


def test_a_worker_proposes_and_an_officer_sees_who(app: Flask, people: People) -> None:
    one = a_record(people, "Lê Lan", phone="0912000001")
    other = a_record(people, "Lê Thị Lan", phone="0912000001")
    made(people.nam, "/household-pairs/propose", first=one, second=other)
    assert pairs(people.huong)[0]["proposed_by"] == "Nam"
    for path, body in (
        ("/household-merges", {"keep": one, "merge": other}),
        ("/household-pairs/dismiss", {"first": one, "second": other}),
    ):
        assert people.nam.post(f"/api/v1{path}", body).status_code == 403
    team = people.person(Role.COMMUNITY_TEAM, "Tổ", communes=(NGA_AN,))
    assert team.get(PAIRS).status_code == 403


def test_a_shared_office_telephone_makes_no_flood(app: Flask, people: People) -> None:
    """Thirteen families on the cooperative's telephone: only like names are a pair."""
    families = ("An", "Bằng", "Cường", "Dũng", "Giang", "Hạnh", "Khánh", "Linh", "Minh", "Ngọc",
                "Phượng", "Quyên", "Quyên")  # fmt: skip
    for at, name in enumerate(families):
        number = {"citizen_id": citizen_id()} if at == 12 else {}
        a_record(people, f"Đỗ {name}", phone="0912000001", hamlet=f"Thôn {at}", **number)
    assert len(pairs(people.phuc)) == 1


def test_every_pair_is_reached_page_by_page(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many more pairs than one window: none is told twice, none is left out."""
    for number in range(5):
        hamlet = f"Thôn {number}"
        a_record(people, hamlet=hamlet, phone=f"091200011{number}")
        a_record(people, "Nguyen Thi Hoa", hamlet=hamlet, phone=f"091200022{number}")
    whole = {
        (pair.first.id, pair.second.id)
        for pair in likely.pairs(reading(), viewer=people.phuc.viewer).items
    }
    assert len(whole) == 5
    monkeypatch.setattr(likely, "WINDOW", 2)
    seen, totals, more = [], [], []
    for page in range(1, 7):
        found = likely.pairs(reading(), viewer=people.phuc.viewer, page=page, page_size=1)
        seen += [(pair.first.id, pair.second.id) for pair in found.items]
        totals.append(found.total)
        more.append(found.more)
    assert sorted(seen) == sorted(whole)
    assert totals == [3, 3, 5, 5, 5, 5]
    assert more == [True, True, True, True, False, False]
    first = people.phuc.browser().get("/ho/trung").text
    assert "Hơn" not in first
