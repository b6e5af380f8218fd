"""Pages of products: what each person sees, fills in and gets told."""

import io
import re
from datetime import date

from flask.testing import FlaskClient

from agrimarket.kit.access import Role
from agrimarket.kit.db import reading
from agrimarket.kit.ids import new_id
from agrimarket.products import store
from tests.builders.households import a_household
from tests.builders.products import a_certificate, a_kept_photo, a_photo, a_product
from tests.people import NGA_AN, People


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.get_data(as_text=True)


def test_from_an_empty_list_to_an_approved_product(people: People) -> None:
    household = a_household(people)
    hoa, huong = people.producer(household.id).browser(), people.huong.browser()
    assert "Chưa có sản phẩm nào" in page(hoa, "/san-pham")
    form = {
        "name": "Chè lam", "category": "food", "price_vnd": "25.000", "unit": "gói", "gtin": "",
        "season_from": "", "season_to": "", "shelf_life_days": "90",
    }  # fmt: skip
    made = hoa.post("/san-pham/moi", data=form)
    assert made.status_code == 303
    path = made.headers["Location"]
    assert "Gửi duyệt" in page(hoa, path)
    assert hoa.post(f"{path}/gui-duyet").status_code == 303
    assert "Chờ cán bộ xã duyệt" in page(hoa, path)
    assert "Duyệt sản phẩm" in page(huong, path)
    assert huong.post(f"{path}/duyet").status_code == 303
    shown = page(hoa, path)
    assert "Đã duyệt" in shown
    assert "Thêm giấy an toàn" in shown
    assert "25.000" in shown


def test_a_worker_chooses_the_household_first(people: People) -> None:
    household = a_household(people)
    nam = people.nam.browser()
    assert f"household={household.id}" in page(nam, "/san-pham/moi?q=nguyen thi hoa")
    assert "Không thấy hộ nào" in page(nam, "/san-pham/moi?q=khong co ai")
    assert "Nguyễn Thị Hoa" in page(nam, f"/san-pham/moi?household={household.id}")
    page(people.lan.browser(), f"/san-pham/moi?household={household.id}", 404)


def test_a_form_with_mistakes_comes_back_as_typed(people: People) -> None:
    household = a_household(people)
    nam = people.nam.browser()
    form = {"name": "", "category": "food", "price_vnd": "rẻ", "gtin": "123"}
    answer = nam.post(f"/san-pham/moi?household={household.id}", data=form)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Có ô cần sửa" in text
    assert 'value="rẻ"' in text
    assert 'href="#f-name"' in text
    assert "<title>Cần sửa:" in text


def test_editing_shows_what_is_there_and_saves(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id).browser()
    form = page(hoa, f"/san-pham/{product.id}/sua")
    assert 'value="45.000"' in form
    assert "duyệt lại" in form
    sent = {"name": "Bưởi Luận Văn", "category": "food", "price_vnd": "50.000", "unit": ""}
    assert hoa.post(f"/san-pham/{product.id}/sua", data=sent).status_code == 303
    reading().expire_all()
    kept = store.by_id(reading(), people.nam.viewer, product.id)
    assert kept is not None
    assert (kept.price_vnd, kept.unit, kept.state) == (50_000, None, "approved")


def test_an_officer_asks_for_more_with_a_reason(people: People) -> None:
    product = a_product(people, state="submitted")
    huong = people.huong.browser()
    path = f"/san-pham/{product.id}"
    empty = huong.post(f"{path}/bo-sung", data={"reason": ""})
    assert empty.status_code == 422
    assert "Thiếu lý do" in empty.get_data(as_text=True)
    assert huong.post(f"{path}/bo-sung", data={"reason": "Ảnh mờ"}).status_code == 303
    assert "Ảnh mờ" in page(people.producer(product.household_id).browser(), path)


def test_a_refusal_of_a_button_stands_on_the_products_page(people: People) -> None:
    product = a_product(people, a_household(people, consent=None), state="submitted")
    answer = people.huong.browser().post(f"/san-pham/{product.id}/duyet")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "chưa đồng ý" in text
    assert "Bưởi Luận Văn" in text


def test_papers_come_and_go(people: People) -> None:
    product = a_product(people, basis=False)
    hoa = people.producer(product.household_id).browser()
    path = f"/san-pham/{product.id}"
    sent = {"kind": "commitment", "number": "12/CK", "valid_from": "2026-01-05", "valid_to": ""}
    assert hoa.post(f"{path}/giay/moi", data=sent).status_code == 303
    shown = page(hoa, path)
    assert "12/CK" in shown
    assert "Còn hạn" in shown
    paper = re.search(rf"{path}/giay/([0-9a-f-]+)/go", shown)
    assert paper is not None
    assert "Gỡ giấy" in page(hoa, paper[0])
    assert hoa.post(paper[0], data={"reason": "Nhầm"}).status_code == 303
    assert "Đã gỡ" in page(hoa, path)


def test_an_expired_paper_never_looks_valid(people: People) -> None:
    product = a_product(people, basis=False)
    a_certificate(people, product, "vietgap", valid_to=date(2020, 1, 1))
    shown = page(people.nam.browser(), f"/san-pham/{product.id}")
    assert "Hết hạn" in shown
    assert "Còn hạn" not in shown


def test_a_rating_is_noted_by_a_worker(people: People) -> None:
    product = a_product(people)
    nam = people.nam.browser()
    sent = {
        "stars": "4", "score": "75,5", "decision_number": "12/QĐ-UBND", "decided_on": "2026-03-01",
        "issuer": "UBND tỉnh Thanh Hóa", "issuer_level": "province",
    }  # fmt: skip
    wrong = nam.post(f"/san-pham/{product.id}/sao/moi", data={**sent, "stars": "5"})
    assert wrong.status_code == 422
    assert "75,5 điểm là 4 sao" in wrong.get_data(as_text=True)
    assert nam.post(f"/san-pham/{product.id}/sao/moi", data=sent).status_code == 303
    assert "4 sao OCOP" in page(nam, f"/san-pham/{product.id}")
    hoa = people.producer(product.household_id).browser()
    assert hoa.get(f"/san-pham/{product.id}/sao/moi").status_code == 403


def test_photos_are_added_led_and_deleted(people: People) -> None:
    product = a_product(people)
    hoa = people.producer(product.household_id).browser()
    path = f"/san-pham/{product.id}/anh"
    first = a_kept_photo(people, product)
    sent = {"photo": (io.BytesIO(a_photo(colour="navy")), "b.jpg"), "alt": "Vườn"}
    assert hoa.post(path, data=sent).status_code == 303
    second = store.photos(reading(), product.id)[1]
    assert hoa.post(f"{path}/{second.id}/len-dau").status_code == 303
    assert hoa.post(f"{path}/{first.id}/xoa").status_code == 303
    shown = page(hoa, path)
    assert 'alt="Vườn"' in shown
    assert "1 ảnh" in shown
    none = hoa.post(path, data={"alt": "x"})
    assert none.status_code == 422
    assert "Chưa chọn ảnh" in none.get_data(as_text=True)


def test_the_list_filters_and_forgives_strange_queries(people: People) -> None:
    a_product(people)
    nam = people.nam.browser()
    assert "Bưởi Luận Văn" in page(nam, "/san-pham?q=buoi&page=abc&state=approved")
    assert "Không có sản phẩm nào như vậy" in page(nam, "/san-pham?category=herb")


def test_what_people_type_is_text_not_markup(people: People) -> None:
    product = a_product(people, name="<script>alert(1)</script>")
    shown = page(people.nam.browser(), f"/san-pham/{product.id}")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_lan_finds_nothing_and_minh_is_asked_to_sign_in(people: People) -> None:
    product = a_product(people)
    lan = people.lan.browser()
    for path in ("", "/sua", "/anh", "/giay/moi", "/sao/moi", "/rut"):
        page(lan, f"/san-pham/{product.id}{path}", 404)
    assert lan.post(f"/san-pham/{product.id}/gui-duyet").status_code == 404
    assert people.app.test_client().get("/san-pham").status_code == 302


def test_an_auditor_reads_and_changes_nothing(people: People) -> None:
    product = a_product(people)
    auditor = people.person(Role.AUDITOR, "Kiểm toán").browser()
    shown = page(auditor, f"/san-pham/{product.id}")
    assert "Sửa thông tin" not in shown
    assert "Rút sản phẩm" not in shown
    assert auditor.get(f"/san-pham/{product.id}/sua").status_code == 403


def test_a_list_page_is_short_enough_for_a_thumb(people: People) -> None:
    """Twenty a page on the pages; the API keeps its own fifty."""
    household = a_household(people)
    for number in range(21):
        a_product(people, household, name=f"Bưởi số {number}", state="draft", basis=False)
    page = people.nam.browser().get("/san-pham").text
    assert page.count('<th role="rowheader"') == 20
    assert "Trang 1/2" in page
    assert len(people.nam.get("/api/v1/products").json["items"]) == 21


def test_a_refused_change_of_a_picture_shows_the_pictures_again(people: People) -> None:
    """It was a blank error page: the refusal's page knew nothing of the product."""
    product = a_product(people)  # published: a community team no longer changes it
    kept = a_kept_photo(people, product)
    browser = people.person(Role.COMMUNITY_TEAM, "Tổ thôn 3", communes=(NGA_AN,)).browser()
    for act in ("xoa", "len-dau"):
        answer = browser.post(f"/san-pham/{product.id}/anh/{kept.id}/{act}")
        assert answer.status_code == 422
        assert "Ảnh sản phẩm" in answer.text


def test_a_rating_that_is_not_there_has_no_page(people: People) -> None:
    product = a_product(people)
    assert people.phuc.browser().get(f"/san-pham/{product.id}/sao/{new_id()}/go").status_code == 404
