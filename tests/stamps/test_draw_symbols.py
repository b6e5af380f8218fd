"""Symbols: the same bits as `qrcode`, one or many, and read back by another decoder."""

import random
from collections.abc import Callable

import numpy as np
import pytest
import qrcode
import zxingcpp

from stamps import StampRefusal, batch, scan_address, symbol, symbols
from stamps.alphabet import ALPHABET
from stamps.symbols import Level, fitting_version

DRAW = random.Random(8)
LEVELS: tuple[Level, ...] = ("L", "M", "Q", "H")
CORRECTION = dict(zip(LEVELS, (1, 0, 3, 2), strict=True))  # ISO/IEC 18004:2015, table 12


def by_qrcode(text: str, version: int, level: Level, mask: int) -> tuple[tuple[bool, ...], ...]:
    code = qrcode.QRCode(
        version=version, error_correction=CORRECTION[level], border=0, mask_pattern=mask
    )
    code.add_data(text)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


def addresses(count: int, stem: str = "HTTPS://TEM.EXAMPLE.VN/", letters: int = 16) -> list[str]:
    return [stem + "".join(DRAW.choices(ALPHABET, k=letters)) for _ in range(count)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "stem",
    ["HTTPS://TEM.EXAMPLE.VN/", "HTTP://127.0.0.1:8000/", "HTTPS://X.VN/01/06291041500213/21/"],
)
def test_a_batch_is_what_qrcode_draws(level: Level, stem: str) -> None:
    texts = addresses(200, stem)
    for mask in (0, 2, 5):
        for text, drawn in zip(texts, symbols(texts, level=level, mask=mask), strict=True):
            assert drawn.mask == mask
            assert drawn.rows() == by_qrcode(text, drawn.version, level, mask)


def test_mixed_texts_come_in_order_and_all_right() -> None:
    """Odd lengths, short runs, bytes, long digit runs: each as `qrcode` would, in order."""
    texts = addresses(150, letters=15) + addresses(3) + ["https://lower.vn/abc", "xin chào"]
    texts += ["HTTPS://X.VN/" + "7" * 25, "HTTPS://X.VN/12345"]
    texts += addresses(130, "HTTPS://AB.VN/")
    for text, drawn in zip(texts, symbols(texts, mask=4), strict=True):
        assert drawn.rows() == by_qrcode(text, drawn.version, "Q", 4)


def test_a_free_mask_is_the_one_qrcode_picks() -> None:
    for text in addresses(10):
        drawn = symbol(text)
        assert drawn.rows() == by_qrcode(text, drawn.version, "Q", drawn.mask)
        free = qrcode.QRCode(error_correction=CORRECTION["Q"], border=0)
        free.add_data(text)
        free.make()
        assert drawn.rows() == tuple(tuple(map(bool, row)) for row in free.modules)


def test_every_mask_is_read_by_another_decoder() -> None:
    for mask in range(8):
        for text, drawn in zip(texts := addresses(5), symbols(texts, mask=mask), strict=True):
            image = np.pad(np.where(drawn.array(), 0, 255).astype(np.uint8), 4, constant_values=255)
            (read,) = zxingcpp.read_barcodes(np.kron(image, np.ones((4, 4), np.uint8)))
            assert read.text == text


def test_version_three_up_to_a_host_of_22_letters() -> None:
    """47 alphanumeric letters fit version 3 at level Q (ISO/IEC 18004:2015, table 7)."""
    for letters, version in ((22, 3), (23, 4)):
        text = scan_address("0" * 16, host="A" * (letters - 3) + ".VN")
        assert fitting_version(text) == version
        assert symbol(text).size == 17 + 4 * version


@pytest.mark.parametrize(
    ("host", "start"),
    [
        ("tem.example.vn", "HTTPS://TEM.EXAMPLE.VN/"),
        ("Tem.Example.VN:8443", "HTTPS://TEM.EXAMPLE.VN:8443/"),
        ("127.0.0.1:8000", "HTTP://127.0.0.1:8000/"),
        ("localhost", "HTTP://LOCALHOST/"),
    ],
)
def test_addresses_are_upper_case(host: str, start: str) -> None:
    assert scan_address("1fxy-0yky-wgbj-smjt", host=host) == start + "1FXY0YKYWGBJSMJT"


@pytest.mark.parametrize(
    "host",
    ["", "https://x.vn", "x.vn/", "a b.vn", "x..vn", "x.vn:0", "x.vn:99999", "bưởi.vn", "-x"],
)
def test_bad_hosts_are_refused(host: str) -> None:
    with pytest.raises(StampRefusal) as refused:
        scan_address("1FXY0YKYWGBJSMJT", host=host)
    assert refused.value.code == "bad_host"


def test_wrong_options_are_refused() -> None:
    attempts = [
        lambda: symbol("A", level="X"),  # type: ignore[arg-type]  # the wrong level is the point
        lambda: symbol("A", mask=8),
        lambda: symbol("A" * 100, version=1),
        lambda: symbols(["A"], mask=-1),
        lambda: symbol("A" * 5000),
        lambda: symbol("\ud800"),
        lambda: list(symbols(["A", "\ud800"])),
        lambda: batch(["\udfff"]),
    ]
    for attempt in attempts:
        with pytest.raises(StampRefusal):
            attempt()


@pytest.mark.parametrize(
    "draw",
    [lambda: symbol(None), lambda: list(symbols([None])), lambda: batch([None])],  # type: ignore[arg-type, list-item]  # no text is the point
)
def test_what_is_no_text_is_never_drawn(draw: Callable[[], object]) -> None:
    """Hurt: a forgotten address came out as a symbol that says None."""
    with pytest.raises(TypeError):
        draw()
