"""The pictures in the README: made from the demo province, written with AGRIMARKET_PICTURES=1."""

import io
import os
import time
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.village import Village

pytestmark = pytest.mark.browser
SHOWN = Path(__file__).parents[2] / "docs" / "pictures"
PRODUCT = "Bưởi Luận Văn"
PHONE, FIRST_VIEW = 360, 1100  # CSS pixels
SHARPER = 2  # device pixels for each
SHEET_WIDTH = 900
HEAVIEST = 150_000  # bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The README's folder where it is asked for, else one that is thrown away."""
    chosen = SHOWN if os.environ.get("AGRIMARKET_PICTURES") else tmp_path
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


@pytest.fixture(scope="module")
def order(province: Village) -> str:
    """The id of the stamp order of bà Hoa's newest pomelos."""
    lots = province.get("/api/v1/lots?page_size=200").json["items"]
    mine = {
        lot["id"] for lot in lots if lot["state"] == "released" and lot["product_name"] == PRODUCT
    }
    orders = province.get("/api/v1/stamp-orders?page_size=200").json["items"]
    found = [one["id"] for one in orders if one["lot_id"] in mine and "active" in one["tally"]]
    return str(found[0])


def keep(picture: Image.Image, file: Path) -> None:
    """Few colours, well packed."""
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
    assert file.stat().st_size < HEAVIEST


def test_the_origin_page_on_a_phone(
    chromium: Browser, province: Village, order: str, folder: Path
) -> None:
    listed = province.get(f"/api/v1/stamp-orders/{order}/codes.csv").body.decode("utf-8-sig")
    code = listed.splitlines()[1].split(",")[1]
    context = chromium.new_context(
        viewport={"width": PHONE, "height": FIRST_VIEW}, device_scale_factor=SHARPER
    )
    page = context.new_page()
    page.goto(f"{province.address}/{code}")
    assert page.locator("h1").inner_text() == "Tem hợp lệ."
    assert page.locator(".origin-name").inner_text() == PRODUCT
    for picture in page.locator("img").all():
        expect(picture).not_to_have_js_property("naturalWidth", 0)
    page.evaluate("document.fonts.ready")
    keep(Image.open(io.BytesIO(page.screenshot())), folder / "origin-page.png")
    context.close()


def test_a_printed_sheet(province: Village, order: str, folder: Path) -> None:
    made = province.made(
        f"/api/v1/stamp-orders/{order}/prints",
        {"stock": "a4-40", "format": "pdf", "first": 1, "last": 40, "reason": "in thử một tờ"},
    )
    for _ in range(60):
        sheet = province.get(made["sheet_url"])
        if sheet.status == 200:
            break
        time.sleep(0.5)
    document = pypdfium2.PdfDocument(io.BytesIO(sheet.body))
    first = document[0]
    picture = first.render(scale=SHEET_WIDTH / first.get_width()).to_pil()
    document.close()
    assert picture.width == SHEET_WIDTH
    assert len(picture.convert("L").getcolors() or []) > 1
    keep(picture, folder / "sheet.png")
