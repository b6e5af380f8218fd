"""Who is stuck at which step, and why; and what people note about it."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from agrimarket.kit import clock
from agrimarket.kit.access import Role
from tests.builders.households import a_household
from tests.people import HAM_RONG, NGA_AN, People, Person

URL = "/api/v1/onboarding"
AGREED = {"version": "2026-11", "channel": "paper", "purposes": ["publication", "channels"]}


def step_of(person: Person, household_id: str) -> tuple[str, str]:
    told = person.get(f"/api/v1/households/{household_id}/onboarding").json
    return told["step"], told["why"]


def a_product(people: People, household_id: str, **more: Any) -> str:
    body = {"household_id": household_id, "name": "Bưởi", "category": "food"} | more
    answer = people.nam.post("/api/v1/products", body)
    assert answer.status_code == 201
    made: str = answer.json["id"]
    return made


def test_every_step_is_told_with_its_reason(app: Flask, people: People) -> None:
    hoa = people.nam.post(
        "/api/v1/households", {"head_name": "Lê Thị Hoa", "commune_code": NGA_AN, "crops": ["Bưởi"]}
    ).json["id"]
    assert step_of(people.nam, hoa) == ("consent", "Chưa ghi sự đồng ý, hoặc chủ hộ đã rút")
    people.nam.post(f"/api/v1/households/{hoa}/consents", AGREED)
    assert step_of(people.nam, hoa) == ("product", "Làm Bưởi nhưng chưa khai sản phẩm")
    product = a_product(people, hoa)
    assert step_of(people.nam, hoa) == ("papers", "“Bưởi” còn là bản nháp, chưa gửi duyệt")
    people.phuc.post(f"/api/v1/products/{product}/certificates", {"kind": "commitment"})
    people.phuc.post(f"/api/v1/products/{product}/approve", {})
    step, why = step_of(people.nam, hoa)
    assert step == "booth_applied"
    assert "chưa có số điện thoại" in why
    body = {"household_id": hoa, "channel": "postmart"}
    assert people.nam.post("/api/v1/booths", body).status_code == 201
    assert step_of(people.nam, hoa)[0] == "booth_open"


def test_counts_open_to_the_very_rows(app: Flask, people: People) -> None:
    mine = [a_household(people, head_name=f"Lê Thị Mai {one}").id for one in "ABC"]
    a_household(people, head_name="Trần Thị Xa", commune_code=HAM_RONG)
    counts = people.nam.get(f"{URL}/counts").json
    for step, total in counts["totals"].items():
        rows = people.nam.get(f"{URL}?step={step}").json
        assert rows["total"] == total
        assert {one["step"] for one in rows["items"]} <= {step}
    assert sum(counts["totals"].values()) == len(mine)
    assert set(counts["communes"]) == {NGA_AN}
    assert sum(people.phuc.get(f"{URL}/counts").json["totals"].values()) == 4


def test_a_noted_reason_comes_first_until_its_day(app: Flask, people: People) -> None:
    hoa = a_household(people)
    until = clock.today() + timedelta(days=7)
    body = {"kind": "stuck", "reason": "no_goods", "happened_on": str(clock.today()),
            "until": str(until), "note": "Tháng sau mới thu"}  # fmt: skip
    answer = people.nam.post(f"/api/v1/households/{hoa.id}/onboarding-notes", body)
    assert answer.status_code == 201
    why = step_of(people.huong, hoa.id)[1]
    assert why == f"Chưa đến vụ, chưa có hàng, xem lại {until:%d/%m/%Y}: Tháng sau mới thu"
    assert people.nam.get(f"{URL}?reason=no_goods").json["total"] == 1
    assert people.nam.get(f"{URL}?reason=no_papers").json["total"] == 0
    with clock.frozen_at(clock.now() + timedelta(days=9)):
        assert "chưa có hàng" not in step_of(people.phuc, hoa.id)[1]


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"reason": "lười"}, "onboarding_reason_unknown"),
        ({"reason": None}, "onboarding_reason_unknown"),
        ({"happened_on": "2999-01-01"}, "onboarding_day_in_future"),
        ({"channel_code": "chợ"}, "onboarding_channel_unknown"),
        ({"kind": "xong"}, "invalid_fields"),
        ({"happened_on": "hôm qua"}, "invalid_fields"),
    ],
    ids=["reason", "no-reason", "future", "channel", "kind", "day"],
)
def test_what_cannot_be_noted(app: Flask, people: People, over: dict[str, Any], code: str) -> None:
    hoa = a_household(people)
    body = {"kind": "stuck", "reason": "no_goods", "happened_on": "2026-01-05"} | over
    answer = people.nam.post(f"/api/v1/households/{hoa.id}/onboarding-notes", body)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_foreign_producer_is_as_a_missing_one(app: Flask, people: People) -> None:
    hoa = a_household(people)
    address = f"/api/v1/households/{hoa.id}"
    assert people.lan.get(f"{address}/onboarding").status_code == 404
    body = {"kind": "first_order", "happened_on": "2026-01-05"}
    assert people.lan.post(f"{address}/onboarding-notes", body).status_code == 404
    auditor = people.person(Role.AUDITOR, "Thanh")
    assert auditor.post(f"{address}/onboarding-notes", body).status_code == 403


def test_three_taps_for_an_officer(app: Flask, people: People) -> None:
    """From today's work: the steps, one step's producers with their reason, one producer."""
    hoa = a_household(people)
    browser = people.huong.browser()
    assert "/buoc-len-san" in browser.get("/viec").text
    steps = browser.get("/buoc-len-san").text
    assert "/buoc-len-san/product" in steps
    rows = browser.get("/buoc-len-san/product").text
    assert hoa.name in rows
    assert "chưa khai sản phẩm" in rows.lower()
    assert "Khai sản phẩm" in browser.get(f"/ho/{hoa.id}/buoc-len-san").text


def test_a_note_on_the_page_is_taken_back(app: Flask, people: People) -> None:
    hoa = a_household(people)
    address = f"/ho/{hoa.id}/buoc-len-san"
    browser = people.nam.browser()
    wrong = browser.post(address, data={"kind": "stuck", "reason": ""})
    assert wrong.status_code == 422
    assert "Hãy chọn một lý do" in wrong.text
    assert browser.post(address, data={"kind": "stuck", "reason": "no_phone"}).status_code == 303
    page = browser.get(address).text
    assert "Không có điện thoại thông minh" in page
    remove = page.split(f'action="{address}/')[1].split('"')[0]
    assert browser.post(f"{address}/{remove}").status_code == 303
    assert people.nam.get(f"/api/v1/households/{hoa.id}/onboarding").json["notes"] == []


def test_free_words_are_for_those_who_call_people(app: Flask, people: People) -> None:
    hoa = a_household(people).id
    said = {"kind": "stuck", "reason": "other", "happened_on": "2025-01-05",
            "note": "Gọi con gái 0911222333"}  # fmt: skip
    answer = people.nam.post(f"/api/v1/households/{hoa}/onboarding-notes", said)
    assert answer.status_code == 201
    auditor = people.person(Role.AUDITOR, "Kiểm")
    program = people.person(Role.API_CLIENT, "Sở", scopes=("onboarding:read", "households:read"))
    for there in (URL, f"/api/v1/households/{hoa}/onboarding"):
        assert "0911222333" in people.nam.get(there).text
        assert "0911222333" not in auditor.get(there).text
        assert "0911222333" not in program.get(there).text
    assert "0911222333" not in auditor.browser().get(f"/ho/{hoa}/buoc-len-san").text
