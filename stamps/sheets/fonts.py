"""Be Vietnam Pro: widths for fitting, and the few letters a file needs to carry."""

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Literal
from unicodedata import normalize

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.ttLib import TTFont

Weight = Literal["regular", "medium", "bold"]
MM_PER_POINT: Final = 25.4 / 72
_FILES: Final = {"regular": "Regular", "medium": "Medium", "bold": "Bold"}


class Face:
    """One weight of the font, read once: `units` per em, `advance` and `glyph` by code point."""

    def __init__(self, weight: Weight) -> None:
        self.path = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{_FILES[weight]}.ttf"
        with TTFont(self.path, lazy=True) as font:
            names, order = font.getBestCmap(), font.getReverseGlyphMap()
            self.units: int = font["head"].unitsPerEm
            self.glyph: dict[str, int] = {chr(c): order[name] for c, name in names.items()}
            metrics = font["hmtx"].metrics
            self.advance: dict[str, int] = {chr(c): metrics[n][0] for c, n in names.items()}
            self.widths: dict[int, int] = {order[name]: m[0] for name, m in metrics.items()}
            self.box: tuple[int, int, int, int] = (
                font["head"].xMin,
                font["head"].yMin,
                font["head"].xMax,
                font["head"].yMax,
            )
            self.ascent, self.descent = font["hhea"].ascent, font["hhea"].descent
            self.cap_height: int = font["OS/2"].sCapHeight

    def subset(self, letters: Iterable[str]) -> bytes:
        """A TrueType file with these letters alone and glyph numbers kept; bytes repeat."""
        options = subset.Options(
            retain_gids=True, layout_features=[], hinting=False, notdef_outline=True, name_IDs=[]
        )
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "DSIG"]
        with TTFont(self.path, lazy=True, recalcTimestamp=False) as font:
            thinner = subset.Subsetter(options)
            thinner.populate(unicodes=sorted(ord(letter) for letter in letters))
            thinner.subset(font)
            file = io.BytesIO()
            font.save(file, reorderTables=True)
            return file.getvalue()


@lru_cache
def face(weight: Weight) -> Face:
    """The weight, loaded once."""
    return Face(weight)


def printable(text: str) -> str:
    """`text` in NFC on one line, without letters the font cannot show, blanks made single."""
    known = face("regular").glyph
    one_line = " ".join(normalize("NFC", text).split())
    return " ".join("".join(letter for letter in one_line if letter in known).split())


def width_mm(text: str, weight: Weight, size_pt: float) -> float:
    """How wide a printable text is, in mm; no kerning, as the writers draw it."""
    loaded = face(weight)
    units = sum(loaded.advance[letter] for letter in text)
    return units / loaded.units * size_pt * MM_PER_POINT
