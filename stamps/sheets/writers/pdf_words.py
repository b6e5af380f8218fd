"""Words and shapes as operators of page content (ISO 32000-1:2008, 8.5 and 9.4)."""

from typing import Final

from stamps.sheets.drawing import Shape, Text
from stamps.sheets.fonts import MM_PER_POINT
from stamps.sheets.writers.pdf_fonts import PdfFonts

_POINTS: Final = 1 / MM_PER_POINT


def points(mm: float) -> bytes:
    """Millimetres as points."""
    return b"%.3f" % (mm * _POINTS)


def text(fonts: PdfFonts, item: Text) -> bytes:
    """Words whose baseline is given in mm from the origin, down."""
    shown = fonts.encoded(item.text, item.weight)
    drawn = b"BT/%b %.3f Tf %b %b Td<%b>Tj ET" % (
        fonts.name(item.weight),
        item.size,
        points(item.x),
        points(-item.y),
        shown,
    )
    return b"1 g " + drawn + b" 0 g" if item.white else drawn


def shape(item: Shape) -> bytes:
    """A filled shape, corners in mm from the origin, down."""
    corners = [b"%b %b" % (points(x), points(-y)) for x, y in item.points]
    return corners[0] + b" m " + b" l ".join(corners[1:]) + b" l f"
