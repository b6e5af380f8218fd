"""The pages of the printing guide, on a phone without JavaScript; AGRIMARKET_PICTURES=1 keeps them.

What the guide (docs/huong-dan/in-tem.md) tells a producer to do is done here step by step.
"""

import io
import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.test_pictures import SHARPER, SHOWN, keep
from tests.browser.village import Village

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
MM = 96 / 25.4  # CSS pixels


@pytest.fixture(scope="module")
def order(province: Village) -> str:
    """An order with more than one sheet of stamps."""
    found = province.get("/api/v1/stamp-orders?page_size=200").json["items"]
    return next(str(one["id"]) for one in found if one["count"] >= 200 and one["lot_id"])


@pytest.fixture(scope="module")
def page(chromium: Browser, province: Village) -> Page:
    context = chromium.new_context(
        viewport=PHONE, java_script_enabled=False, device_scale_factor=SHARPER
    )
    page = context.new_page()
    page.goto(f"{province.address}/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill("tinh")
    page.get_by_label("Mật khẩu").fill(province.accounts["tinh"])
    page.locator("main button[type=submit]").click()
    return page


def shown(page: Page, name: str, tmp_path: Path) -> None:
    """A picture of the screen as it stands."""
    folder = SHOWN if os.environ.get("AGRIMARKET_PICTURES") else tmp_path
    keep(Image.open(io.BytesIO(page.screenshot())), folder / f"in-tem-{name}.png")


def wide(page: Page) -> float:
    return float(page.evaluate("document.documentElement.scrollWidth"))


def test_print_step_by_step(page: Page, province: Village, order: str, tmp_path: Path) -> None:
    page.goto(f"{province.address}/tem/{order}/in")
    page.get_by_label("A4, 40 tem").check()
    shown(page, "chon-giay", tmp_path)

    page.locator("summary", has_text="Tờ đầu đã dùng dở?").click()
    page.locator("[name='skip-a4-40'][value='6']").check(force=True)
    assert page.locator(".spots:visible").count() == 1
    struck = page.locator(".spots-a4-40 .spot").nth(5)
    assert struck.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    page.locator(".spots-a4-40").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.spots-a4-40').parentElement.scrollIntoView()")
    shown(page, "to-dau", tmp_path)

    page.locator("button[name=act]").click()
    picture = page.locator(".look-box img")
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == pytest.approx(
        210 * MM, abs=1
    )
    ruler = page.locator(".look-ruler").bounding_box()
    assert ruler is not None
    assert ruler["width"] == pytest.approx(52 * MM, abs=0.6)  # 50 mm and its two ends
    assert wide(page) <= PHONE["width"]
    page.evaluate("document.querySelector('.look-ruler').scrollIntoView()")
    shown(page, "xem-truoc", tmp_path)

    page.goto(f"{province.address}/tem/{order}/in/can-may?stock=a4-40")
    with page.expect_download() as test_sheet:
        page.get_by_text("Tải trang thử (PDF)").click()
    assert len(pypdfium2.PdfDocument(test_sheet.value.path())) == 1
    for name, length in (("across", "189,5"), ("down", "270"), ("left", "10,5"), ("top", "10")):
        page.locator(f"[name={name}]").fill(length)
    page.locator("[name=across]").scroll_into_view_if_needed()
    shown(page, "can-may", tmp_path)
    page.get_by_text("Tính và quay lại in").click()
    assert page.locator("[name=scale_x]").input_value() == "100,3"
    assert page.locator("[name=offset_x]").input_value() == "-0,5"


def test_take_the_sheet_away(page: Page, province: Village, order: str, tmp_path: Path) -> None:
    page.goto(f"{province.address}/tem/{order}/in")
    page.get_by_label("A4, 65 tem").check()
    page.locator("[name=first]").fill("1")
    page.locator("[name=last]").fill("130")
    if page.locator("[name=reason]").count():
        page.locator("[name=reason]").fill("In thử một tờ")
    page.get_by_text("Tạo tờ tem").click()
    if "/in" in page.url:  # these were printed before: it asks why
        page.locator("[name=reason]").fill("In thử một tờ")
        page.get_by_text("Tạo tờ tem").click()
    link = page.get_by_role("link", name="Tải tờ tem 1–130").first
    link.scroll_into_view_if_needed()
    shown(page, "tai-ve", tmp_path)
    with page.expect_download() as sheet:
        link.click()
    assert len(pypdfium2.PdfDocument(sheet.value.path())) == 2
