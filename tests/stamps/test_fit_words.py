"""Words on a label: nothing overlaps, nothing falls off, small things stay readable."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stamps import STOCKS, Facts, Label, StampRefusal, Stock, position
from stamps.sheets.drawing import Shape, Text
from stamps.sheets.fitting import design
from stamps.sheets.fonts import MM_PER_POINT, width_mm
from stamps.sheets.label import Design
from stamps.sheets.layout import corners, fit, guard_module
from stamps.sheets.stock import DOT_MM

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
    stock: Stock, facts: Facts, host: str = "tem.thanhhoa.gov.vn", test: bool = False
) -> Design:
    return design(stock, fit(stock, version=3), facts, host=host, position="A0123-44444", test=test)


def ink(text: Text) -> Box:
    """Where a line's small letters and marks below lie; accents above capitals are left out."""
    size = text.size * MM_PER_POINT
    right = text.x + width_mm(text.text, text.weight, text.size)
    return text.x, text.y - 0.72 * size, right, text.y + 0.02 * size


def boxes(made: Design) -> list[Box]:
    label = Label("W" * 16, "A0123-44444", Facts("x"))
    texts = [item for item in made.items if isinstance(item, Text) and not item.white]
    found = [ink(text) for text in (*texts, *made.words(label))]
    for shape in (item for item in made.items if isinstance(item, Shape)):
        xs, ys = [x for x, _ in shape.points], [y for _, y in shape.points]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    quiet = made.fit.quiet_mm
    far_x, far_y = made.fit.x + made.fit.side_mm + quiet, made.fit.y + made.fit.side_mm + quiet
    found.append((made.fit.x - quiet, made.fit.y - quiet, far_x, far_y))
    return found


def apart(a: Box, b: Box) -> bool:
    slack = 1e-6
    return (
        a[2] <= b[0] + slack or b[2] <= a[0] + slack or a[3] <= b[1] + slack or b[3] <= a[1] + slack
    )


def check(stock: Stock, made: Design) -> None:
    found = boxes(made)
    for box in found:
        assert box[0] >= -1e-6
        assert box[1] >= -1e-6
        assert box[2] <= stock.label_w + 1e-6
        assert box[3] <= stock.label_h + 1e-6
    for i, one in enumerate(found):
        for other in found[i + 1 :]:
            assert apart(one, other), (one, other)


@settings(max_examples=60, deadline=None)
@given(
    stock=st.sampled_from(list(STOCKS.values())),
    product=WORDS,
    producer=st.just("") | WORDS,
    lot=st.none() | st.text("0123456789ABCXYZ.-", min_size=1, max_size=20),
    day=DATES,
    use_by=DATES,
    stars=st.none() | st.integers(3, 5),
    test=st.booleans(),
    host=st.sampled_from(["t.vn", "tem.thanhhoa.gov.vn", "truyxuatnguongoc.thanhhoa.gov.vn"]),
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
) -> None:
    facts = Facts(product, producer, lot, harvested_on=day, use_by=use_by, stars=stars)
    check(stock, designed(stock, facts, host, test))


@pytest.mark.parametrize("stock", STOCKS.values(), ids=STOCKS)
def test_a_name_of_80_letters_is_there_whole(stock: Stock) -> None:
    name = "Nước mắm cá cơm truyền thống Ba Làng loại đặc biệt ủ chượp mười tám tháng Hải An"
    assert len(name) == 80
    made = designed(stock, Facts(name, "Hộ bà Hoa"))
    bold = [item.text for item in made.items if isinstance(item, Text) and item.weight == "bold"]
    assert " ".join(bold) == name
    check(stock, made)


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


def test_corners_go_row_by_row_and_page_by_page() -> None:
    stock = STOCKS["a4-40"]
    walk = corners(stock, skip=38, offset_mm=(1.0, 2.0))
    assert next(walk) == (0, *(pytest.approx(v) for v in (9.7 + 2 * 48.3 + 1, 21.5 + 9 * 25.4 + 2)))
    assert next(walk)[0] == 0
    assert next(walk) == (1, pytest.approx(10.7), pytest.approx(23.5))


def test_positions_have_five_digits_or_more() -> None:
    assert position("A0123", 456) == "A0123-00456"
    assert position("A0123", 1_000_000) == "A0123-1000000"
    with pytest.raises(StampRefusal):
        position("A0123", 0)
