"""Follows every link of one person's pages, one page of each kind."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.village import Village

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}")
CODE = re.compile(r"^/[0-9A-Z]{16}$")
FILES = re.compile(
    r"\.(xlsx|csv|json|pdf|svg|webp)$|^/tem/ID/in/(ID|trang-thu)$|/ban-chup/ID$|^/api/|/mau$"
)
# a link inside a drawing tells its address in another way than one among words
LINKS = "all => all.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"


def kind_of(url: str) -> str:
    """The address with ids and codes blotted out: pages of one kind share a template."""
    return CODE.sub("/CODE", ID.sub("ID", urlsplit(url).path))


def signed_in(chromium: Browser, place: Village, login: str) -> BrowserContext:
    """A browser with scripts, where this account is signed in."""
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    if login:
        page = context.new_page()
        page.goto(f"{place.address}/dang-nhap")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(place.accounts[login])
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/viec")
        page.close()
    return context


def pages_of(page: Page, place: Village, starts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Open each kind of page that links lead to; its path and HTTP status, while it is open."""
    waiting, seen = [place.address + start for start in starts], set[str]()
    while waiting:
        url = waiting.pop(0).split("#")[0]
        kind = kind_of(url)
        asked_for = url.removeprefix(place.address) in starts
        if not url.startswith(place.address) or FILES.search(kind):
            continue
        if url in seen or (kind in seen and not asked_for):
            continue
        seen |= {url, kind}
        answer = page.goto(url)
        assert answer is not None, url
        if "html" not in answer.headers["content-type"]:
            assert answer.ok, url  # a machine's form of a page: nothing to read or press
            continue
        yield url.removeprefix(place.address), answer.status
        waiting += page.eval_on_selector_all("a[href]", LINKS)
