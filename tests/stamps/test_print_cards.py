"""Cards on paper: ID-1 of ISO/IEC 7810, ten a page, every one read back, no words on others."""

import io
import itertools
import random
from datetime import date

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from stamps import Card, KeyRing, StampRefusal, scan_address, write_cards
from stamps.sheets.cards import STOCK, _design
from stamps.sheets.drawing import Text
from stamps.sheets.fonts import MM_PER_POINT, width_mm
from stamps.symbols import symbol

RING = KeyRing.new(random.Random(12).randbytes(32), kind="card")
LONG = (
    "Hợp tác xã Dịch vụ Nông nghiệp, Thủy sản, Diêm nghiệp và Tiểu thủ công nghiệp tổng hợp "
    "Nga An – Nga Phú – Nga Điền – Nga Thái huyện Nga Sơn tỉnh Thanh Hóa"
)
HOSTS = ("tem.example.vn", "127.0.0.1:8000", "truyxuat.nongsan.thanhhoa.gov.vn")


def a_card(serial: int, name: str = "Nguyễn Thị Hoa", hamlet: str = "Thôn 3") -> Card:
    return Card(RING.seal(serial), name, hamlet, "Xã Nga An", date(2026, 11, 22))


@pytest.mark.parametrize("host", HOSTS)
def test_a_sheet_of_ten_is_read_back(host: str) -> None:
    cards = [a_card(n, LONG if n % 3 == 0 else "Lê An", LONG if n % 2 else "") for n in range(10)]
    out = io.BytesIO()
    assert write_cards(out, cards, host=host, format="png").pages == 1
    page = Image.open(out)
    assert page.size == (2480, 3508)  # A4 at 300 dpi
    read = zxingcpp.read_barcodes(np.asarray(page), formats=zxingcpp.BarcodeFormat.QRCode)
    assert {one.text for one in read} == {scan_address(card.code, host=host) for card in cards}


def test_cards_have_the_size_of_a_bank_card() -> None:
    assert (STOCK.label_w, STOCK.label_h, STOCK.per_page) == (85.6, 54.0, 10)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(("name", "hamlet"), [("An", ""), (LONG, LONG), ("N" * 80, "B" * 80)])
def test_no_words_stand_on_others_or_leave_the_card(host: str, name: str, hamlet: str) -> None:
    card = a_card(1, name, hamlet)
    drawn = _design(card, symbol(scan_address(card.code, host=host)), host, trial=True)
    words = sorted((one for one in drawn.items if isinstance(one, Text)), key=lambda one: one.y)
    right = drawn.fit.x - drawn.fit.quiet_mm
    for above, below in itertools.pairwise(words):
        assert below.y - above.y >= 0.95 * below.size * MM_PER_POINT
    for one in words[1:]:
        assert one.x + width_mm(one.text, one.weight, one.size) <= right + 0.01
    assert max(one.y for one in words) < STOCK.label_h - 3
    assert drawn.fit.baselines[1] < STOCK.label_h - 3


def test_no_cards_and_a_full_first_page_are_refused() -> None:
    for cards, skip in (([], 0), ([a_card(1)], 10)):
        with pytest.raises(StampRefusal):
            write_cards(io.BytesIO(), cards, host=HOSTS[0], skip=skip)
