"""Pages of producers, as people use them: without JavaScript, from list to detail."""

import re

import pytest

from agrimarket.households.consenting.own_texts import NEWEST
from agrimarket.kit.access import Role
from tests.builders.households import a_cooperative, a_household, citizen_id
from tests.people import HAM_RONG, NGA_AN, People

HOA = {"kind": "household", "head_name": "Nguyễn Thị Hoa", "crops": "bưởi, cam"}


def test_the_list_with_search_and_filters(people: People) -> None:
    a_household(people)
    a_cooperative(people)
    a_household(people, head_name="Lê Văn Bình", commune_code=HAM_RONG, consent=None)
    browser = people.phuc.browser()
    page = browser.get("/ho").get_data(as_text=True)
    assert "Nguyễn Thị Hoa" in page
    assert "Lê Văn Bình" in page
    found = browser.get("/ho?q=le van binh&state=draft").get_data(as_text=True)
    assert "Lê Văn Bình" in found
    assert "Nguyễn Thị Hoa" not in found
    assert "Không tìm thấy hộ nào" in browser.get("/ho?q=không ai").get_data(as_text=True)
    assert browser.get("/ho?page=abc&page_size=9999").status_code == 200


def test_an_empty_list_says_the_next_step(people: People) -> None:
    page = people.nam.browser().get("/ho").get_data(as_text=True)
    assert "Chưa có hộ nào" in page
    assert "/ho/moi" in page


def test_nam_registers_with_name_alone_in_his_one_commune(people: People) -> None:
    browser = people.nam.browser()
    form = browser.get("/ho/moi").get_data(as_text=True)
    assert "Xã Nga An" in form
    assert not re.search(r'type="(checkbox|radio)"[^>]*checked', form)
    answer = browser.post("/ho/moi", data=HOA)
    assert answer.status_code == 303
    page = browser.get(answer.location).get_data(as_text=True)
    assert "Đã lưu nháp Nguyễn Thị Hoa" in page
    assert "Bản nháp" in page
    assert "Chưa có sự đồng ý của chủ hộ" in page
    assert "bưởi, cam" in page


def test_what_was_ticked_is_the_consent(people: People) -> None:
    browser = people.nam.browser()
    ticked = {"purposes": ["publication"], "channel": "voice", "version": NEWEST.version}
    answer = browser.post("/ho/moi", data=HOA | ticked)
    page = browser.get(answer.location).get_data(as_text=True)
    assert "Hiện tên và xã trên trang nguồn gốc" in page
    assert "Nói đồng ý" in page
    forgot = browser.post("/ho/moi", data=HOA | ticked | {"channel": "", "phone": "0912345678"})
    assert forgot.status_code == 422
    assert "f-channel" in forgot.get_data(as_text=True)
    assert "Hãy chọn Ký bản giấy, Nói đồng ý hoặc Tự chọn trên máy." in forgot.text
    assert "paper, voice" not in forgot.text


def test_what_was_typed_stays_when_something_is_wrong(people: People) -> None:
    answer = people.nam.browser().post(
        "/ho/moi", data=HOA | {"phone": "12", "area_ha": "nhiều", "citizen_id": "1", "note": "ờ"}
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Cần sửa:" in page
    assert 'value="Nguyễn Thị Hoa"' in page
    assert 'value="nhiều"' in page
    for field in ("phone", "area_ha"):
        assert f'id="f-{field}-error"' in page


def test_numbers_are_read_as_people_write_them(people: People) -> None:
    browser = people.nam.browser()
    answer = browser.post("/ho/moi", data=HOA | {"area_ha": "1.234,5"})
    assert "1.234,5 ha" in browser.get(answer.location).get_data(as_text=True)


def test_the_province_types_a_commune_of_now_or_before(people: People) -> None:
    browser = people.phuc.browser()
    found = browser.post("/ho/moi", data=HOA | {"commune_text": "Xã Nga An"})
    assert found.status_code == 303
    split = HOA | {"commune_text": "phường Đông Thọ, TP Thanh Hóa", "phone": "0912345678"}
    asked = browser.post("/ho/moi", data=split)
    page = asked.get_data(as_text=True)
    assert asked.status_code == 422
    assert f'value="{HAM_RONG}"' in page
    assert browser.post("/ho/moi", data=split | {"commune_code": NGA_AN}).status_code == 422
    tapped = browser.post("/ho/moi", data=split | {"commune_code": HAM_RONG})
    assert "Phường Hàm Rồng" in browser.get(tapped.location).get_data(as_text=True)


@pytest.mark.parametrize("text", ["", "Nga Thanh", "Hà Nội", "nga"])
def test_an_unclear_commune_is_never_guessed(people: People, text: str) -> None:
    answer = people.phuc.browser().post("/ho/moi", data=HOA | {"commune_text": text})
    assert answer.status_code == 422
    assert people.phuc.get("/api/v1/households").get_json()["total"] == 0


def test_a_duplicate_offers_the_known_household(people: People) -> None:
    hoa = a_household(people, phone="0912345678")
    answer = people.nam.browser().post("/ho/moi", data=HOA | {"phone": "0912 345 678"})
    assert answer.status_code == 422
    assert f"/ho/{hoa.id}" in answer.get_data(as_text=True)


def test_edit_keeps_the_citizen_number_unless_another_is_typed(people: People) -> None:
    number = citizen_id()
    hoa = a_household(people, citizen_id=number, phone="0912345678")
    browser = people.nam.browser()
    form = browser.get(f"/ho/{hoa.id}/sua").get_data(as_text=True)
    assert number not in form
    assert number[-3:] in form
    change = HOA | {"revision": "1", "citizen_id": "", "hamlet": "Bản Lát", "phone": "0912345678"}
    assert browser.post(f"/ho/{hoa.id}/sua", data=change).status_code == 303
    body = people.nam.get(f"/api/v1/households/{hoa.id}").get_json()
    assert (body["has_citizen_id"], body["hamlet"]) == (True, "Bản Lát")
    page = browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert "Sửa thông tin" in page
    stale = browser.post(f"/ho/{hoa.id}/sua", data=change | {"hamlet": "Bản Khác"})
    assert stale.status_code == 422
    assert "vừa được người khác sửa" in stale.get_data(as_text=True)


def test_hoa_mends_her_own_contact(people: People) -> None:
    row = a_household(people)
    browser = people.producer(row.id).browser()
    form = browser.get(f"/ho/{row.id}/sua").get_data(as_text=True)
    assert 'name="head_name"' not in form
    data = {"revision": "1", "phone": "0987654321", "crops": "Bưởi", "hamlet": "Thôn 3"}
    assert browser.post(f"/ho/{row.id}/sua", data=data).status_code == 303
    forged = data | {"revision": "2", "head_name": "Hoa Khác"}
    assert browser.post(f"/ho/{row.id}/sua", data=forged).status_code == 422
    assert browser.get("/ho/moi").status_code == 403


def test_consent_is_given_and_withdrawn_on_the_page(people: People) -> None:
    hoa = a_household(people, consent=None)
    browser = people.nam.browser()
    empty = browser.post(f"/ho/{hoa.id}/dong-y", data={"version": NEWEST.version})
    assert empty.status_code == 422
    assert "Hãy chọn ít nhất một mục đích" in empty.get_data(as_text=True)
    ticked = {"purposes": ["publication"], "channel": "paper", "version": NEWEST.version}
    browser.post(f"/ho/{hoa.id}/dong-y", data=ticked)
    assert "Đã đăng ký" in browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    asked = browser.get(f"/ho/{hoa.id}/rut-dong-y?purposes=publication").text
    assert "Tên và xã không hiện trên trang nguồn gốc nữa" in asked
    assert "Đã đăng ký" in browser.get(f"/ho/{hoa.id}").text  # asking changes nothing
    browser.post(f"/ho/{hoa.id}/rut-dong-y")
    page = browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert "Bản nháp" in page
    assert "Đã rút: Hiện tên và xã trên trang nguồn gốc." in page
    assert "Đã rút mọi đồng ý ngày" in page
    assert "Không còn gì để rút" in browser.get(f"/ho/{hoa.id}/rut-dong-y").text


def test_lan_sees_nothing_of_hoa(people: People) -> None:
    hoa = a_household(people)
    browser = people.lan.browser()
    assert "Nguyễn Thị Hoa" not in browser.get("/ho").get_data(as_text=True)
    for path in ("", "/sua"):
        assert browser.get(f"/ho/{hoa.id}{path}").status_code == 404
    for path in ("sua", "dong-y", "rut-dong-y"):
        assert browser.post(f"/ho/{hoa.id}/{path}", data=HOA).status_code in {404, 422}
    assert people.nam.get(f"/api/v1/households/{hoa.id}").get_json()["revision"] == 1


def test_an_auditor_looks_but_does_not_touch(people: People) -> None:
    hoa = a_household(people, phone="0912345678")
    browser = people.person(Role.AUDITOR, "Kiểm").browser()
    page = browser.get(f"/ho/{hoa.id}").get_data(as_text=True)
    assert "0912" not in page
    assert "/sua" not in page
    assert browser.get("/ho/moi").status_code == 403
