"""Changing a producer: on the revision that was read, with a history of what was done."""

import json

import pytest

from agrimarket.kit.access import Role
from tests.builders.households import a_household, citizen_id
from tests.people import HAM_RONG, NGA_AN, People, Person

URL = "/api/v1/households"


def etag(person: Person, household_id: str) -> str:
    return person.get(f"{URL}/{household_id}").headers["ETag"]


def test_nam_adds_what_was_missing(people: People) -> None:
    hoa = a_household(people, hamlet=None, crops=[])
    tag = etag(people.nam, hoa.id)
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"hamlet": "Thôn 5", "crops": ["Cam"]}, tag)
    assert answer.status_code == 200
    assert answer.get_json()["hamlet"] == "Thôn 5"
    assert answer.headers["ETag"] != tag
    assert people.nam.get(f"{URL}?q=cam").get_json()["total"] == 1


def test_a_change_needs_the_revision_it_was_made_on(people: People) -> None:
    hoa = a_household(people)
    path = f"{URL}/{hoa.id}"
    assert people.nam.patch(path, {"hamlet": "Thôn 5"}).status_code == 428
    tag = etag(people.nam, hoa.id)
    assert people.nam.patch(path, {"hamlet": "Thôn 5"}, tag).status_code == 200
    stale = people.nam.patch(path, {"hamlet": "Thôn 6"}, tag)
    assert (stale.status_code, stale.get_json()["code"]) == (412, "stale_revision")
    assert people.nam.get(path).get_json()["hamlet"] == "Thôn 5"


def test_the_same_content_changes_nothing(people: People) -> None:
    hoa = a_household(people, citizen_id=citizen_id())
    tag = etag(people.nam, hoa.id)
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"hamlet": "Thôn 3"}, tag)
    assert answer.headers["ETag"] == tag


def test_null_empties_a_field(people: People) -> None:
    hoa = a_household(people, citizen_id=citizen_id(), note="cũ")
    body = people.nam.patch(
        f"{URL}/{hoa.id}", {"note": None, "citizen_id": None}, etag(people.nam, hoa.id)
    ).get_json()
    assert body["note"] is None
    assert body["has_citizen_id"] is False


def test_a_tax_code_that_is_the_citizen_number_stays_sealed(people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, tax_code=number)
    path = f"{URL}/{hoa.id}"
    body = people.nam.get(path).get_json()
    assert (body["tax_code"], body["tax_is_citizen_id"], body["has_citizen_id"]) == (
        None, True, True,
    )  # fmt: skip
    body = people.nam.patch(path, {"hamlet": "Thôn 9"}, etag(people.nam, hoa.id)).get_json()
    assert body["tax_is_citizen_id"] is True
    other = citizen_id()
    body = people.nam.patch(path, {"citizen_id": other}, etag(people.nam, hoa.id)).get_json()
    assert body["citizen_id_masked"].endswith(other[-3:])
    assert body["tax_is_citizen_id"] is True


def test_a_wrong_field_leaves_all_as_it_was(people: People) -> None:
    hoa = a_household(people)
    tag = etag(people.nam, hoa.id)
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"hamlet": "Thôn 5", "phone": "12"}, tag)
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == ["phone"]
    assert etag(people.nam, hoa.id) == tag


@pytest.mark.parametrize("field", ["state", "revision", "id", "consent", "is_demo"])
def test_nobody_sets_what_the_service_decides(people: People, field: str) -> None:
    hoa = a_household(people, consent=None)
    tag = etag(people.nam, hoa.id)
    answer = people.nam.patch(f"{URL}/{hoa.id}", {field: "registered"}, tag)
    assert list(answer.get_json()["fields"]) == [field]
    assert people.nam.get(f"{URL}/{hoa.id}").get_json()["state"] == "draft"


def test_lan_cannot_change_hoa_and_nam_cannot_give_her_away(people: People) -> None:
    hoa = a_household(people)
    tag = etag(people.nam, hoa.id)
    assert people.lan.patch(f"{URL}/{hoa.id}", {"hamlet": "x"}, tag).status_code == 404
    moved = people.nam.patch(f"{URL}/{hoa.id}", {"commune_code": HAM_RONG}, tag)
    assert (moved.status_code, moved.get_json()["code"]) == (403, "commune_outside_scope")


def test_the_province_moves_a_household_and_its_district_follows(people: People) -> None:
    hoa = a_household(people)
    body = people.phuc.patch(
        f"{URL}/{hoa.id}", {"commune_code": HAM_RONG}, etag(people.phuc, hoa.id)
    ).get_json()
    assert body["commune_code"] == HAM_RONG
    assert body["former_district"] == "Thành phố Thanh Hóa"


def test_hoa_mends_her_phone_but_not_her_name(people: People) -> None:
    row = a_household(people)
    hoa = people.producer(row.id)
    tag = etag(hoa, row.id)
    named = hoa.patch(f"{URL}/{row.id}", {"head_name": "Hoa Khác"}, tag)
    assert (named.status_code, named.get_json()["code"]) == (403, "field_not_yours")
    body = hoa.patch(f"{URL}/{row.id}", {"phone": "0987654321"}, tag).get_json()
    assert body["phone"] == "0987654321"
    neighbour = a_household(people, head_name="Lê Văn Bình")
    assert hoa.patch(f"{URL}/{neighbour.id}", {"phone": None}, tag).status_code == 404


def test_a_change_into_another_person_is_a_duplicate(people: People) -> None:
    first = a_household(people, citizen_id=citizen_id(), phone="0912345678")
    number = citizen_id()
    a_household(people, citizen_id=number)
    plain = a_household(people, phone="0987654321")
    tag = etag(people.nam, first.id)
    answer = people.nam.patch(f"{URL}/{first.id}", {"citizen_id": number}, tag)
    assert answer.get_json()["code"] == "duplicate_household"
    tag = etag(people.nam, plain.id)
    answer = people.nam.patch(f"{URL}/{plain.id}", {"phone": "0912345678"}, tag)
    assert answer.get_json()["facts"] == {"household_id": first.id}


def test_history_tells_what_changed_and_never_a_citizen_number(people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, by=people.nam)
    people.nam.patch(
        f"{URL}/{hoa.id}",
        {"hamlet": "Thôn 5", "phone": "0987654321", "citizen_id": number},
        etag(people.nam, hoa.id),
    )
    answer = people.nam.get(f"{URL}/{hoa.id}/history")
    edited, registered = answer.get_json()["items"]
    assert registered["title"] == "Đăng ký hộ"
    assert edited["who"] == "Nam, Cán bộ khuyến nông"
    assert (edited["before"]["hamlet"], edited["after"]["hamlet"]) == ("Thôn 3", "Thôn 5")
    assert edited["after"]["changed"] == ["hamlet", "phone", "citizen_id"]
    told = json.dumps(answer.get_json())
    assert number not in told
    assert edited["after"]["phone"] == "0987654321"
    auditor = people.person(Role.AUDITOR, "Kiểm")
    assert "0987654321" not in auditor.get(f"{URL}/{hoa.id}/history").get_data(as_text=True)
    assert people.lan.get(f"{URL}/{hoa.id}/history").status_code == 404


def test_commune_cannot_be_emptied(people: People) -> None:
    hoa = a_household(people)
    tag = etag(people.nam, hoa.id)
    answer = people.nam.patch(f"{URL}/{hoa.id}", {"commune_code": None}, tag)
    assert answer.status_code == 422
    assert people.nam.get(f"{URL}/{hoa.id}").get_json()["commune_code"] == NGA_AN
