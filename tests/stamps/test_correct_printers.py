"""A printer that does not print true: the test page, what is read off it, the sheet put right."""

import io
import random

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from stamps import (
    STOCKS,
    Correction,
    Facts,
    KeyRing,
    StampRefusal,
    labels,
    read_test_page,
    write_sheet,
    write_test_page,
)
from stamps.sheets.test_page import rulers
from tests.stamps.thermal import tspl_pages, zpl_pages

RING = KeyRing.new(random.Random(13).randbytes(32))
PER_MM = 600 / 25.4
Sides = tuple[float, float]


def a_page(stock: str, **options: object) -> bytes:
    file = io.BytesIO()
    write_test_page(file, stock, **options)  # type: ignore[arg-type]  # options by name
    return file.getvalue()


def drawn(pdf: bytes, dpi: int = 600) -> np.ndarray:
    page = pypdfium2.PdfDocument(pdf)[0]
    return np.array(page.render(scale=dpi / 72).to_pil().convert("L")) < 128


def misprinted(image: np.ndarray, scale: Sides, shift: Sides) -> np.ndarray:
    """What a printer makes of a page that it stretches by `scale` and moves by `shift` mm."""
    picture = Image.fromarray(np.where(image, 0, 255).astype(np.uint8))
    across, down = (1 / factor for factor in scale)
    moved = (-shift[0] * PER_MM * across, -shift[1] * PER_MM * down)
    back = (across, 0, moved[0], 0, down, moved[1])
    bent = picture.transform(picture.size, Image.Transform.AFFINE, back, fillcolor=255)
    return np.array(bent) < 128


def measured(image: np.ndarray, stock: str) -> dict[str, float]:
    """The four lengths a person reads off, from the lines of both rulers, in mm."""
    wide, high = STOCKS[stock].page_w, STOCKS[stock].page_h
    rows = image[: round(0.1 * high * PER_MM)].sum(axis=1)
    top = np.flatnonzero(rows > 0.8 * rows.max())
    columns = image[:, : round(0.1 * wide * PER_MM)].sum(axis=0)
    left = np.flatnonzero(columns > 0.8 * columns.max())
    across = np.flatnonzero(image[top[0] - round(3.9 * PER_MM)])
    down = np.flatnonzero(image[:, left[0] - round(3.9 * PER_MM)])
    return {
        "across_mm": (across[-1] - across[0]) / PER_MM,
        "down_mm": (down[-1] - down[0]) / PER_MM,
        "left_mm": (across[0] + 1) / PER_MM,
        "top_mm": top.mean() / PER_MM,
    }


@pytest.mark.parametrize(("scale", "shift"), [((0.985, 1.012), (1.5, -2.0)), ((1, 1), (-3.0, 4.0))])
def test_what_is_measured_on_the_test_page_puts_the_printer_right(
    scale: Sides, shift: Sides
) -> None:
    found = measured(misprinted(drawn(a_page("a4-24")), scale, shift), "a4-24")
    put_right = read_test_page("a4-24", **found)
    assert put_right.scale_percent == pytest.approx([100 / side for side in scale], abs=0.15)
    again = drawn(
        a_page("a4-24", offset_mm=put_right.offset_mm, scale_percent=put_right.scale_percent)
    )
    now = measured(misprinted(again, scale, shift), "a4-24")
    marks = rulers(STOCKS["a4-24"])
    assert now["across_mm"] == pytest.approx(marks.far_x - marks.near, abs=0.3)
    assert now["left_mm"] == pytest.approx(marks.near, abs=0.3)
    assert now["top_mm"] == pytest.approx(marks.near, abs=0.3)


def test_the_sum_on_the_page_is_the_sum_we_do() -> None:
    put_right = read_test_page("a4-40", across_mm=188.1, down_mm=270, left_mm=11.5, top_mm=10)
    assert put_right == Correction((-1.6, 0.0), (101.0, 100.0))
    words = pypdfium2.PdfDocument(a_page("a4-40"))[0].get_textpage().get_text_range()
    assert "190 : 188,1 × 100 = 101 %" in " ".join(words.split())
    assert "10 − 11,5 × 1,01 = −1,6 mm" in " ".join(words.split())


@pytest.mark.parametrize("stock", STOCKS)
def test_the_rulers_are_true_and_stay_on_the_paper(stock: str) -> None:
    marks, page = rulers(STOCKS[stock]), STOCKS[stock]
    assert marks.near < marks.far_x < page.page_w
    assert marks.near < marks.far_y < page.page_h
    image = drawn(a_page(stock))
    tick = 0.6 if page.roll else 1.5
    line = image[round((marks.near - tick) * PER_MM)]
    starts = np.flatnonzero(line & ~np.roll(line, 1))
    for mm in range(marks.near, marks.far_x + 1):
        assert np.abs(starts / PER_MM - mm).min() < 0.11


@pytest.mark.parametrize("stock", [name for name, row in STOCKS.items() if row.roll])
def test_label_printers_draw_the_same_test_page(stock: str) -> None:
    picture = np.array(Image.open(io.BytesIO(a_page(stock, format="png")))) < 128
    for page in (
        *tspl_pages(a_page(stock, format="tspl")),
        *zpl_pages(a_page(stock, format="zpl").decode()),
    ):
        assert (np.array(page) < 128).mean() == pytest.approx(picture.mean(), rel=0.35)


@pytest.mark.parametrize("format", ["pdf", "png", "svg"])
def test_same_input_same_test_page(format: str) -> None:
    assert a_page("a4-65", format=format) == a_page("a4-65", format=format)
    stretched = a_page("a4-65", format=format, scale_percent=(101.0, 99.0))
    assert stretched != a_page("a4-65", format=format)


def test_a_stretched_sheet_is_larger_from_the_corner_and_still_read() -> None:
    spots = []
    for scale in (100.0, 103.0):
        file = io.BytesIO()
        sheet = labels(RING.make_many(range(65)), facts=Facts("Chè"), order_no="A1")
        write_sheet(file, sheet, host="t.vn", stock="a4-65", scale_percent=(scale, scale))
        found = zxingcpp.read_barcodes(
            np.where(drawn(file.getvalue(), 300), 0, 255).astype(np.uint8)
        )
        corners = [
            one.position.top_left for one in found if one.format == zxingcpp.BarcodeFormat.QRCode
        ]
        assert len(corners) >= 60  # at 103 % the last column leaves the page
        spots.append(min((at.x + at.y, at.x, at.y) for at in corners))
    assert spots[1][1] == pytest.approx(1.03 * spots[0][1], abs=2)
    assert spots[1][2] == pytest.approx(1.03 * spots[0][2], abs=2)


@pytest.mark.parametrize(
    "options",
    [
        {"scale_percent": (96.9, 100.0)},
        {"scale_percent": (100.0, 103.1)},
        {"scale_percent": (float("nan"), 100.0)},
        {"offset_mm": (0.0, -15.1)},
    ],
)
def test_more_than_can_be_put_right_is_refused(options: dict[str, Sides]) -> None:
    with pytest.raises(StampRefusal) as refused:
        a_page("a4-40", **options)
    assert refused.value.code == "bad_sheet_option"
    with pytest.raises(StampRefusal):
        read_test_page("a4-40", across_mm=0, down_mm=270, left_mm=10, top_mm=10)
