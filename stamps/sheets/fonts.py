"""Be Vietnam Pro: widths for fitting, and the few letters a file needs to carry."""

import io
from collections.abc import Iterable
from functools import lru_cache
from struct import unpack_from
from typing import Any, Final, Literal
from unicodedata import normalize

import fontpkg_be_vietnam_pro
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

Weight = Literal["regular", "medium", "bold"]
MM_PER_POINT: Final = 25.4 / 72
_TABLES: Final = frozenset(
    ("GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post")
)  # what a reader needs to draw unhinted outlines
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
            self._outlines: bytes = font.reader["glyf"]
            self._starts = font["loca"].locations

    @lru_cache(maxsize=1024)  # noqa: B019 - the three faces live as long as the process
    def span(self, letter: str) -> tuple[int, int]:
        """Lowest and highest point of a letter's ink, in units; accents and tails included.

        OpenType 1.9, glyf: five signed numbers head each outline, contours and the box.
        """
        number = self.glyph[letter]
        start, end = self._starts[number], self._starts[number + 1]
        if start == end:
            return 0, 0
        _, _, low, _, high = unpack_from(">5h", self._outlines, start)
        return low, high

    def outlines(self, letters: Iterable[str]) -> dict[str, str]:
        """The outlines of letters as SVG paths in units, y upwards; blanks have none."""
        with TTFont(self.path, lazy=True) as font:
            drawn, names, found = font.getGlyphSet(), font.getBestCmap(), {}
            for letter in sorted(letters):
                pen = SVGPathPen(drawn, ntos=lambda number: str(round(number)))
                drawn[names[ord(letter)]].draw(pen)
                found[letter] = pen.getCommands()
        return {letter: path for letter, path in found.items() if path}

    def subset(self, letters: Iterable[str]) -> bytes:
        """A TrueType file with these letters alone and glyph numbers kept; bytes repeat.

        By hand over fontTools' tables: its own subsetter takes 13 MB and a tenth of a second to
        load, for layout tables that are dropped here.
        """
        wanted = {ord(letter) for letter in letters}
        with TTFont(self.path, lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
            known, outlines = font.getBestCmap(), font["glyf"]
            kept = _with_parts(outlines, [".notdef", *(known[point] for point in wanted)])
            for name in font.getGlyphOrder():
                outlines[name] = outlines[name] if name in kept else Glyph()
            for name in kept:
                outlines[name].trim(remove_hinting=True)
            for tag in set(font.keys()) - _TABLES:
                del font[tag]
            for table in font["cmap"].tables:
                table.cmap = {point: name for point, name in table.cmap.items() if point in wanted}
            font["post"].formatType = 3.0  # without glyph names
            file = io.BytesIO()
            font.save(file, reorderTables=True)
            return file.getvalue()


def _with_parts(outlines: Any, names: list[str]) -> set[str]:
    """Glyph names with those that composites among them are put together from."""
    kept: set[str] = set()
    while names:
        name = names.pop()
        if name not in kept:
            kept.add(name)
            names += outlines[name].getComponentNames(outlines)
    return kept


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


def reach_mm(text: str, weight: Weight, size_pt: float) -> tuple[float, float]:
    """How far the ink of a printable text stands above its baseline and hangs below it, mm."""
    spans = [face(weight).span(letter) for letter in text] or [(0, 0)]
    per_unit = size_pt * MM_PER_POINT / face(weight).units
    return max(high for _, high in spans) * per_unit, -min(low for low, _ in spans) * per_unit
