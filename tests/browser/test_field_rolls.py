"""Bà Hoa sticks on a roll where there is no network: its two ends before the camera are enough."""

import io
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Page, expect

from stamps.alphabet import spell
from tests.browser.axe import faults_at
from tests.browser.field import Field, Phone, a_field
from tests.browser.hands import at_screen, picture, saved
from tests.browser.village import Village
from tests.walks.producer import a_producer, a_released_lot, an_approved_product

pytestmark = pytest.mark.browser
LOOK = os.environ.get("AGRIMARKET_LOOK")
COUNT, PACKS, LAST = 40, 36, 30  # stamps printed, packs of the lot, the end of the roll in hand
DPI, COARSE = 600, 3  # of the film; every third dot finds the labels on the sheet
LOT = "CHIEU-01"


@pytest.fixture(scope="module")
def hoa(field_village: Village) -> Any:
    """Bà Hoa with a released lot and a printed sheet of stamps."""
    household = a_producer(field_village, "Lê Thị Hoa", phone="0912000501")
    product = an_approved_product(field_village, household["id"])
    lot = a_released_lot(field_village, product["id"], LOT, pack_count=PACKS)
    asked = {"product_id": product["id"], "count": COUNT}
    order = field_village.made("/api/v1/stamp-orders", asked)
    prints, stock = f"/api/v1/stamp-orders/{order['id']}/prints", {"stock": "a4-40"}
    made = field_village.made(prints, stock | {"format": "pdf"})
    field_village.made(prints, stock | {"format": "csv", "reason": "đối chiếu"})
    listed = field_village.get(f"/api/v1/stamp-orders/{order['id']}/codes.csv").body
    rows = [line.split(",") for line in listed.decode("utf-8-sig").strip().splitlines()[1:]]
    sheet = printed(field_village, made["sheet_url"])
    return household | {"lot": lot["id"], "order": order, "sheet": sheet,
                        "codes": [row[1] for row in rows]}  # fmt: skip


def printed(village: Village, there: str) -> bytes:
    for _ in range(120):
        sheet = village.get(there)
        if sheet.status == 200:
            return bytes(sheet.body)
        time.sleep(0.25)
    raise AssertionError("the sheet was not drawn")


@pytest.fixture(scope="module")
def field(
    field_village: Village, hoa: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Field]:
    own = ("--role", "producer", "--name", "Hoa", "--household", str(hoa["id"]))
    with a_field(field_village, tmp_path_factory.mktemp("rolls"), "hoa-rolls", own) as found:
        yield found


def film_of(sheet: bytes, codes: list[str], target: Path) -> Path:
    """The printed labels as a hand holds them before a camera, one after the other."""
    draw = random.Random(61)
    with pypdfium2.PdfDocument(io.BytesIO(sheet)) as document:
        page = document[0].render(scale=DPI / 72).to_pil().convert("RGB")
    small = page.reduce(COARSE).convert("L")  # enough to tell which label is where
    read = zxingcpp.read_barcodes(small, formats=zxingcpp.BarcodeFormat.QRCode)
    middles = {one.text.rsplit("/", 1)[1]: one.position for one in read}
    with target.open("wb") as film:
        for code in codes:
            ends = (middles[code].top_left, middles[code].bottom_right)
            x, y = (COARSE * sum(getattr(end, axis) for end in ends) // 2 for axis in "xy")
            near = page.crop((x - 460, y - 460, x + 460, y + 460))
            for _ in range(12):
                turned = near.rotate(draw.uniform(-12, 12), Image.Resampling.BICUBIC)
                frame = turned.crop((140, 220, 780, 700)).filter(ImageFilter.GaussianBlur(1.2))
                frame.save(film, "JPEG", quality=85)
    return target


def look(page: Page, name: str) -> None:
    """A picture for somebody who looks."""
    if LOOK:
        page.screenshot(path=Path(LOOK) / f"rolls-{name}.png", full_page=True)


def runs(village: Village, order: Any) -> list[tuple[int, int, str]]:
    told = village.get(f"/api/v1/stamp-orders/{order['id']}").json["segments"]
    return [(one["first"], one["last"], one["state"]) for one in told]


def waits(phone: Phone) -> Any:
    return phone.run("return engine.queue.list();")


def test_a_roll_before_the_camera_offline_is_active_exactly(
    field: Field, hoa: Any, field_village: Village, tmp_path: Path
) -> None:
    """Scanned and kept without network; sent once; then what goes too far is mended."""
    film = film_of(hoa["sheet"], [hoa["codes"][0], hoa["codes"][LAST - 1]], tmp_path / "roll.mjpeg")
    with field.phone() as phone:
        phone.synced()
        phone.close()
        phone.open(offline=True, video=film)
        phone.context.add_init_script("delete globalThis.BarcodeDetector")  # our reader alone
        phone.page.set_default_timeout(20_000)
        phone.app().unlock()
        scanned(phone.page, hoa)
        assert runs(field_village, hoa["order"]) == [(1, COUNT, "printed")]
        online(phone)
        assert runs(field_village, hoa["order"]) == [
            (1, LAST, "active"),
            (LAST + 1, COUNT, "printed"),
        ]
        too_far(phone, hoa, field_village)
        spoilt(phone, hoa, field_village)


SEEN = """(node) => {
  const box = node.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.top >= 0 && box.bottom <= innerHeight && (at === node || node.contains(at));
}"""


@pytest.mark.parametrize("height", [640, 740])
def test_what_to_do_is_seen_while_the_camera_is_on(
    field: Field, hoa: Any, tmp_path: Path, height: int
) -> None:
    """The words lay under the save button, or off the screen, and nobody knew to go on."""
    film = film_of(hoa["sheet"], [hoa["codes"][2]], tmp_path / "one.mjpeg")
    with field.phone() as phone:
        phone.synced()
        phone.close()
        phone.open(video=film)
        page = phone.page
        page.set_viewport_size({"width": 360, "height": height})
        page.add_init_script("navigator.vibrate = (one) => (globalThis.felt ||= []).push(one)")
        phone.app().unlock()
        at_screen(page, f"ho/{hoa['id']}/dan-tem")
        page.get_by_role("button", name="Quét tem đầu và tem cuối").tap()
        said = page.get_by_text(f"Đã đọc tem đầu {spell(hoa['codes'][2])}. Giờ đưa tem cuối")
        said.wait_for()
        assert said.evaluate(SEEN)
        for there in (page.locator(".viewer"), page.get_by_role("button", name="Tắt máy ảnh")):
            assert there.evaluate(SEEN)
        assert page.evaluate("felt.length") == 1
        expect(page.get_by_role("button", name="Lưu, kích hoạt cuộn này")).to_be_hidden()
        look(page, f"scanning-{height}")
        page.get_by_role("button", name="Tắt máy ảnh").tap()
        expect(page.get_by_role("button", name="Lưu, kích hoạt cuộn này")).to_be_visible()


def scanned(page: Page, hoa: Any) -> None:
    page.get_by_role("link", name="Dán tem: kích hoạt cuộn").tap()
    expect(page.get_by_label("Dán lên lô nào?")).to_have_value(hoa["lot"])
    look(page, "empty")
    assert faults_at(page, "roll") == []
    page.get_by_role("button", name="Quét tem đầu và tem cuối").tap()
    page.get_by_text("Đã đọc đủ hai tem.").wait_for()
    ends = {page.get_by_label(name).input_value() for name in ("Tem đầu", "Tem cuối")}
    assert ends == {spell(hoa["codes"][0]), spell(hoa["codes"][LAST - 1])}
    summary = page.locator(".notice.info")
    expect(summary).to_contain_text(f"Dán lênLô {LOT}")
    expect(summary).to_contain_text("Lô còn nhận37 tem")
    expect(summary).to_contain_text("Số temCó mạng mới đếm được")
    look(page, "scanned")
    picture(page, "dan-tem")
    page.get_by_role("button", name="Lưu, kích hoạt cuộn này").tap()
    saved(page)


def online(phone: Phone) -> None:
    phone.context.set_offline(False)
    assert phone.synced()["code"] == ""


def too_far(phone: Phone, hoa: Any, village: Village) -> None:
    """The phone warns, the service decides, and its sentence leads to the same form again."""
    page, label = phone.page, hoa["order"]["number"]
    phone.context.set_offline(True)
    at_screen(page, f"ho/{hoa['id']}/dan-tem")
    page.get_by_label("Tem đầu").fill(f"{label}-{LAST:05}")
    page.get_by_label("Tem cuối").fill(f"{label.lower()}-{COUNT}")
    page.get_by_text(f"Trong cuộn này có tem {LAST} đã kích hoạt.").wait_for()
    page.get_by_text("nhận tối đa 37 tem, đã gắn 30: thừa 4 tem.").wait_for()
    look(page, "doubts")
    page.get_by_role("button", name="Lưu, kích hoạt cuộn này").tap()
    saved(page)
    ends = " đến ".join(spell(hoa["codes"][at]) for at in (0, LAST - 1))
    assert [one["name"] for one in waits(phone)] == [
        f"Lô {LOT} · {label}, tem {LAST}–{COUNT}",
        f"Lô {LOT} · tem {ends}",
    ]
    phone.context.set_offline(False)
    phone.run("for (let at = 0; at < 2; at += 1) await engine.sync.now();")
    at_screen(page, "hang-cho")
    page.get_by_text(f"tem {LAST} đã kích hoạt").first.wait_for()
    look(page, "queue")
    page.get_by_role("link", name="Sửa rồi gửi lại").tap()
    phone.context.set_offline(True)
    slip = hoa["codes"][LAST][:-1] + ("0" if hoa["codes"][LAST][-1] != "0" else "1")
    page.get_by_label("Tem đầu").fill(slip)
    page.get_by_role("button", name="Lưu và gửi lại").tap()
    page.get_by_text("Mã này có thể gõ nhầm một chữ.").first.wait_for()
    page.get_by_label("Tem đầu").fill(hoa["codes"][LAST].lower())
    page.get_by_label("Tem cuối").fill(hoa["codes"][LAST + 4])
    look(page, "mend")
    page.get_by_role("button", name="Lưu và gửi lại").tap()
    saved(page)
    online(phone)
    assert waits(phone)[0]["state"] == "sent"
    mended = " đến ".join(spell(hoa["codes"][at]) for at in (LAST, LAST + 4))
    assert waits(phone)[0]["name"] == f"Lô {LOT} · tem {mended}"
    assert runs(village, hoa["order"])[-1] == (LAST + 6, COUNT, "printed")


def spoilt(phone: Phone, hoa: Any, village: Village) -> None:
    """An officer's stamps are not hers to make void: she is told so, nothing else happens."""
    page = phone.page
    phone.context.set_offline(True)
    at_screen(page, f"ho/{hoa['id']}/huy-tem")
    page.get_by_label("Tem đầu").fill(hoa["codes"][-1])
    page.get_by_role("button", name="Chỉ có một tem này").tap()
    page.get_by_role("button", name="Lưu, hủy các tem này").tap()
    page.get_by_text("Hãy chọn hoặc ghi lý do.").first.wait_for()
    page.get_by_label("Vì sao hủy?").select_option("Dán hỏng")
    look(page, "void")
    page.get_by_role("button", name="Lưu, hủy các tem này").tap()
    saved(page)
    phone.context.set_offline(False)
    phone.run("for (let at = 0; at < 2; at += 1) await engine.sync.now();")
    (item, *_) = waits(phone)
    assert (item["kind"], item["code"]) == ("stamps.void", "below_issuer")
    assert runs(village, hoa["order"])[-1] == (LAST + 6, COUNT, "printed")
