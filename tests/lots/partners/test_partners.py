"""Partners: one step back, one step forward."""

from typing import Any

from agrimarket.kit.access import Role
from tests.builders.households import a_household
from tests.people import HAM_RONG, People

URL = "/api/v1/partners"
TAX_CODE = "2800000027"


def told(household_id: str, **over: Any) -> dict[str, Any]:
    return {"household_id": household_id, "kind": "buyer", "name": "Cửa hàng Hạc Thành", **over}


def test_a_partner_from_first_to_last(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    made = hoa.post(URL, told(household.id, phone="024 3825 1234", gln="8930000000002"))
    assert made.status_code == 201, made.json
    assert (made.json["phone"], made.json["alike"]) == ("02438251234", [])
    path = f"{URL}/{made.json['id']}"
    etag = hoa.get(path).headers["ETag"]
    assert hoa.patch(path, {"name": "Siêu thị"}).status_code == 428
    assert hoa.patch(path, {"name": "Siêu thị", "gln": None}, etag).json["gln"] is None
    assert hoa.patch(path, {"name": "X"}, etag).status_code == 412
    for _ in range(2):
        ended = hoa.post(f"{path}/end")
        assert ended.status_code == 200
    assert ended.json["ended_at"]
    etag = hoa.get(path).headers["ETag"]
    assert hoa.patch(path, {"name": "X"}, etag).json["code"] == "partner_ended"
    assert hoa.get(f"{URL}?household_id={household.id}").json["total"] == 0
    assert hoa.get(f"{URL}?household_id={household.id}&ended=true").json["total"] == 1
    assert people.lan.get(path).status_code == 404
    assert people.lan.get(URL).json["total"] == 0


def test_the_same_tax_code_is_hinted_at(people: People) -> None:
    one = a_household(people)
    firm = a_household(people, kind="enterprise", head_name=None, legal_name="Công ty Hạc Thành",
                       tax_code=TAX_CODE)  # fmt: skip
    first = people.nam.post(URL, told(one.id, tax_code=TAX_CODE)).json
    assert [hint["id"] for hint in first["alike"]] == [firm.id]
    second = people.nam.post(URL, told(one.id, name="Hạc Thành 2", tax_code=TAX_CODE)).json
    assert {(hint["kind"], hint["id"]) for hint in second["alike"]} == {
        ("partner", first["id"]), ("household", firm.id)
    }  # fmt: skip
    own = people.producer(one.id).get(f"{URL}/{second['id']}").json
    assert [hint["kind"] for hint in own["alike"]] == ["partner"]  # the firm is not hers to see
    linked = people.nam.post(URL, told(one.id, tax_code=TAX_CODE, linked_id=firm.id)).json
    assert {hint["kind"] for hint in linked["alike"]} == {"partner"}


def test_what_cannot_be_said_of_a_partner(people: People) -> None:
    household = a_household(people)
    elsewhere = a_household(people, commune_code=HAM_RONG)
    for over, code, field in (
        ({"name": " "}, "partner_name_missing", "name"),
        ({"kind": "friend"}, "partner_kind_unknown", "kind"),
        ({"phone": "09x"}, "partner_phone_invalid", "phone"),
        ({"email": "ai đó"}, "partner_email_invalid", "email"),
        ({"tax_code": "2800000028"}, "partner_tax_code_invalid", "tax_code"),
        ({"tax_code": f"{38085000123:012d}"}, "partner_tax_code_invalid", "tax_code"),
        ({"gln": "8930000000003"}, "gln_invalid", "gln"),
        ({"linked_id": elsewhere.id}, "linked_household_not_found", "linked_id"),
        ({"linked_id": household.id}, "linked_household_not_found", "linked_id"),
        ({"household_id": elsewhere.id}, "household_not_found", "household_id"),
    ):
        answer = people.nam.post(URL, told(household.id) | over)
        assert (answer.status_code, answer.json["code"]) == (422, code), answer.json
        assert answer.json["fields"][field]


def test_contacts_are_for_those_who_call_people(people: People) -> None:
    household = a_household(people)
    facts = {"phone": "02438251234", "email": "a@b.vn", "address": "12 Lê Lợi"}
    id = people.nam.post(URL, told(household.id, **facts)).json["id"]
    auditor = people.person(Role.AUDITOR, "Kiểm")
    seen = auditor.get(f"{URL}/{id}").json
    assert (seen["phone"][-3:], seen["email"], seen["address"]) == ("234", None, None)
    assert "0243" not in seen["phone"]
