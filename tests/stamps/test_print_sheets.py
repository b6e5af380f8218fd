"""Printed sheets read back by an independent decoder: every stock, every symbol, every letter."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from stamps import (
    STOCKS,
    Facts,
    KeyRing,
    Label,
    StampRefusal,
    address,
    check_sheet,
    labels,
    spell,
    write_sheet,
)
from stamps.refusals import OffPage

RING = KeyRing.new(random.Random(9).randbytes(32))
HOST = "tem.example.vn"
QR = zxingcpp.BarcodeFormat.QRCode
POMELO = Facts(
    "Bưởi Diễn Yên Định",
    "HTX Nông nghiệp Định Hòa",
    lot="DH-2611-02",
    harvested_on=date(2026, 11, 12),
    use_by=date(2027, 1, 31),
    stars=4,
)
LONG = Facts(
    "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An",
    "Hộ kinh doanh bà Hoa, thôn Xuân Tiến",
)
SHORT = Facts("Chè", lot="A1")


def a_sheet(count: int, facts: Facts = POMELO, first: int = 1) -> Iterator[Label]:
    return labels(RING.make_many(range(first, first + count)), facts=facts, order_no="A0123")


def printed(items: Iterator[Label], **options: object) -> bytes:
    file = io.BytesIO()
    write_sheet(file, items, **{"host": HOST, **options})  # type: ignore[arg-type]  # test options
    return file.getvalue()


def pages(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=300 / 72).to_pil().convert("L") for page in document]


def read(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(np.array(image), formats=QR)]


def expected(count: int, first: int = 1, host: str = HOST) -> list[str]:
    return [address(code, host=host) for code in RING.make_many(range(first, first + count))]


@pytest.mark.parametrize("host", [HOST, "127.0.0.1:8000"])
@pytest.mark.parametrize("stock", STOCKS)
def test_every_symbol_of_every_stock_is_read_back(stock: str, host: str) -> None:
    count = 2 * STOCKS[stock].per_page + 5
    facts = (POMELO, LONG, SHORT)
    items = (next(a_sheet(1, facts[n % 3], n)) for n in range(1, count + 1))
    found = [text for page in pages(printed(items, stock=stock, host=host)) for text in read(page)]
    assert sorted(found) == sorted(expected(count, host=host))
    assert len(set(found)) == count


@pytest.mark.slow
def test_a_whole_order_of_5000_is_read_back() -> None:
    found = {text for page in pages(printed(a_sheet(5000))) for text in read(page)}
    assert found == set(expected(5000))


@pytest.mark.parametrize("stock", STOCKS)
def test_the_words_can_be_copied_from_the_pdf(stock: str) -> None:
    pdf = pypdfium2.PdfDocument(printed(a_sheet(1), stock=stock))
    words = " ".join(pdf[0].get_textpage().get_text_range().split())
    for wanted in ("Bưởi Diễn", "Yên Định", "Lô DH-2611-02", "12/11/2026", "31/01/2027"):
        assert wanted in words
    code = spell(RING.seal(1))
    for wanted in ("OCOP 4 SAO", HOST, "A0123-00001", code[:9], code[10:]):
        assert wanted in words
    assert "BẢN THỬ" not in words


def test_all_vietnamese_letters_are_drawn_and_can_be_copied() -> None:
    marked = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    for letters in (marked, marked.upper()):
        spaced = " ".join(letters[start : start + 6] for start in range(0, len(letters), 6))
        pdf = pypdfium2.PdfDocument(printed(a_sheet(1, Facts(spaced)), stock="a4-24"))
        words = "".join(pdf[0].get_textpage().get_text_range().split())
        assert "".join(spaced.split()) in words


def test_a_trial_host_says_so_on_every_label() -> None:
    pdf = printed(a_sheet(3), host="127.0.0.1:8000", stock="roll-30x20")
    for page in pypdfium2.PdfDocument(pdf):
        assert "BẢN THỬ" in page.get_textpage().get_text_range()


def test_small_symbols_say_phones_only() -> None:
    fit = check_sheet(host=HOST, stock="roll-30x20")
    assert fit.phones_only
    assert 0.33 <= fit.module_mm < 0.396
    pdf = pypdfium2.PdfDocument(printed(a_sheet(1), stock="roll-30x20"))
    assert "Chỉ dùng điện thoại" in pdf[0].get_textpage().get_text_range()
    for stock in ("a4-24", "a4-40", "a4-65", "roll-50x30"):
        assert not check_sheet(host=HOST, stock=stock).phones_only


def test_a_gtin_prints_the_gs1_form() -> None:
    facts = Facts("Chè lam", gtin="6291041500213")
    (page,) = pages(printed(a_sheet(40, facts)))
    codes = RING.make_many(range(1, 41))
    assert set(read(page)) == {f"HTTPS://TEM.EXAMPLE.VN/01/06291041500213/21/{c}" for c in codes}


def test_used_labels_are_skipped_and_copies_come_in_a_row() -> None:
    (page,) = pages(printed(a_sheet(3), skip=6, copies=2))
    found = {}
    for code in zxingcpp.read_barcodes(np.array(page)):
        spot = code.position.top_left
        column, row = (
            int((spot.x / 300 * 25.4 - 9.7) / 48.3),
            int((spot.y / 300 * 25.4 - 21.5) / 25.4),
        )
        found[row * 4 + column] = code.text
    wanted = expected(3)
    assert [found[cell] for cell in sorted(found)] == [w for w in wanted for _ in range(2)]
    assert sorted(found) == list(range(6, 12))


def test_an_offset_moves_everything() -> None:
    """Right and down in mm; symbols move by whole printer dots (600 dpi: 0.042 mm)."""
    ((still,), (moved,)) = (
        zxingcpp.read_barcodes(np.array(pages(printed(a_sheet(1), offset_mm=shift))[0]))
        for shift in ((0.0, 0.0), (2.0, -3.0))
    )
    per_mm = 300 / 25.4
    dx = moved.position.top_left.x - still.position.top_left.x
    dy = moved.position.top_left.y - still.position.top_left.y
    assert dx == pytest.approx(2 * per_mm, abs=1.5)
    assert dy == pytest.approx(-3 * per_mm, abs=1.5)


@pytest.mark.parametrize("stock", STOCKS)
def test_no_offset_that_is_taken_loses_a_symbol(stock: str) -> None:
    """Hurt: 10 mm to the left took the first column off the paper, and the sheet was printed."""
    page, lost = STOCKS[stock], 0
    for shift in ((-13.0, 0.0), (0.0, -12.0), (-5.0, -5.0), (10.0, 10.0), (0.0, 15.0), (-1.0, 0.9)):
        try:
            sheet = printed(a_sheet(page.per_page), stock=stock, offset_mm=shift)
        except OffPage:
            lost += 1
            continue
        found = zxingcpp.read_barcodes(np.array(pages(sheet)[0]), formats=QR)
        assert len(found) == page.per_page, shift
    assert 0 < lost < 6


def test_a_longer_address_may_leave_the_page_alone() -> None:
    """With a GTIN the symbol is wider: it is looked at too."""
    with_gtin = replace(POMELO, gtin="08936012345674")
    with pytest.raises(StampRefusal) as refused:
        printed(a_sheet(1, with_gtin), stock="a4-24", offset_mm=(-8.6, 0.0))
    assert refused.value.code == "off_page"
    printed(a_sheet(1), stock="a4-24", offset_mm=(-8.6, 0.0))


@pytest.mark.parametrize("format", ["pdf", "png", "svg", "zpl"])
def test_same_input_same_bytes(format: str) -> None:
    stock = "roll-50x30"
    first = printed(a_sheet(30), stock=stock, format=format)
    assert printed(a_sheet(30), stock=stock, format=format) == first
    assert printed(a_sheet(30, SHORT), stock=stock, format=format) != first


def test_a_png_is_the_first_page_at_300_dpi() -> None:
    image = Image.open(io.BytesIO(printed(a_sheet(100), format="png")))
    assert image.size == (2480, 3508)
    assert sorted(read(image.convert("L"))) == sorted(expected(40))


def test_an_order_is_never_held_whole() -> None:
    """Printing reads labels as it goes: never more than some thousands ahead."""
    asked = 0

    def counted() -> Iterator[Label]:
        nonlocal asked
        for label in a_sheet(20_000):
            asked += 1
            yield label

    told: list[tuple[int, int]] = []
    write_sheet(io.BytesIO(), counted(), host=HOST, progress=lambda n: told.append((n, asked)))
    assert told[-1] == (20_000, 20_000)
    assert all(read_ahead - drawn <= 4096 for drawn, read_ahead in told)


def test_cut_marks_stay_off_the_labels() -> None:
    """White out all labels and something is left with marks, nothing without."""
    for marks in (True, False):
        (page,) = pages(printed(a_sheet(40), cut_marks=marks))
        image = np.array(page)
        for cell in range(40):
            x, y = STOCKS["a4-40"].corner(cell)
            left, top, right, bottom = (round(v * 300 / 25.4) for v in (x, y, x + 45.7, y + 25.4))
            image[top - 1 : bottom + 1, left - 1 : right + 1] = 255
        assert bool((image < 128).any()) is marks


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"stock": "a4-99"}, "unknown_stock"),
        ({"format": "docx"}, "unknown_format"),
        ({"format": "zpl"}, "bad_sheet_option"),
        ({"skip": 40}, "bad_sheet_option"),
        ({"skip": -1}, "bad_sheet_option"),
        ({"copies": 0}, "bad_sheet_option"),
        ({"offset_mm": (16.0, 0.0)}, "bad_sheet_option"),
        ({"offset_mm": (float("nan"), 0.0)}, "bad_sheet_option"),
        ({"offset_mm": (-11.0, 0.0)}, "off_page"),
        ({"offset_mm": (0.0, 15.0), "scale_percent": (100.0, 103.0), "stock": "a4-65"}, "off_page"),
        ({"offset_mm": (0.0, -1.1), "stock": "roll-50x30"}, "off_page"),
        ({"offset_mm": (0.0, 8.0), "stock": "roll-50x30", "format": "zpl"}, "off_page"),
        ({"dpi": 96}, "bad_sheet_option"),
        ({"dpi": 0}, "bad_sheet_option"),
        ({"host": "tem of ours"}, "bad_host"),
        ({"host": "a" * 30 + ".example.vn", "stock": "roll-30x20"}, "module_too_small"),
    ],
)
def test_refusals_come_in_words_before_the_first_byte(
    options: dict[str, object], code: str
) -> None:
    file = io.BytesIO()
    with pytest.raises(StampRefusal) as refused:
        write_sheet(file, a_sheet(1), **{"host": HOST, **options})  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.code == code
    assert refused.value.detail.count(".") >= 1
    assert file.getvalue() == b""


@pytest.mark.parametrize("order_no", ["A\nB", "A\u202eB", "A\x00", "A\u2028", "A字", "A" * 1000])
@pytest.mark.parametrize(("format", "stock"), [("pdf", "a4-65"), ("tspl", "roll-50x30")])
def test_order_numbers_that_no_label_holds(order_no: str, format: str, stock: str) -> None:
    file = io.BytesIO()
    made = labels(RING.make_many(range(1, 3)), facts=POMELO, order_no=order_no)
    with pytest.raises(StampRefusal) as refused:
        write_sheet(file, made, host=HOST, stock=stock, format=format)
    assert refused.value.code == "bad_sheet_option"
    assert file.getvalue() == b""


def test_nothing_to_print_is_refused() -> None:
    with pytest.raises(StampRefusal) as refused:
        printed(islice(a_sheet(1), 0))
    assert refused.value.code == "nothing_to_print"


def test_a_pin_in_the_clear_and_words_that_give_way_are_told_before_printing() -> None:
    long, short = Facts("W" * 80, "Ỗ" * 70, stars=5), Facts("Chè")
    for facts, pin, cut in ((long, None, True), (short, None, False), (short, "444444", False)):
        label = Label("0" * 16, "A0123-00001", facts, pin)
        told = check_sheet(host=HOST, stock="roll-30x20", label=label)
        assert ("product" in told.cut) == cut
        assert told.pin_in_clear == (pin is not None)
    assert check_sheet(host=HOST, stock="roll-30x20").cut == ()
