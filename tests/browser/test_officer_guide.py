"""The pictures in the officers' guide to goods, from the demo; kept with AGRIMARKET_PICTURES=1."""

import io
import os
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.axe import faults_at
from tests.browser.hands import SHOWN, keep
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("page", ["tinh"], indirect=True)]
PHONE = {"width": 360, "height": 760}
GUIDE = SHOWN.parent / "huong-dan" / "can-bo-san-pham.md"


def shown(page: Page, province: Village, path: str, name: str) -> None:
    """The page as an officer sees it on a phone, from its heading on; the guide shows it too."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    page.goto(f"{province.address}{path}")
    page.evaluate("document.querySelector('main').scrollIntoView()")
    page.evaluate("document.fonts.ready")
    for picture in page.locator("main img").all():
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert faults_at(page, name) == []
    file = SHOWN / f"can-bo-san-pham-{name}.png"
    if os.environ.get("AGRIMARKET_PICTURES"):
        keep(Image.open(io.BytesIO(page.screenshot())), file)
    assert f"../pictures/{file.name}" in GUIDE.read_text("utf-8")
    assert file.is_file()


def lots(province: Village, **wanted: str) -> list[dict[str, Any]]:
    """Lots of the demo with these facts."""
    found: list[dict[str, Any]] = province.get("/api/v1/lots?page_size=200").json["items"]
    return [lot for lot in found if wanted.items() <= lot.items()]


def test_what_waits_for_approval(page: Page, province: Village) -> None:
    shown(page, province, "/san-pham/cho-duyet", "cho-duyet")
    page.get_by_text("sản phẩm quá hạn trả lời").wait_for()


def test_a_paper_that_waits_to_be_seen(page: Page, province: Village) -> None:
    """The demo once had none, so that nobody could try it."""
    page.goto(f"{province.address}/giay?checked=no")
    path = page.locator("main tbody a[href^='/giay/']").first.get_attribute("href")
    assert path
    shown(page, province, path, "giay-cho-xem")
    page.get_by_role("button", name="Đã xem giấy").wait_for()


def test_a_lot_ready_to_leave(page: Page, province: Village) -> None:
    (lot,) = lots(province, state="sealed", product_name="Dưa lưới Sao Vàng")
    shown(page, province, f"/lo/{lot['id']}", "lo")
    page.get_by_role("button", name="Xuất bán lô này").wait_for()


def test_a_lot_that_is_held_back(page: Page, province: Village) -> None:
    """Its page once offered to hand it over, which is refused."""
    (lot,) = lots(province, state="released", status="suspended")
    shown(page, province, f"/lo/{lot['id']}", "tam-dung")
    page.get_by_text("Tạm dừng từ").wait_for()
    expect(page.get_by_role("link", name="Giao hàng của lô")).to_have_count(0)


def test_what_was_made_of_what(page: Page, province: Village) -> None:
    (lot,) = lots(province, product_name="Giỏ quà quê Lam Sơn")
    shown(page, province, f"/lo/{lot['id']}/nguon-goc", "nguon-goc")


def test_a_recall_and_who_is_to_be_told(page: Page, province: Village) -> None:
    page.goto(f"{province.address}/thu-hoi")
    path = page.locator("main tbody a[href^='/thu-hoi/']").first.get_attribute("href")
    assert path
    shown(page, province, path, "thu-hoi")
