"""What gives way on a small label, and what never does: host, whole dates, sizes one can read."""

from datetime import date

import pytest

from stamps import STOCKS, Facts, StampRefusal, Stock
from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Text
from stamps.sheets.fitting import design
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.layout import fit
from stamps.sheets.stock import DOT_MM
from tests.stamps.test_fit_words import check, designed, words_of


@pytest.mark.parametrize("host", ["tem.example.vn", "tem.thanhhoa.gov.vn.vn"])
@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_the_host_stays_whatever_else_gives_way(stock: Stock, host: str) -> None:
    """It fell off small labels, though the page asks buyers to compare it."""
    day = date(2026, 11, 20)
    for facts in (
        Facts("W" * 80, "Ỗ" * 70, "W" * 20, harvested_on=day, use_by=day, stars=5),
        Facts("Ỗ y " * 20, "Ỗ y " * 30, stars=5, sample=True),
    ):
        for version in (3, 4):
            try:
                found = fit(stock, version=version)
            except StampRefusal:
                continue
            made = design(stock, found, facts, host=host, position="A0123-44444", test=True)
            check(stock, made)
            assert host in "".join(words_of(made))


def test_what_gives_way_is_named() -> None:
    day = date(2026, 11, 20)
    long = Facts("W" * 80, "Ỗ" * 70, "W" * 20, harvested_on=day, use_by=day, stars=5)
    small = designed(STOCKS["roll-30x20"], long, test=True)
    assert {"product", "producer"} <= set(small.cut)
    assert any(word.endswith("…") for word in words_of(small))
    for stock in STOCKS.values():
        short = designed(stock, Facts("Chè", "Hộ bà Hoa", "B12", use_by=day))
        assert short.cut == ()
        assert not any(word.endswith("…") for word in words_of(short))


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_no_word_is_smaller_than_a_printer_can_draw(stock: Stock) -> None:
    """Words of 8 dots lost their stems: 11 dots, or 3 points where dots are finer."""
    name = "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An"
    for facts in (Facts(name, name, "W" * 20, stars=5), Facts("W" * 80, "W" * 80)):
        made = designed(stock, facts, test=True)
        sizes = [item.size for item in made.items if isinstance(item, Text)]
        for size in (*sizes, made.place.size):
            dots = size * MM_PER_POINT / DOT_MM[stock.dpi]
            assert dots > 10.99
            assert dots == pytest.approx(round(dots))
            assert size >= 2.99


def test_a_number_too_long_for_a_printer_is_refused_in_words() -> None:
    with pytest.raises(BadSheetOption) as refused:
        designed(STOCKS["roll-30x20"], Facts("Chè"), position="W" * 20 + "-44444")
    assert refused.value.code == "bad_sheet_option"
    designed(STOCKS["roll-30x20"], Facts("Chè"), position="A99999-44444")


def test_dates_are_never_broken_and_a_long_word_is() -> None:
    """An unbroken name made all words tiny beside a half-empty label."""
    day = date(2026, 11, 20)
    for stock in STOCKS.values():
        facts = Facts("W" * 80, "Hộ bà Hoa", "LO-2026-11-0001", harvested_on=day, use_by=day)
        made = designed(stock, facts)
        assert words_of(made).count("20/11/2026") == 2
        names = [i for i in made.items if isinstance(i, Text) and set(i.text) <= {"W", "…"}]
        assert len(names) > 1
    large = designed(STOCKS["a4-21"], Facts("NGHIÊNG" * 11, "Hộ bà Hoa"))
    assert max(i.size for i in large.items if isinstance(i, Text)) > 7


def test_a_short_label_says_its_dates_in_full_words() -> None:
    day = date(2026, 11, 20)
    for name in ("a4-21", "a4-24", "a4-40", "a4-65", "roll-50x30"):
        said = words_of(designed(STOCKS[name], Facts("Quýt", "Lê A", "L1", day, None, day, 3)))
        assert {"Thu hoạch", "Hạn dùng"} <= set(said), name
