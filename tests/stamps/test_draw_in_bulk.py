"""Symbols put together from tables: the bits of `qrcode`, its own choice of mask, any decoder."""

import os
import random
import time
from collections.abc import Callable

import numpy as np
import pytest
import qrcode
import zxingcpp
from qrcode.util import BIT_LIMIT_TABLE, lost_point

from stamps import StampRefusal
from stamps.symbols import (
    BULK_MASK,
    LEVELS,
    Level,
    Symbol,
    batch,
    batches,
    slices,
    symbol,
    symbols,
)
from stamps.symbols.masking import lost_points
from stamps.symbols.matrix import BULK_LARGEST
from stamps.symbols.tables import turned

CORRECTION = dict(zip(LEVELS, (1, 0, 3, 2), strict=True))  # ISO/IEC 18004:2015, table 12
VERSIONS = range(1, BULK_LARGEST + 1)
PAYLOADS = 10_000 if os.environ.get("AGRIMARKET_STAMPS") == "all" else 200
AT_ONCE = 40
FREE_EVERY = 20  # `qrcode` takes ten times as long where it chooses the mask
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
# What stands in the texts of each mode, bits of its count up to version 9 and at 10, bits a letter
MODES: dict[str, tuple[str, int, int, float]] = {
    "numeric": (LETTERS[:10], 10, 12, 10 / 3),
    "alphanumeric": (LETTERS, 9, 11, 11 / 2),
    "byte": (LETTERS + "abcdefghijklmnopqrstuvwxyz?&=#_~", 8, 16, 8),
}
DRAW = random.Random(1804)


def by_qrcode(text: str, version: int, level: Level, mask: int | None) -> list[list[bool]]:
    code = qrcode.QRCode(
        version=version, error_correction=CORRECTION[level], border=0, mask_pattern=mask
    )
    code.add_data(text)
    code.make(fit=False)
    return [[bool(module) for module in row] for row in code.modules]


def most_letters(mode: str, version: int, level: Level) -> int:
    _, small, large, each = MODES[mode]
    room = BIT_LIMIT_TABLE[CORRECTION[level]][version] - 4 - (small if version < 10 else large)
    return int(room / each + 1e-9)


def payload(mode: str, length: int) -> str:
    return "".join(DRAW.choices(MODES[mode][0], k=length))


def alike(count: int, version: int, level: Level) -> list[str]:
    """Texts of one mode and length, which one set of tables draws."""
    mode = DRAW.choice(list(MODES))
    length = DRAW.randint(1, most_letters(mode, version, level))
    return [payload(mode, length) for _ in range(count)]


def read(drawn: Symbol) -> bytes:
    image = np.pad(np.where(drawn.array(), 0, 255).astype(np.uint8), 4, constant_values=255)
    grown = np.kron(image, np.ones((3, 3), np.uint8))
    (found,) = zxingcpp.read_barcodes(grown, formats=zxingcpp.BarcodeFormat.QRCode)
    return bytes(found.bytes)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", VERSIONS)
def test_random_payloads_are_what_qrcode_draws(version: int, level: Level) -> None:
    """ISO/IEC 18004:2015, 7: every version and level in bulk, modes, lengths and masks at random;
    a mask of its own for some, which must be the one `qrcode` chooses."""
    turned(version, level)  # with tables at hand even a small batch is drawn from them
    for number in range(PAYLOADS // AT_ONCE):
        texts = [text for _ in range(4) for text in alike(AT_ONCE // 4, version, level)]
        DRAW.shuffle(texts)
        mask = DRAW.randrange(8)
        free = len(texts) // FREE_EVERY if number % 2 else 0
        for some, wanted in ((texts[free:], mask), (texts[:free], None)):
            drawn = batch(some, level=level, mask=wanted, version=version)
            for text, one in zip(some, drawn, strict=True):
                assert one.array().tolist() == by_qrcode(text, version, level, wanted), (text, mask)


@pytest.mark.parametrize("mode", MODES)
def test_every_version_and_level_is_read_by_another_decoder(mode: str) -> None:
    for version in VERSIONS:
        for level in LEVELS:
            full = most_letters(mode, version, level)
            texts = [payload(mode, length) for length in (full, full // 2 or 1)]
            for drawn, text in zip(batch(texts * 64, level=level, mask=None), texts, strict=False):
                assert drawn.version <= version
                assert read(drawn) == text.encode()
            for drawn in batch(texts * 64, level=level, version=version)[0], symbol(texts[0]):
                assert read(drawn) == texts[0].encode()


def test_texts_cut_into_runs_are_cut_as_qrcode_cuts_them() -> None:
    """Long runs of digits and letters inside others, ends of lines, tone marks, nothing at all."""
    texts = [
        "",
        "\n",
        "7\n",
        "ABC\n",
        "abc\n",
        "12a\n",
        "\n7",
        "7" * 19,
        "7" * 20,
        "7" * 21,
        "xin chào",
    ]
    for _ in range(300):
        parts = [
            "7" * DRAW.randint(1, 25),
            "A" * DRAW.randint(1, 25),
            "b",
            "Thạch Thành",
            "-\n",
            "/",
        ]
        texts.append("".join(DRAW.choices(parts, k=DRAW.randint(1, 4))))
    turned(10, "L")
    for text, drawn in zip(texts, batch(texts, level="L", version=10), strict=True):
        assert drawn.array().tolist() == by_qrcode(text, 10, "L", BULK_MASK), repr(text)


def a_grid(size: int, dark: Callable[[int, int], bool]) -> np.ndarray:
    return np.array([[dark(row, column) for column in range(size)] for row in range(size)])


@pytest.mark.parametrize("size", [21, 29, 33, 57])
def test_lost_points_are_those_of_qrcode(size: int) -> None:
    """ISO/IEC 18004:2015, 7.8.3.1, each rule alone and in its strange cases, on any grid at all."""
    finder = [1, 0, 1, 1, 1, 0, 1]
    lines = [
        finder + [0] * 4,
        [0] * 4 + finder,
        [0] * 4 + finder + [0] * 4,
        finder + [0] * 4 + finder,
    ]
    grids = [a_grid(size, lambda r, c: True), a_grid(size, lambda r, c: False)]
    grids += [a_grid(size, lambda r, c, k=k: c % (2 * k) < k) for k in range(1, 9)]
    for line in lines:
        for turn in range(size - len(line) + 1):
            grids.append(a_grid(size, lambda r, c: (r + c) % 2 == 0))
            grids[-1][turn % size, turn : turn + len(line)] = line
    for share in (0.1, 0.3, 0.44, 0.45, 0.5, 0.55, 0.6, 0.9):
        dice = np.random.default_rng(round(share * 100))
        grids += [dice.random((size, size)) < share for _ in range(8)]
    grids += [grid.T for grid in grids]
    width = 32 if size <= 32 else 64
    values = [1 << width - 1 - column for column in range(size)]
    forms = np.array(
        [
            [sum(v for v, dark in zip(values, row, strict=True) if dark) for row in grid]
            for grid in grids
        ],
        dtype=f"u{width // 8}",
    ).T
    assert lost_points(forms, size).tolist() == [lost_point(grid.tolist()) for grid in grids]


@pytest.mark.parametrize("number", [191, 222, 270, 290, 356])
def test_of_equal_masks_the_lowest_is_taken(number: int) -> None:
    """Two masks of these lose as few points; rare enough to be missed at random."""
    text, weighed = f"TEM {number}", []
    code = qrcode.QRCode(version=1, error_correction=CORRECTION["Q"], border=0)
    code.add_data(text)
    for mask in range(8):
        code.makeImpl(True, mask)
        weighed.append(lost_point(code.modules))
    assert weighed.count(min(weighed)) == 2
    chosen = batch([text] * 20, version=1, mask=None).masks.tolist()
    assert chosen == [weighed.index(min(weighed))] * 20


def test_a_batch_is_its_symbols_in_order() -> None:
    """Of mixed shapes a batch has the one version that holds all, the iterator each its own."""
    texts = [f"HTTPS://TEM.EXAMPLE.VN/{'A' * (n % 7)}{n}" for n in range(300)] + ["một hai ba"]
    whole = batch(texts, mask=None)
    assert len(whole) == len(texts)
    assert whole.packed.shape == (len(texts), whole.size * whole.row_bytes)
    assert list(whole) == [whole[place] for place in range(len(texts))]
    assert [read(drawn) for drawn in whole] == [text.encode() for text in texts]
    assert {drawn.version for drawn in whole} == {whole.version}
    assert whole.arrays()[7].tolist() == whole[7].array().tolist()
    apart = list(symbols(texts, mask=None))
    assert [read(drawn) for drawn in apart] == [text.encode() for text in texts]
    assert [drawn.version for drawn in apart[-2:]] == [3, 2]
    assert all(one == symbol(text) for one, text in zip(apart[::30], texts[::30], strict=True))


def test_no_texts_make_no_symbols() -> None:
    assert len(batch([])) == 0
    assert list(symbols([])) == []


def test_a_block_of_zeros_is_drawn_although_qrcode_fails_on_it() -> None:
    """Found while probing: `qrcode` 8.2 takes the logarithm of the first letter of such a block."""
    text = "7" + "\0" * 60
    with pytest.raises(ValueError, match="glog"):
        by_qrcode(text, 6, "Q", 2)
    for drawn in symbol(text, version=6, mask=2), batch([text] * 200, version=6)[9]:
        assert read(drawn) == text.encode()


def test_versions_beyond_ten_come_one_by_one() -> None:
    texts = ["A" * 500 + str(n) for n in range(3)]
    for text, drawn in zip(texts, batch(texts, level="L", mask=3), strict=True):
        assert drawn.version > BULK_LARGEST
        assert drawn.array().tolist() == by_qrcode(text, drawn.version, "L", 3)


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        (lambda: batch(["A" * 40], version=1), "bad_symbol_option"),
        (lambda: batch(["A"], version=41), "bad_symbol_option"),
        (lambda: batch(["A"], level="S"), "bad_symbol_option"),
        (lambda: batch(["A"], mask=9), "bad_symbol_option"),
        (lambda: symbols(["A"], version=0), "bad_symbol_option"),
        (lambda: list(symbols(["A" * 40], version=1)), "bad_symbol_option"),
        (lambda: batch(["A" * 5000]), "symbol_too_long"),
    ],
)
def test_what_cannot_be_drawn_is_refused(attempt: Callable[[], object], code: str) -> None:
    with pytest.raises(StampRefusal) as refused:
        attempt()
    assert refused.value.code == code


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("version", [7, 10])
@pytest.mark.parametrize("mode", ["alphanumeric", "byte"])
def test_texts_with_nothing_in_common_come_the_same_by_both_ways(
    mode: str, version: int, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bit by bit in slices, drawn in several strides with a part left over, or from tables."""
    texts = [payload(mode, most_letters(mode, version, level)) for _ in range(333)]
    turned(version, level)
    monkeypatch.setattr(slices, "_STRIDE", 100 * 8 * 57)
    monkeypatch.setattr(batches, "_MOST_TURNED", 0)
    sliced = batch(texts, level=level, version=version)
    monkeypatch.setattr(batches, "_MOST_TURNED", 1 << 30)
    assert (sliced.packed == batch(texts, level=level, version=version).packed).all()
    for place in (0, 100, 332):
        drawn = sliced[place].array().tolist()
        assert drawn == by_qrcode(texts[place], version, level, BULK_MASK)


@pytest.mark.parametrize(
    ("texts", "version", "level"),
    [
        (["HTTPS://TEM.EXAMPLE.VN/" + payload("alphanumeric", 16) for _ in range(10_000)], 3, "Q"),
        ([payload("byte", 271) for _ in range(10_000)], 10, "L"),
    ],
    ids=["stamps", "nothing in common"],
)
def test_batches_stay_hundreds_of_times_quicker_than_qrcode(
    texts: list[str], version: int, level: Level
) -> None:
    """`make bench` measures 500 and 200 times and more; here a fall to half of that is caught."""
    for mask, times in ((2, 250), (None, 100)):
        batch(texts, level=level, mask=mask)
        ours = min(_seconds(lambda: batch(texts, level=level, mask=mask)) for _ in range(5))  # noqa: B023 - called at once
        peer = min(_seconds(lambda: by_qrcode(texts[0], version, level, mask)) for _ in range(10))  # noqa: B023 - called at once
        assert peer > times * ours / len(texts)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
