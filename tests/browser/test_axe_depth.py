"""Pages that no link of the demo leads to, and the phone app: nothing serious."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import faults_at
from tests.browser.grown import LONG, grow
from tests.browser.hands import at_screen
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def grown(province: Village) -> dict[str, str]:
    """Pairs, teams, a training, a card, a conflict: one page of each, with long names."""
    return grow(province)


MESSAGE = "Chị Lan thôn 3 xã Lam Sơn 0912000111 cói 2 sào\nanh Bình thôn 5, nuôi gà"
UNKNOWN = "Tên bà con,Xóm,Di động,Ghi gì đó\nLê Thị Mỹ Duyên,Thôn 3,0912555001,x\n"
KNOWN = (
    "Họ và tên,Xã,Thôn,Số điện thoại\n"
    f"{LONG},Xã Lam Sơn,Thôn 3,0912555001\nTrần Văn,Xã Lam Sơn,Thôn 4,12\nCao An,Xã Nào Đó,,\n"
)


@pytest.mark.parametrize("page", ["tinh"], indirect=True)
def test_every_page_of_producers_in_depth(
    page: Page, province: Village, grown: dict[str, str]
) -> None:
    """Where no link of a role's pages led before: pairs, cards, trainings, conflicts, lists."""
    told = []
    for where in grown.values():
        answer = page.goto(province.address + where)
        assert answer is not None
        assert answer.status == 200, where
        told += faults_at(page, where)
    page.goto(f"{province.address}/ho/dan")
    page.locator("textarea").first.fill(MESSAGE)
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Xem lại 2 hộ").wait_for()
    told += faults_at(page, "pasted")
    for name, text in (("asked", UNKNOWN), ("preview", KNOWN)):
        page.goto(f"{province.address}/ho/nhap-danh-sach")
        file = {"name": "danh-sach.csv", "mimeType": "text/csv", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(file)
        with page.expect_navigation():
            page.get_by_role("button", name="Xem trước").click()
        told += faults_at(page, name)
    assert "Nhập thật 1 hộ" in page.locator("main").inner_text()
    assert told == []


@pytest.mark.parametrize("page", ["canbo"], indirect=True)
def test_the_phone_app_on_a_large_screen(
    page: Page, province: Village, grown: dict[str, str]
) -> None:
    """Set-up, PIN, and screens of a producer with the longest name; at 360 and 1280 px."""
    page.goto(f"{province.address}/tai-khoan/may")
    told = faults_at(page, "phones")
    page.goto(f"{province.address}/thuc-dia/")
    page.get_by_role("heading", name="Chọn mã PIN 6 số").wait_for()
    told += faults_at(page, "set-up")
    for _ in range(2):
        for figure in "739154":
            page.get_by_role("button", name=figure, exact=True).click()
    page.get_by_role("link", name=LONG).wait_for()
    told += faults_at(page, "home")
    household = grown["show"].removeprefix("/")
    for path in ("", "/sua", "/dong-y", "/san-pham", "/the"):
        at_screen(page, household + path)
        told += faults_at(page, f"app {path}")
    for path in ("dang-ky", "hang-cho", "quet", "cai-dat"):
        page.evaluate("path => { location.hash = '/' + path; }", path)
        page.locator(f"main[data-at^='#/{path}']").wait_for()
        told += faults_at(page, f"app {path}")
    page.reload()
    page.get_by_role("heading", name="Mở sổ bằng mã PIN").wait_for()
    told += faults_at(page, "PIN")
    assert told == []
