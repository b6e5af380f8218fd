"""The phone app as anh Nam uses it in a yard: 360 px, a thumb, no network."""

import os
import statistics
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults_at
from tests.browser.hands import PICTURES, Hands, at_screen, chosen, picture, pin, saved
from tests.browser.test_pictures import SHARPER
from tests.browser.village import Village
from tests.builders.households import citizen_id
from tests.builders.products import a_photo

pytestmark = pytest.mark.browser

NGA_AN, PIN = "16144", "739154"
SLOWEST = 60  # seconds a producer, the median
ALL = os.environ.get("AGRIMARKET_FIELD") == "all"
# Name, hamlet, phone, whose it is, a chip, something that is no chip.
PEOPLE = [
    ("Nguyễn Thị Hoa", "Thôn 3", "0912000301", "", "Bưởi", ""),
    ("Lê Văn Bình", "Thôn 3", "0912000302", "", "Lúa", ""),
    ("Trần Thị Lan", "Thôn 5", "0912000303", "Con gái", "Cói", ""),
    ("Phạm Văn Đức", "Thôn 5", "", "", "Gà", ""),
    ("Hoàng Thị Mơ", "Xóm Đình", "0912000305", "", "Rau", "nấm rơm"),
    ("Vũ Đình Toàn", "Thôn 1", "0912000306", "", "Lợn", ""),
    ("Đỗ Thị Thắm", "Thôn 1", "0912000307", "Con trai", "Cam", ""),
    ("Bùi Văn Sửu", "Thôn 2", "0912000308", "", "Lạc", ""),
    ("Mai Thị Nhàn", "Thôn 2", "", "", "Lúa", "khoai lang"),
    ("Cao Xuân Trường", "Xóm Mới", "0912000310", "", "Bưởi", ""),
][: None if ALL else 3]


@pytest.fixture(scope="module")
def phone(chromium: Browser, village: Village) -> Iterator[Page]:
    """Anh Nam's phone, signed in, its PIN set, and from then on without network."""
    village.account(
        "nam", "--role", "extension_worker", "--name", "Lê Văn Nam", "--commune", NGA_AN
    )
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True,
        permissions=["microphone", "camera", "geolocation"],
        geolocation={"latitude": 20.01, "longitude": 105.9, "accuracy": 12},
        device_scale_factor=SHARPER if PICTURES else 1,
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{village.address}/dang-nhap?next=/thuc-dia/")
    page.get_by_label("Tên đăng nhập").fill("nam")
    page.get_by_label("Mật khẩu").fill(village.accounts["nam"])
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("heading", name="Chọn mã PIN 6 số").wait_for()
    picture(page, "pin")
    pin(page, PIN)
    pin(page, PIN)
    page.get_by_label("Tìm hộ").wait_for()
    page.evaluate("navigator.serviceWorker.ready")
    page.locator("#net.on", has_text="Có mạng").wait_for()
    context.set_offline(True)
    yield page
    context.close()


@pytest.fixture
def home(phone: Page) -> Page:
    """The first screen."""
    at_screen(phone, "")
    phone.get_by_label("Tìm hộ").fill("")
    return phone


def register(hands: Hands, person: tuple[str, ...], taken: bytes) -> None:
    """What a worker does for one producer, from the first screen to "saved"."""
    name, hamlet, number, whose, chip, more = person
    page = hands.page
    hands.link("Đăng ký hộ mới")
    page.get_by_role("heading", name="Ai?").wait_for()
    hands.write("Họ và tên chủ hộ bắt buộc", name)
    if not number:
        hands.tap(chosen(page, "Không có"))
    if whose:
        hands.tap(chosen(page, "Người nhà"))
    if number:
        hands.write("Số điện thoại", number, onward=not whose)
    if whose:
        hands.button(whose)
    if page.get_by_role("button", name=hamlet, exact=True).count():
        hands.button(hamlet)  # of just now, or where others live
    else:
        hands.write("Thôn, bản, tổ dân phố", hamlet, onward=bool(number) and not whose)
    hands.button(chip)
    if more:
        hands.write("Thứ khác", more)
    picture(page, "dang-ky")
    hands.button("Tiếp: hỏi đồng ý")
    for purpose in ("Hiện tên và xã", "Đưa sản phẩm lên", "Liên hệ để hỗ trợ"):
        hands.tap(chosen(page, purpose))
    hands.tap(chosen(page, "Tự chọn trên máy"))
    picture(page, "dong-y")
    hands.button("Tiếp: chụp ảnh")
    hands.photo(taken)
    hands.button("Lưu hộ này")
    saved(page)
    picture(page, "ho")


def test_ten_producers_a_minute_each(home: Page) -> None:
    """Honest taps and letters, photo and consent and all; AGRIMARKET_FIELD=all takes all ten."""
    hands, spent = Hands(home), []
    taken = a_photo(1200, 900)
    for person in PEOPLE:
        hands.begin()
        register(hands, person, taken)
        spent.append((hands.estimate, hands.taps, hands.swipes, hands.keys, hands.machine))
        at_screen(home, "")
    medians = [statistics.median(column) for column in zip(*spent, strict=True)]
    words = "median: {:.1f} s a producer, {} taps, {} swipes, {} keys, {:.1f} s of the machine"
    print(words.format(*medians))
    assert medians[0] <= SLOWEST
    home.get_by_text("việc chờ gửi").wait_for()
    picture(home, "trang-dau")
    home.get_by_text(f"Trên máy có {len(PEOPLE)} hộ.").wait_for()


def test_found_without_tone_marks(home: Page) -> None:
    for typed in ("tran thi lan", "0912000302", "hoa buoi"):
        home.get_by_label("Tìm hộ").fill(typed)
        home.get_by_role("heading", name="1 hộ", exact=True).wait_for()
    home.get_by_label("Tìm hộ").fill("không có ai tên thế")
    home.get_by_text("Không thấy hộ nào").wait_for()


def test_a_producer_mended(home: Page) -> None:
    home.get_by_label("Tìm hộ").fill("le van binh")
    home.get_by_role("link", name="Lê Văn Bình").tap()
    home.get_by_role("link", name="Chưa ghi diện tích").tap()
    home.get_by_label("Diện tích", exact=True).fill("2,5")
    home.get_by_label("Đơn vị diện tích").select_option("sao")
    number = citizen_id(female=False)
    home.get_by_label("Số căn cước").fill(number)
    home.get_by_label("Ghi chú").fill("Có ao cá")  # the number is out of sight from here on
    assert number not in home.content()
    home.get_by_text(f"••• ••• ••• {number[-3:]}").wait_for()
    home.get_by_role("button", name="Lưu thay đổi").tap()
    saved(home)
    home.get_by_text("0,13 ha").wait_for()
    told = home.locator("main").inner_text()
    assert (number[-3:] in told, "Chưa ghi diện tích" in told) == (True, False)
    home.go_back()
    home.get_by_label("Tìm hộ").wait_for()


def test_a_known_producer_is_hinted_at(home: Page) -> None:
    home.get_by_role("link", name="Đăng ký hộ mới").tap()
    home.get_by_label("Họ và tên chủ hộ").fill("nguyen thi hoa")
    home.get_by_text("Có thể đã có trong sổ").wait_for()
    home.get_by_role("link", name="Nguyễn Thị Hoa").tap()
    home.get_by_role("heading", name="Nguyễn Thị Hoa").wait_for()


def test_missing_fields_are_told_and_forgiven(home: Page) -> None:
    home.get_by_role("link", name="Đăng ký hộ mới").tap()
    home.get_by_role("button", name="Tiếp: hỏi đồng ý").tap()
    summary = home.locator(".summary")
    assert summary.locator("li").count() == 3
    assert home.evaluate("document.activeElement.className") == "summary"
    summary.get_by_role("link", name="Hãy ghi họ và tên chủ hộ.").tap()
    assert home.evaluate("document.activeElement.name") == "head_name"
    home.keyboard.type("Tạ Văn Quý")
    assert summary.locator("li").count() == 2
    chosen(home, "Không có").tap()
    home.get_by_role("button", name="Lúa").tap()
    assert summary.count() == 0 or summary.locator("li").count() == 1
    home.get_by_role("button", name="Tiếp: hỏi đồng ý").tap()
    home.get_by_text("Bước 2 trong 3").wait_for()
    assert not any(box.is_checked() for box in home.get_by_role("checkbox").all())


def test_a_restart_keeps_every_letter(home: Page) -> None:
    home.get_by_role("link", name="Đăng ký hộ mới").tap()
    home.get_by_label("Họ và tên chủ hộ").press_sequentially("Ngô Thị Gái")
    home.get_by_label("Số điện thoại", exact=True).press_sequentially("09120")
    home.wait_for_timeout(300)
    at_screen(home, "")
    home.reload()
    home.get_by_role("heading", name="Mở sổ bằng mã PIN").wait_for()
    home.keyboard.type("000000")
    home.get_by_text("Mã PIN chưa đúng").wait_for()
    home.keyboard.type(PIN)
    home.get_by_text("Đang viết dở: Ngô Thị Gái").wait_for()
    card = home.locator(".draft", has_text="Ngô Thị Gái")
    card.get_by_role("button", name="Bỏ phiếu").tap()
    home.get_by_role("button", name="Hoàn tác").tap()
    card.get_by_role("link", name="Viết tiếp").tap()
    assert home.get_by_label("Họ và tên chủ hộ").input_value() == "Ngô Thị Gái"
    assert home.get_by_label("Số điện thoại", exact=True).input_value() == "09120"


def test_a_spoken_yes(home: Page) -> None:
    """Begun, stopped, listened to, recorded again, kept over a restart, and waiting to be sent."""
    home.get_by_role("link", name="Đăng ký hộ mới").tap()
    home.get_by_label("Họ và tên chủ hộ").fill("Lò Văn Páo")
    chosen(home, "Không có").tap()
    home.get_by_role("button", name="Lúa").tap()
    home.get_by_role("button", name="Tiếp: hỏi đồng ý").tap()
    home.get_by_label("Hiện tên và xã").check()
    chosen(home, "Ghi âm lời của chủ hộ").tap()
    for again in (False, True):
        if again:
            home.get_by_role("button", name="Ghi lại").tap()
        home.get_by_role("button", name="Bắt đầu ghi âm").tap()
        home.locator(".record-time", has_text="0:01").wait_for()
        home.get_by_role("button", name="Dừng ghi").tap()
        home.get_by_text("Đã ghi lời đồng ý").wait_for()
    home.get_by_role("button", name="Nghe lại").tap()
    home.get_by_role("button", name="Dừng nghe").tap()
    home.reload()
    home.get_by_role("heading", name="Mở sổ bằng mã PIN").wait_for()
    home.keyboard.type(PIN)
    home.get_by_text("Đã ghi lời đồng ý").wait_for()
    home.get_by_role("button", name="Tiếp: chụp ảnh").tap()
    home.get_by_role("button", name="Lưu hộ này").tap()
    saved(home)
    at_screen(home, "hang-cho")
    home.get_by_text("Ghi âm lời đồng ý").first.wait_for()


def test_the_queue_goes_out_and_comes_back(home: Page, tmp_path: Path) -> None:
    home.get_by_role("link", name="việc chờ gửi").tap()
    picture(home, "hang-cho")
    with home.expect_download() as coming:
        home.get_by_role("button", name="Cất ra tệp").tap()
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    assert kept.stat().st_size > 1000
    assert b"Hoa" not in kept.read_bytes()
    home.locator("#queue-file").set_input_files(kept)
    home.get_by_text("Mọi việc trong tệp đã có trên máy.").wait_for()
    broken = tmp_path / "anh.jpg"
    broken.write_bytes(a_photo())
    home.locator("#queue-file").set_input_files(broken)
    home.get_by_text("Tệp này không phải tệp việc chờ gửi").wait_for()


SCREENS = ("", "dang-ky", "hang-cho", "quet", "cai-dat", "khong-co")
OF_ONE = ("", "/sua", "/dong-y", "/san-pham")


def test_every_screen_is_fit_for_everybody(home: Page) -> None:
    """Nothing serious for axe, nothing scrolls sideways, targets fit a thumb."""
    first = home.locator(".rows a").first.get_attribute("href") or ""
    told = []
    for path in (*SCREENS, *(first.removeprefix("#/") + more for more in OF_ONE)):
        home.evaluate("path => { location.hash = '/' + path; }", path)
        home.wait_for_timeout(250)
        told += [f"{path}: {fault}" for fault in faults_at(home, path, [360])]
        told += [f"{path}: small: {one}" for one in home.eval_on_selector_all(TARGETS, SMALL)]
    assert told == []


TARGETS = "main button, main a.button, main .row, .round, main .choice, summary"
SMALL = """all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 48)
  .map(one => one.outerHTML.slice(0, 80))"""


def test_a_shown_card_is_read_by_another_reader(home: Page) -> None:
    """The square drawn on the phone, of every length an address of ours may have."""
    texts = [
        "HTTPS://TEM.EXAMPLE.VN/" + "1FXY0YKYWGBJSMJT" * (1 + count // 16) for count in (0, 16)
    ]
    texts += ["HTTP://127.0.0.1:8000/"[:size] + "A" * (size // 3) for size in range(1, 23)]
    for text, rows in zip(texts, home.evaluate(DRAWN, texts), strict=True):
        modules = numpy.pad(numpy.array(rows, dtype=numpy.uint8), 4)
        picture = numpy.kron(1 - modules, numpy.ones((5, 5), dtype=numpy.uint8)) * 255
        assert [one.text for one in zxingcpp.read_barcodes(picture)] == [text]


DRAWN = """async texts => {
  const { symbol } = await import('/static/fieldwork/screens/symbol.js');
  return texts.map(text => symbol(text).map(row => row.map(Number)));
}"""


def test_with_network_everything_is_sent_once(home: Page, village: Village) -> None:
    village.token = village.run(
        "token", "create", "--role", "province_officer", "--name", "Phúc"
    ).strip()
    home.context.set_offline(False)
    home.get_by_text("Đã gửi hết.").wait_for(timeout=30_000)
    listed = village.get("/api/v1/households?page_size=200").json
    names = sorted(one["name"] for one in listed["items"])
    assert names == sorted([*(person[0] for person in PEOPLE), "Lò Văn Páo"])
    binh = next(one for one in listed["items"] if one["name"] == "Lê Văn Bình")
    assert (binh["area_ha"], binh["has_citizen_id"], binh["state"]) == (0.13, True, "registered")
