"""A whole order on paper: every symbol read, every letter copied, two renderers, one checker.

AGRIMARKET_STAMPS=all makes it the 55,000 stamps of a province's year; otherwise three pages.
"""

import io
import os
import random
import resource
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from stamps import STOCKS, Facts, KeyRing, address, labels, position, spell, write_sheet

ALL = os.environ.get("AGRIMARKET_STAMPS") == "all"
COUNT = 55_000 if ALL else 195
RING = KeyRing.new(random.Random(55).randbytes(32))
HOST = "tem.thanhhoa.gov.vn"
# all tone marks on all vowels, ễ ặ ỡ ự Đ among them, in words that a label can hold
NAME = "Mễ ặ ỡ ự Đắng ẩm Ỷ Ỗ"
PRODUCER = "Hộ ở xã Ẵ Ẫm, thôn Ữ Ợ"
FACTS = Facts(NAME, PRODUCER, "DH-2611-02", date(2026, 11, 12), use_by=date(2027, 1, 31), stars=4)
QR = zxingcpp.BarcodeFormat.QRCode
# Of all pixels: ink of one renderer with none of the other's within a pixel. They
# round the edges of images to whole pixels unlike each other (poppler outwards, pdfium evenly),
# so modules of 2.5 pixels differ by one; ink that is missing or elsewhere would be whole strokes:
# one line of words is a hundredth. A sheet is drawn at 150 dpi, a roll at 600.
UNLIKE = 0.003
DARK, PALE = 96, 160


def unmatched(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are dark in one picture and pale all around in the other."""
    near = np.array(other.filter(ImageFilter.MinFilter(3)))
    return float(((np.array(one) < DARK) & (near > PALE)).mean())


def an_order(count: int, stock: str = "a4-65") -> bytes:
    file = io.BytesIO()
    sheet = labels(RING.make_many(range(1, count + 1)), facts=FACTS, order_no="A0123")
    write_sheet(file, sheet, host=HOST, stock=stock)
    return file.getvalue()


@pytest.fixture(scope="module")
def printed() -> bytes:
    return an_order(COUNT)


def test_every_symbol_of_the_order_is_read_and_every_letter_copied(printed: bytes) -> None:
    document = pypdfium2.PdfDocument(printed)
    number = 0
    codes = list(RING.make_many(range(1, COUNT + 1)))
    for page in document:
        mine = codes[number : number + 65]
        image = np.array(page.render(scale=300 / 72).to_pil().convert("L"))
        found = {one.text for one in zxingcpp.read_barcodes(image, formats=QR)}
        assert found == {address(code, host=HOST) for code in mine}
        words = " ".join(page.get_textpage().get_text_range().split())
        assert words.count(PRODUCER) == words.count(NAME) == words.count(HOST) == len(mine)
        for place, code in enumerate(mine, start=number + 1):
            assert position("A0123", place) in words
            assert spell(code)[:9] in words
            assert spell(code)[10:] in words
        number += len(mine)
    assert number == COUNT


def test_a_checker_finds_nothing(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == -(-COUNT // 65)
        assert [int(side) for side in document.pages[0].mediabox] == [0, 0, 595, 841]
        assert [page.obj.Type for page in document.pages] == ["/Page"] * len(document.pages)
        page = document.pages[0]
        operators = [str(each.operator) for each in pikepdf.parse_content_stream(page)]
        assert operators.count("INLINE IMAGE") == min(COUNT, 65)
        assert operators.count("q") == operators.count("Q")
        assert sorted(page.Resources.Font.keys()) == ["/F1", "/F2", "/F3", "/P1", "/P2", "/P3"]


@pytest.mark.parametrize("stock", STOCKS)
def test_poppler_and_pdfium_draw_alike(stock: str, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    dpi = 600 if STOCKS[stock].roll else 150
    path.write_bytes(an_order(2 * STOCKS[stock].per_page, stock))
    subprocess.run(
        ["pdftoppm", "-r", f"{dpi}", "-gray", "-png", path, tmp_path / "page"], check=True
    )
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 2
    for drawn, page in zip(pages, pypdfium2.PdfDocument(path), strict=True):
        theirs, ours = Image.open(drawn).convert("L"), page.render(scale=dpi / 72).to_pil()
        ours = ours.convert("L")
        assert theirs.size == ours.size
        assert unmatched(theirs, ours) < UNLIKE
        assert unmatched(ours, theirs) < UNLIKE
        assert (np.array(ours) < DARK).mean() > 0.02
        found, same = (
            zxingcpp.read_barcodes(np.array(each), formats=QR) for each in (ours, theirs)
        )
        assert {one.text for one in found} == {one.text for one in same}
        assert len(found) == STOCKS[stock].per_page


def test_time_grows_with_the_order_and_memory_does_not() -> None:
    """Twice the labels must not need more than the pages' numbers: some bytes a page."""
    an_order(4096)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Path(os.devnull).open("wb") as nowhere:
        many = labels(RING.make_many(range(1, 20_001)), facts=FACTS, order_no="A0123")
        write_sheet(nowhere, many, host=HOST, stock="a4-65")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096  # kB
