"""The pages: what is live where, why not, and what can be done about it."""

import pytest

from agrimarket.channels.deliver import deliver
from agrimarket.channels.staff import stand_in, tell
from agrimarket.kit.db import db
from agrimarket.kit.ids import new_id
from tests.builders.channels import a_listing, a_sellable, fresh
from tests.builders.households import a_household
from tests.builders.products import a_product
from tests.people import People


def test_the_board_says_where_and_why_not(people: People) -> None:
    listing = a_listing(people, channel="voso")
    a_product(people, name="Chè lam Phủ Quảng")
    page = people.nam.browser().get("/kenh").text
    assert "Bưởi Luận Văn" in page
    assert "Chè lam Phủ Quảng" in page
    assert "Đang bán" in page
    assert "Chưa đăng" in page
    assert "Kênh thử" in page
    assert f"/kenh/san-pham/{listing.product_id}" in page


def test_what_is_stuck_stands_on_top_with_its_reason(people: People) -> None:
    listing = a_listing(people)
    shop = stand_in("voso")
    shop.engine.decide(shop.shop, [1], "locked")
    tell("voso", ("VS-000001",))
    deliver()
    browser = people.nam.browser()
    page = browser.get("/kenh").text
    assert "Cần người xử lý: 1" in page
    assert "Kênh đã khóa sản phẩm này" in page
    shop.engine.decide(shop.shop, [1], "active")
    answer = browser.post(f"/kenh/dang-ban/{listing.id}/thu-lai")
    assert answer.status_code == 303
    deliver()
    assert fresh(listing).observed_state == "live"
    assert "Cần người xử lý: " not in browser.get("/kenh").text
    assert browser.post(f"/kenh/dang-ban/{listing.id}/thu-lai").status_code == 422


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=live", True),
        ("state=none", False),
        ("state=none&channel=portal", True),
        ("channel=portal", False),
        ("state=pending", False),
        ("q=buoi luan", True),
        ("q=nguyen thi hoa", True),
        ("q=nuoc mam", False),
        ("state=held", False),
        ("state=withdrawn", False),
        ("state=stuck", False),
        ("state=nonsense", True),
        ("page=0&page_size=x", True),
    ],
)
def test_filters(people: People, query: str, found: bool) -> None:
    a_listing(people)
    page = people.nam.browser().get(f"/kenh?{query}").text
    assert ("/kenh/san-pham/" in page) == found


def test_a_product_tells_what_is_missing_before_it_is_listed(people: People) -> None:
    product = a_sellable(people, photos=1, price_vnd=45_250, monthly_output=None)
    browser = people.nam.browser()
    page = browser.get(f"/kenh/san-pham/{product.id}").text
    assert "Hãy chụp thêm 2 ảnh" in page
    assert "Giá phải chẵn 500 đồng" in page
    assert "Chưa ghi sản lượng mỗi tháng" in page
    assert "/dang/" not in page  # no button that would only be refused
    refused = browser.post(f"/kenh/san-pham/{product.id}/dang/voso")
    assert refused.status_code == 422
    assert "Cần sửa: " in refused.text
    assert "Giá phải chẵn 500 đồng" in refused.text


def test_list_withdraw_and_undo_without_a_script(people: People) -> None:
    product = a_sellable(people, photos=0)
    browser = people.nam.browser()
    path = f"/kenh/san-pham/{product.id}"
    assert f"{path}/dang/voso" in browser.get(path).text
    assert browser.post(f"{path}/dang/voso").status_code == 303
    deliver()
    page = browser.get(path).text
    assert "Đang bán từ" in page
    listing_id = page.split("/kenh/dang-ban/")[1].split("/")[0]
    assert browser.post(f"/kenh/dang-ban/{listing_id}/rut").status_code == 303
    page = browser.get(path).text
    assert "Hoàn tác" in page
    assert browser.post(f"/kenh/dang-ban/{listing_id}/rut").status_code == 422
    assert browser.post(f"{path}/dang/voso").status_code == 303
    deliver()
    assert "Đang bán từ" in browser.get(path).text


def test_drafts_and_strangers(people: People) -> None:
    household = a_household(people, consent=None)
    product = a_product(people, household, state="draft")
    page = people.nam.browser().get(f"/kenh/san-pham/{product.id}").text
    assert "Chủ hộ chưa đồng ý" in page
    assert "/dang/" not in page
    lan = people.lan.browser()
    assert lan.get(f"/kenh/san-pham/{product.id}").status_code == 404
    assert lan.get(f"/kenh/san-pham/{new_id()}").status_code == 404
    assert lan.post(f"/kenh/dang-ban/{new_id()}/rut").status_code == 404
    assert people.app.test_client().get("/kenh").status_code == 302


def test_an_empty_board_says_the_next_step(people: People) -> None:
    assert "Đến trang sản phẩm" in people.nam.browser().get("/kenh").text


def test_the_shop_window_is_open_to_all_and_no_shop(people: People) -> None:
    listing = a_listing(people)
    buyer = people.app.test_client()
    page = buyer.get("/kenh-thu/voso/VS-000001")
    assert page.status_code == 200
    assert "không phải trang bán hàng thật" in page.text
    assert "45.000 ₫ / kg" in page.text
    for path in ("voso/VS-000009", "voso/x", "shopee/VS-000001", "portal/CT-000001"):
        assert buyer.get(f"/kenh-thu/{path}").status_code == 404
    people.nam.post(f"/api/v1/listings/{listing.id}/withdraw", {})
    deliver()
    assert buyer.get("/kenh-thu/voso/VS-000001").status_code == 404
    db.session.rollback()
