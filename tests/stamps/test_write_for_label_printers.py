"""Files for label printers drawn from their own bitmaps: symbols read, accents right, in place."""

import io
import random

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from stamps import STOCKS, Facts, KeyRing, StampRefusal, address, labels, symbol, write_sheet
from stamps.sheets.layout import fit
from stamps.sheets.stock import DOT_MM
from tests.stamps.thermal import tspl_pages, zpl_pages

RING = KeyRing.new(random.Random(11).randbytes(32))
HOST = "tem.example.vn"
FACTS = Facts("Mễ ặ ỡ ự Đắng", "Hộ bà Hoa", lot="B12")
ROLLS = [name for name, stock in STOCKS.items() if stock.roll]
QR = zxingcpp.BarcodeFormat.QRCode
DARK = 128


def written(format: str, stock: str, count: int = 3, **options: object) -> bytes:
    file = io.BytesIO()
    sheet = labels(RING.make_many(range(count)), facts=FACTS, order_no="A0123")
    write_sheet(file, sheet, host=HOST, stock=stock, format=format, **options)  # type: ignore[arg-type]  # options by name
    return file.getvalue()


def pages(format: str, stock: str, count: int = 3, **options: object) -> list[Image.Image]:
    data = written(format, stock, count, **options)
    return tspl_pages(data) if format == "tspl" else zpl_pages(data.decode())


def read(page: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(np.array(page), formats=QR)
    return [one.text for one in sorted(found, key=lambda one: one.position.top_left.x)]


@pytest.mark.parametrize("format", ["tspl", "zpl"])
@pytest.mark.parametrize("stock", ROLLS)
def test_every_symbol_of_every_row_is_read_in_order(format: str, stock: str) -> None:
    found = [text for page in pages(format, stock, 7) for text in read(page)]
    assert found == [address(code, host=HOST) for code in RING.make_many(range(7))]


@pytest.mark.parametrize("stock", ROLLS)
def test_words_stand_as_in_the_picture_of_the_sheet(stock: str) -> None:
    """The same letters, accents and all, as the PNG draws from outlines, within two dots."""
    picture = Image.open(io.BytesIO(written("png", stock, 1)))
    (page,) = pages("tspl", stock, 1)
    shown = picture.resize(page.size, Image.Resampling.BOX)
    for one, other in ((page, shown), (shown, page)):
        near = np.array(other.filter(ImageFilter.MinFilter(5)))
        assert ((np.array(one) < 80) & (near > 200)).mean() * page.width < 0.12
    bare = Facts("Me a o u Dang", "Ho ba Hoa", lot="B12")
    file = io.BytesIO()
    write_sheet(
        file, labels([RING.seal(0)], facts=bare, order_no="A0123"), host=HOST, stock=stock,
        format="tspl",
    )  # fmt: skip
    (plain,) = tspl_pages(file.getvalue())
    near = np.array(plain.filter(ImageFilter.MinFilter(5)))
    assert ((np.array(page) < 80) & (near > 200)).mean() * page.width > 0.12  # it sees accents


@pytest.mark.parametrize("format", ["tspl", "zpl"])
def test_symbols_are_the_same_bit_for_bit_in_whole_dots(format: str) -> None:
    (page,) = pages(format, "roll-50x30", 1)
    drawn = symbol(address(RING.seal(0), host=HOST), mask=2)
    dark = np.array(page) < DARK
    placed = fit(STOCKS["roll-50x30"], version=drawn.version)
    wanted = np.kron(drawn.array(), np.ones((placed.dots, placed.dots), np.bool_))
    top, left = (round(at / DOT_MM[203]) for at in (placed.y, placed.x))
    found = dark[top : top + wanted.shape[0], left : left + wanted.shape[1]]
    assert np.array_equal(found, wanted)


@pytest.mark.parametrize("format", ["tspl", "zpl"])
def test_a_label_of_another_product_brings_its_own_words(format: str) -> None:
    file, codes = io.BytesIO(), list(RING.make_many(range(4)))
    items = [
        label
        for n, code in enumerate(codes)
        for label in labels([code], facts=Facts("Chè" if n % 2 else "Mít"), order_no="A1")
    ]
    write_sheet(file, items, host=HOST, stock="roll-35x22x3", format=format)
    data = file.getvalue()
    first, second = tspl_pages(data) if format == "tspl" else zpl_pages(data.decode())
    words = [np.array(first.crop((x, 0, x + 130, 176))) for x in (154, 450, 746)]
    assert np.array_equal(words[0], words[2])
    assert not np.array_equal(words[0], words[1])
    assert read(first) + read(second) == [address(code, host=HOST) for code in codes]


def test_tspl_is_moved_by_whole_dots_and_cut_at_the_edge() -> None:
    (still,), (moved,) = (
        pages("tspl", "roll-50x30", 1),
        pages("tspl", "roll-50x30", 1, offset_mm=(-0.5, 1.0)),
    )
    a, b = np.array(still), np.array(moved)
    assert np.array_equal(a[:-8, 4:], b[8:, :-4])


@pytest.mark.parametrize("format", ["tspl", "zpl"])
def test_paper_in_sheets_and_stretching_are_refused(format: str) -> None:
    for stock, options in (("a4-40", {}), ("roll-50x30", {"scale_percent": (101.0, 100.0)})):
        with pytest.raises(StampRefusal) as refused:
            written(format, stock, **options)
        assert refused.value.code == "bad_sheet_option"
