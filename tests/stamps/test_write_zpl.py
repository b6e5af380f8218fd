"""Label-printer files read back from their own bitmaps, and the SVG as drawn shapes."""

import io
import random
import re

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from stamps import STOCKS, Facts, KeyRing, address, labels, spell, write_sheet
from tests.stamps.thermal import unpacked

RING = KeyRing.new(random.Random(10).randbytes(32))
HOST = "tem.example.vn"


def written(format: str, stock: str, **options: object) -> str:
    file = io.BytesIO()
    made = RING.make_many(range(3))
    facts = Facts("Bưởi Diễn", "Hộ bà Hoa")
    write_sheet(
        file,
        labels(made, facts=facts, order_no="A~^_1"),
        host=HOST,
        stock=stock,
        format=format,
        **options,  # type: ignore[arg-type]  # options by name
    )
    return file.getvalue().decode()


def shown(row_bytes: int, total: int, data: str) -> Image.Image:
    return Image.fromarray(np.where(unpacked(row_bytes, total, data), 0, 255).astype(np.uint8))


@pytest.mark.parametrize("stock", ["roll-50x30", "roll-30x20"])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_symbols_are_read_from_the_bitmaps(stock: str, dpi: int) -> None:
    found = []
    for total, row_bytes, data in re.findall(
        r"\^GFA,\d+,(\d+),(\d+),([^^]*)\^FS", written("zpl", stock, dpi=dpi)
    ):
        image = shown(int(row_bytes), int(total), data)
        framed = Image.new("L", (image.width + 80, image.height + 80), 255)
        framed.paste(image, (40, 40))
        found += [code.text for code in zxingcpp.read_barcodes(np.array(framed))]
    assert found == [address(RING.seal(serial), host=HOST) for serial in range(3)]


def test_shared_words_are_sent_once_as_a_graphic() -> None:
    text = written("zpl", "roll-50x30")
    ((total, row_bytes, data),) = re.findall(r"~DGR:LABEL0.GRF,(\d+),(\d+),([^\n]*)\n", text)
    image = shown(int(row_bytes), int(total), data)
    assert image.height == 240
    assert 0.02 < (np.array(image) == 0).mean() < 0.3
    assert text.count("^XGR:LABEL0.GRF") == 3


def test_codes_and_positions_are_printer_text_that_holds_no_command() -> None:
    text = written("zpl", "roll-50x30")
    for serial in range(3):
        code = spell(RING.seal(serial))
        assert f"^FD{code[:9]}^FS" in text
        assert f"^FD{code[10:]}^FS" in text
    assert "^FDA_7E_5E_5F1-00001^FS" in text
    assert text.count("^XA") == text.count("^XZ") == 4


@pytest.mark.parametrize("stock", [name for name, paper in STOCKS.items() if paper.roll])
def test_the_printers_own_font_is_never_too_small(stock: str) -> None:
    """The number that people type stood at 8 dots; the font is made for 10 and more."""
    for dpi in (203, 300):
        heights = [
            int(high) for high in re.findall(r"\^A0N,(\d+),", written("zpl", stock, dpi=dpi))
        ]
        assert len(heights) == 9
        assert min(heights) >= 12


def test_an_svg_draws_the_first_page_in_true_millimetres() -> None:
    text = written("svg", "a4-40")
    assert 'width="210mm" height="297mm" viewBox="0 0 210 297"' in text
    assert not re.search(r"<style|style=|<script|<text|url\(", text)  # shown under any policy
    assert "Bưởi Diễn" in text
    found = []
    shapes = re.findall(r'translate\(([\d.]+) ([\d.]+)\) scale\(([\d.]+)\)" d="([^"]*)"', text)
    for _, _, scale, path in shapes:
        assert float(scale) >= 0.33
        image = np.full((37 * 4, 37 * 4), 255, np.uint8)
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", path):
            top, left = 4 * (int(y) + 4), 4 * (int(x) + 4)
            image[top : top + 4, left : left + 4 * int(run)] = 0
        found += [code.text for code in zxingcpp.read_barcodes(image)]
    assert found == [address(RING.seal(serial), host=HOST) for serial in range(3)]
