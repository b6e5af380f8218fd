"""Registering a producer: what anh Nam may do in his commune, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from agrimarket.households.consenting.own_texts import NEWEST
from agrimarket.kit import clock
from agrimarket.kit.access import Role
from agrimarket.kit.ids import new_id
from tests.builders.households import a_household, citizen_id
from tests.people import HAM_RONG, NGA_AN, People

URL = "/api/v1/households"
HOA: dict[str, Any] = {"head_name": "NGUYỄN  THỊ HOA", "commune_code": NGA_AN}
CONSENT = {"version": NEWEST.version, "channel": "paper", "purposes": ["publication"]}


def test_nam_registers_hoa_with_name_and_commune_alone(people: People) -> None:
    answer = people.nam.post(URL, HOA)
    assert answer.status_code == 201
    body = answer.get_json()
    assert body["name"] == "Nguyễn Thị Hoa"
    assert (body["kind"], body["state"]) == ("household", "draft")
    assert body["former_district"] == "Huyện Nga Sơn"
    assert body["todo"][0] == "consent_missing"
    assert people.nam.get(f"{URL}/{body['id']}").get_json() == body


def test_everything_said_is_kept(people: People) -> None:
    number = citizen_id()
    body = HOA | {
        "phone": "+84 912 345 678", "phone_of": "con gái", "hamlet": " Thôn  3 ",
        "crops": ["Bưởi", "Cam", "Bưởi"], "area_ha": 0.355, "latitude": 19.98,
        "longitude": 105.97, "citizen_id": number, "sex": "female", "consent": CONSENT,
        "note": "Nhà ở cuối đê",
    }  # fmt: skip
    made = people.nam.post(URL, body).get_json()
    assert made["phone"] == "0912345678"
    assert made["hamlet"] == "Thôn 3"
    assert made["crops"] == ["Bưởi", "Cam"]
    assert made["area_ha"] == 0.36
    assert made["state"] == "registered"
    assert made["consents"][0]["purposes"] == ["publication"]
    assert made["has_citizen_id"] is True
    assert made["citizen_id_masked"] == "•" * 9 + number[-3:]
    assert "citizen_id" not in made


def test_every_kind_has_its_own_name(people: People) -> None:
    for kind in ("group", "cooperative", "enterprise"):
        named = {"kind": kind, "legal_name": f"Đơn vị {kind}", "commune_code": NGA_AN}
        assert people.nam.post(URL, named).get_json()["name"] == f"Đơn vị {kind}"
        nameless = people.nam.post(URL, HOA | {"kind": kind})
        assert nameless.get_json()["fields"] == {
            "legal_name": ["Chưa có tên đơn vị. Hãy ghi tên như trong giấy đăng ký."]
        }
    business = HOA | {"kind": "household_business", "legal_name": "Cơ sở Hoa Bưởi"}
    assert people.nam.post(URL, business).get_json()["name"] == "Cơ sở Hoa Bưởi"


def test_a_household_needs_its_head(people: People) -> None:
    answer = people.nam.post(URL, {"legal_name": "Hộ Hoa", "commune_code": NGA_AN})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == ["head_name"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("head_name", "H"),
        ("head_name", "Hoa <b>"),
        ("kind", "king"),
        ("phone", "12"),
        ("phone", "01627894561"),
        ("citizen_id", "123"),
        ("citizen_id", "097200000001"),
        ("birth_date", "2999-01-01"),
        ("birth_date", "hôm qua"),
        ("sex", "khác"),
        ("area_ha", -1),
        ("area_ha", "NaN"),
        ("latitude", 19.9),
        ("longitude", "đông"),
        ("former_district", "Huyện Sầm Sơn"),
        ("tax_code", "0123456789"),
        ("crops", "Bưởi"),
        ("crops", ["x" * 81]),
        ("hamlet", "a\0b"),
        ("note", "x" * 2001),
        ("consent", {"version": "1", "channel": "paper"}),
        ("consent", {"version": "1", "channel": "fax", "purposes": ["publication"]}),
        ("consent", {"version": "1", "channel": "paper", "purposes": []}),
        ("commune_code", "99999"),
    ],
)
def test_a_wrong_field_is_named(people: People, field: str, value: object) -> None:
    answer = people.nam.post(URL, HOA | {field: value})
    assert answer.status_code == 422
    body = answer.get_json()
    assert body["code"] == "invalid_fields"
    assert {name.split(".")[0] for name in body["fields"]} & {field, "longitude"}
    for sentences in body["fields"].values():
        assert all(any(ord(letter) > 127 for letter in one) for one in sentences)
    assert people.nam.get(URL).get_json()["total"] == 0


def test_an_old_phone_number_is_answered_with_the_new_one(people: People) -> None:
    answer = people.nam.post(URL, HOA | {"phone": "0162 789 4561"})
    assert "0327894561" in answer.get_json()["fields"]["phone"][0]


@pytest.mark.parametrize(
    "field", ["state", "revision", "import_id", "is_demo", "person_key", "role", "created_at"]
)
def test_nobody_sets_what_the_service_decides(people: People, field: str) -> None:
    answer = people.nam.post(URL, HOA | {field: "registered"})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == [field]


def test_lan_may_not_register_in_nams_commune(people: People) -> None:
    answer = people.lan.post(URL, HOA)
    assert answer.status_code == 403
    assert answer.get_json()["code"] == "commune_outside_scope"


def test_who_may_not_register_at_all(people: People) -> None:
    hoa = people.producer(a_household(people).id)
    auditor = people.person(Role.AUDITOR, "Kiểm")
    operator = people.person(Role.OPERATOR, "Vận", communes=(NGA_AN,))
    for person in (hoa, auditor, operator):
        assert person.post(URL, HOA).status_code == 403
    assert people.minh.post(URL, HOA).status_code == 401


def test_a_program_registers_within_its_communes_and_scopes(people: People) -> None:
    program = people.person(
        Role.API_CLIENT, "VNPT", communes=(HAM_RONG,), scopes=("households:write",)
    )
    assert program.post(URL, HOA | {"commune_code": HAM_RONG}).status_code == 201
    assert program.post(URL, HOA).status_code == 403
    assert program.get(URL).status_code == 403


def test_the_same_citizen_number_is_one_household(people: People) -> None:
    number = citizen_id()
    first = a_household(people, citizen_id=number)
    answer = people.nam.post(URL, HOA | {"citizen_id": number, "head_name": "Lê Thị Mơ"})
    assert answer.status_code == 409
    assert answer.get_json()["code"] == "duplicate_household"
    assert answer.get_json()["facts"] == {"household_id": first.id}


def test_a_duplicate_elsewhere_names_neither_person_nor_place(people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, citizen_id=number)
    answer = people.lan.post(URL, HOA | {"citizen_id": number, "commune_code": HAM_RONG})
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "facts" not in answer.get_json()
    for secret in (hoa.id, "Hoa", "Nga An", NGA_AN, number):
        assert secret not in text


def test_without_a_number_name_phone_and_commune_are_one_person(people: People) -> None:
    first = people.nam.post(URL, HOA | {"phone": "0912345678"})
    again = people.nam.post(URL, HOA | {"head_name": "Nguyen Thi Hoa", "phone": "+84912345678"})
    assert again.status_code == 409
    assert again.get_json()["facts"] == {"household_id": first.get_json()["id"]}


def test_a_phone_alone_is_never_a_duplicate(people: People) -> None:
    shared = {"phone": "0912345678"}
    assert people.nam.post(URL, HOA | shared).status_code == 201
    assert people.nam.post(URL, HOA | shared | {"head_name": "Lê Văn Nam"}).status_code == 201


def test_two_of_one_name_without_phone_differ_by_birth_date(people: People) -> None:
    assert people.nam.post(URL, HOA | {"birth_date": "1970-01-02"}).status_code == 201
    assert people.nam.post(URL, HOA | {"birth_date": "1980-01-02"}).status_code == 201
    assert people.nam.post(URL, HOA | {"birth_date": "1970-01-02"}).status_code == 409


def test_a_clients_own_id_makes_a_repeat_harmless(people: People) -> None:
    body = HOA | {"id": new_id()}
    first = people.nam.post(URL, body)
    again = people.nam.post(URL, body)
    assert first.status_code == again.status_code == 201
    assert first.get_json() == again.get_json()
    other = people.nam.post(URL, body | {"head_name": "Lê Văn Tư"})
    assert (other.status_code, other.get_json()["code"]) == (422, "id_taken")
    stranger = people.phuc.post(URL, body | {"head_name": "Lê Văn Tư"})
    assert (stranger.status_code, stranger.get_json()["code"]) == (422, "id_taken")
    assert people.nam.get(URL).get_json()["total"] == 1


def test_an_id_of_next_week_is_refused(people: People) -> None:
    body = HOA | {"id": new_id(clock.now() + timedelta(days=7))}
    assert people.nam.post(URL, body).get_json()["code"] == "id_from_future"


def test_an_idempotency_key_replays_the_answer(people: People) -> None:
    headers = {"Idempotency-Key": "hoa-1"}
    first = people.nam.post(URL, HOA, headers=headers)
    again = people.nam.post(URL, HOA, headers=headers)
    assert again.headers["Idempotent-Replay"] == "true"
    assert first.get_json() == again.get_json()
    assert people.nam.get(URL).get_json()["total"] == 1


def test_two_who_register_one_person_at_once_get_one_household(people: People) -> None:
    body = HOA | {"citizen_id": citizen_id()}
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: people.nam.post(URL, body).status_code, range(4)))
    assert sorted(answers) == [201, 409, 409, 409]
    assert people.nam.get(URL).get_json()["total"] == 1


@pytest.mark.parametrize(
    ("purposes", "state"),
    [(["support"], "draft"), (["publication"], "registered"), (["thoa-thuan-xa"], "registered")],
)
def test_only_consent_to_publication_registers(
    people: People, purposes: list[str], state: str
) -> None:
    answer = people.nam.post(URL, HOA | {"consent": CONSENT | {"purposes": purposes}})
    assert (answer.status_code, answer.get_json()["state"]) == (201, state)
    assert answer.get_json()["consents"][0]["purposes"] == purposes
