"""Labels whose address carries a GTIN: read back on every paper that holds them, else refused."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace

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
    addresses_of,
    check_sheet,
    digital_link,
    labels,
    write_sheet,
)
from tests.stamps.thermal import tspl_pages, zpl_pages

RING = KeyRing.new(random.Random(21).randbytes(32))
HOST = "tem.example.vn"
LONGER = "tem.nongsanthanhhoa.vn"  # 22 letters: version 5
GTIN = "8931234567897"
WRONG = "8931234567890"
FACTS = Facts("Bưởi Diễn Yên Định", "HTX Định Hòa", lot="DH-2611-02", stars=4, gtin=GTIN)
QR = zxingcpp.BarcodeFormat.QRCode
FINE = {"roll-30x20": 300}  # at the usual 203 dpi of its printers no dot fits
"""Printers in dpi for papers that need a finer one than usual."""


def a_sheet(count: int, facts: Facts = FACTS) -> Iterator[Label]:
    return labels(RING.make_many(range(1, count + 1)), facts=facts, order_no="A0123")


def printed(count: int, facts: Facts = FACTS, **options: object) -> bytes:
    file = io.BytesIO()
    write_sheet(file, a_sheet(count, facts), **{"host": HOST, **options})  # type: ignore[arg-type]  # options by name
    return file.getvalue()


def read(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(np.array(image.convert("L")), formats=QR)
    return [one.text for one in found]


def read_pdf(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [text for page in document for text in read(page.render(scale=300 / 72).to_pil())]


def wanted(count: int, host: str = HOST) -> list[str]:
    codes = RING.make_many(range(1, count + 1))
    return [f"HTTPS://{host.upper()}/01/0{GTIN}/21/{code}" for code in codes]


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize("stock", STOCKS)
def test_every_symbol_of_every_paper_is_read_back(stock: str) -> None:
    count = STOCKS[stock].per_page + 5
    pdf = printed(count, stock=stock, dpi=FINE.get(stock))
    assert sorted(read_pdf(pdf)) == sorted(wanted(count))


@pytest.mark.parametrize("format", ["tspl", "zpl"])
@pytest.mark.parametrize("stock", ["roll-50x30", "roll-35x22x3"])
def test_label_printers_draw_it_too(format: str, stock: str) -> None:
    data = printed(7, stock=stock, format=format)
    pages = tspl_pages(data) if format == "tspl" else zpl_pages(data.decode())
    assert sorted(text for page in pages for text in read(page)) == sorted(wanted(7))


def test_a_picture_has_it_too() -> None:
    assert set(read(Image.open(io.BytesIO(printed(40, format="png"))))) == set(wanted(40))
    plain = printed(40, Facts("Bưởi Diễn"), format="svg")
    assert printed(40, format="svg") != plain


def test_the_address_is_a_digital_link_of_the_standard() -> None:
    link = digital_link.parse(wanted(1)[0].replace("HTTPS", "https"))
    assert (link.gtin, link.serial, link.lot) == (f"0{GTIN}", RING.seal(1), None)


def test_the_words_say_where_tills_fail() -> None:
    """Tills read modules of 0.396 mm and more."""
    for stock in STOCKS:
        dpi = FINE.get(stock)
        fit = check_sheet(host=HOST, stock=stock, dpi=dpi, gtin=GTIN)
        assert fit.module_mm >= 0.33
        assert fit.phones_only is (fit.module_mm < 0.396)
        said = "Chỉ dùng điện thoại" in words_of(printed(1, stock=stock, dpi=dpi))
        assert said is fit.phones_only
    tills = [one for one in STOCKS if one != "roll-30x20"
             and not check_sheet(host=HOST, stock=one, gtin=GTIN).phones_only]  # fmt: skip
    assert tills == ["a4-21", "a4-24", "a4-40", "roll-50x30"]


@pytest.mark.parametrize(
    ("stock", "dpi", "host"),
    [("roll-30x20", None, HOST), ("roll-30x20", 600, LONGER), ("a4-65", 203, LONGER)],
)
def test_a_paper_without_room_is_refused_before_the_first_byte(
    stock: str, dpi: int | None, host: str
) -> None:
    file = io.BytesIO()
    for ask in (
        lambda: check_sheet(host=host, stock=stock, dpi=dpi, gtin=GTIN),
        lambda: write_sheet(file, a_sheet(1), host=host, stock=stock, dpi=dpi),
    ):
        with pytest.raises(StampRefusal) as refused:
            ask()
        assert refused.value.code == "gtin_symbol_too_small"
        assert f"khổ {stock}" in refused.value.detail
        assert "in tem không có GTIN" in refused.value.detail
    assert file.getvalue() == b""
    if dpi != 203:
        check_sheet(host=host, stock=stock, dpi=dpi)  # the plain address fits


@pytest.mark.parametrize("gtin", [WRONG, "893123456789", "", "GTIN", "89312345678970"])
def test_a_wrong_check_digit_is_refused(gtin: str) -> None:
    file = io.BytesIO()
    for ask in (
        lambda: check_sheet(host=HOST, gtin=gtin),
        lambda: write_sheet(file, a_sheet(1, Facts("Chè", gtin=gtin)), host=HOST),
        lambda: addresses_of([], host=HOST, gtin=gtin),
    ):
        with pytest.raises(StampRefusal) as refused:
            ask()
        assert (refused.value.code, file.getvalue()) == ("bad_gtin", b"")
        assert "Hãy so lại từng chữ số dưới mã vạch" in refused.value.detail


def test_many_addresses_are_those_of_each() -> None:
    codes = list(RING.make_many(range(1, 300)))
    for gtin in (None, GTIN, f"0{GTIN}"):
        many = list(addresses_of(codes, host=HOST, gtin=gtin))
        assert many == [address(code, host=HOST, gtin=gtin) for code in codes]
    typed = f"{codes[0][:4]}-{codes[0][4:]}".lower()
    assert address(typed, host=HOST, gtin=GTIN) == address(codes[0], host=HOST, gtin=GTIN)
    with pytest.raises(StampRefusal) as refused:
        address("1FXY", host=HOST, gtin=GTIN)
    assert refused.value.code == "bad_code"


def test_both_forms_stand_on_one_sheet() -> None:
    codes = list(RING.make_many(range(1, 41)))
    plain = Facts("Bưởi Diễn")
    mixed = [Label(code, f"A0123-{n:05d}", FACTS if n % 3 else plain)
             for n, code in enumerate(codes, start=1)]  # fmt: skip
    file = io.BytesIO()
    write_sheet(file, mixed, host=HOST)
    expected = [address(code, host=HOST, gtin=GTIN if n % 3 else None)
                for n, code in enumerate(codes, start=1)]  # fmt: skip
    assert sorted(read_pdf(file.getvalue())) == sorted(expected)


def test_the_same_labels_give_the_same_bytes() -> None:
    assert printed(45) == printed(45)
    assert printed(45) != printed(45, replace(FACTS, gtin=None))
