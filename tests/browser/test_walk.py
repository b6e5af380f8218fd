"""The main job through the pages: keyboard alone, 360 px wide, without JavaScript."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from agrimarket.kit import clock
from stamps import check_letter
from tests.browser.keys import Keys
from tests.browser.village import PRINTED_HOST, Village
from tests.builders.lists import HOA, SPLIT, WRONG, a_list
from tests.builders.products import a_photo
from tests.walks.sheets import addresses_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NGA_AN, HAM_RONG, HAC_THANH = "16144", "14758", "14797"
CHANNELS = {"postmart": "Buudien.vn", "voso": "Vỏ Sò", "portal": "Cổng nông sản"}
PACKS = 60


@pytest.fixture(scope="module")
def nam(chromium: Browser, village: Village, pictures: Path) -> Iterator[Keys]:
    """Anh Nam at his phone."""
    communes = [f"--commune={code}" for code in (NGA_AN, HAM_RONG, HAC_THANH)]
    village.account("nam", "--role", "extension_worker", "--name", "Nam", *communes)
    with Keys(chromium, village.address, pictures, "nam") as keys:
        keys.sign_in("nam", village.accounts["nam"])
        yield keys


@pytest.fixture(scope="module")
def phuc(chromium: Browser, village: Village, pictures: Path) -> Iterator[Keys]:
    """Ông Phúc at his phone, with the sign-in that `init` printed."""
    with Keys(chromium, village.address, pictures, "phuc") as keys:
        keys.sign_in("tinh", village.accounts["tinh"])
        yield keys


@pytest.fixture(scope="module")
def imported(nam: Keys, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A list brought in, its open question settled by one tap; the path of bà Hoa's page."""
    file = tmp_path_factory.mktemp("list") / "danh-sach.xlsx"
    file.write_bytes(a_list(HOA, SPLIT, WRONG))
    nam.go("/ho")
    nam.follow("Nhập danh sách")
    nam.attach("Tệp danh sách", file)
    nam.follow("Xem trước")
    assert "Chưa lưu gì" in nam.text
    nam.follow("Sẽ thêm mới")
    assert "Nguyễn Thị Hoa" in nam.text
    nam.follow("Nhập thật 1 hộ")
    assert "Kết quả nhập danh sách" in nam.text
    nam.follow("Phường Hàm Rồng")
    nam.go("/ho")
    assert "Lê Văn Bình" in nam.text
    nam.follow("Nguyễn Thị Hoa")
    return nam.page.url.removeprefix(nam.address)


@pytest.fixture(scope="module")
def hoa(chromium: Browser, village: Village, pictures: Path, imported: str) -> Iterator[Keys]:
    """Bà Hoa at her phone."""
    household = imported.rsplit("/", 1)[1]
    village.account("hoa", "--role", "producer", "--household", household, "--name", "Hoa")
    with Keys(chromium, village.address, pictures, "hoa") as keys:
        keys.sign_in("hoa", village.accounts["hoa"])
        yield keys


@pytest.fixture(scope="module")
def product(hoa: Keys, phuc: Keys, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Described with three photos and a commitment, submitted, approved; its page's path."""
    hoa.follow("Thêm sản phẩm")
    hoa.write("Tên sản phẩm", "Bưởi Luận Văn")
    hoa.select("Nhóm và loại", "Rau, củ, quả")
    hoa.write("Giá bán", "45.000")
    hoa.write("Đơn vị", "kg")
    hoa.unfold("Mùa vụ")
    hoa.select("Từ tháng", "Tháng 9")
    hoa.select("Đến tháng", "Tháng 12")
    hoa.write("Sản lượng mỗi tháng", "2 tấn")
    hoa.unfold("Giới thiệu, tiêu chuẩn")
    hoa.write("Giới thiệu", "Bưởi đỏ hái trong tuần.")
    hoa.follow("Lưu sản phẩm")
    path = hoa.page.url.removeprefix(hoa.address)
    hoa.follow("Thêm ảnh")
    for colour in ("darkgreen", "olive", "gold"):
        photo = tmp_path_factory.mktemp("photo") / "buoi.jpg"
        photo.write_bytes(a_photo(1200, 800, colour=colour))
        hoa.attach("Chọn hoặc chụp ảnh", photo)
        hoa.write("Ảnh chụp gì?", f"Quả bưởi, ảnh {colour}")
        hoa.follow("Thêm ảnh")
    assert "3 ảnh" in hoa.text
    hoa.follow("Bưởi Luận Văn")
    hoa.follow("Thêm giấy")
    hoa.pick("Bản cam kết")
    hoa.write("Số giấy", "12/CK")
    hoa.write("Nơi cấp", "UBND xã Nga An")
    hoa.date("Có giá trị từ", (clock.today() - timedelta(days=30)).isoformat())
    hoa.follow("Thêm giấy")
    hoa.follow("Gửi duyệt")
    assert "Chờ duyệt" in hoa.text
    phuc.go(path)
    phuc.follow("Duyệt sản phẩm")
    assert "Đã duyệt" in phuc.text
    return path


@pytest.fixture(scope="module")
def order(hoa: Keys, product: str) -> str:
    """A released lot with its stamps ordered; the path of the order's page."""
    hoa.go(product)
    hoa.follow("Mở lô mới")
    hoa.write("Mã lô", "BLV-01")
    hoa.date("Ngày thu hoạch", (clock.today() - timedelta(days=2)).isoformat())
    hoa.write("Số gói", str(PACKS))
    hoa.unfold("Ghi thêm")
    hoa.date("Hạn dùng", (clock.today() + timedelta(days=60)).isoformat())
    hoa.follow("Mở lô")
    hoa.follow("Xuất bán lô này")
    hoa.follow("Xem tem của lô")
    assert "Lô này chưa có tem" in hoa.text
    hoa.follow("Xin cấp tem")
    hoa.write("Số tem cần", str(PACKS))
    hoa.follow("Xin cấp tem")
    assert "chưa in" in hoa.text
    return hoa.page.url.removeprefix(hoa.address)


@pytest.fixture(scope="module")
def codes(hoa: Keys, order: str) -> list[str]:
    """The codes on the printed sheet, read back from its picture."""
    hoa.go(order)
    hoa.follow("In tem")
    hoa.pick("A4, 40 tem")
    hoa.follow("Tạo tờ tem")
    sheet = hoa.download("Tải tờ tem").path().read_bytes()
    found = addresses_on(sheet)
    assert all(text.startswith(f"HTTP://{PRINTED_HOST.upper()}/") for text in found)
    on_sheet = [text.rsplit("/", 1)[1] for text in found]
    assert len(set(on_sheet)) == PACKS
    return on_sheet


@pytest.fixture(scope="module")
def stuck(hoa: Keys, order: str, codes: list[str]) -> list[str]:
    """Stamps 1–50 activated, 11–12 voided."""
    hoa.go(order)
    hoa.follow("Kích hoạt tem")
    hoa.write("Từ tem số", "1")
    hoa.write("Đến tem số", "50")
    hoa.follow("Xem trước")
    assert "Chưa có gì thay đổi" in hoa.text
    hoa.follow("Kích hoạt 50 tem")
    hoa.follow("Hủy tem")
    hoa.write("Từ tem số", "11")
    hoa.write("Đến tem số", "12")
    hoa.write("Lý do", "rách khi dán")
    hoa.follow("Xem trước")
    hoa.follow("Hủy 2 tem")
    assert re.search(r"48\s+đã kích hoạt", hoa.text)
    assert re.search(r"2\s+đã hủy", hoa.text)
    return codes


def verdict(minh: Keys, code: str) -> str:
    """Type a code into the landing page's field; the large sentence that answers."""
    minh.go("/")
    minh.write("Nhập mã tem", code)
    with minh.page.expect_navigation():
        minh.page.keyboard.press("Enter")
    minh.look()
    return minh.page.locator("h1").inner_text()


def test_a_buyer_reads_each_state(
    chromium: Browser, village: Village, pictures: Path, stuck: list[str]
) -> None:
    """The sheet's order is the order of the stamps; Minh is signed in nowhere."""
    with Keys(chromium, village.address, pictures, "minh") as minh:
        assert verdict(minh, stuck[0]) == "Tem hợp lệ."
        for words in ("Bưởi Luận Văn", "Nguyễn Thị Hoa", "Xã Nga An", "BLV-01", "tự khai"):
            assert words in minh.text
        assert minh.page.locator("main img").first.evaluate("img => img.naturalWidth") > 0
        assert verdict(minh, stuck[10]) == "Tem đã hủy."
        assert verdict(minh, stuck[59]) == "Tem chưa kích hoạt."
        minh.follow("English")
        assert minh.page.locator("h1").inner_text() == "The stamp is not activated."


def test_a_code_that_is_none_of_ours_is_answered_in_words(
    chromium: Browser, village: Village, pictures: Path, stuck: list[str]
) -> None:
    body = stuck[0][0] + "7" * 14
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    answer = page.goto(f"{village.address}/{body}{check_letter(body)}")
    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Không tìm thấy mã này."
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_product_goes_live_on_three_channels(
    hoa: Keys, phuc: Keys, village: Village, stuck: list[str], product: str
) -> None:
    """Listed by its producer, approved by the channels, seen live by the officer who counts."""
    shops = product.replace("/san-pham/", "/kenh/san-pham/")
    hoa.go(product)
    hoa.follow("Đang bán ở đâu")
    assert hoa.page.url.endswith(shops)
    for _ in CHANNELS:
        hoa.follow("Đăng lên kênh này")
    village.run("worker", "--once")
    for code in CHANNELS:
        village.run("sandbox", "approve", code, "--all")
    village.run("worker", "--once")
    hoa.go(shops)
    assert hoa.text.count("Đang bán từ") == len(CHANNELS)
    phuc.go("/kenh")
    for name in CHANNELS.values():
        assert re.search(rf"\b1\s+đang bán trên {name}", phuc.text)
    phuc.go("/so-lieu")
    for name in CHANNELS.values():
        assert re.search(rf"\b1\s+Đang bán trên {name}", phuc.text)
    assert re.search(rf"\b{PACKS}\s+Tem đã cấp", phuc.text)
    for code in CHANNELS:
        assert village.run("sandbox", "count", code).strip() == "1"
    phuc.follow("Hộ sản xuất đã ghi")
    assert "Nguyễn Thị Hoa" in phuc.text


def test_every_step_left_a_picture(
    nam: Keys, phuc: Keys, hoa: Keys, stuck: list[str], pictures: Path
) -> None:
    for keys in (nam, phuc, hoa):
        kept = list(pictures.glob(f"{keys.who}-*.png"))
        assert len(kept) >= len(keys.seen) > 3
