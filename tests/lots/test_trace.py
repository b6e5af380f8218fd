"""The trace of a lot, and the areas it may come from."""

from agrimarket.kit.ids import new_id
from tests.builders.households import a_household
from tests.builders.lots import a_lot
from tests.builders.products import a_product
from tests.people import People


def test_a_trace_tells_who_what_where_and_when(people: People) -> None:
    product = a_product(people)
    area = people.nam.post(
        "/api/v1/areas",
        {"household_id": product.household_id, "name": "Vườn đồi", "code": "VN-38-0001"},
    ).json
    lot = a_lot(people, product, area_id=area["id"])
    people.nam.post(
        f"/api/v1/lots/{lot.id}/events", {"kind": "harvest", "happened_at": "2026-11-01"}
    )
    told = people.nam.get(f"/api/v1/lots/{lot.id}/trace").json
    assert told["lot"]["lot_code"] == lot.lot_code
    assert told["product"]["name"] == "Bưởi Luận Văn"
    assert told["producer"]["commune_name"] == "Xã Nga An"
    assert told["area"]["code"] == "VN-38-0001"
    assert [event["kind"] for event in told["events"]] == ["harvest"]
    assert "phone" not in told["producer"]


def test_an_area_from_birth_to_end(people: People) -> None:
    household = a_household(people)
    hoa = people.producer(household.id)
    body = {"id": new_id(), "household_id": household.id, "name": "Xưởng", "kind": "workshop"}
    made = hoa.post("/api/v1/areas", body)
    assert made.status_code == 201
    assert hoa.post("/api/v1/areas", body).json == made.json
    path = f"/api/v1/areas/{made.json['id']}"
    etag = hoa.get(path).headers["ETag"]
    assert hoa.patch(path, {"name": "Xưởng ép"}).status_code == 428
    assert hoa.patch(path, {"name": "Xưởng ép"}, etag).json["name"] == "Xưởng ép"
    assert hoa.patch(path, {"name": "Khác"}, etag).status_code == 412
    assert hoa.get(f"/api/v1/areas?household_id={household.id}").json["total"] == 1
    assert hoa.call("DELETE", path).status_code == 204
    assert hoa.get(path).status_code == 404


def test_an_area_with_lots_stays(people: People) -> None:
    product = a_product(people)
    body = {"household_id": product.household_id, "name": "Vườn"}
    area = people.nam.post("/api/v1/areas", body).json
    a_lot(people, product, area_id=area["id"])
    answer = people.nam.call("DELETE", f"/api/v1/areas/{area['id']}")
    assert (answer.status_code, answer.json["code"]) == (409, "area_in_use")


def test_areas_that_cannot_be(people: People) -> None:
    household = a_household(people)
    for over, code in (
        ({"name": "  "}, "area_name_missing"),
        ({"kind": "moon"}, "area_kind_unknown"),
        ({"household_id": new_id()}, "household_not_found"),
        ({"latitude": 19.8}, "invalid_fields"),
    ):
        body = {"household_id": household.id, "name": "Vườn", **over}
        answer = people.nam.post("/api/v1/areas", body)
        assert (answer.status_code, answer.json["code"]) == (422, code)


def test_lan_sees_no_areas(people: People) -> None:
    household = a_household(people)
    area = people.nam.post("/api/v1/areas", {"household_id": household.id, "name": "Vườn"}).json
    assert people.lan.get(f"/api/v1/areas/{area['id']}").status_code == 404
    assert people.lan.get("/api/v1/areas").json["total"] == 0
    assert people.lan.post(
        "/api/v1/areas", {"household_id": household.id, "name": "X"}
    ).json["code"] == "household_not_found"  # fmt: skip
