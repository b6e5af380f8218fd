"""Fonts in a PDF: letters by glyph number, embedded once at the end with those that were used."""

import hashlib
import string
from typing import Final

import numpy as np
import numpy.typing as npt

from stamps.sheets.fonts import Face, Weight, face
from stamps.sheets.writers.pdf_file import PdfFile

_NAMES: Final[dict[Weight, str]] = {"regular": "F1", "medium": "F2", "bold": "F3"}
_PLAIN_NAMES: Final[dict[Weight, str]] = {"regular": "P1", "medium": "P2", "bold": "P3"}
PLAIN: Final = string.ascii_letters + string.digits + " -./:_"
"""Letters that need no escape in a literal string, and are alike in ASCII and WinAnsi."""
_CMAP: Final = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class PdfFonts:
    """The three weights of one file; remembers the letters that were drawn.

    Each weight has two dictionaries over one program: by glyph number for all of Vietnamese, and
    by WinAnsi byte for what differs on every label, codes and positions.
    """

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._numbers = {weight: file.reserve() for weight in _NAMES}
        self._plain = {weight: file.reserve() for weight in _NAMES}
        self._used: dict[Weight, dict[str, bytes]] = {weight: {} for weight in _NAMES}
        self._seen = {weight: np.zeros(256, np.bool_) for weight in _NAMES}
        named = [
            b"/%b %d 0 R" % (names[weight].encode(), numbers[weight])
            for names, numbers in ((_NAMES, self._numbers), (_PLAIN_NAMES, self._plain))
            for weight in _NAMES
        ]
        self.resources = file.put(b"<<%b>>" % b"".join(named))

    def name(self, weight: Weight) -> bytes:
        """The resource's name in page content."""
        return _NAMES[weight].encode()

    def plain_name(self, weight: Weight) -> bytes:
        """The resource's name for words shown as bytes of PLAIN."""
        return _PLAIN_NAMES[weight].encode()

    def notice_plain(self, letters: npt.NDArray[np.uint8], weight: Weight) -> None:
        """Remember the bytes of PLAIN that were shown."""
        self._seen[weight][letters] = True

    def encoded(self, text: str, weight: Weight) -> bytes:
        """Hex glyph numbers for a text-showing operator."""
        used = self._used[weight]
        try:
            return b"".join([used[letter] for letter in text])
        except KeyError:
            used.update((letter, b"%04X" % face(weight).glyph[letter]) for letter in text)
            return self.encoded(text, weight)

    def close(self) -> None:
        """Write the fonts; to be called when all pages are."""
        for weight in _NAMES:
            self._put(weight)

    def _put(self, weight: Weight) -> None:
        loaded = face(weight)
        plain = "".join(chr(byte) for byte in np.flatnonzero(self._seen[weight]))
        letters = sorted({*self._used[weight], *plain, " "})
        tag = hashlib.sha256("".join(letters).encode()).hexdigest()
        tag = "".join(chr(65 + int(digit, 16)) for digit in tag[:6])
        name = f"{tag}+{loaded.path.stem}".encode()
        program = loaded.subset(letters)
        file = self._file.put_stream(program, b"/Length1 %d" % len(program))
        self._put_whole(weight, letters, self._descriptor(loaded, name, file, 4), name)
        self._put_plain(weight, self._descriptor(loaded, name, file, 32), name)

    def _descriptor(self, loaded: Face, name: bytes, file: int, flags: int) -> int:
        """ISO 32000-1:2008, 9.8.2: flag 4 for symbolic fonts, 32 for a known encoding."""
        scale = 1000 / loaded.units
        box = " ".join(str(round(side * scale)) for side in loaded.box).encode()
        ascent, descent, caps = (
            round(value * scale) for value in (loaded.ascent, loaded.descent, loaded.cap_height)
        )
        return self._file.put(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle 0/Ascent %d"
            b"/Descent %d/CapHeight %d/StemV 80/FontFile2 %d 0 R>>"
            % (name, flags, box, ascent, descent, caps, file)
        )

    def _put_plain(self, weight: Weight, descriptor: int, name: bytes) -> None:
        loaded = face(weight)
        widths = b" ".join(
            b"%d" % round(loaded.advance[chr(byte)] * 1000 / loaded.units)
            for byte in range(32, 127)
        )
        self._file.put(
            b"<</Type/Font/Subtype/TrueType/BaseFont/%b/Encoding/WinAnsiEncoding/FirstChar 32"
            b"/LastChar 126/Widths[%b]/FontDescriptor %d 0 R>>" % (name, widths, descriptor),
            self._plain[weight],
        )

    def _put_whole(self, weight: Weight, letters: list[str], descriptor: int, name: bytes) -> None:
        loaded = face(weight)
        scale = 1000 / loaded.units
        widths = b"".join(
            b"%d[%d]" % (number, round(loaded.widths[number] * scale))
            for number in sorted({loaded.glyph[letter] for letter in letters})
        )
        descendant = self._file.put(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%b/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/W[%b]"
            b"/CIDToGIDMap/Identity>>" % (name, descriptor, widths)
        )
        unicode = self._file.put_stream(_to_unicode(weight, letters))
        self._file.put(
            b"<</Type/Font/Subtype/Type0/BaseFont/%b/Encoding/Identity-H/DescendantFonts[%d 0 R]"
            b"/ToUnicode %d 0 R>>" % (name, descendant, unicode),
            self._numbers[weight],
        )


def _to_unicode(weight: Weight, letters: list[str]) -> bytes:
    """The table that lets a reader copy and search text (ISO 32000-1:2008, 9.10.3)."""
    glyphs = {face(weight).glyph[letter]: letter for letter in reversed(letters)}
    rows = [
        f"<{n:04X}> <{ch.encode('utf-16-be').hex().upper()}>" for n, ch in sorted(glyphs.items())
    ]
    blocks = (rows[start : start + 100] for start in range(0, len(rows), 100))
    mapped = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (_CMAP % mapped).encode()
