"""Sixty script payloads typed wherever text is taken: shown as text, nothing of them runs.

The pages' own policy would stop inline code, so it is switched off here: escaping alone must hold.
"""

import io
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.crawl import signed_in
from tests.browser.village import Village
from tests.hostile.test_bombs import upload
from tests.walks.producer import a_producer, a_released_lot, an_approved_product

pytestmark = pytest.mark.browser

CALLS = ("alert(1)", "confirm(1)", "prompt(1)", "window.hurt=1", "print()")
SHAPES = (
    "<script>{0}</script>", "</title><script>{0}</script>", "<img src=x onerror={0}>",
    "<svg/onload={0}>", '"><script>{0}</script>', "' autofocus onfocus='{0}", "<body onload={0}>",
    "<iframe src=javascript:{0}>", "<a href=javascript:{0}>x</a>", "<details open ontoggle={0}>",
    "<input autofocus onfocus={0}>", "</textarea><script>{0}</script>",
)  # fmt: skip
PAYLOADS = [shape.format(call) for shape in SHAPES for call in CALLS]
RUNS = """() => [...document.querySelectorAll('*')].filter(one =>
    (one.tagName === 'SCRIPT' && !one.src) || ['IFRAME', 'OBJECT', 'EMBED'].includes(one.tagName) ||
    [...one.attributes].some(at => at.name.startsWith('on') || /^\\s*javascript:/i.test(at.value))
  ).map(one => one.outerHTML.slice(0, 120))"""


def test_there_are_sixty() -> None:
    assert len(set(PAYLOADS)) == 60


@pytest.fixture(scope="module")
def filled(village: Village) -> Village:
    """A producer, a product, a lot and a stamp for the payloads to sit in."""
    village.token = village.run(
        "token", "create", "--role", "province_officer", "--name", PAYLOADS[0]).strip()  # fmt: skip
    village.account("hai", "--role", "province_officer", "--name", PAYLOADS[2])
    return village


@pytest.fixture(scope="module")
def bare(chromium: Browser, filled: Village) -> Iterator[Page]:
    """A signed-in page without the content policy; any dialog is noted in `dialogs`."""
    context = signed_in(chromium, filled, "hai")
    state = context.storage_state()
    context.close()
    context = chromium.new_context(bypass_csp=True, storage_state=state)
    yield context.new_page()
    context.close()


def look(page: Page, url: str) -> None:
    """Open a page: no dialog, no mark left by a payload, nothing in it that runs."""
    dialogs: list[str] = []

    def noted(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", noted)
    page.goto(url)
    page.remove_listener("dialog", noted)
    assert dialogs == [], url
    assert page.evaluate("() => window.hurt === undefined"), url
    assert page.evaluate(RUNS) == [], url


def test_the_look_sees_what_runs(bare: Page, filled: Village) -> None:
    bare.goto(f"{filled.address}/")
    bare.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<b onclick=\"x()\">')")
    assert bare.evaluate(RUNS) != []


def test_payloads_that_were_kept(bare: Page, filled: Village) -> None:
    """Each payload in every free text of a producer, a product, a lot, its diary and papers."""
    seen = set()
    for number, payload in enumerate(PAYLOADS):
        household = a_producer(filled, phone=f"09870{number:05}", hamlet=payload[:100],
                               note=payload, crops=[payload[:60]])  # fmt: skip
        product = an_approved_product(filled, household["id"], name=payload[:100],
                                      description=payload)  # fmt: skip
        lot = a_released_lot(filled, product["id"], code=f"X{number}")
        filled.made(f"/api/v1/lots/{lot['id']}/events", {
            "kind": "harvest", "happened_at": "2026-01-01T00:00:00Z", "text": payload,
            "place": payload[:100], "facts": {"product": payload}})  # fmt: skip
        for path in (f"/ho/{household['id']}", f"/ho/{household['id']}/sua",
                     f"/san-pham/{product['id']}", f"/lo/{lot['id']}",
                     f"/lot/{lot['id']}")[number % 5::2]:  # fmt: skip
            look(bare, filled.address + path)
            seen.add(path)
    for path in ("/ho", "/san-pham", "/lo", "/viec", "/kenh", "/tem/moi", "/so-lieu"):
        look(bare, filled.address + path)
    assert len(seen) > 100


def test_payloads_in_addresses(bare: Page, filled: Village) -> None:
    for number, payload in enumerate(PAYLOADS):
        said = quote(payload, safe="")
        path = (f"/ho?q={said}", f"/san-pham?q={said}", f"/dang-nhap?next={said}", f"/{said}",
                f"/lo?state={said}", f"/ho/{said}", f"/so-lieu?as_of={said}",
                f"/?code={said}")[number % 8]  # fmt: skip
        look(bare, filled.address + path)


def test_a_page_dressed_as_a_picture_never_runs(bare: Page, filled: Village) -> None:
    """HTML behind a PNG's first bytes, or inside its text, is refused or repainted."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(picture, "PNG")
    html = b"<html><script>window.hurt=1;alert(1)</script></html>"
    household = a_producer(filled, phone="0912000111")
    product = an_approved_product(filled, household["id"])
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    good = picture.getvalue() + html
    kept = 0
    for content in (html, b"\x89PNG\r\n\x1a\n" + html, good, b"GIF89a" + html, svg):
        answer = upload(filled, f"/api/v1/products/{product['id']}/photos", "a.png", content)
        assert answer.status in {201, 422}
        for url in answer.json.get("urls", {}).values():
            kept += 1
            shown = filled.get(url)
            assert shown.headers["content-type"] == "image/webp"
            assert shown.headers["x-content-type-options"] == "nosniff"
            assert b"<script" not in shown.body
            look(bare, filled.address + url)
    assert kept
