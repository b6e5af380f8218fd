"""Two phones of one worker: both edit a name, and one brings what the other could not send."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import WIDTHS, faults_at
from tests.browser.field import PIN, Field, Phone, a_field
from tests.browser.hands import at_screen, saved
from tests.browser.village import Village
from tests.walks.producer import a_producer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST, GREEN, BLUE = "Trịnh Thị Mỹ Hạnh", "Trịnh Thị Mỹ Hằng", "Trịnh Thị Mỹ Hoàng Oanh"
BOTH_SEEN = """names => names.every(name => {
  const cells = [...document.querySelectorAll('.versions td')];
  const box = cells.find(one => one.innerText.includes(name))?.getBoundingClientRect();
  return box && box.width > 0 && box.left >= 0 && box.right <= innerWidth;
})"""


@pytest.fixture(scope="module")
def field(field_village: Village, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    with a_field(field_village, tmp_path_factory.mktemp("phones"), "lan-two") as found:
        yield found


@pytest.fixture(scope="module")
def hanh(field_village: Village) -> str:
    """A producer whom both phones know."""
    return str(a_producer(field_village, FIRST)["id"])


@pytest.fixture(scope="module")
def green(field: Field, hanh: str) -> Iterator[Phone]:
    with field.phone() as found:
        found.synced()
        yield found


@pytest.fixture(scope="module")
def blue(field: Field, hanh: str) -> Iterator[Phone]:
    """A second phone, with a PIN of its own."""
    with field.fresh() as found:
        found.set_up("593817")
        found.synced()
        yield found


def rename(phone: Phone, household: str, name: str) -> Page:
    """Write another name in the yard."""
    page = phone.page
    phone.context.set_offline(True)
    at_screen(page, f"ho/{household}/sua")
    page.get_by_label("Họ và tên chủ hộ").fill(name)
    page.get_by_role("button", name="Lưu thay đổi").tap()
    saved(page)
    return page


def send(phone: Phone) -> None:
    phone.context.set_offline(False)
    phone.run("for (let at = 0; at < 3; at += 1) await engine.sync.now();")


def test_two_names_are_one_tap_of_a_person(
    field: Field, green: Phone, blue: Phone, hanh: str
) -> None:
    """Both versions stand side by side on a phone and at a desk; nothing was lost meanwhile."""
    rename(green, hanh, GREEN)
    page = rename(blue, hanh, BLUE)
    send(green)
    send(blue)
    at_screen(page, "hang-cho")
    page.get_by_text("Hai nơi cùng sửa").wait_for()
    assert field.told()[hanh]["name"] == GREEN
    page.get_by_role("link", name="Chọn bản đúng").tap()
    page.get_by_role("heading", name="Chỗ khác nhau").wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(BOTH_SEEN, [GREEN, BLUE]), width
        assert faults_at(page, "conflicts", [width]) == []
    page.get_by_role("button", name="Giữ bản trên máy").tap()
    page.get_by_text("Đã chọn xong.").wait_for()
    assert field.told()[hanh]["name"] == BLUE
    page.get_by_role("button", name="Hoàn tác").first.tap()
    page.get_by_text("Đã đưa về như trước khi chọn.").wait_for()
    assert field.told()[hanh]["name"] == GREEN
    page.get_by_role("button", name="Giữ bản hệ thống").tap()
    page.get_by_text("Đã chọn xong.").wait_for()
    blue.app().unlock("593817")
    assert blue.synced()["code"] == ""
    assert blue.run("return engine.queue.counts().open;") == 0
    at_screen(page, f"ho/{hanh}")
    expect(page.get_by_role("heading", name=GREEN)).to_be_visible()


def test_a_file_carries_the_queue_to_another_phone(
    field: Field, green: Phone, blue: Phone, tmp_path: Path
) -> None:
    """Put out and taken in without network on either phone, by the buttons; sent once by both."""
    for phone, figures in ((green, PIN), (blue, "593817")):
        phone.page.goto("about:blank")
        phone.app().unlock(figures)
        phone.context.set_offline(True)
        at_screen(phone.page, "hang-cho")
    register = "return await engine.write.register({ head_name: given, commune_code: '16144' });"
    made = green.run(register, "Khương Thị Bưởi")
    with green.page.expect_download() as coming:
        green.page.get_by_role("button", name="Cất ra tệp").tap()
    kept = tmp_path / coming.value.suggested_filename
    coming.value.save_as(kept)
    blue.page.locator("#queue-file").set_input_files(kept)
    blue.page.get_by_text("Đã lấy lại 1 việc từ tệp.").wait_for()
    blue.page.get_by_text("Khương Thị Bưởi").wait_for()
    send(blue)
    assert made in field.told()
    send(green)
    for phone in (green, blue):
        assert phone.run("return engine.queue.counts();")["open"] == 0
    names = [one["name"] for one in field.told().values()]
    assert names.count("Khương Thị Bưởi") == 1
