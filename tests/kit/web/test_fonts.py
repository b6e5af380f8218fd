"""The fonts are made on the spot, hold every Vietnamese letter and stay small."""

import io
import unicodedata
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from fontTools.ttLib import TTFont

from agrimarket.kit.web import make_fonts
from agrimarket.kit.web.fonts import RECIPES, Fonts

# every vowel with every tone, from Unicode, not from the list under test
TONES = ["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]
VOWELS = "aăâeêioôơuưy"
LETTERS = {
    unicodedata.normalize("NFC", case(vowel + tone))
    for vowel in VOWELS
    for tone in TONES
    for case in (str.lower, str.upper)
} | set("đĐ₫0123456789–“”…·")


@pytest.fixture(scope="module")
def made(font_folder: Path) -> dict[str, bytes]:
    return {path.name.split(".")[0]: path.read_bytes() for path in make_fonts(font_folder)}


def test_there_are_144_vowels_with_tones() -> None:
    assert len(LETTERS) == 12 * 6 * 2 + 2 + 1 + 10 + 5


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_woff2_with_every_vietnamese_letter(made: dict[str, bytes], name: str) -> None:
    body = made[name]
    assert body[:4] == b"wOF2"
    with TTFont(io.BytesIO(body)) as font:
        letters = font.getBestCmap()
        assert not {letter for letter in LETTERS if ord(letter) not in letters}
        outlines = font["glyf"]
        empty = [x for x in LETTERS if outlines[letters[ord(x)]].numberOfContours == 0]
        assert not empty
    assert len(body) < 12_000


def test_digits_can_stand_in_columns(made: dict[str, bytes]) -> None:
    """The family has no tabular digits of its own; a column of money would waver."""
    with TTFont(io.BytesIO(made["BeVietnamPro-Regular"])) as font:
        features = [record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord]
        assert features == ["tnum"]
        (lookup,) = font["GSUB"].table.LookupList.Lookup
        widths = {font["hmtx"][even][0] for even in lookup.SubTable[0].mapping.values()}
        assert len(widths) == 1
        assert len(lookup.SubTable[0].mapping) == 10


def test_nothing_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    fonts = Fonts(folder)
    assert not folder.exists()
    assert fonts.read("../secret.woff2") is None
    assert fonts.read("BeVietnamPro-Bold.ttf") is None
    assert not folder.exists()


def test_a_second_service_uses_the_kept_file(font_folder: Path, made: dict[str, bytes]) -> None:
    path = next(font_folder.glob("BeVietnamPro-Bold.*"))
    before = path.stat().st_mtime_ns
    assert Fonts(font_folder).read("BeVietnamPro-Bold.woff2") == made["BeVietnamPro-Bold"]
    assert path.stat().st_mtime_ns == before
    assert not list(font_folder.glob("*.part"))


def test_same_package_same_bytes(tmp_path: Path, made: dict[str, bytes]) -> None:
    again = Fonts(tmp_path).read("BeVietnamPro-Title.woff2")
    assert again == made["BeVietnamPro-Title"]


def test_served_for_a_year(client: FlaskClient) -> None:
    css = client.get("/static/style.css").get_data(as_text=True)
    url = css.split('url("')[1].split('"')[0]
    answer = client.get(url)
    assert answer.mimetype == "font/woff2"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data[:4] == b"wOF2"
