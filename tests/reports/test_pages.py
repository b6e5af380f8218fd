"""The pages of figures: tiles, a table by place, and the rows behind each number."""

import pytest

from tests.builders.channels import a_listing
from tests.builders.households import a_household
from tests.builders.issuing import an_order
from tests.people import HAM_RONG, People


def test_tiles_and_table(people: People) -> None:
    a_household(people)
    a_household(people, commune_code=HAM_RONG)
    a_listing(people)
    browser = people.phuc.browser()
    page = browser.get("/so-lieu").text
    assert "Đếm được" in page
    assert "Thấy trên kênh" in page
    assert "Xem kênh lúc" in page
    assert "Phường Hàm Rồng" in page
    assert "/so-lieu/households?commune=" in page
    assert "Định nghĩa từng số liệu" in page
    assert "Huyện Nga Sơn" in browser.get("/so-lieu?by=district").text
    assert "Vỏ Sò" in browser.get("/so-lieu?by=channel").text


def test_a_number_opens_to_its_rows(people: People) -> None:
    household = a_household(people)
    a_household(people, commune_code=HAM_RONG)
    order = an_order(people, count=40)
    browser = people.phuc.browser()
    page = browser.get("/so-lieu/households?commune=16144").text
    assert f"/ho/{household.id}" in page
    assert "2</b> dòng" in page  # bà Hoa's, and that of the order's product
    page = browser.get("/so-lieu/stamps_issued").text
    assert order.label in page
    assert f"/tem/{order.id}" in page
    assert "Không có dòng nào" in browser.get("/so-lieu/scans").text
    assert browser.get("/so-lieu/nothing").status_code == 404


@pytest.mark.parametrize(
    "query", ["?as_of=9999-01-01", "?as_of=hôm nay", "?by=planet", "?month=11/2026"]
)
def test_what_makes_no_sense_is_named_and_left_out(people: People, query: str) -> None:
    browser = people.phuc.browser()
    for path in ("/so-lieu", "/so-lieu/households"):
        answer = browser.get(path + query)
        assert answer.status_code == 200
    bad = "/so-lieu/households" if "month" in query else "/so-lieu"
    assert "Có ô cần sửa" in browser.get(bad + query).text


def test_files_for_those_on_a_page(people: People) -> None:
    a_household(people)
    browser = people.phuc.browser()
    answer = browser.get("/so-lieu/tai-ve.csv?by=commune")
    assert "Xã Nga An" in answer.data.decode("utf-8-sig")
    assert browser.get("/so-lieu/tai-ve.xlsx?by=commune").data[:2] == b"PK"
    assert browser.get("/so-lieu/tai-ve.pdf").status_code == 404


def test_places_of_others_stay_closed(people: People) -> None:
    household = a_household(people)
    assert household.id not in people.lan.browser().get("/so-lieu/households").text
    hoa = people.producer(household.id)
    assert hoa.browser().get("/so-lieu").status_code == 403
