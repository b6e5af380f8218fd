"""Where lots come from: codes as given, GLN with its check digit, position for the commune."""

from typing import Any

from agrimarket.kit.access import Role
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.papers import put
from tests.builders.products import a_held_paper, a_product
from tests.people import People

URL = "/api/v1/areas"
PLACE = {"address": "Số 5, thôn Đông", "latitude": 19.98, "longitude": 105.97}


def test_where_it_lies_is_for_those_who_go_there(people: People) -> None:
    product = a_product(people)
    facts = {"name": "Xưởng", "kind": "workshop", "code": "TH-01", "code_given_on": "2025-03-20",
             "gln": "893-0000 000002", **PLACE}  # fmt: skip
    made = people.nam.post(URL, {"household_id": product.household_id, **facts})
    assert made.status_code == 201, made.json
    assert (made.json["gln"], made.json["code_given_on"]) == ("8930000000002", "2025-03-20")
    hoa, auditor = people.producer(product.household_id), people.person(Role.AUDITOR, "Kiểm")
    path = f"{URL}/{made.json['id']}"
    for who, sees in ((people.nam, True), (people.huong, True), (hoa, True),
                      (people.phuc, False), (auditor, False)):  # fmt: skip
        for seen in (who.get(path).json, who.get(URL).json["items"][0]):
            assert {name: seen[name] for name in PLACE} == (PLACE if sees else dict.fromkeys(PLACE))
    lot = a_lot(people, product, area_id=made.json["id"])
    for path in (f"/api/v1/lots/{lot.id}/trace", f"/api/v1/lots/{lot.id}"):
        assert "19.98" not in people.nam.get(path).text
    assert "thôn Đông" not in people.minh.get(f"/lot/{lot.id}").text
    path = f"{URL}/{made.json['id']}"
    edited = people.nam.patch(path, {"address": "Số 6"}, people.nam.get(path).headers["ETag"])
    assert edited.json["address"] == "Số 6"
    assert "Số 6" not in people.phuc.browser().get(f"/nhat-ky/area/{made.json['id']}").text


def test_what_cannot_be_said_of_a_place(people: People) -> None:
    household = a_household(people)
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"gln": "8930000000003"}, "gln_invalid", "gln"),
        ({"gln": "89300000002"}, "gln_invalid", "gln"),
        ({"code_given_on": "2099-01-01"}, "lot_date_in_future", "code_given_on"),
        ({"latitude": 19.9}, "invalid_fields", "longitude"),
        ({"latitude": 105.9, "longitude": 19.9}, "invalid_fields", "latitude"),
    ]
    for over, code, field in wrong:
        answer = people.nam.post(URL, {"household_id": household.id, "name": "Vườn", **over})
        assert (answer.status_code, answer.json["code"]) == (422, code), answer.json
        assert answer.json["fields"][field]


def test_a_place_that_ends_leaves_its_certificates(people: People) -> None:
    household = a_household(people)
    place = people.nam.post(URL, {"household_id": household.id, "name": "Vườn đồi"}).json["id"]
    paper = a_held_paper(people, household).id
    put(people.nam, f"/api/v1/certificates/{paper}/areas", {"area_ids": [place]})
    path = f"{URL}/{place}"
    seen = {"If-Match": people.nam.get(path).headers["ETag"]}
    gone = people.nam.call("DELETE", path, headers=seen)
    assert gone.status_code == 204, gone.text
    assert people.nam.get(path).status_code == 404
    assert people.nam.get(f"/api/v1/certificates/{paper}/areas").json["area_ids"] == []
