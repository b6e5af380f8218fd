"""A real browser on the showcase: axe, no sideways scrolling, keyboard, no JavaScript."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
PAGES = ["/?flash=1", "/parts", "/list", "/list#loc", "/empty", "/work", "/form", "/form-errors"]
PAGES += ["/404", "/plain-error", "/code"]
PAGES += [f"/origin/{kind}" for kind in ("good", "look", "stop", "unknown")]
WIDTHS = [360, 768, 1280]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=SWITCHES)
        yield browser
        browser.close()


def a_page(browser: Browser, width: int, *, scripts: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, bypass_csp=False
    )
    return context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(chromium: Browser, address: str, path: str) -> None:
    for width in (360, 1280):
        page = a_page(chromium, width)
        page.goto(address + path)
        results = Axe().run(page)
        assert not results.response["violations"], results.generate_report()
        page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_scrolls_sideways_and_nothing_is_refused(
    chromium: Browser, address: str, width: int
) -> None:
    page = a_page(chromium, width)
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("response", lambda r: faults.append(r.url) if r.status >= 400 else None)
    for path in PAGES:
        page.goto(address + path, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert not faults
    page.context.close()


def test_touch_targets_on_a_phone(chromium: Browser, address: str) -> None:
    """Buttons, fields, menu and choices can be hit with a thumb: 48 px high."""
    page = a_page(chromium, 360)
    for path in ("/form-errors", "/list#loc", "/parts", "/"):
        page.goto(address + path)
        low = page.evaluate(
            """() => [...document.querySelectorAll(
                 'button, .button, summary, select, textarea, .choice, .tick, .summary a, '
                 + 'input:not([type=hidden]):not([type=radio]):not([type=checkbox])')]
               .filter(e => e.offsetParent && e.getBoundingClientRect().height < 47.5)
               .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert not low, path
    page.context.close()


def test_text_is_17_px_in_our_font(chromium: Browser, address: str) -> None:
    page = a_page(chromium, 360)
    page.goto(address + "/list")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    assert page.evaluate("document.fonts.check('400 17px \"Be Vietnam Pro\"', 'ệ')")
    faces = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length")
    assert faces >= 2
    page.context.close()


def test_the_summary_has_the_focus_and_leads_to_the_field(chromium: Browser, address: str) -> None:
    page = a_page(chromium, 360)
    page.goto(address + "/form-errors")
    expect(page.locator(".summary")).to_be_focused()
    page.get_by_role("link", name="Số điện thoại").click()
    assert page.evaluate("document.activeElement.id") == "f-phone"
    page.context.close()


def test_menu_filters_and_list_work_without_javascript(chromium: Browser, address: str) -> None:
    page = a_page(chromium, 360, scripts=False)
    page.goto(address + "/list")
    menu = page.locator("summary", has_text="Danh mục")
    assert not page.locator(".menu-sheet").is_visible()
    menu.focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu-sheet").is_visible()
    page.keyboard.press("Enter")
    assert not page.get_by_label("Xã, phường").is_visible()
    page.get_by_role("link", name="Lọc danh sách (1)").click()
    assert page.get_by_label("Xã, phường").is_visible()
    page.get_by_label("Tìm theo tên").fill("hoa")
    page.get_by_role("button", name="Xem kết quả").click()
    assert "q=hoa" in page.url
    assert not page.get_by_label("Xã, phường").is_visible()
    page.context.close()


def test_work_moves_on_by_itself(chromium: Browser, address: str) -> None:
    page = a_page(chromium, 360)
    page.goto(address + "/work")
    page.evaluate("document.querySelector('[data-live] progress').value = 1")
    expect(page.locator("[data-live] progress")).to_have_js_property("value", 1950, timeout=30_000)
    page.context.close()
