"""A new producer with a phone and no guide: product with photo, lot, three lines of the diary."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from agrimarket.system.demo.pictures.paint import Subject, paint
from tests.browser.thumb import PHONE, Thumb
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIVE_MINUTES = 300  # seconds
HAC_THANH = "14797"  # a commune that no other file of this village counts
# As measured when this was written; more of any is a way that became longer.
MOST_TAPS, MOST_SWIPES, MOST_KEYS = 32, 10, 60
POMELO = Subject("fruit", "#d9562b", "#3d7a3a", ("Bưởi đỏ",), "hills")
LINE_TAPS = 3  # lot, what was done, save
SCRIPTED = {"with scripts": True, "without scripts": False}


def newcomer(place: Village, login: str, name: str) -> None:
    """A producer who has nothing yet but a name and a password."""
    made = place.made("/api/v1/households", {"head_name": name, "commune_code": HAC_THANH})
    place.account(login, "--role", "producer", "--household", made["id"], "--name", "Hoa")


@pytest.fixture(scope="module", params=list(SCRIPTED.values()), ids=list(SCRIPTED))
def thumb(
    request: pytest.FixtureRequest, chromium: Browser, field_village: Village
) -> Iterator[Thumb]:
    """Bà Hoa's thumb on her phone, signed in."""
    scripts = bool(request.param)
    login = f"hoa-{'js' if scripts else 'khong-js'}"
    newcomer(field_village, login, "Nguyễn Thị Hoa" if scripts else "Trịnh Thị Hoa")
    context = chromium.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, java_script_enabled=scripts,
        locale="vi-VN", device_scale_factor=2,
    )  # fmt: skip
    page = context.new_page()
    page.goto(field_village.address + "/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(field_village.accounts[login])
    page.get_by_role("button", name="Đăng nhập").tap()
    page.wait_for_url("**/viec")
    yield Thumb(page, field_village.address, shown=scripts)
    context.close()


@pytest.fixture(scope="module")
def worked(thumb: Thumb) -> dict[str, float]:
    """The whole way, told and counted."""
    thumb.keep_picture("bat-dau")
    thumb.begin()
    _product(thumb)
    _lot(thumb)
    _line(thumb, "Bón phân", {"Tên phân bón": "phân chuồng"}, photo=True)
    _line(thumb, "Tưới nước", {})
    _line(thumb, "Thu hoạch", {"Thu được": "200"})
    return {
        "taps": thumb.taps, "swipes": thumb.swipes, "keys": thumb.keys,
        "syllables": thumb.syllables, "seconds": round(thumb.estimate, 1),
    }  # fmt: skip


def _product(thumb: Thumb) -> None:
    thumb.go("Thêm sản phẩm")
    thumb.write("Tên sản phẩm", "Bưởi đỏ")
    thumb.choose("Nhóm và loại", "Rau, củ, quả, hạt tươi")
    thumb.photo("Chụp ảnh", paint(POMELO, 0))
    thumb.write("Giá bán", "45000")
    thumb.write("Đơn vị", "kg")
    thumb.keep_picture("them-san-pham")
    thumb.go("Lưu sản phẩm")
    expect(thumb.page.locator("main")).to_contain_text("Còn thiếu")
    expect(thumb.page.locator("main img").first).to_be_visible()
    thumb.go("Gửi duyệt")
    expect(thumb.page.locator("main")).to_contain_text("Chờ duyệt")


def _lot(thumb: Thumb) -> None:
    thumb.go("Mở lô mới")
    thumb.write("Số lượng", "200")
    thumb.keep_picture("mo-lo")
    thumb.go("Mở lô")
    expect(thumb.page.locator("h1")).to_contain_text("Lô BD-")


def _line(thumb: Thumb, kind: str, facts: dict[str, str], *, photo: bool = False) -> None:
    thumb.go("Ghi nhật ký")
    if photo:
        thumb.keep_picture("chon-viec")
    thumb.go(kind)
    for label, text in facts.items():
        thumb.write(label, text)
    if photo:
        thumb.photo("Chụp ảnh", paint(POMELO, 1))
        thumb.keep_picture("ghi-viec")
    thumb.go("Ghi vào nhật ký")
    expect(thumb.page.locator("#nhat-ky")).to_contain_text(kind)


def test_the_first_day_takes_less_than_five_minutes(
    worked: dict[str, float], pictures: Path
) -> None:
    (pictures / "newcomer.json").write_text(json.dumps(worked))
    assert worked["seconds"] < FIVE_MINUTES, worked
    assert worked["taps"] <= MOST_TAPS, worked
    assert worked["swipes"] <= MOST_SWIPES, worked
    assert worked["keys"] <= MOST_KEYS, worked


@pytest.mark.usefixtures("worked")
def test_the_next_day_a_line_is_three_taps(thumb: Thumb) -> None:
    page = thumb.page
    page.goto(thumb.address + "/viec")
    thumb.keep_picture("trang-cua-toi")
    thumb.begin()
    thumb.go("Lô BD-")
    thumb.keep_picture("nhu-lan-truoc")
    thumb.go("phân chuồng")
    expect(page.get_by_label("Tên phân bón")).to_have_value("phân chuồng")
    thumb.go("Ghi vào nhật ký")
    assert (thumb.taps, thumb.keys) == (LINE_TAPS, 0)
    assert page.locator("#nhat-ky").get_by_text("Tên phân bón: phân chuồng").count() == 2
    page.goto(thumb.address + "/viec")
    expect(page.locator("main")).to_contain_text("Hôm nay đã ghi 4 dòng")


@pytest.mark.usefixtures("worked")
def test_a_refusal_keeps_what_was_typed(thumb: Thumb) -> None:
    page = thumb.page
    page.goto(thumb.address + "/san-pham/moi")
    page.get_by_label("Tên sản phẩm").fill("Mật ong rừng")
    page.get_by_label("Giá bán").fill("một trăm")
    page.get_by_role("button", name="Lưu sản phẩm").tap()
    expect(page.locator(".summary")).to_be_visible()
    _holds(page, {"Tên sản phẩm": "Mật ong rừng", "Giá bán": "một trăm"})
    page.goto(thumb.address + "/viec")
    thumb.go("Lô BD-")
    thumb.go("Phun thuốc")
    page.get_by_label("Tên thuốc").fill("Dầu khoáng")
    page.get_by_label("Ghi thêm").fill("phun lá non")
    page.get_by_role("button", name="Ghi vào nhật ký").tap()
    expect(page.locator(".summary")).to_contain_text("cách ly")
    _holds(page, {"Tên thuốc": "Dầu khoáng", "Ghi thêm": "phun lá non"})


def _holds(page: Page, boxes: dict[str, str]) -> None:
    for label, text in boxes.items():
        expect(page.get_by_label(label).first).to_have_value(text)
