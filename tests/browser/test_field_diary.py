"""Bà Hoa's own phone without network: three taps a line, a picture, and all of it comes once."""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from agrimarket.kit import clock
from tests.browser.axe import faults_at
from tests.browser.field import Field, Phone, a_field
from tests.browser.hands import at_screen, chosen, picture, saved
from tests.browser.village import Village
from tests.builders.products import a_photo
from tests.walks.producer import a_producer, an_approved_product

pytestmark = pytest.mark.browser
LOOK = os.environ.get("AGRIMARKET_LOOK")


@pytest.fixture(scope="module")
def hoa(field_village: Village) -> Any:
    """Bà Hoa with an approved product and an open lot, and a neighbour with the same."""
    made = []
    for name, number, code in (("Lê Thị Hoa", "0912000401", "COI-07"),
                               ("Trần Văn Bảy", "0912000402", "BAY-01")):  # fmt: skip
        household = a_producer(field_village, name, phone=number)
        product = an_approved_product(field_village, household["id"])
        lot = {"product_id": product["id"], "lot_code": code, "unit": "chiếc"}
        made.append(household | {"lot": field_village.made("/api/v1/lots", lot)["id"]})
    return made[0] | {"neighbour": made[1]}


@pytest.fixture(scope="module")
def field(
    field_village: Village, hoa: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Field]:
    own = ("--role", "producer", "--name", "Hoa", "--household", str(hoa["id"]))
    with a_field(field_village, tmp_path_factory.mktemp("hoa"), "hoa-diary", own) as found:
        yield found


@pytest.fixture(scope="module")
def phone(field: Field) -> Iterator[Phone]:
    with field.phone() as found:
        found.page.set_default_timeout(10_000)
        found.synced()
        yield found


@pytest.fixture
def offline(phone: Phone) -> Page:
    """Her first screen, without network."""
    phone.context.set_offline(True)
    at_screen(phone.page, "")
    return phone.page


def online(phone: Phone) -> None:
    phone.context.set_offline(False)
    assert phone.synced()["code"] == ""
    assert phone.run("return engine.queue.counts().open;") == 0


def look(page: Page, name: str) -> None:
    """A picture for somebody who looks."""
    if LOOK:
        page.screenshot(path=Path(LOOK) / f"diary-{name}.png", full_page=True)


def lines(village: Village, lot: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = village.get(f"/api/v1/lots/{lot}/events").json
    return found


def photograph(page: Page) -> None:
    with page.expect_file_chooser() as asked:
        page.locator("label.camera").first.tap()
    shot: FilePayload = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo(900, 700)}
    asked.value.set_files(shot)
    page.locator(".thumbs img").wait_for()


def test_three_taps_are_a_line_and_it_comes_with_device_time(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    picture(offline, "nha-toi")
    assert faults_at(offline, "own home") == []
    before = clock.now()
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    picture(offline, "nhat-ky")
    chosen(offline, "Tưới nước").tap()
    look(offline, "irrigation")
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    offline.get_by_text("tưới nước").wait_for()
    wrote = clock.now()
    phone.page.wait_for_timeout(1100)
    online(phone)
    (line,) = lines(field_village, hoa["lot"])
    happened, recorded = (
        datetime.fromisoformat(line[name]) for name in ("happened_at", "recorded_at")
    )
    assert line["kind"] == "irrigation"
    assert before.replace(microsecond=0) <= happened <= wrote < recorded


def test_a_drug_with_a_picture_is_checked_at_once_and_sent_whole(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    """What the label owes is asked in the yard; the picture arrives as it was on the phone."""
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    chosen(offline, "Phun thuốc").tap()
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    offline.get_by_text("Hãy ghi tên thuốc và số ngày cách ly").first.wait_for()
    offline.get_by_label("Tên thuốc").fill("Dầu khoáng")
    offline.get_by_label("Số ngày cách ly").fill("400")
    offline.get_by_label("Liều dùng").fill("20,5")
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    expect(offline.get_by_label("Số ngày cách ly")).to_have_attribute("aria-invalid", "true")
    assert faults_at(offline, "drug") == []
    look(offline, "drug")
    offline.get_by_text("Hãy ghi một số nguyên từ 0 đến 365").first.wait_for()
    offline.get_by_label("Số ngày cách ly").fill("7")
    photograph(offline)
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    at_screen(offline, f"ho/{hoa['id']}/lo/{hoa['lot']}")
    expect(offline.locator(".item .thumbs img")).to_have_count(1)
    picture(offline, "lo")
    assert faults_at(offline, "lot") == []
    kept = phone.run("""
      const queue = await import('/static/fieldwork/engine/queue.js');
      const item = queue.open().find((one) => one.file?.kind === 'event_photo');
      return [item.file, Array.from(new Uint8Array(await queue.fileBytes(item.id)))];""")
    online(phone)
    sprayed = next(one for one in lines(field_village, hoa["lot"]) if one["kind"] == "pesticide")
    assert sprayed["facts"] == {
        "product": "Dầu khoáng", "dose": 20.5, "dose_unit": "ml", "waiting_days": 7,
    }  # fmt: skip
    (photo,) = sprayed["photos"]
    assert photo["id"] == kept[0]["id"]
    came_whole(phone, kept[0], bytes(kept[1]))


def came_whole(phone: Phone, told: dict[str, Any], content: bytes) -> None:
    """The service took the picture for whole by its hash, and calls another one another file."""
    assert hashlib.sha256(content).hexdigest() == told["sha256"]
    ask = "const { call } = await import('/static/fieldwork/engine/session.js');" \
        "return (await call('/tep', { method: 'POST', json: given })).data;"  # fmt: skip
    assert phone.run(ask, told) == {"received": told["size"], "complete": True}
    assert phone.run(ask, told | {"sha256": "0" * 64})["error"] == "file_id_taken"


def test_the_same_as_last_time_and_a_correction(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    look(offline, "again")
    offline.get_by_role("button", name="Dầu khoáng; 20,5 ml; 7 ngày").tap()
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    at_screen(offline, f"ho/{hoa['id']}/lo/{hoa['lot']}")
    offline.get_by_role("link", name="Sửa dòng này").first.tap()
    offline.get_by_label("Số ngày cách ly").fill("14")
    look(offline, "correct")
    offline.get_by_role("button", name="Lưu dòng đã sửa").tap()
    saved(offline)
    offline.locator(".item.gone").first.wait_for()
    offline.get_by_role("link", name="Sửa dòng này").last.tap()
    offline.get_by_role("button", name="Không có việc này").tap()
    offline.get_by_text("Bỏ một dòng").wait_for()
    look(offline, "corrected")
    online(phone)
    found = lines(field_village, hoa["lot"])
    days = [one["facts"]["waiting_days"] for one in found
            if one["kind"] == "pesticide" and not one["corrected_by_id"]]  # fmt: skip
    assert sorted(days) == [7, 14]
    assert [one["withdrawn"] for one in found if one["kind"] == "irrigation"] == [True]


def test_a_harvest_inside_waiting_days_is_warned_of_and_kept(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    free = f"{clock.today() + timedelta(days=14):%d/%m/%Y}"
    warned = offline.get_by_text(f"Đừng thu hoạch trước {free}")
    at_screen(offline, f"ho/{hoa['id']}/lo/{hoa['lot']}")
    warned.wait_for()
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    chosen(offline, "Thu hoạch").tap()
    warned.wait_for()
    offline.get_by_text("Dầu khoáng chưa hết thời gian cách ly.").wait_for()
    assert faults_at(offline, "harvest") == []
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    online(phone)
    assert [one["kind"] for one in lines(field_village, hoa["lot"])].count("harvest") == 1


def test_product_lot_and_line_made_offline_survive_in_a_file(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    """The phone is emptied after the queue went out to a file; it comes back with its picture."""
    offline.get_by_role("link", name="Thêm sản phẩm").tap()
    offline.get_by_label("Tên sản phẩm").fill("Thảm cói Nga An")
    look(offline, "product")
    offline.get_by_role("button", name="Lưu sản phẩm").tap()
    saved(offline)
    offline.get_by_role("link", name="Mở lô mới").tap()
    offline.get_by_label("Sản phẩm nào?").select_option(label="Thảm cói Nga An")
    expect(offline.get_by_label("Mã lô")).to_have_value(f"TCNA-{clock.today():%d%m}")
    look(offline, "new-lot")
    assert faults_at(offline, "new lot") == []
    offline.get_by_role("button", name="Mở lô này").tap()
    saved(offline)
    offline.get_by_role("link", name="Ghi nhật ký").tap()
    chosen(offline, "Thu hoạch").tap()
    offline.get_by_label("Thu được").fill("1.200")
    photograph(offline)
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    at_screen(offline, "hang-cho")
    look(offline, "queue")
    taken = phone.run("""
      const blob = await engine.queue.exportFile();
      for (const one of engine.queue.list().filter((each) => each.state !== 'sent')) {
        await engine.queue.drop(one.id);
      }
      const left = engine.queue.counts().open;
      return [left, await engine.queue.importFile(blob)];""")
    assert taken == [0, {"added": 4, "known": 0}]
    online(phone)
    listed = field_village.get(f"/api/v1/products?household_id={hoa['id']}").json["items"]
    mats = next(one for one in listed if one["name"] == "Thảm cói Nga An")
    (lot,) = field_village.get(f"/api/v1/lots?product_id={mats['id']}").json["items"]
    (line,) = lines(field_village, lot["id"])
    assert line["facts"] == {"quantity": 1200, "unit": "kg"}
    assert len(line["photos"]) == 1


def test_one_line_for_every_lot_of_an_area(
    phone: Phone, offline: Page, hoa: Any, field_village: Village
) -> None:
    area = field_village.made("/api/v1/areas", {"household_id": hoa["id"], "name": "Đồng Ao"})
    product = field_village.get(f"/api/v1/lots/{hoa['lot']}").json["product_id"]
    lots = [
        field_village.made("/api/v1/lots", {
            "product_id": product, "lot_code": code, "area_id": area["id"]})["id"]
        for code in ("AO-1", "AO-2")
    ]  # fmt: skip
    online(phone)
    phone.context.set_offline(True)
    at_screen(offline, "nhat-ky")
    offline.get_by_role("button", name="Lô khác").tap()
    look(offline, "lots")
    offline.get_by_role("button", name="Cả Đồng Ao").tap()
    chosen(offline, "Bón phân").tap()
    offline.get_by_text("Ghi vào 2 lô.").wait_for()
    look(offline, "area")
    offline.get_by_role("button", name="Phân chuồng ủ hoai").tap()
    offline.get_by_role("button", name="Lưu nhật ký").tap()
    saved(offline)
    online(phone)
    for lot in lots:
        (line,) = lines(field_village, lot)
        assert (line["kind"], line["facts"]) == ("fertiliser", {"product": "Phân chuồng ủ hoai"})


def test_her_phone_holds_and_offers_nothing_of_others(
    phone: Phone, offline: Page, hoa: Any
) -> None:
    held = phone.run("return engine.records.search('').map((one) => JSON.stringify(one));")
    assert len(held) == 1
    secrets = ("BAY-01", "Trần Văn Bảy", "0912000402", hoa["neighbour"]["id"], "citizen_hint", "•")
    assert [one for one in secrets if one in held[0]] == []
    assert phone.run("return engine.state().texts;") == []
    for path in (f"ho/{hoa['id']}/sua", f"ho/{hoa['id']}/dong-y", "dang-ky", "quet"):
        at_screen(offline, path)
        offline.get_by_role("heading", name="Không có trang này").wait_for()
    at_screen(offline, f"ho/{hoa['neighbour']['id']}/nhat-ky")
    offline.get_by_role("heading", name="Không thấy hộ này trên máy").wait_for()
    phone.context.set_offline(False)
    refused = phone.run(
        """
      await engine.write.edit(given, { hamlet: 'Thôn 9' });
      let item; // a round that was under way when this was written does not carry it
      for (let round = 0; !item && round < 50; round += 1) {
        await engine.sync.now();
        [item] = engine.queue.list().filter((one) => one.state === 'failed');
      }
      await engine.queue.drop(item.id);
      return [item.code, item.reason];""",
        hoa["id"],
    )
    assert refused[0] == "not_for_producers"
    assert "Hãy nhờ cán bộ xã" in refused[1]
