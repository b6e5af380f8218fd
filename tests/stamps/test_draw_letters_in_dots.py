"""Letters for label printers: no stem, hole, dot, accent or space is lost at 203 dpi."""

import io
import random
from functools import cache
from unicodedata import normalize

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from stamps import Facts, KeyRing, labels, write_sheet
from stamps.sheets.drawing import Text
from stamps.sheets.fonts import MM_PER_POINT, Weight, face
from stamps.sheets.writers.dots import written
from stamps.sheets.writers.islands import islands, touching, white_islands
from stamps.sheets.writers.raster import blank, burn, dark
from tests.stamps.thermal import tspl_pages, zpl_pages

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
LOWER = [normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
LETTERS = [*LOWER, *(letter.upper() for letter in LOWER), *"bcdđghjklmnpqrstvxBCDĐGHKLMNPQRSTVX"]
SIGNS = list("0123456789.,:-/…()&%")
WORDS = ("Chỉ dùng điện thoại", "tem.example.vn", "127.0.0.1:8471", "T.hoạch 21/11/2026",
         "Bưởi bãi bồi", "A0123-00456", "Nguyễn Thị Mễ ặ ỡ ẫ")  # fmt: skip
LARGE = 500  # pixels, at which outlines lose nothing and hints close no gap
Dots = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


@cache
def drawn_large(letter: str, weight: Weight) -> tuple[int, int]:
    """Islands of ink and of white of a letter as FreeType draws it, in black and white."""
    font = ImageFont.truetype(face(weight).path, LARGE)
    image = Image.new("L", (2 * LARGE, 2 * LARGE), 255)
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    pen.text((LARGE // 2, LARGE * 3 // 2), letter, font=font, fill=0, anchor="ls")
    ink = np.array(image) < 128
    return islands(ink), white_islands(ink)


def burnt(text: str, weight: Weight, dots: int) -> Dots:
    """Words as a writer for label printers draws them at 8 dots a mm, off the grid."""
    image = blank(60, 8, 8)
    burn(image, [Text(1.06, 5.03, text, dots / 8 / MM_PER_POINT, weight)], 0.31, 0.0, 8)
    return ~np.array(dark(image.point(lambda grey: 255 - grey)).convert("L")).astype(np.bool_)


def test_pieces_of_ink_and_white_are_counted() -> None:
    ring = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1]], np.bool_)
    assert (islands(ring), white_islands(ring)) == (1, 2)
    steps = np.eye(4, dtype=np.bool_)
    assert (islands(steps), white_islands(steps)) == (1, 1)
    diamond = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.bool_)  # closed at corners alone
    assert (islands(diamond), white_islands(diamond)) == (1, 2)
    apart = np.array([[1, 0, 1], [0, 0, 0], [1, 1, 1]], np.bool_)
    assert (islands(apart), white_islands(apart)) == (3, 1)
    assert touching(steps, np.roll(steps, 1, axis=1))
    assert not touching(np.eye(6, dtype=np.bool_), np.eye(6, k=3, dtype=np.bool_))


@pytest.mark.parametrize("dots", [11, 12, 13, 14, 15, 17, 20])
@pytest.mark.parametrize("weight", ["regular", "medium", "bold"])
def test_every_letter_keeps_its_stems_holes_dots_and_accents(weight: Weight, dots: int) -> None:
    """ "điện thoại" came out as "điện tnoại" and bold i without its dot."""
    lost = []
    for letter in (*LETTERS, *SIGNS):
        ink = written(letter, weight, dots)[0]
        if (islands(ink), white_islands(ink)) != drawn_large(letter, weight):
            lost.append(letter)
    assert lost == []


@pytest.mark.parametrize("dots", [11, 12, 14])
@pytest.mark.parametrize("text", WORDS)
def test_letters_of_a_word_stay_apart_and_words_more_so(text: str, dots: int) -> None:
    for weight in ("regular", "medium", "bold"):
        ink = written(text, weight, dots)[0]  # type: ignore[arg-type]  # the three weights
        wanted = [drawn_large(letter, weight) for letter in text if letter != " "]  # type: ignore[arg-type]  # the three weights
        assert islands(ink) == sum(found for found, _ in wanted)
        assert white_islands(ink) == 1 + sum(found - 1 for _, found in wanted)
        full = np.flatnonzero(ink.any(axis=0))
        gaps = [gap for gap in np.diff(full) - 1 if gap >= max(3, round(0.34 * dots))]
        assert len(gaps) >= text.count(" ")


@pytest.mark.parametrize("text", WORDS)
def test_the_writers_draw_these_very_letters(text: str) -> None:
    """Wherever words stand: half a dot aside nothing is lost either."""
    ink = written(text, "regular", 11)[0]
    whole = burnt(text, "regular", 11)
    assert whole.sum() == ink.sum()
    assert (islands(whole), white_islands(whole)) == (islands(ink), white_islands(ink))


@pytest.mark.parametrize("format", ["tspl", "zpl"])
def test_small_print_on_a_label_is_whole(format: str) -> None:
    """The foot of a 30 × 20 mm roll, cut out of the printer's own bitmap."""
    ring, file = KeyRing.new(random.Random(12).randbytes(32)), io.BytesIO()
    facts = Facts("Bưởi Diễn", "Hộ bà Hoa", lot="B12")
    sheet = labels([ring.seal(0)], facts=facts, order_no="A0123")
    write_sheet(file, sheet, host="tem.example.vn", stock="roll-30x20", format=format)
    data = file.getvalue()
    (page,) = tspl_pages(data) if format == "tspl" else zpl_pages(data.decode())
    paper = np.array(page) < 128
    for words in ("Chỉ dùng điện thoại", "tem.example.vn", "B12"):
        weight: Weight = "medium" if words == "B12" else "regular"
        assert any(_stands(written(words, weight, dots)[0], paper) for dots in range(11, 20)), words


def _stands(ink: Dots, paper: Dots) -> bool:
    """Whether a picture of words stands somewhere on the paper, with white around its letters."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    cut = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    room = np.lib.stride_tricks.sliding_window_view(paper, cut.shape)
    return bool((room == cut).all(axis=(2, 3)).any())
