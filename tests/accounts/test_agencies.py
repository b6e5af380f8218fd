"""Agencies of the province: each reads everything and writes what is its own to write."""

import pytest
from flask import Flask

from agrimarket.accounts import rules
from agrimarket.accounts.agencies import AGENCIES, ROOMS, who_does
from agrimarket.accounts.api_scopes import BY_CODE, check_scopes
from agrimarket.kit.access import SYSTEM, Role, act_of
from agrimarket.kit.db import one_commit
from agrimarket.kit.errors import Refusal
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.people import NGA_AN, People

API = "/api/v1"
WHY = {"reason": "Phát hiện tồn dư", "phone": "0912000111"}


def officer(people: People, agency: str | None):
    return people.person(Role.PROVINCE_OFFICER, agency or "tỉnh", agency=agency)


def test_rooms_and_acts_named_in_the_table_exist(app: Flask) -> None:
    rooms = set(app.blueprints)
    acts = {act_of(endpoint) for endpoint in app.view_functions}
    named = set().union(*(agency.writes for agency in AGENCIES.values()))
    assert {name for name in named if "." in name} <= acts
    assert {name for name in named if "." not in name} <= ROOMS
    assert {room for room in ROOMS if room in rooms} | {"places"} >= ROOMS - {"privacy"}


def test_without_an_agency_everything_may_be_written(people: People) -> None:
    lot = a_lot(people)
    free = officer(people, None)
    body = {"head_name": "Lê Văn Tám", "commune_code": NGA_AN, "phone": "0912000333"}
    assert free.post(f"{API}/households", body).status_code == 201
    assert free.post(f"{API}/lots/{lot.id}/recall", WHY).status_code == 200


@pytest.mark.parametrize(
    ("agency", "registers", "recalls"),
    [
        ("ubnd", 201, 200),
        ("nong_nghiep", 201, 200),
        ("cong_thuong", 403, 403),
        ("khcn", 403, 200),
    ],
)
def test_an_agency_writes_its_rooms_and_its_acts(
    people: People, agency: str, registers: int, recalls: int
) -> None:
    lot = a_lot(people)
    one = officer(people, agency)
    body = {"head_name": "Lê Văn Tám", "commune_code": NGA_AN, "phone": "0912000333"}
    assert one.post(f"{API}/households", body).status_code == registers
    assert one.post(f"{API}/lots/{lot.id}/recall", WHY).status_code == recalls


def test_the_refusal_names_who_does_it(people: People) -> None:
    trade = officer(people, "cong_thuong")
    body = {"head_name": "Lê Văn Tám", "commune_code": NGA_AN}
    answer = trade.post(f"{API}/households", body)
    assert answer.json["code"] == "not_your_agency"
    assert "Sở Nông nghiệp và Môi trường" in answer.json["detail"]
    lot = a_lot(people)
    said = trade.post(f"{API}/lots/{lot.id}/recall", WHY).json["detail"]
    assert "Sở Khoa học và Công nghệ" in said
    assert "Sở Nông nghiệp" in said


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_agency_reads_the_whole_province(people: People, agency: str) -> None:
    household = a_household(people)
    one = officer(people, agency)
    for path in ("households", "products", "lots", "stamp-orders", "listings", "channels"):
        assert one.get(f"{API}/{path}").status_code == 200
    assert one.get(f"{API}/households/{household.id}").status_code == 200


def test_pages_hold_to_it_too(people: People) -> None:
    trade = officer(people, "cong_thuong").browser()
    assert trade.get("/ho").status_code == 200
    refused = trade.post("/ho/moi", data={"head_name": "Lê Văn Tám", "commune_text": "Nga An"})
    assert refused.status_code == 403
    assert "Sở Nông nghiệp và Môi trường" in refused.text
    assert "Đăng ký hộ sản xuất" not in trade.get("/viec").text
    assert "Đăng ký hộ sản xuất" in officer(people, "ubnd").browser().get("/viec").text


def test_a_stray_agency_writes_nothing_and_cannot_be_given(app: Flask) -> None:
    with pytest.raises(Refusal) as refused, one_commit() as session:
        rules.create_token(
            session, viewer=SYSTEM, name="x", role=Role.PROVINCE_OFFICER, agency="so_la"
        )
    assert refused.value.code == "agency_unknown"


def test_nobody_else_does_it_means_the_province_itself() -> None:
    assert who_does("nowhere.post") == "Ủy ban nhân dân tỉnh"


def test_an_agency_gives_programs_no_more_than_it_has() -> None:
    trade = AGENCIES["cong_thuong"].writes
    assert check_scopes(["households:read", "channels:write"], writes=trade)
    for beyond in ("households:write", "contacts:read", "issuing:write"):
        with pytest.raises(Refusal) as refused:
            check_scopes([beyond], writes=trade)
        assert refused.value.code == "scope_not_yours"
    assert len(check_scopes(BY_CODE, writes=None)) == len(BY_CODE)
