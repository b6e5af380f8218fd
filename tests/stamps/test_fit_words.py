"""Words on a label: nothing overlaps, nothing falls off, small things stay readable."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stamps import STOCKS, Facts, Label, StampRefusal, Stock, position
from stamps.refusals import BadSheetOption
from stamps.sheets.drawing import Shape, Text
from stamps.sheets.fitting import PHONES_ONLY_WORDS, design
from stamps.sheets.fonts import reach_mm, width_mm
from stamps.sheets.label import Design
from stamps.sheets.layout import Correction, fit, guard_module
from stamps.sheets.stock import DOT_MM
from stamps.sheets.writers.port import Job, Run, placed
from stamps.symbols import symbol

Box = tuple[float, float, float, float]
WORDS = st.lists(
    st.text(
        "abcdđghiklmnopqrstuvxyăâêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệABCDĐWM0123456789.,-",
        min_size=1,
        max_size=14,
    ),
    min_size=1,
    max_size=16,
).map(lambda words: " ".join(words)[:120].strip() or "x")
DATES = st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1))


def designed(
    stock: Stock,
    facts: Facts,
    host: str = "tem.thanhhoa.gov.vn",
    test: bool = False,
    pin: str | None = None,
    position: str = "A0123-44444",
) -> Design:
    found = fit(stock, version=3)
    return design(stock, found, facts, host=host, position=position, test=test, pin=pin)


def ink(text: Text) -> Box:
    """Where a line's ink lies, stacked tone marks above capitals and tails below included."""
    above, below = reach_mm(text.text, text.weight, text.size)
    right = text.x + width_mm(text.text, text.weight, text.size)
    return text.x, text.y - above, right, text.y + below


def boxes(made: Design, position: str) -> list[Box]:
    label = Label("W" * 16, position, Facts("x"), "444444")
    texts = [item for item in made.items if isinstance(item, Text) and not item.white]
    found = [ink(text) for text in (*texts, *made.words(label))]
    found += [around(item) for item in made.items if isinstance(item, Shape)]
    quiet = made.fit.quiet_mm
    far_x, far_y = made.fit.x + made.fit.side_mm + quiet, made.fit.y + made.fit.side_mm + quiet
    found.append((made.fit.x - quiet, made.fit.y - quiet, far_x, far_y))
    return found


def words_of(made: Design) -> list[str]:
    return [item.text for item in made.items if isinstance(item, Text)]


def around(shape: Shape) -> Box:
    xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
    return min(xs), min(ys), max(xs), max(ys)


def apart(a: Box, b: Box) -> bool:
    slack = 1e-6
    return (
        a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack
    )


def check(stock: Stock, made: Design, position: str = "A0123-44444") -> None:
    found = boxes(made, position)
    assert made.fit.phones_only is (PHONES_ONLY_WORDS in words_of(made))
    for box in found:
        assert box[0] >= -1e-6
        assert box[1] >= -1e-6
        assert box[2] <= stock.label_w + 1e-6
        assert box[3] <= stock.label_h + 1e-6
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            assert apart(one, other), (one, other)
    bands = [around(item) for item in made.items if isinstance(item, Shape)]
    for word in (item for item in made.items if isinstance(item, Text) and item.white):
        one = ink(word)
        assert any(
            band[0] <= one[0] and band[1] <= one[1] and one[2] <= band[2] and one[3] <= band[3]
            for band in bands
        ), word


@settings(max_examples=60, deadline=None)
@given(
    stock=st.sampled_from(list(STOCKS.values())),
    product=WORDS,
    producer=st.just("") | WORDS,
    lot=st.none() | st.just("W" * 20) | st.text("0123456789ABCWXYZ.-", min_size=1, max_size=20),
    day=DATES,
    use_by=DATES,
    stars=st.none() | st.integers(3, 5),
    test=st.booleans(),
    host=st.sampled_from(["t.vn", "tem.thanhhoa.gov.vn", "truyxuatnguongoc.thanhhoa.gov.vn"]),
    pin=st.none() | st.just("444444"),
    sample=st.booleans(),
    order=st.sampled_from(["A0123-44444", "A123456789-4444444444", "W" * 20 + "-44444"]),
)
def test_nothing_overlaps_or_falls_off(
    stock: Stock,
    product: str,
    producer: str,
    lot: str | None,
    day: date | None,
    use_by: date | None,
    stars: int | None,
    test: bool,
    host: str,
    pin: str | None,
    sample: bool,
    order: str,
) -> None:
    facts = Facts(
        product, producer, lot, harvested_on=day, use_by=use_by, stars=stars, sample=sample
    )
    try:
        made = designed(stock, facts, host, test, pin, order)
    except BadSheetOption:
        # in words, and only for a PIN (test_a_pin_has_its_own_box…) or a number too long for the
        # least that a printer can write (test_a_number_too_long…): the rest always fits
        order = "A0123-44444" if stock.roll and len(order) > 20 else order
        made = designed(stock, facts, host, test, position=order)
        assert pin is not None or (stock.roll and order == "A0123-44444")
    check(stock, made, order)
    assert "".join(host.split(".")) in "".join(words_of(made)).replace(".", "")


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_a_long_lot_code_is_broken_and_there_whole(stock: Stock) -> None:
    """Twenty of the widest letter: neither off the label nor into the next one's quiet zone."""
    day = date(2026, 11, 20)
    for name, producer in (("Chè", "Hộ bà Hoa"), ("W" * 80, "Ỗ" * 70)):
        for lot in ("W" * 20, "LOT-2026.11.22-ABCDE"):
            facts = Facts(name, producer, lot, harvested_on=day, use_by=day, stars=5)
            made = designed(stock, facts, "truyxuatnguongoc.thanhhoa.gov.vn", test=True)
            check(stock, made)
            assert lot in "".join(words_of(made))


def test_a_short_lot_code_stays_on_its_line() -> None:
    for stock in STOCKS.values():
        assert "B12-2026" in words_of(designed(stock, Facts("Chè", "Hộ bà Hoa", "B12-2026")))


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_a_name_of_80_letters_is_there_whole(stock: Stock) -> None:
    name = "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An"
    assert len(name) == 80
    made = designed(stock, Facts(name, "Hộ bà Hoa"))
    bold = [item.text for item in made.items if isinstance(item, Text) and item.weight == "bold"]
    assert " ".join(bold) == name
    check(stock, made)


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_stacked_tone_marks_touch_nothing(stock: Stock) -> None:
    """Capitals with two marks above below letters with tails: lines move apart."""
    name = "gyqpj ẪỖỄ gyqpj ẨỔỂ ĐẶC gyqpj"
    check(stock, designed(stock, Facts(name, "ẪỖỄ gyqpj", lot="B12", stars=5), test=True))
    if stock.label_h > 25:
        made = designed(stock, Facts(name, name, sample=True), pin="444444")
        assert made.pin is not None
        check(stock, made)


def test_a_pin_has_its_own_box_or_is_refused_in_words() -> None:
    for stock in STOCKS.values():
        made = designed(stock, Facts("Chè", "Hộ bà Hoa"), pin="444444")
        (words,) = list(made.words(Label("0" * 16, "A0123-00001", Facts("x"), "482913")))[3:]
        assert words.text == "482913"
        check(stock, made)
        assert designed(stock, Facts("Chè", "Hộ bà Hoa")).pin is None
    name = "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An"
    with pytest.raises(StampRefusal) as refused:
        designed(STOCKS["roll-30x20"], Facts(name, name, stars=5), pin="444444")
    assert refused.value.code == "no_room_for_pin"


def test_a_sample_says_so_first_and_large() -> None:
    for stock in STOCKS.values():
        made = designed(stock, Facts("Chè", sample=True))
        words = [item for item in made.items if isinstance(item, Text)]
        assert words[0].text == "TEM MẪU"
        assert words[0].size >= max(5.0, *(w.size * 0.6 for w in words))
        assert "TEM MẪU" not in [w.text for w in designed(stock, Facts("Chè")).items
                                 if isinstance(w, Text)]  # fmt: skip


def test_a_short_name_is_larger_than_a_long_one() -> None:
    for stock in STOCKS.values():
        sizes = [
            max(i.size for i in designed(stock, Facts(name)).items if isinstance(i, Text))
            for name in (
                "Chè",
                "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp lâu năm",
            )
        ]
        assert sizes[0] > sizes[1]


def test_letters_the_font_lacks_are_left_out_and_nfd_is_composed() -> None:
    made = designed(STOCKS["a4-40"], Facts("Bưởi 🍊 Diễn\n\x00"))
    words = [item.text for item in made.items if isinstance(item, Text)]
    assert "Bưởi Diễn" in " ".join(words)


def test_modules_are_whole_printer_dots() -> None:
    for stock in STOCKS.values():
        for dpi, dot in DOT_MM.items():
            found = fit(stock, version=3, dpi=dpi)
            assert found.module_mm == pytest.approx(found.dots * dot)
            assert found.module_mm >= 0.33


def test_small_modules_and_quiet_zones_are_refused() -> None:
    guard_module(0.33, stock="x")
    for module, quiet, code in ((0.329, 4, "module_too_small"), (0.4, 3, "quiet_zone_too_small")):
        with pytest.raises(StampRefusal) as refused:
            guard_module(module, stock="x", quiet_modules=quiet)
        assert refused.value.code == code


@pytest.mark.parametrize(
    "sizes",
    [
        {"columns": 5},
        {"rows": 11},
        {"left": 28.0},
        {"gap_x": -1.0},
        {"label_w": 0.0},
        {"dpi": 72},
    ],
)
def test_a_stock_that_does_not_fit_its_page_does_not_load(sizes: dict[str, float]) -> None:
    right = {"columns": 4, "rows": 10, "label_w": 45.7, "label_h": 25.4, "left": 9.7, "top": 21.5}
    Stock("right", 210, 297, **right)  # type: ignore[arg-type]  # numbers by name
    with pytest.raises(StampRefusal) as refused:
        Stock("wrong", 210, 297, **{**right, **sizes})  # type: ignore[arg-type]  # numbers by name
    assert refused.value.code == "stock_does_not_fit"


def test_labels_go_row_by_row_and_page_by_page() -> None:
    stock = STOCKS["a4-40"]
    made, drawn = designed(stock, Facts("Chè")), symbol("0" * 29, version=3)
    run = Run(made, 38, [Label("0" * 16, "A-1", Facts("Chè"))] * 3, [drawn] * 3)
    job = Job(stock, 600, Correction((1.0, 2.0)), ())
    spots = [(each.page, each.x, each.y) for each in placed(job, [run])]
    assert spots[0] == (0, pytest.approx(9.7 + 2 * 48.3 + 1), pytest.approx(21.5 + 9 * 25.4 + 2))
    assert [page for page, _, _ in spots] == [0, 0, 1]
    assert spots[2] == (1, pytest.approx(10.7), pytest.approx(23.5))


def test_positions_have_five_digits_or_more() -> None:
    assert position("A0123", 456) == "A0123-00456"
    assert position("A0123", 1_000_000) == "A0123-1000000"
    with pytest.raises(StampRefusal):
        position("A0123", 0)
