"""Who sees which personal field, role by role, in every place that shows one."""

from dataclasses import dataclass
from typing import Any

import pytest

from agrimarket.households.models import Household
from agrimarket.kit.access import Role
from tests.builders.households import a_household, citizen_id
from tests.people import HAM_RONG, NGA_AN, People, Person

URL = "/api/v1/households"
PHONE, ACCOUNT = "0912345678", "19031234567890"
LATITUDE, LONGITUDE = 20.01234, 105.98765


@dataclass(frozen=True)
class Sees:
    """What one role sees of bà Hoa."""

    phone: bool = False
    position: bool = False
    last_digits: bool = False
    bank: bool = False
    page: bool = True


EXPECTED = {
    "worker": Sees(phone=True, position=True, last_digits=True, bank=True),
    "commune_officer": Sees(phone=True, position=True, last_digits=True, bank=True),
    "province_officer": Sees(phone=True, last_digits=True, bank=True),
    "community_team": Sees(phone=True, bank=True),
    "herself": Sees(phone=True, position=True, bank=True),
    "auditor": Sees(),
    "client": Sees(bank=True, page=False),
    "client_with_contacts": Sees(phone=True, bank=True, page=False),
}


@pytest.fixture
def hoa(people: People) -> Household:
    return a_household(
        people, phone=PHONE, phone_of="con gái", citizen_id=citizen_id(), note="nhà cuối ngõ",
        latitude=LATITUDE, longitude=LONGITUDE,
        bank={"name": "Agribank", "account_number": ACCOUNT, "holder": "Nguyễn Thị Hoa"},
    )  # fmt: skip


def somebody(people: People, who: str, household: Household) -> Person:
    """One person of the table above."""
    here: dict[str, Any] = {"communes": (NGA_AN,)}
    scopes = ("households:read", "households:write")
    return {
        "worker": lambda: people.nam,
        "commune_officer": lambda: people.huong,
        "province_officer": lambda: people.phuc,
        "community_team": lambda: people.person(Role.COMMUNITY_TEAM, "Tổ", **here),
        "herself": lambda: people.producer(household.id),
        "auditor": lambda: people.person(Role.AUDITOR, "Kiểm"),
        "client": lambda: people.person(Role.API_CLIENT, "M", scopes=scopes, **here),
        "client_with_contacts": lambda: people.person(
            Role.API_CLIENT, "M", scopes=(*scopes, "contacts:read"), **here
        ),
    }[who]()


@pytest.mark.parametrize("who", EXPECTED)
def test_the_object_and_the_list(people: People, hoa: Household, who: str) -> None:
    person, sees = somebody(people, who, hoa), EXPECTED[who]
    one = person.get(f"{URL}/{hoa.id}")
    assert one.status_code == 200
    (listed,) = person.get(URL).get_json()["items"]
    for shown in (one.get_json(), listed):
        assert shown["phone"] == (PHONE if sees.phone else "•••••••678")
        assert shown["phone_of"] == ("con gái" if sees.phone else None)
        assert shown["note"] == ("nhà cuối ngõ" if sees.phone else None)
        assert shown["latitude"] == (LATITUDE if sees.position else None)
        assert shown["longitude"] == (LONGITUDE if sees.position else None)
        assert shown["has_citizen_id"] is True
    masked = one.get_json()["citizen_id_masked"]
    assert masked[:9] == "•" * 9
    assert masked[9:].isdigit() is sees.last_digits
    bank = one.get_json()["bank"]
    assert one.get_json()["has_bank"] is True
    assert (bank and bank["account_number_masked"]) == ("•" * 11 + "890" if sees.bank else None)
    assert ACCOUNT not in one.get_data(as_text=True)


@pytest.mark.parametrize("who", [who for who, sees in EXPECTED.items() if sees.page])
def test_the_pages(people: People, hoa: Household, who: str) -> None:
    person, sees = somebody(people, who, hoa), EXPECTED[who]
    browser = person.browser()
    page = browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert ("0912 345 678" in page) is sees.phone
    assert ("con gái" in page) is sees.phone
    assert ("20,01234" in page) is sees.position
    assert ("•••••••••••890" in page) is sees.bank
    assert "Xem số đầy đủ" in page if who in REVEALING else "Xem số đầy đủ" not in page
    for text in (page, browser.get(f"/ho/{hoa.id}/sua").get_data(as_text=True)):
        assert ACCOUNT not in text
        assert "20.01234" not in text
        assert ("20,01234" in text) <= sees.position


REVEALING = {"worker", "commune_officer", "province_officer"}


@pytest.mark.parametrize("who", EXPECTED)
def test_what_an_edit_told_is_masked_alike(people: People, hoa: Household, who: str) -> None:
    tag = people.nam.get(f"{URL}/{hoa.id}").headers["ETag"]
    body = {
        "phone": "0987654321", "latitude": 20.51973, "longitude": 105.54862,
        "bank": {"name": "Agribank", "account_number": "88000111"},
    }  # fmt: skip
    assert people.nam.patch(f"{URL}/{hoa.id}", body, tag).status_code == 200
    told = somebody(people, who, hoa).get(f"{URL}/{hoa.id}/history").get_data(as_text=True)
    assert ("0987654321" in told) is EXPECTED[who].phone
    assert "20.51973" not in told
    assert "88000111" not in told
    assert ACCOUNT not in told
    assert '"bank"' in told


@pytest.mark.parametrize("who", EXPECTED)
def test_only_who_sees_phones_whole_searches_by_them(
    people: People, hoa: Household, who: str
) -> None:
    found = somebody(people, who, hoa).get(f"{URL}?q=345678").get_json()["total"]
    assert found == EXPECTED[who].phone


def test_a_worker_of_two_communes_sees_both_positions_and_no_third(people: People) -> None:
    both = people.person(Role.EXTENSION_WORKER, "Hai", communes=(NGA_AN, HAM_RONG))
    here: dict[str, Any] = {"latitude": LATITUDE, "longitude": LONGITUDE}
    for commune in (NGA_AN, HAM_RONG):
        household = a_household(people, commune_code=commune, **here)
        assert both.get(f"{URL}/{household.id}").get_json()["latitude"] == LATITUDE


def test_the_answer_to_a_registration_is_masked_too(people: People) -> None:
    """The province writes a position down without being told it again."""
    body = {"head_name": "Lê Thị Mai", "commune_code": NGA_AN, "latitude": 20.0, "longitude": 105.9}
    answer = people.phuc.post(URL, body)
    assert answer.status_code == 201
    assert answer.get_json()["latitude"] is None
    household = people.nam.get(f"{URL}/{answer.get_json()['id']}").get_json()
    assert household["latitude"] == 20.0


def test_the_operator_sees_no_producer(people: People, hoa: Household) -> None:
    operator = people.person(Role.OPERATOR, "Vận")
    assert operator.get(URL).status_code == 403
    assert operator.get(f"{URL}/{hoa.id}").status_code == 403
