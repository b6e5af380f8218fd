"""Parcels, areas as people write them, ways to be paid and wishes for booths."""

from decimal import Decimal
from typing import Any

import pytest
from werkzeug.test import TestResponse

from agrimarket.households.depth.area_words import AreaUnread, area_text, read_area
from agrimarket.households.models import Household
from agrimarket.kit.access import Role
from tests.builders.households import a_household
from tests.people import People, Person

API = "/api/v1/households"


def add(person: Person, producer: Household, **body: Any) -> TestResponse:
    return person.post(f"{API}/{producer.id}/parcels", {"name": "Ruộng đồng Cửa"} | body)


@pytest.mark.parametrize(
    ("text", "m2"),
    [
        ("2 sào", "1000"), ("2sao", "1000"), ("1,5 sào", "750"), ("2 sào rưỡi", "1250"),
        ("nửa sào", "250"), ("1 mẫu 2 sào", "6000"), ("1 mẫu, 2 sào", "6000"), ("500m2", "500"),
        ("500 m²", "500"), ("1.200 m2", "1200"), ("0,35 ha", "3500"), ("0.35ha", "3500"),
        ("2 HÉC TA", "20000"), ("3 thước", "100"), ("2 sào 100 m2", "1100"),
        ("1 mẫu và 3 sào", "6500"), ("300 mét vuông", "300"), ("hai sào", "1000"),
        ("1 mẫu 2", "6000"), ("1 200 m2", "1200"),
    ],
)  # fmt: skip
def test_areas_as_people_write_them(text: str, m2: str) -> None:
    assert read_area(text) == Decimal(m2)


@pytest.mark.parametrize(
    "text",
    ["", "5", "2 cây số", "sào", "2 sào 50", "bá sào", "-2 sào", "0 sào", "200000 ha", "2 saoo",
     "1 ha " * 30, "2 sào; x"],
)  # fmt: skip
def test_areas_nobody_can_read_are_refused(text: str) -> None:
    with pytest.raises(AreaUnread):
        read_area(text)


def test_areas_are_told_back() -> None:
    told = [area_text(Decimal(m2)) for m2 in ("1000", "6000", "100", "12500", "750.5")]
    assert told == ["1.000 m² (2 sào)", "6.000 m² (12 sào)", "100 m²", "1,25 ha",
                    "750,5 m² (1,5 sào)"]  # fmt: skip
    assert [read_area(text.split(" (")[0]) for text in told[:3]] == [1000, 6000, 100]


def test_a_field_and_a_barn(people: People) -> None:
    hoa = a_household(people, area_ha=None, crops=[])
    field = add(people.nam, hoa, crop="Cói", area="2 sào", season_from=5, season_to=9)
    assert (field.status_code, field.get_json()["area_m2"]) == (201, 1000)
    barn = add(people.nam, hoa, name="Chuồng sau nhà", kind="barn", crop="Gà đồi", count=120,
               count_unit="head", latitude=19.98, longitude=105.97)  # fmt: skip
    assert barn.get_json()["latitude"] == 19.98
    page = people.nam.browser().get(f"/ho/{hoa.id}").text
    assert "Gà đồi, 120 con" in page
    assert "1.000 m² (2 sào)" in page
    assert "mùa tháng 5–9" in page
    assert "Chưa ghi diện tích" not in page
    assert "Chưa ghi sản phẩm chính" not in page
    listed = people.nam.get(f"{API}/{hoa.id}/parcels").get_json()
    assert (listed["total"], listed["items"][0]["area_text"]) == (2, "1.000 m² (2 sào)")


def test_where_it_lies_is_for_its_own_commune(people: People) -> None:
    hoa = a_household(people)
    one = add(people.nam, hoa, latitude=19.98, longitude=105.97).get_json()
    path = f"{API}/{hoa.id}/parcels/{one['id']}"
    auditor = people.person(Role.AUDITOR, "Kiểm")
    for person, seen in (
        (people.nam, 19.98), (people.producer(hoa.id), 19.98), (people.phuc, None),
        (auditor, None),
    ):  # fmt: skip
        assert person.get(path).get_json()["latitude"] == seen
        assert ("19,98" in person.browser().get(f"/ho/{hoa.id}").text) is (seen is not None)
    assert people.lan.get(path).status_code == 404
    told = people.phuc.get(f"{API}/{hoa.id}/history").text
    assert "19.98" not in told
    form = {"revision": "1", "name": "Ruộng mới", "kind": "field", "area": "2 sào"}
    browser = people.phuc.browser()
    assert 'name="latitude"' not in browser.get(f"/ho/{hoa.id}/thua-dat/{one['id']}").text
    assert browser.post(f"/ho/{hoa.id}/thua-dat/{one['id']}", data=form).status_code == 303
    assert people.nam.get(path).get_json()["latitude"] == 19.98


def test_what_a_parcel_cannot_be(people: People) -> None:
    hoa = a_household(people)
    cases: list[tuple[dict[str, Any], str]] = [
        ({"name": "  "}, "name"), ({"area": "5"}, "area"), ({"kind": "moon"}, "kind"),
        ({"count": 5}, "count_unit"), ({"count_unit": "head"}, "count"),
        ({"count": 5, "count_unit": "ngựa"}, "count_unit"), ({"season_from": 3}, "season_to"),
        ({"season_from": 13, "season_to": 1}, "season_from"), ({"latitude": 19.9}, "latitude"),
        ({"latitude": 105.9, "longitude": 19.9}, "latitude"), ({"since": "2199-01-01"}, "since"),
        ({"latitude": float("nan"), "longitude": 105.0}, "latitude"),
    ]  # fmt: skip
    for body, field in cases:
        answer = add(people.nam, hoa, **body)
        assert answer.status_code == 422, answer.text
        assert field in answer.get_json()["fields"]


def test_a_parcel_is_given_up(people: People) -> None:
    hoa = a_household(people)
    browser = people.nam.browser()
    made = browser.post(
        f"/ho/{hoa.id}/thua-dat/moi",
        data={"name": "Ruộng đồng Cửa", "kind": "field", "area": "nhiều sào", "latitude": "19,98"},
    )
    assert made.status_code == 422
    assert "Hãy ghi diện tích kèm đơn vị" in made.text
    good = {"name": "Ruộng đồng Cửa", "kind": "field", "area": "2 sào", "crop": "",
            "latitude": "19,98", "longitude": "105,97"}  # fmt: skip
    assert browser.post(f"/ho/{hoa.id}/thua-dat/moi", data=good).status_code == 303
    one = people.nam.get(f"{API}/{hoa.id}/parcels").get_json()["items"][0]
    path = f"/ho/{hoa.id}/thua-dat/{one['id']}"
    assert "1.000 m² (2 sào)" in browser.get(path).text
    kept = good | {"revision": "1", "area": "1.000 m² (2 sào)", "until": "2026-01-01"}
    assert browser.post(path, data=kept).status_code == 303
    assert browser.post(path, data=kept).status_code == 422  # somebody else was faster
    ended = people.nam.get(f"{API}/{hoa.id}/parcels/{one['id']}").get_json()
    assert (ended["until"], ended["area_m2"], ended["latitude"]) == ("2026-01-01", 1000, 19.98)
    assert "Đã thôi dùng" in browser.get(f"/ho/{hoa.id}").text


def test_payment_and_wishes_on_the_page(people: People) -> None:
    hoa = a_household(people)
    browser = people.producer(hoa.id).browser()
    path = f"/ho/{hoa.id}/nhan-tien"
    assert "Buudien.vn" in browser.get(path).text
    both = {"revision": "1", "payment_kinds": ["none", "momo"], "wish_channels": ["voso"]}
    refused = browser.post(path, data=both)
    assert refused.status_code == 422
    assert "bỏ các ô khác" in refused.text
    good = both | {"payment_kinds": ["momo", "bank"], "wish_by": "2026-12-30",
                   "wish_note": "Cần người chụp ảnh"}  # fmt: skip
    assert browser.post(path, data=good).status_code == 303
    told = people.nam.get(f"{API}/{hoa.id}").get_json()
    assert told["payment_kinds"] == ["bank", "momo"]
    assert (told["wish_channels"], told["wish_by"]) == (["voso"], "2026-12-30")
    assert "payment_missing" not in told["todo"]
    page = people.nam.browser().get(f"/ho/{hoa.id}").text
    assert "Ví MoMo" in page
    assert "Vỏ Sò" in page
    auditor = people.person(Role.AUDITOR, "Kiểm")
    assert auditor.get(f"{API}/{hoa.id}").get_json()["wish_note"] is None


def test_unknown_codes_are_refused(people: People) -> None:
    hoa = a_household(people)
    path = f"{API}/{hoa.id}"
    changes: list[dict[str, Any]] = [
        {"payment_kinds": ["gold"]}, {"wish_channels": ["amazon"]}, {"wish_by": "1000-01-01"},
        {"wish_note": "x" * 501}, {"payment_kinds": ["none", "bank"]},
    ]  # fmt: skip
    for change in changes:
        answer = people.nam.patch(path, change, people.nam.get(path).headers["ETag"])
        assert answer.status_code == 422
        assert set(answer.get_json()["fields"]) >= set(change)
