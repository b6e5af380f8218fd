"""Every page of every role: axe finds nothing serious, nothing scrolls sideways."""

from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.crawl import pages_of, signed_in
from tests.browser.grown import LONG, grow
from tests.browser.hands import at_screen
from tests.browser.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.slow]
GRAVE = {"serious", "critical"}
WIDTHS = (1280, 360)
OPTIONS = {"resultTypes": ["violations"]}
# Login, and the fewest kinds of pages this role must have: a crawl that finds none proves nothing.
ROLES = {"tinh": 35, "xa": 25, "canbo": 25, "hoa": 22, "kiemtoan": 18, "operator": 1}


@pytest.fixture(scope="module")
def codes(province: Village) -> list[str]:
    """One stamp of each order whose codes were handed out as a list, whatever became of it."""
    orders = province.get("/api/v1/stamp-orders?page_size=200").json["items"]
    found = []
    for order in orders:
        listed = province.get(f"/api/v1/stamp-orders/{order['id']}/codes.csv")
        if listed.status == 200:
            row = listed.body.decode("utf-8-sig").splitlines()[1]
            found.append("/" + row.split(",")[1].replace("-", ""))
    return found


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: Browser, province: Village) -> Iterator[Page]:
    """A page of the account named in the test's parameter."""
    login = getattr(request, "param", "")
    context = signed_in(chromium, province, login)
    yield context.new_page()
    context.close()


def faults_at(page: Page, where: str, widths: Sequence[int] = WIDTHS) -> list[str]:
    """What a person with a small screen, a keyboard or a screen reader would stumble over."""
    told = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            told.append(f"{where} at {width}: scrolls sideways")
        found = Axe().run(page, options=OPTIONS).response["violations"]
        told += [
            f"{where} at {width}: {fault['id']} {[node['html'][:120] for node in fault['nodes']]}"
            for fault in found
            if fault["impact"] in GRAVE
        ]
    return told


@pytest.mark.parametrize(("page", "least"), ROLES.items(), indirect=["page"], ids=list(ROLES))
def test_every_page_of_a_role(page: Page, province: Village, least: int) -> None:
    told, count = [], 0
    for where, status in pages_of(page, province, ["/viec"]):
        count += 1
        assert status == 200, (where, status)
        told += faults_at(page, where)
    assert not told, "\n".join(told)
    assert count >= least


def test_every_page_of_a_buyer(page: Page, province: Village, codes: list[str]) -> None:
    """Stamps in every state, in both languages, with the pages that they lead to."""
    wrong = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
    starts = ["/", "/?lang=en", "/dang-nhap", "/khong-co-trang-nay", wrong, *codes]
    told, verdicts = [], set()
    for where, status in pages_of(page, province, starts):
        assert status == (404 if where in (wrong, "/khong-co-trang-nay") else 200), (where, status)
        verdicts.add(page.locator("h1").inner_text().partition(".")[0])
        told += faults_at(page, where)
    assert not told, "\n".join(told)
    assert {"Tem hợp lệ", "Không sử dụng", "Có thể gõ nhầm một chữ"} <= verdicts


REFUSED = [
    ("tinh", "/ho/moi", "Đăng ký hộ"),
    ("canbo", "/ho/nhap-danh-sach", "Xem trước"),
    ("hoa", "/san-pham/moi", "Lưu sản phẩm"),
    ("", "/dang-nhap", "Đăng nhập"),
]


@pytest.mark.parametrize(("page", "path", "button"), REFUSED, indirect=["page"])
def test_a_refused_form(page: Page, province: Village, path: str, button: str) -> None:
    """Sent empty, a form comes back with a summary that has the focus, and is as fit as before."""
    page.goto(province.address + path)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()
    assert page.locator(".summary").count() == 1
    expect(page.locator(".summary")).to_be_focused()
    assert faults_at(page, path) == []


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
