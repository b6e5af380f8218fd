"""Run by fonts.py as a script: one weight of Be Vietnam Pro becomes a small WOFF2 file."""

import copy
import os
import sys
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

UPPER = "ĂÂĐÊÔƠƯÀÁẢÃẠẰẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ"
VIETNAMESE = UPPER + UPPER.lower()
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LETTERS = {
    "full": ASCII + VIETNAMESE + "\u00a0₫–—‘’“”…•·×÷±°²³½¼©®«»≤≥≈−€",
    "title": ASCII + VIETNAMESE + "\u00a0₫–“”…·",
}


def main(source: str, letters: str, target: Path) -> None:
    """Write the subset beside `target`, then move it there: nobody reads half a file."""
    full = letters == "full"
    options = subset.Options(hinting=False, layout_features=["kern"] if full else [])
    options.drop_tables += ["DSIG", "GSUB"]
    files = Path(next(iter(fontpkg_be_vietnam_pro.__path__))) / "files"
    font = TTFont(files / source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS[letters])
    cutter.subset(font)
    if full:
        add_even_digits(font)
    font.flavor = "woff2"
    part = target.with_suffix(f".{os.getpid()}.part")
    font.save(part)
    part.replace(target)


def add_even_digits(font: TTFont) -> None:
    """Give the font `tnum`: the family has none, and its 1 is half as wide as its 4."""
    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    width = round(sum(metrics[name][0] for name in digits if name != "one") / 9)
    for name in digits:
        advance, bearing = metrics[name]
        shift = (width - advance) // 2
        even = copy.deepcopy(glyphs[name])
        even.coordinates.translate((shift, 0))
        even.recalcBounds(glyphs)
        glyphs[f"{name}.tnum"] = even
        metrics[f"{name}.tnum"] = (width, bearing + shift)
    font.setGlyphOrder(glyphs.glyphOrder)
    swaps = "".join(f"sub {name} by {name}.tnum;" for name in digits)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {swaps} }} tnum;", tables=["GSUB"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
