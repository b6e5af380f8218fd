"""Anh Nam's day with the phone, on a service that runs on PostgreSQL: cards, diaries, mending."""

import io
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests import databases
from tests.browser.axe import faults_at
from tests.browser.field import Field, Phone, a_field
from tests.browser.hands import at_screen, chosen, saved
from tests.browser.village import Village
from tests.builders.products import a_photo
from tests.fieldwork.camera import MODERATE, card_picture, seen
from tests.walks.producer import a_producer, an_approved_product

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HOUSEHOLDS = "/api/v1/households"
COOPERATIVE = "Hợp tác xã Dịch vụ Nông nghiệp và Tiểu thủ công nghiệp Nga An"
OLD_NUMBER = "0123456789"  # ten figures, and nobody's since 2018: a phone cannot know


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """A service on PostgreSQL."""
    keys = str(databases.workshop() / "keys" / "keys.json")
    folder = tmp_path_factory.mktemp("yard")
    with databases.fresh("postgres", folder) as url, pytest.MonkeyPatch.context() as settings:
        settings.setenv("AGRIMARKET_KEY_FILE", keys)
        place = Village(folder, url=url)
        officer = ("token", "create", "--role", "province_officer", "--name", "Phúc")
        place.token = place.run(*officer).strip()
        with place.serving():
            yield place


@pytest.fixture(scope="module")
def hoa(yard: Village) -> Any:
    """Bà Hoa's cooperative: a product, a lot that is still open, a card."""
    made = a_producer(yard, kind="cooperative", legal_name=COOPERATIVE)
    product = an_approved_product(yard, made["id"])
    lot = yard.made("/api/v1/lots", {"product_id": product["id"], "lot_code": "COI-07"})
    card = yard.made(f"{HOUSEHOLDS}/{made['id']}/card", {})
    return {**made, "lot": lot["id"], "card": card["code"]}


@pytest.fixture(scope="module")
def field(yard: Village, hoa: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with a_field(yard, tmp_path_factory.mktemp("phones"), "nam-yard") as found:
        yield found


@pytest.fixture(scope="module")
def phone(field: Field) -> Iterator[Phone]:
    """Anh Nam's phone, which he uses all day."""
    with field.phone() as found:
        found.page.set_default_timeout(15_000)
        found.synced()
        yield found


@pytest.fixture
def offline(phone: Phone) -> Page:
    """The first screen, without network."""
    phone.context.set_offline(True)
    at_screen(phone.page, "")
    return phone.page


def online(phone: Phone) -> None:
    """Back in the network: everything goes that can go."""
    phone.context.set_offline(False)
    phone.run("for (let at = 0; at < 3; at += 1) await engine.sync.now();")


def register(page: Page, name: str, number: str) -> None:
    """A new producer by the screens, consent for later, with one picture."""
    at_screen(page, "")
    page.get_by_role("link", name="Đăng ký hộ mới").tap()
    page.get_by_label("Họ và tên chủ hộ").fill(name)
    page.get_by_label("Số điện thoại", exact=True).fill(number)
    page.get_by_role("button", name="Cói").tap()
    page.get_by_role("button", name="Tiếp: hỏi đồng ý").tap()
    chosen(page, "Chưa hỏi được").tap()
    page.get_by_role("button", name="Tiếp: chụp ảnh").tap()
    with page.expect_file_chooser() as asked:
        page.locator("label.camera").tap()
    asked.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo(400, 300)})
    page.locator(".thumbs img").wait_for()
    page.get_by_role("button", name="Lưu hộ này").tap()
    saved(page)


def film_of(code: str, target: Path) -> Path:
    """Pictures of a real card as a hand holds it before a camera, one JPEG after the other."""
    draw = random.Random(41)
    card, middle = card_picture(code)
    with target.open("wb") as film:
        for _ in range(12):
            frame = io.BytesIO()
            picture = Image.fromarray(seen(card, middle, MODERATE, draw)).convert("RGB")
            picture.save(frame, "JPEG", quality=85)
            film.write(frame.getvalue())
    return target


def test_a_card_before_the_camera_opens_its_producer_offline(
    field: Field, hoa: Any, tmp_path: Path
) -> None:
    with field.phone() as phone:
        phone.synced()
        phone.close()
        phone.open(offline=True, video=film_of(hoa["card"], tmp_path / "card.mjpeg"))
        phone.context.add_init_script("delete globalThis.BarcodeDetector")  # our reader alone
        phone.app().unlock()
        phone.page.get_by_role("link", name="Quét thẻ hộ").tap()
        phone.page.get_by_role("heading", name=COOPERATIVE).wait_for(timeout=20_000)


def test_a_card_of_nobody_here_is_said_so(phone: Phone, offline: Page) -> None:
    offline.get_by_role("link", name="Quét thẻ hộ").tap()
    offline.get_by_label("Gõ mã trên thẻ").fill("HX1000000000432")
    offline.get_by_role("button", name="Mở hộ").tap()
    offline.get_by_text("Mã có 16 chữ, ở đây có 15.").first.wait_for()
    offline.get_by_label("Gõ mã trên thẻ").fill("HX10000000004321")
    offline.get_by_role("button", name="Mở hộ").tap()
    offline.get_by_text("Thẻ này không có trên máy").wait_for()


def test_what_is_missing_leads_to_where_it_is_filled(phone: Phone, offline: Page, hoa: Any) -> None:
    """Every row of the to-do has its field behind it; what only a page can ask says so."""
    at_screen(offline, f"ho/{hoa['id']}")
    todo = offline.locator("section", has=offline.get_by_role("heading", name="Còn thiếu"))
    expect(todo.get_by_role("link", name="Chưa có mã số thuế")).to_be_visible()
    for row in todo.get_by_role("link").all():
        at_screen(offline, row.get_attribute("href").removeprefix("#/"))
        assert offline.locator(".bar button").count() == 1
        at_screen(offline, f"ho/{hoa['id']}")
    assert "khi có mạng" in todo.locator(".later").inner_text()
    todo.get_by_role("link", name="Chưa có mã số thuế").tap()
    offline.get_by_label("Mã số thuế").fill("0123")
    offline.get_by_role("button", name="Lưu thay đổi").tap()
    offline.get_by_text("Mã số thuế có 10 hoặc 13 chữ số").first.wait_for()
    offline.get_by_label("Mã số thuế").fill("0100109106")
    offline.get_by_role("button", name="Lưu thay đổi").tap()
    saved(offline)
    online(phone)
    at_screen(offline, "")
    at_screen(offline, f"ho/{hoa['id']}")
    expect(todo.get_by_role("link", name="Chưa có mã số thuế")).to_have_count(0)


def test_a_diary_line_and_a_product_from_the_yard(
    phone: Phone, offline: Page, hoa: Any, yard: Village
) -> None:
    at_screen(offline, f"ho/{hoa['id']}")
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    chosen(offline, "Phun thuốc").tap()
    offline.get_by_label("Tên thuốc").fill("Chế phẩm nấm xanh")
    offline.get_by_label("Số ngày cách ly").fill("400")
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    offline.get_by_text("Hãy ghi một số nguyên từ 0 đến 365").first.wait_for()
    offline.get_by_label("Số ngày cách ly").fill("14")
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    offline.get_by_role("link", name="Thêm sản phẩm").tap()
    offline.get_by_label("Tên sản phẩm").fill("Thảm cói")
    offline.get_by_label("Giá bán (đồng)").fill("45.000")
    with offline.expect_file_chooser() as asked:
        offline.locator("label.camera").tap()
    asked.value.set_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo(400, 300)})
    offline.locator(".thumbs img").wait_for()
    offline.get_by_role("button", name="Lưu sản phẩm").tap()
    saved(offline)
    offline.get_by_text("Thảm cói").wait_for()
    online(phone)
    (line,) = yard.get(f"/api/v1/lots/{hoa['lot']}/events").json
    assert line["facts"] == {"product": "Chế phẩm nấm xanh", "waiting_days": 14}
    listed = yard.get(f"/api/v1/products?household_id={hoa['id']}").json["items"]
    mats = next(one for one in listed if one["name"] == "Thảm cói")
    assert (mats["price_vnd"], mats["state"]) == (45_000, "draft")
    assert len(yard.get(f"/api/v1/products/{mats['id']}").json["photos"]) == 1


def test_refused_work_is_mended_and_sent(
    phone: Phone, offline: Page, hoa: Any, yard: Village
) -> None:
    """A producer, and a line of a diary: the fault stands at its field, what waits goes along."""
    register(offline, "Mai Thị Nhàn", OLD_NUMBER)
    late = "await engine.write.diary(given, { kind: 'harvest', happened_on: '2099-01-01' });"
    phone.run(late, hoa["lot"])
    online(phone)
    at_screen(offline, "hang-cho")
    offline.get_by_role("heading", name="Cần bạn xem (2)").wait_for()
    assert faults_at(offline, "queue") == []
    mend(offline, "Ghi nhật ký")
    offline.get_by_label("Ngày làm").fill("2025-11-02")
    offline.get_by_role("button", name="Lưu và gửi lại").tap()
    mend(offline, "Đăng ký hộ")
    number = offline.get_by_label("Số điện thoại", exact=True)
    expect(number).to_have_attribute("aria-invalid", "true")
    assert faults_at(offline, "mend") == []
    number.fill("0912000309")
    offline.get_by_role("button", name="Lưu và gửi lại").tap()
    offline.get_by_role("heading", name="Hàng chờ gửi").wait_for()
    assert phone.synced()["code"] == ""
    assert phone.run("return engine.queue.counts().open;") == 0
    told = next(one for one in phone.field.told().values() if one["name"] == "Mai Thị Nhàn")
    assert len(told["photos"]) == 1
    kinds = [one["kind"] for one in yard.get(f"/api/v1/lots/{hoa['lot']}/events").json]
    assert "harvest" in kinds


def mend(page: Page, what: str) -> None:
    """Open the form of one refused piece of work."""
    item = page.locator(".item", has_text=what).filter(has_text="Sửa rồi gửi lại")
    item.get_by_role("link", name="Sửa rồi gửi lại").tap()
    page.get_by_role("heading", name="Sửa rồi gửi lại").wait_for()


def test_a_refused_change_given_up_takes_no_other_work_with_it(
    phone: Phone, offline: Page, hoa: Any
) -> None:
    edit = "await engine.write.edit(given.id, given.fields);"
    phone.run(edit, {"id": hoa["id"], "fields": {"phone": OLD_NUMBER}})
    online(phone)
    phone.run(edit, {"id": hoa["id"], "fields": {"hamlet": "Thôn 12"}})
    at_screen(offline, "hang-cho")
    offline.get_by_role("heading", name="Cần bạn xem (1)").wait_for()
    offline.get_by_text("Việc trước của hộ này chưa gửi được").wait_for()
    offline.get_by_role("button", name="Bỏ việc này").tap()
    at_screen(offline, "")
    phone.emptied()
    told = phone.field.told()[hoa["id"]]
    assert (told["hamlet"], told["phone"]) == ("Thôn 12", None)
